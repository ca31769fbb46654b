"""Second derivatives where the first is infinite: those of `math` count it as NumPy's do, not as 0."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s

CASES = (
    (lambda x: math.sqrt(x) + x**2, 0.0, -math.inf),
    (lambda x: math.asin(x) + x**2, 1.0, math.inf),
    (lambda x: math.asin(x) + x**2, -1.0, -math.inf),
    (lambda x: math.acos(x) + x**2, 1.0, -math.inf),
    (lambda x: math.acosh(x) + x**2, 1.0, -math.inf),
    (lambda x: math.cbrt(x) + x**2, 0.0, math.nan),
)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("fun", "x", "expected"), CASES)
def test_every_mix(fun: Callable[..., Any], x: float, expected: float) -> None:
    mixes = (s2s.hessian(fun), s2s.grad(s2s.grad(fun)), s2s.jacfwd(s2s.jacfwd(fun)))
    np.testing.assert_array_equal([mix(x) for mix in mixes], expected)
    assert math.isinf(s2s.grad(fun)(x))
