"""What a helper puts into a list does not vary, but its arguments do: it was taken for nothing at all."""

from __future__ import annotations

import pytest

import s2s


def by_a_local_function(x):
    counts = []

    def note(value):
        counts.append(int(value))

    note(x)
    return x * counts[-1]


def texts(x):
    names = []

    def note(value):
        names.append(str(value))

    note(x)
    return x * len(names[0])


def tables(x):
    found = []

    def note(value):
        found.insert(0, {"n": int(value)})

    note(x)
    return sum(x * row["n"] for row in found)


def _put(table, value):
    table["n"] = int(value)


def by_a_function(x):
    table = {}
    _put(table, x)
    return x * table["n"]


@pytest.mark.parametrize(
    ("program", "expected"),
    [(by_a_local_function, 2.0), (texts, 3.0), (tables, 2.0), (by_a_function, 2.0)],
)
def test_it_counts(program, expected) -> None:
    assert s2s.grad(program)(2.5) == expected
    assert s2s.jvp(program, (2.5,), (1.0,)) == (program(2.5), expected)
