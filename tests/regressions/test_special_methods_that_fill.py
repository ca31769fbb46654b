"""Methods called by name, or as values, fill a list or dict: what read it in a helper gave a zero."""

from __future__ import annotations

import pytest

import s2s


def product(held, key, x):
    return held[key] * x


def added(x):
    held = []
    held.__iadd__([2.0])
    return product(held, 0, x)


def stored(x):
    held = {}
    held.__setitem__("a", 2.0)
    return product(held, "a", x)


def mapped(x):
    held = []
    list(map(held.append, (2.0, 3.0)))
    return product(held, 0, x)


def handed_on(x):
    held = []

    def put(add):
        add(2.0)

    put(held.append)
    return held[0] * x


def in_a_tuple(x):
    held = []
    for add in (held.append,):
        add(2.0)
    return product(held, 0, x)


@pytest.mark.parametrize("fun", [added, stored, mapped, handed_on, in_a_tuple])
def test_gradient(fun) -> None:
    assert s2s.value_and_grad(fun)(1.5) == (3.0, 2.0)
    assert s2s.jvp(fun, (1.5,), (1.0,)) == (3.0, 2.0)
