"""The tangent of a real function of what may be complex kept an imaginary part.

It came out where tangents were multiplied with each other, in second derivatives forward over forward,
or with complex numbers: the tangent of the result was wrong.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s

X = np.array([0.41, 1.32, 0.73, 1.58])
V, D = np.array([1.0, 0.5, -0.3, 0.7]), np.array([0.2, -0.4, 0.9, 0.3])


def turned(x, axis):
    return np.moveaxis(x * 1.0, axis, -1)


def transform(x):
    return np.fft.rfft(x, 4)


def sizes(x):
    a, b = turned(x, -1), turned(x**2, -1)
    return np.sum(np.abs(transform(a) * transform(b)) ** 2)


def complex_again(x):
    sizes = np.abs(transform(turned(x, -1)) * (1 + 2j))
    return np.sum(np.real(sizes * np.array([1.0 + 1.0j, 2.0 - 1.0j, 1j])) ** 2)


@pytest.mark.parametrize("program", [sizes, complex_again])
def test_tangents(program: Any) -> None:
    def pushed(x: Any) -> Any:
        return s2s.jvp(program, (x,), (V,))[1]

    assert pushed(X) == pytest.approx(s2s.grad(program)(X) @ V, rel=1e-12)
    twice = s2s.jvp(pushed, (X,), (D,))[1]
    assert twice == pytest.approx(s2s.hvp(program)(X, D) @ V, rel=1e-12)
