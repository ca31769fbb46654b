"""Lists, dicts and objects that hold now a number and now an array: reading and replacing items was refused.

A dict whose items changed from numbers to arrays, and its gradient was wrong without an error, too.
"""

from __future__ import annotations

import copy
import functools

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.5, 1.2, 0.8])


def aliased(x):
    y = x * 2
    state = [y, x[0]]
    other = state
    for _ in range(3):
        for j in range(2):
            other[j] = state[j] * state[1 - j] + 0.1
    return np.sum(state[0]) + state[1] + np.sum(y)


def twice_in_it(x):
    y = x * 2
    s = [y, y, 1.0]
    for j in range(3):
        v = s[j]
        s[(j + 1) % 3] = v * 0.5
        s[j] = np.sin(v)
    return sum(np.sum(v) for v in s) + y[0]


def parameters(x):
    d = {"w": x * 1.0, "b": x[0] ** 2}
    for key in list(d):
        d[key] = d[key] - 0.1 * d[key] ** 2
    e = dict(d)
    for key, v in e.items():
        d[key] = v * v
    return sum(np.sum(v) for v in d.values())


def taken_out(x):
    s = [x * 1.0, x[1]]
    t = list(s)
    s.append(s[0] * s[1])
    for _ in range(3):
        v = s.pop()
        s.insert(0, v * 1.5)
    a, b, c = s
    return np.sum(a * b * c) + np.sum(t[0]) * t[1]


def rebuilt(x):
    s = [x * 1.0, x[1]]
    for i in range(2):
        s = [v * s[i] for v in s]
        s[i] = np.tanh(s[i])
    return np.sum(s[0]) + np.sum(s[1])


def _scale(s, j, factor):
    s[j] = factor * s[j]


def by_a_helper(x):
    s = [x * 1.0, x[1]]
    for j in range(2):
        _scale(s, j, x[2])
    return np.sum(s[0] * s[1])


class Parameter:
    def __init__(self, data, slope=None):
        self.data, self.slope = data, slope

    def step(self, rate):
        if self.slope is not None:
            self.data = self.data - rate * self.slope


def objects(x):
    all_ = [Parameter(x), Parameter(x[0]), Parameter(x * 2, x)]
    for one in all_:
        one.slope = one.data * 2.0
    for one in all_:
        one.step(0.1)
    return sum(np.sum(one.data) for one in all_)


def history(x):
    kept = []
    s = [x * 1.0, x[0]]
    for i in range(3):
        kept.append(s[i % 2])
        s[i % 2] = s[i % 2] ** 2
    return sum(np.sum(v) for v in kept)


def swapped(x):
    s = [x * 1.0, x[0]]
    for _ in range(3):
        s[0], s[1] = s[1] * x, s[0] * 0.5
    return np.sum(s[0] * s[1])


def copied(x):
    s = [x * 1.0, x[0]]
    t = copy.copy(s)
    for i in range(2):
        s[i] = s[i] * t[i]
        t[i] = s[i]
    return np.sum(t[0] * t[1])


def integers_among_them(x):
    s = [x * 1.0, x[0], 3]
    best = None
    for v in s:
        w = np.sum(v)
        if best is None or w > best:
            best = w
    for i in range(3):
        s[i] = s[i] * best
    return sum(np.sum(v) for v in s)


def in_a_try(x):
    s = [x * 1.0, x[0]]
    for i in range(2):
        try:
            s[i] = s[i] * 2.0
            if i == 1:
                raise ValueError
        except ValueError:
            s[i] = s[i] + x[1]
    return np.sum(s[0] * s[1])


def stack(x):
    s = [x]
    for op in ["dup", "sum", "mul"]:
        if op == "dup":
            s.append(s[-1])
        elif op == "sum":
            s.append(np.sum(s.pop()))
        else:
            b = s.pop()
            a = s.pop()
            s.append(a * b)
    return np.sum(s.pop())


def dict_of_both(x):
    d = {}
    for i in range(4):
        d[i] = x * i if i % 2 else x[0] * i
    for i in range(1, 4):
        d[i] = d[i] + d[i - 1]
    return np.sum(d[3] * d[2])


def dict_of_numbers_first(x):
    d = {}
    for i in range(2):
        d[i] = x[0] * 2.0
    for i in range(2):
        d[i] = d[i] * x
    return np.sum(d[1] * d[0])


def dict_of_short_arrays_first(x):
    d = {}
    d["a"] = x[:1] * 2.0
    d["a"] = d["a"] * x
    return np.sum(d["a"] ** 2)


