"""Products of all pairs of elements: asking NumPy for their kind filled gigabytes, and took a minute."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.sin(np.arange(24.0) ** 1.3).reshape(2, 3, 4)
Y = np.cos(np.arange(18.0)).reshape(2, 3, 3)

PROGRAMS = {
    "outer": lambda x: np.outer(x, x[0]) ** 2,
    "outer of complex numbers": lambda x: np.imag(np.outer(x, 1j * x)) ** 2,
    "outer of whole numbers": lambda x: np.outer(np.arange(3), x),
    "outer into an array": lambda x: np.outer(x[0, 0], x, np.zeros((4, 24))),
    "multiply.outer": lambda x: np.multiply.outer(x, x) ** 2,
    "add.outer of a number": lambda x: np.add.outer(x, x[0, 0, 0]) ** 2,
    "kron": lambda x: np.kron(x, x) ** 2,
    "kron of several ranks": lambda x: np.kron(x[0], x) ** 2,
    "tensordot": lambda x: np.tensordot(x, Y * x[0, 0, 0], 0) ** 2,
    "einsum": lambda x: np.einsum("ijk,lmn->ijklmn", x, x) ** 2,
    "einsum of the rest": lambda x: np.einsum("ijk,lmk", x, x) ** 2,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str) -> None:
    program = PROGRAMS[name]
    check(lambda x: np.sum(program(x)), X)
    s2s.check_grads(lambda x: np.sum(program(x)), X, order=2)


@pytest.mark.parametrize("name", ["outer", "kron"])
def test_room(name: str) -> None:
    program: Any = PROGRAMS[name]
    x = X[:, :, :3].repeat(2, 1)
    tracemalloc.start()
    try:
        s2s.hvp(lambda x: np.sum(program(x)))(x, 2.0 * x)
        assert tracemalloc.get_traced_memory()[1] < 4e8  # stand-ins for all products took gigabytes
    finally:
        tracemalloc.stop()
