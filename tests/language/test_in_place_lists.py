"""Lists as mutable state."""

from __future__ import annotations

import math

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])


@row(X)
def append_in_loop_then_array(x):
    out = []
    for v in x:
        out.append(v**2)
    return np.sum(np.array(out) * x)


@row(X)
def append_arrays_then_stack(x):
    out = []
    h = x
    for _ in range(3):
        h = np.tanh(h * x)
        out.append(h)
    return np.sum(np.stack(out) ** 2) + np.sum(np.concatenate(out))


@row(1.3)
def append_and_read_last(x):
    values = [x]
    for _ in range(4):
        values.append(values[-1] * 1.1 + values[0])
    return values[-1] * values[2]


@row(1.3)
def append_feeds_on_itself(x):
    values = [x, x**2]
    for _ in range(4):
        values.append(values[-1] * values[-2])
    return math.log(values[-1])


@row(X, Y)
def loop_over_arrays_written(x, y):
    for k, a in enumerate([x, y, x]):
        a += k + 1.0
        a *= a[0]
    return np.sum(x * y)


@row(X, Y)
def tuple_of_arrays_written(x, y):
    pair = (x, y)
    pair[0][1] = pair[1][0] ** 2
    a, b = pair
    a *= b
    return np.sum(x)


@row(X)
def list_built_under_a_condition(x):
    big = []
    small = []
    for v in x:
        if v > 0.6:
            big.append(v**2)
        else:
            small.append(v)
    return sum(big) * sum(small) + len(big)


@row(X)
def list_with_break_and_continue(x):
    out = []
    for v in x:
        if v < 0:
            continue
        out.append(v * 3.0)
        if len(out) == 2:
            break
    return out[0] * out[1]


@row(1.3, 0.7)
def membership_and_length(x, y):
    out = [x]
    if len(out) < 2 and out:
        out.append(y)
    return out[0] * out[len(out) - 1]


@row.parametrize()
def test_mutable_list(row: Row) -> None:
    row.run()
