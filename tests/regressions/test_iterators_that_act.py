"""What runs through an iterator moves it on, and calls its functions: both were left out as unused.

`sum(map(g, w))` of a function that writes was dropped where nothing flowed through the sum, what
`g` wrote into was not kept for the caller, and two loops over one `zip` both began at its start.
"""

from __future__ import annotations

import functools
import itertools
from collections import deque

import numpy as np
import pytest

import s2s
from s2s.testing import check

W = np.array([0.1, 0.2, 0.9])
V = np.array([0.3, 0.4, 0.5])
USES = {
    "sum": lambda g, w: sum(map(g, w)),
    "generator": lambda g, w: sum(g(z) for z in w),
    "list": lambda g, w: list(map(g, w)),
    "list of a lambda": lambda g, w: list(map(lambda z: g(z), w))[0],
    "any": lambda g, w: any(map(g, w)),
    "display": lambda g, w: [*map(g, w)],
    "display in order": lambda g, w: [*map(g, w), g(2.0)],
    "starred in order": lambda g, w: max(*map(g, w), g(2.0)),
    "in": lambda g, w: 0.1 in map(g, w),
    "zip": lambda g, w: list(zip(w, map(g, w), strict=True)),
    "reduce": lambda g, w: functools.reduce(lambda a, b: a + g(b), w),
    "chain": lambda g, w: list(itertools.chain(map(g, w), w)),
    "islice": lambda g, w: list(itertools.islice(map(g, w), 2)),
    "takewhile": lambda g, w: list(itertools.takewhile(lambda z: z < 0.15, map(g, w))),
    "filter": lambda g, w: list(filter(g, w)),
    "starmap": lambda g, w: list(itertools.starmap(g, [(z,) for z in w])),
    "next": lambda g, w: next(map(g, w)),
    "deque": lambda g, w: deque(map(g, w), maxlen=0),
    "key": lambda g, w: sorted(w, key=g),
    "vectorize": lambda g, w: np.vectorize(g)(w),
}


def _check_factor(fun, *others: np.ndarray) -> None:
    """What ``fun`` multiplies its first argument by is the derivative; the others stay."""
    value = fun(1.5, *[other.copy() for other in others])
    given = [other.copy() for other in others]
    found, slope = s2s.value_and_grad(fun)(1.5, *given)
    assert found == value
    assert slope == pytest.approx(value / 1.5, rel=1e-14)
    assert all(np.array_equal(a, b) for a, b in zip(given, others, strict=True))


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_function_that_writes_is_called(use) -> None:
    def fun(x, v, w):
        def g(z):
            v[1] = v[1] * 0.5 + z * 0.1
            return z

        use(g, w)
        return v[1] * x

    _check_factor(fun, V, W)


def advanced_by_a_list(x, w):
    it = iter(w)
    next(it)
    rest = list(itertools.islice(it, 1))
    return x * next(it) * len(rest)


def advanced_by_a_loop(x, w):
    it = zip(w, w, strict=True)
    for a, _ in it:
        if a > 0.15:
            break
    return x * next(it)[0]


def advanced_by_a_search(x, w):
    it = map(lambda z: z * z, w)
    found = 0.04000000000000001 in it
    return x * sum(it) * found


@pytest.mark.parametrize("fun", [advanced_by_a_list, advanced_by_a_loop, advanced_by_a_search])
def test_passive_iterator_goes_on_where_it_stopped(fun) -> None:
    _check_factor(fun, W)


def two_loops(x):
    it, total = zip(x, x, strict=True), 0.0
    for a, _ in it:
        total += a
        break
    for a, b in it:
        total += 10.0 * a * b
    return total


def summed_twice(x):
    it = map(lambda z: z * z, x)
    return sum(it) + sum(it)


def again_in_a_loop(x):
    it, total = enumerate(x), 0.0
    for _ in range(2):
        for _, a in it:
            total += a
            break
    return total


def some_steps_that_write(x):
    def g(z):
        x[1] = x[1] * z
        return x[1]

    return sum(itertools.islice(map(g, x), 2)) + x[1]


@pytest.mark.parametrize("fun", [two_loops, summed_twice, again_in_a_loop])
def test_each_use_goes_on_where_the_one_before_has_stopped(fun) -> None:
    check(fun, W)


def test_iterators_that_cannot_be_lists_are_refused() -> None:
    with pytest.raises(s2s.UnsupportedError, match="iterator"):
        s2s.grad(some_steps_that_write)(W)


def test_all_steps_at_once() -> None:
    def fun(v, w):
        def g(z):
            v[1] = v[1] * 0.5 + z * z
            return v[1]

        pairs = [*enumerate(map(g, w))]
        return sum(map(g, w)) + sum(i * item for i, item in pairs) + v[1]

    check(fun, V, W)
