"""Context managers that `contextlib.contextmanager` makes of generators."""

from __future__ import annotations

import contextlib
from contextlib import contextmanager

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 0.8])


class State:
    def __init__(self):
        self.scale = 1.0

    @contextlib.contextmanager
    def using(self, scale):
        old, self.scale = self.scale, scale
        yield self
        self.scale = old

    def apply(self, x):
        return x * self.scale


@contextlib.contextmanager
def scaled(state, scale):
    """Another scale for a while."""
    old = state.scale
    state.scale = scale
    try:
        yield state
    finally:
        state.scale = old


@contextmanager
def doubled(x):
    yield x * 2


@contextmanager
def counted(values, x):
    n = len(values)
    values.append(x)
    yield n
    values.append(x * 2)
    n += 1


@contextmanager
def swallowing(*errors):
    try:
        yield
    except errors:
        pass


@contextmanager
def flagged(x, flag):
    y = x * 2
    try:
        yield y
    finally:
        if flag:
            y = y + 1


@contextmanager
def titled(text):
    yield text.upper()


@row(X)
def state_that_is_restored(x):
    state = State()
    with scaled(state, x[0]) as inside:
        y = x * inside.scale
    return np.sum(y) * state.scale


@row(X)
def what_is_entered(x):
    with doubled(x) as y:
        z = np.sum(y**2)
    return z


@row(X)
def left_by_break(x):
    total = 0.0
    for i in range(3):
        with doubled(x[i]) as y:
            if i == 2:
                break
            total += y * y
    return total


@row(X)
def left_by_return(x):
    state = State()

    def inner():
        with scaled(state, x[1]):
            return x * state.scale

    y = inner()
    return np.sum(y) * state.scale


@row(X)
def unpacked(x):
    with flagged(x, True) as (a, b, c):
        return a * b * c


@row(X)
def swallowed(x):
    y = x[0]
    with swallowing(ValueError):
        y = y * x[1]
        if x[0] < 10:
            raise ValueError("a")
        y = y * 100
    return y


@row(X)
def method(x):
    state = State()
    with state.using(x[0]):
        y = state.apply(x)
    return np.sum(y) + state.scale


@row(X)
def list_filled_before_and_after(x):
    values = []
    with counted(values, x[0]) as n:
        values.append(x[1])
    return sum(values) * (n + 1)


@row(X)
def local_one(x):
    @contextmanager
    def squared(a):
        b = a * a
        yield b

    with squared(x) as z:
        y = np.sum(z)
    return y


@row(X)
def local_one_that_assigns(x):
    @contextmanager
    def grown(v):
        nonlocal x
        x = x * v
        yield x
        x = x + v

    with grown(2.0) as z:
        y = z * 3
    return np.sum(x * y)


@row(X)
def passive(x):
    with titled("abc") as text:
        y = x * len(text)
    return np.sum(y)


@row(X)
def passive_state(x):
    state = State()
    with scaled(state, 2.0):
        y = x * state.scale
    return np.sum(y**2)


@row.parametrize()
def test_right(row: Row) -> None:
    row.run()


def nested(x):
    state = State()
    for i in range(3):
        with scaled(state, x[i]) as inside:
            if i == 1:
                continue
            with scaled(inside, inside.scale * x[0]):
                x = x * state.scale
    return np.sum(x) * state.scale


def raised(x):
    state = State()
    try:
        with scaled(state, x[1]):
            y = x[0] * state.scale
            raise ValueError
    except ValueError:
        y = x[2] * state.scale + y
    return y


def two(x):
    with doubled(x[0]) as a, doubled(x[1]) as b:
        return a * b * x[2]


@pytest.mark.parametrize("program", [nested, raised, two])
def test_reverse_mode_of_managers_in_managers(program) -> None:
    steps = 1e-6 * np.eye(3)
    expected = [(program(X + step) - program(X - step)) / 2e-6 for step in steps]
    assert s2s.grad(program)(X) == pytest.approx(expected, rel=1e-6)


@contextmanager
def odd(x):
    for _ in range(1):
        yield x


def test_one_that_yields_elsewhere_is_refused() -> None:
    def program(x):
        with odd(x) as y:
            return np.sum(y)

    with pytest.raises(s2s.S2SError):
        s2s.grad(program)(X)


def test_effects_happen_once_and_in_order(capsys) -> None:
    @contextmanager
    def loud(x):
        print("enter")
        try:
            yield x
        finally:
            print("leave")

    def program(x):
        with loud(x) as y:
            print("inside")
            return np.sum(y**2)

    assert s2s.grad(program)(X) == pytest.approx(2 * X)
    assert capsys.readouterr().out.split() == ["enter", "inside", "leave"]
