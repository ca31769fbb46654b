"""Only the first 65 items of a long list were looked at: an int after them counted as a float."""

from __future__ import annotations

import s2s


def product(xs):
    return xs[0] * xs[1] * xs[68]


def test_an_int_far_down_has_no_derivative() -> None:
    xs = [1.5] * 80
    xs[68] = 3
    found = s2s.grad(product)(xs)
    assert found[:3] == [4.5, 4.5, 0.0]
    assert found[67:70] == [0.0, None, 0.0]
    assert all(type(item) is float for i, item in enumerate(found) if i != 68)
