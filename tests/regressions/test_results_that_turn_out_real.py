"""A result that may be complex is a real number when the program runs, or an error then: `sqrtm`, `eigvals`."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

import s2s
from s2s.testing import check_grads

A = np.array([[2.0, 0.3], [0.3, 1.0]])
REAL = {
    "sqrtm": lambda a: np.sum(scipy.linalg.sqrtm(a)),
    "logm": lambda a: np.trace(scipy.linalg.logm(a)),
    "eigvals": lambda a: np.sum(np.linalg.eigvals(a) ** 2),
    "one eigenvalue": lambda a: np.linalg.eig(a)[0][0],
}


@pytest.mark.parametrize("name", REAL)
def test_real_results(name):
    check_grads(REAL[name], A, modes=("rev", "fwd"))
    value, gradient = s2s.value_and_grad(REAL[name])(A)
    assert value == pytest.approx(REAL[name](A))
    assert gradient.dtype == np.float64


@pytest.mark.parametrize(
    ("name", "a"), [("sqrtm", -A), ("eigvals", np.array([[0.0, 1.0], [-1.0, 0.3]]))]
)
def test_complex_results_are_told_when_the_program_runs(name, a):
    for derivative in (s2s.grad, s2s.value_and_grad):
        with pytest.raises(s2s.KindError, match="returned a complex number"):
            derivative(REAL[name])(a)
