"""Running products, accumulations, quantiles and differences of empty arrays raised errors."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

PROGRAMS = [
    lambda x: np.sum(np.cumprod(x)),
    lambda x: np.sum(np.maximum.accumulate(x)),
    lambda x: np.sum(np.divide.accumulate(x)),
    lambda x: np.sum(np.diff(x, 3)),
    lambda x: np.sum(np.ediff1d(x)),
    lambda x: np.sum(np.resize(x, (2, 3))),
    lambda x: np.median(x),
    lambda x: np.nanquantile(x, 0.3),
]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("program", PROGRAMS)
def test_gradient_is_empty(program) -> None:
    x = np.zeros(0)
    gradient = s2s.grad(program)(x)
    assert gradient.shape == x.shape and gradient.dtype == x.dtype
    s2s.jvp(program, (x,), (x,))
