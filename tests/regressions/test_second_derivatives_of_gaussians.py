"""Second derivatives of `multivariate_normal` were refused: for an attribute of what no argument was."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
import scipy.stats

import s2s

P = np.array([[2.0, 0.3], [0.3, 1.5]])
X = np.array([0.3, 0.4])
FROZEN = scipy.stats.multivariate_normal(X, P)
DIAGONAL = scipy.stats.Covariance.from_diagonal([1.0, 2.0])
_normal = scipy.stats.multivariate_normal


@pytest.mark.parametrize(
    ("program", "at"),
    [
        (lambda m: _normal(m, P).logpdf(X), np.zeros(2)),
        (lambda p: _normal.logpdf(X, np.zeros(2), p), P),
        (lambda p: _normal(np.zeros(2), p).pdf(X), P),
        (lambda p: np.sum(_normal(X, p).logpdf(np.ones((3, 2)))), P),
        (lambda v: _normal.pdf(X, np.zeros(2), v), np.array([1.0, 2.0])),
        (lambda v: _normal.logpdf(X, np.zeros(2), v[0]) * v[1], np.array([1.3, 2.0])),
        (lambda x: FROZEN.logpdf(x), X * 2),
        (lambda x: _normal.logpdf(x, X, DIAGONAL), X * 2),
    ],
)
def test_hessian(program, at) -> None:
    gradient = s2s.grad(program)
    found = s2s.hessian(program)(at)
    again = s2s.jacrev(gradient)(at)
    for place in np.ndindex(at.shape):
        step = np.zeros(at.shape)
        step[place] = 1e-6
        expected = (gradient(at + step) - gradient(at - step)) / 2e-6
        assert found[(..., *place)] == pytest.approx(expected, abs=1e-7)
        assert again[(..., *place)] == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("function", [scipy.linalg.logm, scipy.linalg.sqrtm])
def test_a_sum_that_may_be_complex(function) -> None:
    """The error said that it is complex; now it is told when the program runs."""
    found = [s2s.grad(lambda p: np.sum(function(p)))(P)]
    found.append(s2s.grad(lambda p: np.sum(np.real(function(p))))(P))
    np.testing.assert_allclose(*found)
    with pytest.raises(s2s.S2SError, match=r"complex number at[\s\S]*hint: take the real part"):
        s2s.grad(lambda p: np.sum(function(p)))(-P)
