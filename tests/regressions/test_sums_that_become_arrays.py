"""A sum that starts as a number and becomes an array: `total += y` was refused, though nobody else sees the array."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.5, 1.2, 0.8])


def number_first(x):
    total = 0.0
    for i in range(3):
        total += x * i
    return np.sum(total**2)


def other_operators(x):
    total = 1.0
    for i in range(3):
        total *= np.cos(x * i)
        total -= 0.5
        total /= 1.0 + x[0]
    return total.sum() * total.shape[0]


def axis_at_run_time(x):
    total = 0.0
    for axis in (None, 0, 1):
        part = np.sum(np.outer(x, x), axis=axis)
        part += 1.0
        total += np.mean(part * part)
    return total


def on_one_path(x):
    y = x.copy() if x.sum() > 1 else 0.0
    y *= x
    return np.sum(y**2)


def restarted(x):
    total = 0.0
    for i in range(4):
        if i == 2:
            total = 0.0
        total += x * i if i % 2 else x[0]
        if np.sum(total) > 100:
            break
    print(f"{total}")
    return np.max(total) + np.dot(total, total)


@pytest.mark.parametrize(
    "program", [number_first, other_operators, axis_at_run_time, on_one_path, restarted]
)
def test_derivatives_are_right(program) -> None:
    check(program, X)


def second_name(x):
    total = 0.0
    for i in range(3):
        total += x * i
        if i == 1:
            kept = total
    return np.sum(kept * total)


def in_a_list(x):
    total, found = 0.0, []
    for i in range(3):
        total += x * i
        found.append(total)
    return sum(np.sum(one**2) for one in found)


def a_view(x):
    total = 0.0
    for i in range(3):
        total += x * i
        part = np.reshape(total, (-1,))
    return np.sum(part * total)


def an_argument(x, y):
    y = x if y is None else y
    for i in range(2):
        y += x * i if i else x[0]
    return np.sum(y**2)


def captured(x):
    total = 0.0

    def read():
        return total

    for i in range(3):
        total += x * i
        before = read()
    return np.sum(before * total)


@pytest.mark.parametrize("program", [second_name, in_a_list, a_view, captured])
def test_what_others_see_is_right_or_refused(program) -> None:
    try:
        check(program, X)
    except (s2s.S2SError, TypeError) as error:
        assert "overwrites" in str(error)


def grown(x):
    total = x[:1] if x[0] > 0 else 0.0
    total = total * 1.0
    total += x
    return np.sum(total)


def test_what_does_not_fit_raises() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        grown(X)
    with pytest.raises((s2s.S2SError, TypeError), match="does not fit"):
        s2s.grad(grown)(X)
