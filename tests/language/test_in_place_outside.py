"""Buffers from outside of the function: closed over, or a default value."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])


class State:
    pass


def buffer_of_one():
    buffer = np.zeros(3)

    def root(x):
        buffer[:] = x * x
        return np.sum(buffer * x)

    return root


def buffer_of_two():
    buffer = np.zeros(3)

    def fill(x):
        buffer[:] = x * x

    def more(x):
        buffer[1:] += x[:-1] * buffer[:-1]
        return np.sum(buffer)

    def root(x):
        fill(x)
        return more(x) + more(2.0 * x)

    return root


def buffer_two_calls_away():
    buffer = np.zeros(3)

    def inner(x):
        buffer[:] += x * x

    def between(x, n):
        for _ in range(n):
            inner(x)
        return buffer[0] * x[1]

    def root(x):
        buffer[:] = 0.0
        value = between(x, 2)
        inner(2.0 * x)
        return value + np.sum(buffer**2)

    return root


def dict_of_results():
    results = {}

    def inner(x):
        results["a"] = x * x
        return np.sum(x)

    def root(x):
        value = inner(x)
        return value + np.sum(results["a"] ** 2)

    return root


def list_of_results():
    found = []

    def root(x):
        found.clear()
        for v in x:
            found.append(v * v)
        return sum(found) * found[0]

    return root


def state_object():
    state = State()
    state.v, state.n = np.zeros(3), 1.0

    def inner(x):
        state.v[:] = x * x
        state.n = state.n * x[0]
        return np.sum(x)

    def root(x):
        state.n = 1.0
        value = inner(x)
        value += inner(x * state.v)
        return value * state.n + np.sum(state.v**2)

    return root


def used_by_a_local_function():
    buffer = np.zeros(3)

    def root(x):
        def local(y):
            buffer[:] = buffer * y + x
            return buffer[0]

        buffer[:] = 1.0
        return local(x[1]) * local(x[2])

    return root


def given_by_name():
    buffer = np.zeros(3)

    def root(x):
        scratch = buffer
        scratch[:] = x * x
        np.multiply(scratch, x, out=buffer)
        return np.sum(buffer)

    return root


def scratch(x, work=np.zeros(3)):  # noqa: B008
    work[:] = x * x
    work[1:] += x[:-1] * work[:-1]
    return np.sum(work)


def remembered(x, work=np.zeros(3), *, reset=False):  # noqa: B008
    if reset:
        work[:] = 0.0
    work += x * x
    return np.sum(work * x)


for make in (
    buffer_of_one, buffer_of_two, buffer_two_calls_away, dict_of_results, list_of_results, state_object,
    used_by_a_local_function, given_by_name,
):  # fmt: skip
    row(X)(make())


@row(X)
def default_buffer_of_a_helper(x):
    return scratch(x) * scratch(x**2)


@row(X)
def default_buffer_that_remembers(x):
    return remembered(x, reset=True) + remembered(2.0 * x) * remembered(x)


@row.parametrize()
def test_buffer_from_outside(row: Row) -> None:
    row.run()
