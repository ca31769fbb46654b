"""`zip` of a text, a range or an iterator with something else: the loop had the length of the other."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest

import s2s
from s2s.testing import check

T = "ab cd abz"
OTHERS = {
    "words": lambda t: t.split(), "a part": lambda t: t[-2:], "a step": lambda t: t[::2],
    "a range": lambda t: range(2, 9)[4:], "longer": lambda t: t + t[1:], "iter": lambda t: iter(t[1:]),
    "islice": lambda t: itertools.islice(t, 2), "chain": lambda t: itertools.chain(t, t),
    "map": lambda t: map(str, t[1:]), "bytes": lambda t: bytes(t, "ascii")[1:],
    "keys": lambda t: dict.fromkeys(t), "repeat": lambda t: itertools.repeat(1, 2),
    "takewhile": lambda t: itertools.takewhile(lambda c: c < "c", t),
    "parts": lambda t: t.partition("c"),
    "nditer": lambda t: np.nditer(np.arange(3)), "enumerate": lambda t: enumerate(t[3:]),
}  # fmt: skip


def _first(a, t, other):
    s = 0.0
    for p, _ in zip(range(100), other(t)):
        s += a * (p + 1)
    return s


def _with_a_text(a, t, other):
    s = 0.0
    for _, _ in zip(t, other(t)):
        s += a * 2
    return s


def _in_front(a, t, other):
    s = 0.0
    for i, (_, _) in enumerate(zip(other(t), t)):
        s = s * 1.5 + a * i
    return s


def _summed(a, t, other):
    return sum([a * i for _, _, i in zip(t, other(t), range(50))])


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("program", [_first, _with_a_text, _in_front, _summed])
def test_lengths(program, name: str) -> None:
    value = program(1.0, T, OTHERS[name])
    assert s2s.value_and_grad(program)(1.0, T, OTHERS[name]) == (value, value)


@pytest.mark.parametrize(
    "t", [T, range(4), b"abcd", np.arange(4)], ids=["str", "range", "bytes", "array"]
)
def test_operand_of_several_kinds(t) -> None:
    def program(a, t):
        s = 0.0
        for i, p, _ in zip(range(9), t, t[2:]):
            s += a * i * len(str(p))
        return s

    value = program(1.0, t)
    assert s2s.value_and_grad(program)(1.0, t) == (value, value)


def test_pairs_of_letters() -> None:
    def program(a):
        counts = Counter(zip(T, T[1:]))
        return sum(a * counts[p, q] ** 2 for p, q in zip(T, T[1:]))

    check(program, 1.5)


def _letters_first(x):
    letters = iter("abcdefghi")
    s = 0.0
    for c, a in zip(letters, x):
        s = s + a * ord(c)
    for c in letters:
        s = s + x[0] * ord(c)
    return s


def _letters_last(x):
    letters = iter("abcdefghi")
    s = 0.0
    for a, c in zip(x, letters):
        s = s + a * ord(c)
    for a, c in zip(x, letters):
        s = s + a * ord(c)
    for c in letters:
        s = s + x[0] * ord(c)
    return s


@pytest.mark.parametrize("program", [_letters_first, _letters_last])
def test_as_many_are_taken_as_python_takes(program) -> None:
    check(program, np.array([0.5, 1.5, -2.0]))


def test_counted_within() -> None:
    def program(x):
        s = 0.0
        for c, (i, a) in zip(itertools.count(2), enumerate(x)):
            s += a * c * i
        for (i, c), a in zip(enumerate(itertools.count()), x):
            s += a * c * i
        for (i, c), a in zip(enumerate("ab"), x):
            s += a * ord(c) * i
        return s

    check(program, np.array([0.5, 1.5, -2.0]))


def test_places_of_a_shape() -> None:
    def program(x):
        s = 0.0
        for i, j in np.ndindex(x.shape):
            s = s * 1.5 + x[i, j]
        for place in np.ndindex(2, 2):
            s = s * 1.5 + x[place]
        return s

    check(program, np.arange(4.0).reshape(2, 2))


def test_places_beside_others() -> None:
    def program(x):
        return sum(v * (i + 2 * j) for v, (i, j) in zip(x, np.ndindex(2, 2)))

    check(program, np.arange(6.0))
