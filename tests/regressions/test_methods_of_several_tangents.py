"""Methods of arrays in code for several tangents: each is called for every tangent, not for all as one.

``z.conj()`` became a call of the method with the tangents as its buffer: a Jacobian or Hessian of zeros.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s

METHODS = {
    "conj": lambda z: z.conj(),
    "conjugate": lambda z: z.conjugate(),
    "conj of a transpose": lambda z: z @ z.conj().T,
    "conj of a row": lambda z: z[0].conj() * z[1],
    "conj of what ravel gives": lambda z: z.ravel().conj(),
    "conj of a diagonal": lambda z: z.diagonal().conj(),
    "sum": lambda z: z.sum(),
    "sum along": lambda z: z.sum(axis=0),
    "sum along, by place": lambda z: z.sum(1),
    "mean": lambda z: z.mean(axis=1, keepdims=True),
    "cumsum": lambda z: z.cumsum(axis=1),
    "cumsum of all": lambda z: z.cumsum(),
    "ravel": lambda z: z.ravel(),
    "reshape": lambda z: z.reshape(4),
    "reshape by lengths": lambda z: z.reshape(1, -1),
    "transpose": lambda z: z.transpose(),
    "transpose of axes": lambda z: z.transpose(1, 0),
    "dot": lambda z: z.dot(z),
    "prod": lambda z: z.prod(),
    "trace": lambda z: z.trace(),
    "repeat": lambda z: z.repeat(2, axis=0),
    "take": lambda z: z.take([1, 0], axis=1),
    "swapaxes": lambda z: z.swapaxes(0, 1),
    "squeeze": lambda z: z.squeeze(),
    "flatten": lambda z: z.flatten(),
    "astype": lambda z: z.astype(complex),
    "round trip": lambda z: z.copy().conj().copy(),
}
X = np.array([0.3, 0.7, 1.1, -0.4])
TURN = np.array([1.0, 1j, 2.0 - 1j, 1j])


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("turn", [TURN, np.ones(4)], ids=["complex", "real"])
def test_columns_are_tangents(name, turn):
    method = METHODS[name]

    def numbers(x):
        found = method((x * turn).reshape(2, 2)) ** 2
        return np.stack([np.real(found), np.imag(found)])

    def energy(x):
        found = method((x * turn).reshape(2, 2))
        return np.sum(np.abs(found) ** 4)

    columns = np.stack([s2s.jvp(numbers, (X,), (unit,))[1] for unit in np.eye(4)], axis=-1)
    np.testing.assert_allclose(s2s.jacfwd(numbers)(X), columns, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(s2s.jacrev(numbers)(X), columns, rtol=1e-12, atol=1e-12)
    products = np.stack([s2s.hvp(energy)(X, unit) for unit in np.eye(4)], axis=-1)
    np.testing.assert_allclose(s2s.hessian(energy)(X), products, rtol=1e-10, atol=1e-10)
