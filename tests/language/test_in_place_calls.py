"""Functions that write into their arguments, hand them back, or keep them."""

from __future__ import annotations

import functools

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])
M = np.array([[1.0, 2.0, 0.5, -0.3], [0.3, -1.0, 4.0, 0.2], [0.7, 0.1, -0.6, 1.1]])


def made_by(factory):
    return factory()


def double(a):
    a *= 2.0


def set_first(a, value):
    a[0] = value


def axpy(alpha, a, out):
    out += alpha * a


def squared_in_place(a):
    a **= 2
    return a


def head(a):
    return a[:2]


def both(a, b):
    a += b
    b *= a
    return np.sum(a * b)


def row_of(m, i):
    return m[i]


def maybe_write(a, flag):
    if flag:
        a[1] = a[0] ** 2
        return a
    return a.copy()


def rebinds(a):
    a = a * 2.0
    a[0] = 5.0
    return np.sum(a)


def with_default(a, scale=2.0, *, offset=0.5):
    a *= scale
    a += offset


def many(*arrays):
    for a in arrays:
        a[0] *= 3.0


def named(**arrays):
    arrays["a"][1] = arrays["b"][0] ** 2


def countdown(a, n):
    if n == 0:
        return
    a[n] *= a[n - 1]
    countdown(a, n - 1)


def even(a, n):
    if n > 0:
        a[0] *= 1.1
        odd(a, n - 1)


def odd(a, n):
    if n > 0:
        a[1] += a[0]
        even(a, n - 1)


@row(X)
def callee_writes(x):
    double(x)
    return np.sum(x**2)


@row(X, Y)
def callee_writes_element(x, y):
    set_first(x, y[1] * y[2])
    set_first(y[1:], x[0] ** 2)
    return np.sum(x * y)


@row(X, Y)
def callee_writes_in_loop(x, y):
    for i in range(3):
        axpy(0.1 * i + x[0], y, x)
    return np.sum(x**2)


@row(M)
def callee_writes_a_row(m):
    for i in range(3):
        double(m[i])
        set_first(m[:, i], m[2, 2])
    return np.sum(m**2)


@row(X)
def callee_returns_its_argument(x):
    y = squared_in_place(x)
    y[0] = 3.0 * y[1]
    return np.sum(x * y)


@row(X)
def callee_returns_a_view(x):
    h = head(x)
    h *= x[2:]
    return np.sum(x**2)


@row(X)
def view_of_callee_written_at_once(x):
    head(x)[:] = x[2:] ** 2
    head(x)[0] += 1.0
    return np.sum(x**2)


@row(M)
def row_from_callee(m):
    r = row_of(m, 1)
    r[0] = m[0, 1] * 2.0
    return np.sum(m**2)


@row(X, Y)
def callee_writes_both(x, y):
    return both(x, y) + np.sum(x * y)


@row(X, Y)
def same_array_twice_to_axpy(x, y):
    axpy(y[0], x, x)
    axpy(y[1], y, x)
    return np.sum(x**2)


@row(X, True)
@row(X, False)
def may_return_the_argument(x, flag):
    y = maybe_write(x, flag)
    y *= 2.0
    return np.sum(x * y)


@row(X)
def callee_rebinds_its_parameter(x):
    return rebinds(x) * np.sum(x)


@row(X)
def callee_with_defaults(x):
    with_default(x)
    with_default(x, scale=x[0])
    with_default(x, 1.5, offset=x[1])
    return np.sum(x**2)


@row(X, Y)
def callee_with_stars(x, y):
    many(x, y, x)
    named(a=x, b=y)
    return np.sum(x * y)


@row(X)
def recursive_callee(x):
    countdown(x, 3)
    return np.sum(x**2)


@row(X)
def mutually_recursive_callees(x):
    even(x, 5)
    return np.sum(x**2)


@row(X, Y)
def local_function_writes(x, y):
    def update(i):
        x[i] = y[i] * x[i - 1]

    for i in range(4):
        update(i)
    return np.sum(x**2)


