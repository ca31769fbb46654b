"""A variable that is assigned on one path only, read, and assigned again: what was read counts.

Such a variable keeps one name wherever paths meet, so that its later value stood where an adjoint
wanted the one before, and a loop over it went on with what it was rebound to.
"""

from __future__ import annotations

import contextlib

import numpy as np

from tests.language.table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])


@row(X)
def in_a_branch(x):
    if x[0] > 0:
        r = x[1]
    if x[0] > -1:
        r = r * x[2]
        r = r * r
    return r * r


@row(X)
def in_a_loop(x):
    for v in x:
        r = v
    for v in x:
        if v > 0:
            r = r * v + r
    return r


@row(X)
def in_the_loop_that_updates_it(x):
    for i, v in enumerate(x):
        if i == 0:
            r = v
        else:
            r = r * v + r * r
        if v > 1:
            r = r * r
    return r


@row(X)
def in_a_while_loop(x):
    n = 0
    while n < 3:
        if n == 0:
            r = x
        r = r * r + x
        n += 1
    s = r.sum()
    r = r * 2
    return s * np.sum(r * r)


@row(X)
def iterated_and_rebound(x):
    if x[0] > 0:
        r = x * 2
    t = 0.0
    for v in r:
        t += v * v
        r = r * t
    return t * r.sum()


@row(X)
def after_for_with_else(x):
    for v in x:
        if v > 100:
            r = v
            break
    else:
        r = x[0] * x[1]
    for v in x:
        if v > 1:
            r *= v
            break
    else:
        r = 0.0
    return r


@row(X)
def read_by_a_closure(x):
    if x[0] > 0:
        r = x * 2
    f = lambda v: np.sum(v * r)  # noqa: E731
    return f(x) * f(x * x)


@row(X)
def value_of_a_null_context(x):
    with contextlib.nullcontext():
        z = x[0] * x[1]
    with contextlib.nullcontext(x[2]) as w:
        z = z * w
    return z


@row.parametrize()
def test_right(row: Row) -> None:
    row.run()
