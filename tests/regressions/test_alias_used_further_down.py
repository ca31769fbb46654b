"""A container that nobody reads, of an array that is used by a name further up: a crash."""

from __future__ import annotations

import math

import numpy as np
import pytest

from s2s.testing import check
from tests.language.table import check_alone

V = np.array([0.3, -0.7, 1.2])
W = np.array([1.1, 0.4, -0.6])


def dict_that_nobody_reads(x, v, w):
    a = np.full(3, v[1])

    def g(z):
        v[1] = z * v[0]
        return v[2] + z

    unused = g(x - math.tanh(x)) * g(a[-1])
    d = {"a": w[1], "b": a}

    def h(z):
        a[1] = z * a[0]
        return a[2] + z

    unused = h(w[0]) * h(x)  # noqa: F841
    return x + float(np.sum(w + np.cos(w))) + float(v @ w) + len(d)


def list_in_a_branch(x, v, w):
    if x > -0.97:

        def g(z):
            v[1] = z * v[0]
            return v[2] + z

        s = g(x * 0.75) * g(math.tanh(x))
        held = [w, v, (w - v) * (s - x)]
        return x + float(np.sum(w)) + len(held)
    return float(np.sum(v * x)) + float(v @ w)


def object_beside_a_return(x, v, w):
    s = x * x
    v[0] = s
    if x > 0:
        held = {"a": s, "b": v}
        return s * np.sum(v) + len(held)
    return np.sum(v) * x + w[0]


def unused_loop_variable(x, v, w):
    for _ in v:
        w[0], w[2] = w[2], w[0]
        w = np.array([x, 0.1, 0.5])
    return np.sum(w * w)


@pytest.mark.parametrize(
    "fun",
    [dict_that_nobody_reads, list_in_a_branch, object_beside_a_return, unused_loop_variable],
)
def test_it_counts_as_used_too(fun) -> None:
    check(fun, 0.7, V, W)
    check_alone(fun, (0.7, V, W))
