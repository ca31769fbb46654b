"""The second derivative by an object with slots raised a TypeError: `vars()` was asked for them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

import s2s


@dataclass(frozen=True, slots=True)
class Inner:
    a: float
    b: float


@dataclass(slots=True)
class Outer:
    c: float
    inner: Inner


def product(p):
    return p.c**2 * p.inner.a + p.inner.b**3


def test_a_tangent_with_slots_is_mirrored() -> None:
    point, along = Outer(1.5, Inner(0.5, 2.0)), Outer(1.0, Inner(2.0, 0.5))
    _, found = s2s.jvp(s2s.grad(product), (point,), (along,))
    assert type(found) is Outer and type(found.inner) is Inner
    values = [found.c, found.inner.a, found.inner.b]
    assert values == pytest.approx([2 * 0.5 + 2 * 1.5 * 2.0, 2 * 1.5, 6 * 2.0 * 0.5])
