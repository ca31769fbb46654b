"""Methods named like those that only look, inside comparisons and tests: what is called counts.

Whether a call may write was judged by its name, so that these were left where they stood.
"""

from __future__ import annotations

import numpy as np

from tests.language.table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])


class Buf:
    def __init__(self, u):
        self.u = u
        self.n = 0

    def max(self, v):
        self.u[0] = v * v
        self.u *= 2.0
        return 1.0

    def get(self, i):
        self.u = self.u * 2.0
        return 3.0

    def update(self, v):
        self.u *= v
        return True

    def count(self):
        self.u *= 3.0
        return 2

    def __len__(self):
        self.u *= 2.0
        return 3

    def __eq__(self, o):
        self.u *= 2.0
        return False

    def __bool__(self):
        self.u *= 2.0
        return True

    def __contains__(self, o):
        self.u *= 2.0
        return True

    def __lt__(self, o):
        self.u = self.u * 2.0
        return True

    def __float__(self):
        self.u = self.u * 2.0
        return 1.0

    def __abs__(self):
        self.u = self.u * 2.0
        return 1.0


@row(X)
def method_max_compared(x):
    b = Buf(x.copy())
    if b.max(x[1]) > 0.5:
        return b.u.sum() * x[0]
    return x[0]


@row(X)
def method_get_in_bool(x):
    b = Buf(x.copy())
    if x[0] > -9 and b.get(1) > 0.5:
        return b.u.sum() * x[0]
    return x[0]


@row(X)
def method_update_not(x):
    b = Buf(x.copy())
    ok = not b.update(x[1])
    return b.u.sum() * x[0] + ok


@row(X)
def method_count_eq(x):
    b = Buf(x.copy())
    ok = b.count() == 2
    return b.u.sum() * x[0] * ok


@row(X)
def len_compared(x):
    b = Buf(x.copy())
    if len(b) == 3:
        return b.u.sum() * x[0]
    return x[0]


@row(X, or_error=True)
def eq_writes(x):
    b = Buf(x.copy())
    if b == 3:
        return x[0]
    return b.u.sum() * x[0]


@row(X, or_error=True)
def lt_writes(x):
    b = Buf(x.copy())
    if b < 3:
        return b.u.sum() * x[0]
    return x[0]


@row(X, or_error=True)
def contains_writes(x):
    b = Buf(x.copy())
    if 3 in b:
        return b.u.sum() * x[0]
    return x[0]


@row(X, or_error=True)
def bool_writes(x):
    b = Buf(x.copy())
    if b:
        return b.u.sum() * x[0]
    return x[0]


@row(X)
def abs_writes(x):
    b = Buf(x.copy())
    if abs(b) > 0:
        return b.u.sum() * x[0]
    return x[0]


@row(X)
def assert_max(x):
    b = Buf(x.copy())
    assert b.max(x[1]) > 0.5
    return b.u.sum() * x[0]


@row(X)
def print_fstring(x):
    b = Buf(x.copy())
    s = f"{b.max(x[1])} is it"
    return b.u.sum() * x[0] + len(s)


@row(X)
def local_named_sum(x):
    u = x.copy()

    def sum(v):  # noqa: A001
        u[0] = v * v
        return 1.0

    if sum(x[1]) > 0.0:
        return u @ x
    return x[0]


class Lib:
    def sqrt(self, u):
        u *= 2.0
        return 1.0


np2 = Lib()


@row(X)
def object_named_math(x):
    math = np2
    u = x.copy()
    if math.sqrt(u) > 0.0:
        return u @ x
    return x[0]


@row(X)
def any_of_generator_that_writes(x):
    b = Buf(x.copy())
    if any(b.max(v) > 5 for v in x):
        return x[0]
    return b.u.sum() * x[0]


@row(X)
def while_test_writes(x):
    b = Buf(x.copy())
    n = 0
    while b.max(x[1]) > 0.5 and n < 3:
        n += 1
    return b.u.sum() * x[0]


@row(X)
def ternary_writes(x):
    b = Buf(x.copy())
    y = x[0] if b.get(0) > 0 else x[1]
    return y * b.u.sum()


@row(X)
def comp_cond_writes(x):
    b = Buf(x.copy())
    y = [v for v in x if b.max(v) > 0]
    return y[0] * b.u.sum()


@row(X)
def float_writes(x):
    b = Buf(x.copy())
    if float(b) > 0:
        return b.u.sum() * x[0]
    return x[0]


@row.parametrize()
def test_right(row: Row) -> None:
    row.run()
