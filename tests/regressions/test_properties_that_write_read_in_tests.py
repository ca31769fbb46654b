"""A property that stores what it computes, read first in a test: what it had stored had no gradient."""

from __future__ import annotations

import functools

import pytest

from s2s.testing import check_grads


class Lazy:
    def __init__(self, x):
        self.x, self._d, self.reads, self.log = x, None, 0, []

    def get(self):
        self.reads += 1
        if self._d is None:
            self._d = self.x**2
            self.log.append(self._d)
        return self._d

    @property
    def d(self):
        return self.get()

    @property
    def plain(self):
        if self._d is None:
            self._d = self.x**3
        return self._d

    @property
    def twice(self):
        return 2 * self.plain

    @functools.cached_property
    def kept(self):
        self.reads += 1
        return self.x**2


class Adaptive:
    def __init__(self, x):
        self.t, self.y, self.h, self.trace = 0.0, x, 0.1, []

    @property
    def done(self):
        self.trace.append(self.y)
        return self.t >= 0.3

    def step(self):
        self.y = self.y - self.h * self.y**2
        self.t += self.h


class Memo:
    def __init__(self, f):
        self.f, self.known, self.misses = f, {}, 0

    def __getitem__(self, key):
        if key not in self.known:
            self.known[key] = self.f(key)
            self.misses += 1
        return self.known[key]


def in_a_branch(x):
    held = Lazy(x)
    k = 2.0 if held.plain > 0.05 else 1.0
    return k * held.plain


def behind_a_method(x):
    held = Lazy(x)
    if held.d > 0.1:
        y = 2
    else:
        y = 3
    return held._d * y * held.reads


def behind_another_property(x):
    held = Lazy(x)
    if held.twice > 0.1:
        return held._d * x
    return x


def in_a_while(x):
    held, k = Lazy(x), 0
    while held.d < 1 and k < 3:
        k += 1
        held._d = held._d * 1.1
    return held._d * k + held.reads * x


def in_an_assertion(x):
    held = Lazy(x)
    assert held.d is not None
    return held._d * x


def in_a_match(x):
    held = Lazy(x)
    match held.d > 0.1:
        case True:
            pass
    return held._d + x


def before_an_exception(x):
    held = Lazy(x)
    try:
        if held.d > 0.1:
            raise ValueError(held.d)
    except ValueError:
        pass
    return held._d + x


def in_comprehensions_and_calls(x):
    held = Lazy(x)
    ys = [v for v in range(3) if held.d > 0.1]
    k = int(held.d * 10)
    text = f"{held.d}"
    return held._d * len(ys) * k + held.reads * x + len(text) * 0


def what_it_logged(x):
    held = Lazy(x)
    if held.d > 0:
        pass
    return sum(held.log) + x


def in_a_filter(x):
    held = [Lazy(x * k) for k in (1, 2, 3)]
    chosen = [h for h in held if h.plain > 0.3]
    return sum(h.plain for h in chosen)


def cached(x):
    held = Lazy(x)
    if held.kept > 0.1:
        return held.kept * held.reads
    return x


def as_a_condition(x):
    a = Adaptive(x)
    while not a.done:
        a.step()
    return sum(a.trace) + a.y


def items_in_a_test(x):
    m = Memo(lambda key: x**key)
    k = 1 if m[2] > 0.1 else 2
    return sum(m.known.values()) * k + m.misses * x


PROGRAMS = [
    value
    for value in list(globals().values())
    if getattr(value, "__module__", "") == __name__ and hasattr(value, "__code__")
]


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))
