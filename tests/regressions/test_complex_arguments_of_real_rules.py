"""Rules whose formulas hold for real values only gave wrong numbers for complex ones."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

import s2s

A = np.array([[1.0, 2j], [3.0, 4.0 + 1j], [0.5, 1.0]])


@pytest.mark.parametrize(
    "fun",
    [
        lambda a: np.sum(np.abs(np.linalg.qr(a)[1])),
        lambda a: np.sum(np.abs(np.linalg.lstsq(a, np.ones(3))[0])),
        lambda a: np.sum(np.abs(np.maximum(a, 1.0))),
        lambda a: np.sum(np.abs(np.median(a, axis=0))),
        lambda a: np.sum(np.abs(scipy.linalg.toeplitz(a[:, 0]))),
    ],
)
def test_complex_values_are_refused(fun) -> None:
    with pytest.raises(s2s.NoRuleError, match="for complex values of"):
        s2s.grad(fun)(A)
    with pytest.raises(s2s.NoRuleError, match="for complex values of"):
        s2s.jvp(fun, (A,), (A,))


def test_the_same_calls_of_real_values() -> None:
    assert np.all(np.isfinite(s2s.grad(lambda a: np.sum(np.abs(np.linalg.qr(a)[1])))(A.real)))
