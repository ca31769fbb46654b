"""A loop over a dict took the kind of its values for that of its keys: `isinstance(key, str)` was decided the wrong way."""

from __future__ import annotations

import itertools

import pytest

import s2s


def of_a_display(x):
    total = 0.0
    for key in {"a": 1, "b": 2}:
        total += x * 2 if isinstance(key, str) else x
    return total


def of_a_filled_dict(x):
    table = {}
    for n in range(3):
        table[str(n)] = n
    total = 0.0
    for key in table:
        total += x * 2 if isinstance(key, str) else x
    return total


def of_tuples(x):
    table = {}
    for n in range(3):
        table[n, 1] = n
    total = 0.0
    for key in table:
        total += x * 2 if isinstance(key, tuple) else x
    return total


def of_values_that_vary(x):
    table = {"a": x, "b": 2.0}
    total = 0.0
    for key in table:
        total += x * 2 if isinstance(key, str) else x
    for key in sorted(table):
        total += x * 2 if isinstance(key, str) else x
    return total


def unpacked(x):
    first, _ = {"a": 1, "b": 2}
    return x * 2 if isinstance(first, str) else x


def in_pairs(x):
    total = 0.0
    for first, _ in itertools.combinations({"a": 1, "b": 2}, 2):
        total += x * 2 if isinstance(first, str) else x
    return total


def least(x):
    table = {}
    for n in range(3):
        table[str(n)] = n
    return x * 2 if isinstance(min(table), str) else x


def of_an_argument(x):
    return of_table(x, {"a": 1})


def of_table(x, table):
    total = 0.0
    for key in table:
        total += x * 2 if isinstance(key, str) else x
    return total


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (of_a_display, 4.0), (of_a_filled_dict, 6.0), (of_tuples, 6.0), (of_values_that_vary, 8.0),
        (unpacked, 2.0), (in_pairs, 2.0), (least, 2.0), (of_an_argument, 2.0),
    ],
)  # fmt: skip
def test_the_kind_is_that_of_the_keys(program, expected) -> None:
    assert s2s.grad(program)(2.0) == expected
    assert s2s.jvp(program, (2.0,), (1.0,)) == (program(2.0), expected)


def test_a_dict_among_the_arguments() -> None:
    assert s2s.grad(of_table)(2.0, {"a": 1, "b": 2}) == 4.0