def dict_of_unknown_lengths(x):
    d = {}
    for i in range(2):
        d[i] = x[i : i + 1] * 2.0
    for i in range(2):
        d[i] = d[i] * x
    return np.sum(d[1] * d[0])


@pytest.mark.parametrize(
    "program",
    [
        aliased, twice_in_it, parameters, taken_out, rebuilt, by_a_helper, objects, history, swapped,
        copied, integers_among_them, in_a_try, stack, dict_of_both, dict_of_numbers_first,
        dict_of_short_arrays_first, dict_of_unknown_lengths,
    ],
)  # fmt: skip
def test_derivatives_are_right(program) -> None:
    check(program, X)


def put_into_a_slice(x, v):
    w = v * 1.0
    pair = [w, v]
    z = functools.reduce(lambda p, q: p * 0.5 + q, pair[int(v[1])])
    r = [x * 1.0]
    r[1:] = [z]
    w[0] = x
    return np.sum(v * v) + pair[0][0] + r[1]


def test_result_of_a_reduction_put_into_a_slice() -> None:
    check(put_into_a_slice, 0.7, np.array([0.5, 1.2, 0.8]))


def pairs(x):
    d = dict([("a", x), ("b", x[0])])
    return np.sum(d["a"]) * d["b"]


def test_second_derivative_of_pairs() -> None:
    assert list(s2s.hvp(pairs)(np.array([1.0, -1.0, 2.0]), np.ones(3))) == [4.0, 1.0, 1.0]


def elements_overwritten(x):
    y = x * 1.0
    s = [y, x[0]]
    for i in range(2):
        v = s[i]
        y[1] = 7.0 * x[2]
        s[i] = v * 2
    return np.sum(s[0]) * s[1]


def mixed_dict(x):
    y = x * 1.0
    d = dict([("a", y), ("b", x[0])])
    for name in ("a", "b"):
        d[name] = d[name] * 2.0
        y[1] = 7.0 * x[2]
    return np.sum(d["a"]) * d["b"]


def number_kept_by_two_names(x):
    """The list shares the cell of a number with the names that it was read into."""
    y = x * 1.0
    items = [y, x[0] * x[1]]
    for i in range(2):
        v = items[i]
        items.append(v * v)
        w = items[i]
        y[0] = np.sum(v) + np.sum(w)
        items[i] = w * np.sum(v)
    copied = items[:]
    copied[1] = copied[1] * 3.0
    last = items.pop()
    return np.sum(items[0]) * np.sum(copied[1]) + np.sum(last) + np.sum(y * y)


def stack_machine(x):
    """An index that may be None, which makes an array of a number."""
    table = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
    stack = []
    for op, arg in [("push", 0), ("push", 1), ("mul", None), ("push", 2), ("add", None)]:
        if op == "push":
            stack.append(x[arg])
        else:
            b = stack.pop()
            stack.append(table[op](stack.pop(), b))
    return stack[-1] ** 2


def merged_before_a_loop(x):
    """A number that a loop replaces got the cotangent of its last value."""
    a, b = x[0], x[1]
    for _ in range(2):
        table = {"p": b, "q": a}
        for key, value in table.items():
            table[key] = value * (b - a)
        b = sum(table.values())
        a = functools.reduce(lambda p, q: p + q, [b, a])
    return b * np.cos(a) + np.sum(x)


def merged_in_a_loop(x):
    """The shadow of the next value was made after the values of this run were gone."""
    a, w = x[0], x * 1.0
    table = {"p": a, "q": w}
    b = sum(value for key, value in table.items() if key == "p")
    for _ in range(2):
        w[1] += b * b
        a = a * a
        b = 2 * a
    return b + np.sum(w * x)


def element_of_unknown_rank(x):
    y = functools.reduce(lambda p, q: p + q, [x[:2], x[1:]])
    q = x[0]
    y[0] += q
    y[1:] *= q
    y[y > 0.1] += x[2]
    return np.sum(y * y)


@pytest.mark.parametrize(
    "fun",
    [
        elements_overwritten,
        mixed_dict,
        number_kept_by_two_names,
        stack_machine,
        merged_before_a_loop,
        merged_in_a_loop,
        element_of_unknown_rank,
    ],
    ids=lambda fun: fun.__name__,
)
def test_where_elements_are_overwritten(fun) -> None:
    check(fun, np.array([0.5, 1.2, 0.8]))
