"""Second derivatives of functions that call themselves: crashes, and kinds that were never settled."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s


def power(x: float, n: int) -> float:
    return 1.0 if n == 0 else x * power(x, n - 1)


def of_power(x: float) -> float:
    return power(x, 4)


def halves(x: Any) -> Any:
    """A transform by halves, written into an array of its own at each level."""
    n = len(x)
    if n == 1:
        return x
    out = np.empty_like(x)
    even, odd = halves(x[::2]), halves(x[1::2])
    for i in range(n // 2):
        out[i] = even[i] + odd[i] * odd[i]
        out[i + n // 2] = even[i] * odd[i]
    return out


def of_array(x: Any) -> Any:
    return np.sum(halves(x) ** 2)


def test_reverse_over_reverse() -> None:
    assert np.isclose(s2s.grad(s2s.grad(of_power))(1.3), 12.0 * 1.3**2, rtol=1e-14)


def test_three_times_reverse() -> None:
    assert np.isclose(s2s.grad(s2s.grad(s2s.grad(of_power)))(1.3), 24.0 * 1.3, rtol=1e-14)


@pytest.mark.parametrize("outer", [s2s.jacfwd, s2s.jacrev])
def test_arrays_that_are_handed_up(outer: Any) -> None:
    x = np.array([0.3, -0.7, 1.1, 0.4])
    found = outer(s2s.grad(of_array))(x)
    columns = []
    for unit in np.eye(4):
        gradient = s2s.grad(of_array)
        columns.append((gradient(x + 1e-6 * unit) - gradient(x - 1e-6 * unit)) / 2e-6)
    np.testing.assert_allclose(found, np.array(columns), rtol=1e-6, atol=1e-7)


def test_forward_over_forward_of_a_recursion() -> None:
    x, v = np.array([0.3, -0.7, 1.1, 0.4]), np.array([1.0, 0.5, -0.3, 0.2])

    def along(z: Any) -> Any:
        return s2s.jvp(of_array, (z,), (v,))[1]

    second = s2s.jvp(along, (x,), (v,))[1]
    assert np.isclose(second, v @ s2s.jacfwd(s2s.grad(of_array))(x) @ v, rtol=1e-12)
