"""The gradient inside a derivative has the bits of the gradient itself, in single precision as well.

An adjoint in single precision that was added to in place, and so rounded at each step, was summed in
double precision where it was differentiated again.
"""

from __future__ import annotations

import numpy as np

import s2s

W = np.array([0.3, -1.2, 0.7, 1.9, -0.4])
X = np.array([0.9, -0.31, 0.57, 1.3, -0.71], np.float32)


def waves(x):
    total = 0.0
    for i in range(5):
        total = total + np.sum(np.sin(x * W[i]) * W)
    return total


def test_same_bits() -> None:
    gradient = s2s.grad(waves)
    expected = gradient(X)
    found, along = s2s.jvp(gradient, (X,), (X,))
    np.testing.assert_array_equal(found, expected)
    assert found.dtype == along.dtype == np.float32
    np.testing.assert_allclose(along, s2s.hessian(waves)(X) @ X, rtol=1e-5)
    squares = s2s.value_and_grad(lambda x: np.sum(gradient(x) ** 2))
    assert squares(X)[0] == np.sum(expected**2)
    exact = s2s.hvp(waves)(X.astype(float), 2 * s2s.grad(waves)(X.astype(float)))
    np.testing.assert_allclose(squares(X)[1], exact, rtol=1e-4)
