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


WEIGHTS = np.array([3.0, 1.0, 2.0])
COUNTS = {"n": 2}


class Settings:
    scale = 1.0


SETTINGS = Settings()
SETTINGS.scale = 3.0


@row(X)
def global_array_overwritten_after_it_was_read(x):
    WEIGHTS[0] = 3.0
    y = x * WEIGHTS
    WEIGHTS[0] = 5.0
    return np.sum(y**2) * WEIGHTS[0]


def weighted(x):
    return np.sum(x * WEIGHTS)


@row(X)
def global_array_that_a_helper_reads(x):
    WEIGHTS[0] = 3.0
    before = weighted(x)
    WEIGHTS[0] += 1.0
    return before * weighted(x)


def count():
    COUNTS["n"] += 1


@row(X)
def global_counter(x):
    COUNTS["n"] = 2
    y = x * COUNTS["n"]
    count()
    return np.sum(y) * COUNTS["n"]


@row(X)
def global_object(x):
    SETTINGS.scale = 3.0
    y = x * SETTINGS.scale
    SETTINGS.scale += 1.0
    return np.sum(y**2) * SETTINGS.scale


def scaled(x, by):
    return np.sum(x * by)


@row(X)
def passive_array_overwritten_after_a_call(x):
    by = np.array([3.0, 1.0, 2.0])
    before = scaled(x, by)
    by[0] += 1.0
    return before * scaled(x, by)


def sine_and_buffer(x):
    by = np.array([3.0, 1.0, 2.0])
    return np.sum(np.sin(x) * by), by


@row(X)
def passive_result_overwritten_after_a_call(x):
    value, by = sine_and_buffer(x)
    by[:] = 7.0
    return value * np.sum(by * x)


def sum_of_list(x, by):
    return sum(v * b for v, b in zip(x, by))


@row(X)
def passive_list_changed_after_a_call(x):
    by = [3.0, 1.0, 2.0]
    before = sum_of_list(x, by)
    by[0] = 5.0
    by.append(1.0)
    return before * sum_of_list(x, by)


@row.parametrize()
def test_buffer_from_outside(row: Row) -> None:
    row.run()
