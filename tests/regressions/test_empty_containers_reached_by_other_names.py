"""Lists without content were filled through functions that hold them, or through tuples of them.

The kind of the list did not become that of what was put into it, and so its part of the gradient was
lost; some programs raised errors of the generated code.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


@dataclass
class Task:
    run: Callable[..., None]
    at: float


class Pair(NamedTuple):
    f: Callable[..., None]
    g: Callable[..., None]


class Both(NamedTuple):
    a: list
    b: list


class Emitter:
    def __init__(self):
        self.hooks = []
        self.named = {"v": []}

    def on(self, event, hook):
        self.named[event].append(hook)

    def emit(self, *a):
        for hook in self.hooks:
            hook(*a)
        for hook in self.named["v"]:
            hook(*a)


class Recorder:
    def __init__(self):
        self.a, self.b = [], []

    def record(self, v):
        for target in (self.a, self.b):
            target.append(v)


def descend(f, x, callback):
    for _ in range(3):
        x = x - 0.1 * f(x)
        callback(x)
    return x


def push(v, *targets):
    for target in targets:
        target.append(v)


def loop_over_functions(x):
    s = []

    def f(v):
        s.append(v * v)

    fs = [f]
    for g in fs:
        g(x)
    return sum(s) + x


def loop_over_lambdas(x):
    s = []
    fs = [lambda v: s.append(v), lambda v: s.append(v * v)]
    for f in fs:
        f(x)
    return sum(s) + x


def loop_over_a_tuple_of_functions(x):
    s = []

    def f(v):
        s.append(v * v)

    for g in (f, f):
        g(x)
    return np.sum(s) + x


def mapped(x):
    s = []

    def f(v):
        s.append(v * v)

    list(map(f, [x, 2 * x]))
    return sum(s) + x


def into_a_dict(x):
    s = {}

    def f(key, v):
        s[key] = v * v

    for key, g in [("a", f), ("b", f)]:
        g(key, x)
    return sum(s.values()) + x


def by_name(x):
    s = []

    def f(v):
        s.extend([v, v * v])

    table = {"a": f}
    for key in "aa":
        table[key](x)
    return sum(s) + x


def recording_callback(x):
    path = []
    z = descend(lambda v: v * v, x, lambda v: path.append(v))
    return sum(path) + z


def counted(x):
    calls, history = 0, []

    def f(v):
        nonlocal calls
        calls += 1
        history.append(v)
        return v**3

    z = descend(f, x, lambda v: None)
    return z / calls + sum(history)


def whole_number_first(x):
    n = 0

    def f(v):
        nonlocal n
        n += v * v

    for g in [f, f]:
        g(x)
    return n * 1.0 + x


def none_first(x):
    best = {"v": None}

    def f(v):
        if best["v"] is None or v > best["v"]:
            best["v"] = v * v

    for g in [f, f]:
        g(x)
    return float(best["v"]) + x


def picked(x):
    s = []

    def f(v):
        s.append(v * v)

    def g(v):
        s.append(v**3)

    h = [f, g][int(x > 0)]
    h(x)
    k = f if x > 0 else g
    k(x)
    return sum(s) + x


def made_by_a_factory(x):
    s = []

    def make(k):
        def f(v):
            s.append(k * v * v)

        return f

    fs = [make(k) for k in range(3)]
    for g in fs:
        g(x)
    return sum(s) + x


def popped(x):
    s = []

    def f(v):
        s.append(v * v)

    for _ in range(2):
        held = [f]
        held.pop()(x)
    return sum(s) + x


def hooks(x):
    e, s = Emitter(), []
    e.hooks.append(lambda v: s.append(v))
    e.on("v", lambda v: s.append(v * v))
    e.emit(x)
    return sum(s) + x


def counter(x):
    def make():
        total = 0

        def add(v):
            nonlocal total
            total += v * v

        def get():
            return total

        return add, get

    add, get = make()
    for _ in range(2):
        add(x)
    return get() + x


def list_and_function(x):
    def make():
        r = []
        return r, (lambda v: r.append(v))

    r, add = make()
    add(x * x)
    add(x)
    return sum(r) + x


def logged(x):
    s = []

    def log(fn):
        def inner(*a):
            r = fn(*a)
            s.append(r)
            return r

        return inner

    sq = log(lambda v: v * v)
    y = sq(x) + sq(2 * x)
    return sum(s) * y


def tasks(x):
    s = []
    for task in [Task(lambda v: s.append(v * v), x), Task(lambda v: s.append(v), x)]:
        task.run(task.at)
    return sum(s) + x


def functions_in_a_named_tuple(x):
    s = []
    pair = Pair(lambda v: s.append(v * v), lambda v: s.append(v))
    pair.f(x)
    pair.g(x)
    return sum(s) + x


def reduced(x):
    s = []

    def f(v):
        s.append(v * v)
        return v

    y = functools.reduce(lambda a, b: f(a) + b, [x, x, x])
    return sum(s) + y


def memo(x):
    known = {}

    def fib(k):
        if k in known:
            return known[k]
        r = x * k if k < 2 else fib(k - 1) + fib(k - 2)
        known[k] = r
        return r

    return max(map(fib, range(4))) + sum(known.values())


def loop_over_a_tuple_of_lists(x):
    a, b = [], []
    for q in (a, b):
        q.append(x * x)
    return sum(a) * sum(b) + x


def lists_of_whole_numbers(x):
    a, b = [0], [0]
    for q in (a, b):
        q.append(x * x)
        q[0] += x
    return sum(a) * sum(b) + x


def recorded_together(x):
    xs, ys, zs = [], [], []
    for i in range(3):
        for target, value in zip((xs, ys, zs), (x * i, x**i, x + i), strict=True):
            target.append(value)
    return np.sum(xs) * np.sum(ys) + sum(zs)


def pairs_of_list_and_value(x):
    xs, ys = [], []
    for i in range(3):
        for target, value in ((xs, x * i), (ys, x**i)):
            target.append(value)
    return np.array(xs) @ np.array(ys)


def dicts_in_a_tuple(x):
    a, b = {}, {}
    for q in (a, b):
        q["v"] = x * x
    return a["v"] * b["v"] + x


def totals_in_a_tuple(x):
    totals = ({"n": 0}, {"n": 0})
    for i in range(4):
        totals[i % 2]["n"] += x**i
    return totals[0]["n"] * totals[1]["n"] + x


def by_a_variable_index(x):
    pair = ([], [])
    for i in range(3):
        pair[i % 2].append(x**i)
    return sum(pair[0]) * sum(pair[1]) + x


def in_a_method(x):
    r = Recorder()
    r.record(x * x)
    r.record(x)
    return sum(r.a) * sum(r.b) + x


def starred(x):
    a, b = [], []
    push(x * x, a, b)
    return sum(a) + x * sum(b)


def fields_of_a_named_tuple(x):
    h = Both([], [])
    for q in (h.a, h.b):
        q.append(x)
    return sum(h.a) * sum(h.b) + x


def got_by_name(x):
    d = {"a": [], "b": []}
    for q in operator.itemgetter("a", "b")(d):
        q.append(x * x)
    return sum(d["a"]) * sum(d["b"]) + x


def either_and_extended(x):
    """What ``[x] * 0`` holds got no cotangent either."""
    a, b = [], []
    for i in range(3):
        q = a if i % 2 else b
        q.append(x * i)
        q.extend([x] * i)
    return sum(a) * sum(b) + x


PROGRAMS = [
    value
    for value in list(globals().values())
    if getattr(value, "__module__", "") == __name__
    and getattr(value, "__code__", None) is not None
    and value.__code__.co_varnames[: value.__code__.co_argcount] == ("x",)
]


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))


def functions_of_one_text(x, w):
    """What the functions captured was held to be of the kind that the first one has."""

    def make(k):
        def f(v):
            return np.sum(v * k)

        return f

    s = 0.0
    for g in [make(2.0), make(w)]:
        s = s + g(x)
    h = make(2.0) if w[0] > 5 else make(w)
    return s * h(x)


def test_functions_of_one_text() -> None:
    check_grads(functions_of_one_text, 0.6, np.array([1.0, 2.0]), modes=("fwd", "rev"))


def test_zero_tangents_of_whole_numbers_are_floats() -> None:
    """A list of whole numbers that a second derivative adds floats to was held to stay one: a zero."""

    def pushed(x):
        return s2s.jvp(counter, (x,), (1.0,))[1]

    assert s2s.jvp(pushed, (0.6,), (1.0,)) == pytest.approx((3.4, 4.0))
    assert s2s.grad(pushed)(0.6) == pytest.approx(4.0)
    assert s2s.grad(s2s.grad(counter))(0.6) == pytest.approx(4.0)
