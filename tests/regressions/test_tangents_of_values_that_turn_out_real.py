"""Values that may be complex and turn out real had complex tangents; and names in tangents of objects."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

A = np.array([[2.0, 1.0], [0.5, 3.0]])
B = np.array([[0.1, 0.2], [0.3, 0.4]])
TURNED = np.array([[0.0, 1.0], [-1.0, 0.0]])


@pytest.mark.parametrize(
    ("fun", "point", "along"),
    [
        (np.linalg.eigvals, A, B),
        (np.linalg.eigvals, TURNED, B),
        (lambda a: np.linalg.eigvals(a)[0], A, B),
        (lambda a: np.linalg.eigvals(a) ** 2, A, B),
    ],
)
def test_dtypes(fun, point, along) -> None:
    y, y_dot = s2s.jvp(fun, (point,), (along,))
    assert y.dtype == y_dot.dtype
    step = 1e-6
    expected = (fun(point + step * along) - fun(point - step * along)) / (2.0 * step)
    np.testing.assert_allclose(y_dot, expected, rtol=1e-7, atol=1e-9)


class Box:
    def __init__(self, value: float, name: str) -> None:
        self.value = value
        self.name = name


s2s.register(Box, lambda box: ((box.value,), box.name), lambda name, parts: Box(parts[0], name))


def test_a_container_with_a_name() -> None:
    along = Box(1.0, "a")
    assert s2s.hvp(lambda box: box.value**3)(Box(2.0, "a"), along).value == 12.0
    value, pullback = s2s.vjp(lambda box: Box(box.value**3, "q"), Box(2.0, "a"))
    assert value.value == 8.0
    assert pullback(Box(1.0, "q"))[0].value == 12.0
    with pytest.raises(TypeError, match="name is not zero"):
        pullback(Box(1.0, "another"))
