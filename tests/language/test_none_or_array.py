"""Variables and attributes that are ``None`` until they hold an array, which something overwrites."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

V = np.array([1.0, 2.0, 3.5])
M = np.arange(6.0).reshape(2, 3) * 0.3 + 0.2


def fold(items, first=None):
    total = first
    for item in items:
        total = item if total is None else total + item
    return total


def folded(x, v):
    v[0] = x
    t = fold([v, v * 2.0])
    t[1] *= x
    return t.sum()


def best_so_far(x, v):
    best = None
    for row in (v, v * 2.0, v * 3.0):
        if best is None or row.sum() > best.sum():
            best = row
    best[1] *= x
    best += v
    return best.sum() * best[2]


def previous_row(x, m):
    before = None
    total = 0.0
    for row in m:
        if before is not None:
            row += x * before
            before[0] = row[1]
        before = row
        total += row[0] * before[2]
    return total + before[-1]


def never_set(x, v):
    held = None
    for z in v:
        if z > 100.0:
            held = v * z
    if held is None:
        v[0] *= x
    else:
        held[0] = x
    return v[0] * v[1]


def none_again(x, v):
    held = None
    total = 0.0
    for i in range(4):
        if held is None:
            held = v * x
            held[0] = x
        else:
            total += held[0] * held[1]
            held[1] *= 2.0
            v[i - 1] += held[1]
            held = None
    return total + v[2]


class Layer:
    def __init__(self, w):
        self.w = w
        self.cache = None

    def forward(self, v):
        if self.cache is None:
            self.cache = np.zeros(3)
        self.cache += self.w * v
        self.cache[0] = self.cache[1]
        return np.tanh(self.cache)

    def reset(self):
        self.cache = None


def cached_in_an_attribute(x, v):
    layer = Layer(x)
    total = layer.forward(v)[0]
    total += layer.forward(v * x)[1]
    layer.reset()
    return total * layer.forward(v)[2]


def view_of_what_may_be_none(x, v):
    total = fold([v[::-1], v, v * v])
    view = total[1:]
    view[0] = np.sin(v[0]) * x
    return v @ total


def cell_in_a_loop(x, v):
    for _ in range(2):
        held = x

        def read():
            nonlocal held
            return held

        x = read()
        v[0] = x
    return x * x * v[0]


def optional_buffer(x, v, out=None):
    if out is None:
        out = np.empty_like(v)
    out[:] = v * x
    out[0] += x
    return out.sum() * out[1]


def ranks_that_differ(x, v):
    w = v if v[0] > 5.0 else np.outer(v, v)
    w = w * x
    w[0] = x
    w *= 2.0
    return np.sum(w * w)


def joined_of_unknown_rank(x, v):
    parts = [np.atleast_1d(x), v] if v[0] > 0.5 else [v]
    w = np.concatenate(parts)
    w[0] *= 2.0
    return np.sum(w * w)


def best_number(x, v):
    best = None
    for z in v:
        if best is None or z > best:
            best = z * x
    v[0] *= best
    return v[0] * v[1] + best


def last_number(x, v):
    last = None
    for i in range(3):
        v[i] += x
        if v[i] > 2.0:
            last = v[i]
        v[i] *= 2.0
    return 0.0 if last is None else last * v[2]


ROWS = [
    (best_number, V),
    (last_number, V),
    (folded, V),
    (best_so_far, V),
    (previous_row, M),
    (never_set, V),
    (none_again, V),
    (cached_in_an_attribute, V),
    (optional_buffer, V),
    (view_of_what_may_be_none, V),
    (cell_in_a_loop, V),
    (joined_of_unknown_rank, V),
    (ranks_that_differ, V),
]


@pytest.mark.parametrize(("fun", "v"), ROWS)
def test_program(fun, v) -> None:
    check(fun, 0.7, v)