@row(X)
def local_function_reads_later_write(x):
    def total():
        return np.sum(x**2)

    a = total()
    x[0] = x[1] * 2.0
    return a * total()


@row(X, Y)
def function_as_argument_writes(x, y):
    def apply(f, a):
        f(a)
        return np.sum(a**2)

    return apply(double, x) + apply(squared_in_place, y)


@row(X, 1.3)
def partial_writes(x, s):
    shift = functools.partial(set_first, value=s**2)
    shift(x)
    return np.sum(x**2)


@row(X, np.zeros(4))
def scratch_buffer_handed_in(x, scratch):
    scratch[:] = x**2
    scratch *= x
    return np.sum(scratch)


@row(X, np.zeros((2, 4)))
def scratch_buffer_of_rows(x, work):
    work[0] = x
    for _ in range(3):
        work[1] = np.sin(work[0])
        work[0] += work[1]
    return np.sum(work)


@row(X, np.ones(4))
def scratch_whose_content_counts(x, scratch):
    scratch *= x
    scratch += x
    return np.sum(scratch**2)


def smooth(u, work=np.zeros(4)):
    work[:] = u
    u[1:-1] = 0.5 * (work[2:] + work[:-2])


def result_into_dict(x, out):
    out["F"] = np.sum(x**2)
    out["G"] = x * 2.0


def result_into_list(x, out):
    out.append(np.sum(x**2))
    out[0] = out[0] * x[0]


class Result:
    pass


def result_into_object(x, out):
    out.value = np.sum(x**2)
    out.parts = [x[0], x[1] * 2.0]


class Keeper:
    def __init__(self, buffer):
        self.buffer = buffer

    def write(self, v):
        self.buffer[0] = v


@row(X, Y)
def callee_writes_and_raises_no_more(x, y):
    def guarded(a, limit):
        if np.sum(a) > limit:
            return 0.0
        a *= y
        return a[0]

    return guarded(x, 100.0) + guarded(x, -100.0) + np.sum(x)


@row(X, Y)
def result_of_writer_inside_expression(x, y):
    return np.sum(squared_in_place(x) * y) + np.sum(x)


@row(X)
def argument_order_with_writes(x):
    return np.dot(x.copy(), squared_in_place(x)) + np.sum(x)


def add_to_all(a):
    a += 1.0
    return a[0]


@row(X)
def augmented_by_a_callee_that_writes(x):
    x[0] += add_to_all(x)
    x[1] *= add_to_all(x) + x[1]
    return np.sum(x**2)


@row(X)
def operand_read_before_a_callee_writes(x):
    y = x[0] * add_to_all(x) + x[0]
    z = x[1] - add_to_all(x) * x[1]
    return y * z * np.sum(x)


@row(X)
def same_array_twice(x):
    return both(x, x) + np.sum(x)


@row(X)
def overlapping_views_passed(x):
    return both(x[1:], x[:-1]) + np.sum(x)


@row(X, Y)
def buffer_of_the_enclosing_function(x, y):
    scratch = np.zeros(4)

    def product(a, b):
        np.multiply(a, b, out=scratch)
        return np.sum(scratch)

    return product(x, y) * product(x, x)


@row(X)
def default_argument_buffer(x):
    smooth(x)
    smooth(x)
    return np.sum(x**2)


@row(X)
def results_in_a_dict(x):
    out = {}
    result_into_dict(x, out)
    return out["F"] * np.sum(out["G"])


@row(X)
def results_in_a_list(x):
    out = [2.0]
    result_into_list(x, out)
    return out[0] * out[1]


@row(X)
def out_and_where_are_of_the_operand(x):
    np.multiply(x, 1.5, out=x, where=x > 0.0)
    np.sqrt(x, out=x, where=x > 0.1)
    return np.sum(x**2)


@row.parametrize()
def test_in_place_call(row: Row) -> None:
    row.run()
