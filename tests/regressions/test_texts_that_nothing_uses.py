"""A change that nobody reads, done by a text of ours, was called by a name that is not there."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest

from s2s.testing import check

V = np.array([1.0, 2.0, 3.0])


def sum_of_a_view(x, v):
    d = {"p": v[0], "q": x}
    for key, z in d.items():
        d[key] = z * x
    total = sum(d.values())
    if total < 0.4:
        pass
    return x * v[0]


def slice_of_an_iterator(x, v):
    q = [x, v[0]]
    q[1:] = zip([x], [v[1]])
    return x * v[0]


def list_extended_by_a_view(x, v):
    d = {"p": v[0], "q": x}
    q = [x]
    q.extend(d.values())
    if len(q) > 100:
        pass
    return x * v[0] * len(q)


def slice_of_a_list(x, v):
    q = [x, x * 2.0, x]
    q[1:] = [x]
    return x * v[0]


def items_that_go(x, v):
    q = [x, x, x]
    del q[1:]
    q[0] = v
    return x * v[0]


def joined_arrays(x, v):
    a = np.r_[v * x]
    a = np.r_[a, x]
    return x * v[0]


def joined_dicts(x, v):
    more = {f"k{i}": i for i in range(3)}
    d = {**more, f"z{len(v)}": x}
    d["a"] = v
    return x * v[0]


def function_in_a_list(x, v):
    def make(k):
        def inner(z):
            return z * k + v[1]

        return inner

    v[0] *= x
    g = make(x)
    unused = [g, math.sin][0](v[0])
    kept = [v, unused]
    return v[0] * x + kept[0][1]


class State:
    def __init__(self, s):
        self.s = s
        self.log = []


def deep_copy_of_an_object(x, v):
    state = State(x)
    state.log.append(v[0])
    copied = copy.deepcopy(state)
    copied.log.append(x)
    return x * v[0]


@pytest.mark.parametrize(
    "fun",
    [
        sum_of_a_view,
        slice_of_an_iterator,
        list_extended_by_a_view,
        deep_copy_of_an_object,
        slice_of_a_list,
        items_that_go,
        joined_arrays,
        joined_dicts,
        function_in_a_list,
    ],
)
def test_unused_change(fun) -> None:
    check(fun, 0.5, V)


def starred_target(x, v):
    first, *rest = v
    v *= x
    rest[0] *= v[1]
    return first * rest[0] + rest[1] * v[2]


def starred_target_in_front(x, v):
    w = v * x
    *start, last = w
    w[1] = x
    return sum(start) * last + w[1]


@pytest.mark.parametrize("fun", [starred_target, starred_target_in_front])
def test_starred_target_takes_from_an_array_that_is_written(fun) -> None:
    check(fun, 0.5, V)
