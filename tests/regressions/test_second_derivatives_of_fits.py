"""The second derivative of `polyfit` by its data: the four results of least squares were made an array."""

from __future__ import annotations

import numpy as np

import s2s

V = np.linspace(3.0, 6.0, 10)


def fitted(p):
    return np.sum(np.polyfit(V, p[0] / V + p[1] * p[0], 2) ** 2)


def test_hessian() -> None:
    p = np.array([1.1, 0.4])
    hessian = s2s.hessian(fitted)(p)
    gradient = s2s.grad(fitted)
    steps = 1e-5 * np.eye(2)
    rows = [(gradient(p + step) - gradient(p - step)) / 2e-5 for step in steps]
    np.testing.assert_allclose(hessian, rows, rtol=1e-6)
    np.testing.assert_allclose(s2s.hvp(fitted)(p, np.ones(2)), hessian @ np.ones(2), rtol=1e-9)
