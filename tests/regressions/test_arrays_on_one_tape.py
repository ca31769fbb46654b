"""Arrays that stay, on one list of tuples with arrays that are written into: each is told apart by its place."""

from __future__ import annotations

import copy

import numpy as np
import pytest

import s2s
from s2s.testing.directional_derivative import directional_derivative


def written_before_it_is_read(x):
    stack, s, still = [], 0.0, np.ones(2)
    for i in range(3):
        u = x * (i + 1.0)
        stack.append((u, still))
        u *= x
    still[0] = x[0] * x[1]
    for u, p in reversed(stack):
        s = s + np.sum(u * u * p)
    return s


def written_as_it_is_read(x):
    stack, s = [], 0.0
    for i in range(3):
        stack.append((x * x, np.ones(2), i))
    for u, p, i in reversed(stack):
        q = p[:1]
        q *= x[1] * x[0]
        u += p * i
        s = s + np.sum(u * u * p)
    return s


def one_array_in_two_places(x):
    stack, s, one = [], 0.0, np.ones(2)
    for _ in range(2):
        stack.append((one, x * x, one))
    for a, u, b in reversed(stack):
        a += x
        u *= b
        s = s + np.sum(u * b)
    return s


def one_tuple_in_two_lists(x):
    stack, others, s = [], [], 0.0
    for i in range(2):
        pair = (x * x, np.full(2, 2.0 + i))
        stack.append(pair)
        others.append(pair)
    others[0][1][...] = x * x * x
    for u, p in stack:
        u *= x
        s = s + np.sum(u * p)
    return s


def read_before_it_is_put_there(x):
    stack, s, p = [], 0.0, np.ones(2)
    for _ in range(3):
        for item in stack:
            u, q = item
            q += x * x
            s = s + np.sum(u * q)
        stack.append((x * x, p))
    return s


def places_change(x):
    stack, s = [], 0.0
    for i in range(3):
        stack.append((np.full(2, i + 1.0), x * x))
    for pair in stack:
        p, u = reversed(pair)
        p *= x
        s = s + np.sum(u * u * p)
    return s


def tapes_on_a_tape(x):
    outer, s, still = [], 0.0, np.ones(2)
    for i in range(2):
        inner = []
        for j in range(2):
            inner.append((x * j, still, still * i))
        outer.append((inner, still))
    for some, p in reversed(outer):
        for u, q, r in reversed(some):
            u += x * x
            r[0] = x[1]
            s = s + np.sum(u * q * p * r)
    return s


def parts_of_what_is_given(x, items):
    stack, s, canvas = [], 0.0, np.zeros(2)
    for patch, weight in items:
        view = canvas[:]
        stack.append((patch, weight, view, x * weight))
        view += x * patch
    canvas *= x
    for patch, weight, view, u in reversed(stack):
        view *= patch * weight
        s = s + np.sum(view * u)
    return s


def parts_of_what_is_given_and_written(x, items):
    stack, s = [], 0.0
    for patch, weight in items:
        stack.append((patch, weight, x * weight))
        patch *= x
    for patch, weight, u in reversed(stack):
        u *= patch * weight
        s = s + np.sum(patch * u)
    return s


ITEMS = [(np.array([0.3, 0.9]), 2.0), (np.array([1.3, -0.4]), 0.5)]
PROGRAMS = [
    written_before_it_is_read, written_as_it_is_read, one_array_in_two_places, one_tuple_in_two_lists,
    read_before_it_is_put_there, places_change, tapes_on_a_tape, parts_of_what_is_given,
    parts_of_what_is_given_and_written,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS)
def test_first_and_second_derivatives(fun) -> None:
    x, v = np.array([0.7, -0.4]), np.array([0.3, 0.8])
    rest = (ITEMS,) if fun.__name__.startswith("parts") else ()
    before = copy.deepcopy(rest)

    def again(h):
        return x + h * v, *copy.deepcopy(rest)

    slope, error = directional_derivative(lambda h: fun(*again(h)))
    gradient = s2s.grad(fun)
    still = (None,) * len(rest)
    assert gradient(x, *rest) @ v == pytest.approx(slope, rel=1e-8, abs=1e-8 + 20 * error)
    value, found = s2s.jvp(fun, (x, *rest), (v, *still))
    assert found == pytest.approx(slope, rel=1e-8, abs=1e-8 + 20 * error)
    assert value == fun(*again(0.0))
    for w in np.eye(2):
        slope, error = directional_derivative(lambda h: gradient(*again(h)) @ w)  # noqa: B023
        assert s2s.hvp(fun)(x, v, *rest) @ w == pytest.approx(
            slope, rel=1e-7, abs=1e-7 + 20 * error
        )
        assert s2s.grad(lambda y: gradient(y, *rest) @ w)(x) @ v == pytest.approx(  # noqa: B023
            slope, rel=1e-7, abs=1e-7 + 20 * error
        )
    assert str(rest) == str(before)


def test_what_stays_is_not_copied() -> None:
    product = s2s.hvp(parts_of_what_is_given)
    product(np.array([0.7, -0.4]), np.array([0.3, 0.8]), ITEMS)
    assert "rt.own(" not in product.source
    assert "patch_dot" not in product.source
