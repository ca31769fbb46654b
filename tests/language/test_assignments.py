"""Assignments of every form."""

from __future__ import annotations

import math

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
M = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 4.0]])


@row(1.3)
def plain(x):
    y = x
    z = y * y
    return z


@row(1.3)
def overwritten(x):
    y = x * x
    y = y * x
    y = math.sin(y)
    return y * y


@row(1.3)
def argument_overwritten(x):
    x = x * x
    x = x * 3.0
    return x


@row(1.3, 0.7)
def chained(x, y):
    a = b = x * y
    return a * b + a


@row(1.3)
def chained_three(x):
    a = b = c = math.exp(x)
    a = a * 2.0
    return a * b + c


@row(1.3)
def annotated(x):
    y: float = x * x
    z: "float"
    z = y + x
    return z * y


@row(1.3, 0.7)
def swapped(a, b):
    a, b = b, a
    return a * a + 3.0 * b


@row(1.3, 0.7)
def rotated(a, b):
    a, b, c = b * b, a + b, a
    a, b, c = c, a, b
    return a * b**2 * c


@row(1.3, 0.7)
def tuple_from_name(x, y):
    pair = (x * y, x + y)
    p, q = pair
    return p * q


@row(1.3, 0.7, 2.1)
def starred_tail(x, y, z):
    first, *rest = (x, y * z, z)
    return first * rest[0] + rest[1]


@row(1.3, 0.7, 2.1)
def starred_middle(x, y, z):
    first, *middle, last = [x, y, z, x * y]
    return first * last + middle[0] * middle[1]


@row(1.3, 0.7)
def starred_empty(x, y):
    first, *nothing, last = x, y
    return first * last + len(nothing)


@row(1.3, 0.7)
def starred_first(x, y):
    *head, last = x, y, x * y
    return head[0] * last + head[1]


@row(1.3, 0.7, 2.1)
def nested_pattern(x, y, z):
    (a, b), c = (x, y * z), z
    return a * b + c


@row(1.3, 0.7, 2.1)
def deeply_nested_pattern(x, y, z):
    (a, (b, [c, d])), *e = (x, (y, [z, x * z])), y, z
    return a * b + c * d + e[0] * e[1]


@row(1.3, 0.7)
def list_pattern(x, y):
    [a, b] = [x * 2.0, y * x]
    return a * b


@row(1.3)
def walrus(x):
    return (y := x * x) + 3.0 * y


@row(1.3)
@row(-1.3)
def walrus_in_condition(x):
    if (y := x * 2.0) > 0.0:
        return y * y
    return y


@row(0.3)
def walrus_in_while(x):
    while (y := x * x) < 10.0:
        x = x + y + 1.0
    return y * x


@row(1.3)
def walrus_in_argument(x):
    return math.sin(t := x * x) * t


@row(1.3, 0.7)
def augmented_add(x, y):
    z = x
    z += y * x
    return z * z


@row(1.3, 0.7)
def augmented_sub(x, y):
    z = x * y
    z -= y**2
    return z * x


@row(1.3, 0.7)
def augmented_mul(x, y):
    x *= y
    x *= x
    return x


@row(1.3, 0.7)
def augmented_div(x, y):
    z = x * x
    z /= y
    return z + z


@row(1.3, 0.7)
def augmented_pow(x, y):
    x **= y
    x **= 2
    return x


@row(7.3, 2.1)
def augmented_floordiv_and_mod(x, y):
    a = x
    a //= y
    b = x
    b %= y
    return a * x + b * y


@row(1.3)
def augmented_itself(x):
    x += x
    x *= x
    x -= x * 0.5
    return x


@row(X, M)
def augmented_matmul_rebinds_new_array(x, m):
    y = m @ x
    z = y * 1.0
    return np.sum(z @ m * x)


@row(1.3, 3)
def augmented_integer(x, n):
    n += 2
    n -= 1
    n *= 2
    n //= 3
    return x**n


@row(1.3)
def self_assignment(x):
    x = x
    y = x
    y = y
    return y * x


@row(1.3)
def unused_values(x):
    unused = math.exp(x)
    another = unused * 2.0  # noqa: F841
    return x * x


@row(1.3)
def only_constant_times(x):
    c = 2.0
    d = c * 3.0
    e = d - c
    return e * x


@row(1.3)
def returns_argument(x):
    return x


@row(1.3)
def names_like_ours(y_bar):
    stack = y_bar * y_bar
    x_bar = stack + y_bar
    y_dot = x_bar * stack
    t = y_dot
    np_ = t * x_bar
    return np_ + y_bar


@row(1.3)
def names_like_modules(operator):
    math_ = operator * operator
    runtime = math_ + operator
    s2s = runtime * 2.0
    numpy = s2s * operator
    return numpy


@row(1.3)
def shadowed_builtins(x):
    list = x * x
    sum = list + x
    max = sum * list
    range = max
    return range


@row(1.3)
def unicode_names(α):
    β_1 = α**2
    Δ = β_1 * α
    return Δ + β_1


@row(1.3)
def underscores(_):
    __ = _ * _
    _ = __ * 2.0
    return _ * __


@row(1.3)
def semicolons(x):
    y = x * x
    z = y * x
    return z + y  # noqa: E702


@row(1.3)
def continuation_lines(x):
    y = (
        x * x
        + x  # a comment in between
        - 3.0
    )
    z = y * x
    return z


@row(X)
def array_rebinding(x):
    y = x * 2.0
    x = y + x
    y = x * y
    return np.sum(y * x)


@row(M)
def rows_unpacked(m):
    a, b = m
    return np.sum(a * b * b)


@row(M)
def shape_unpacked(m):
    rows, cols = m.shape
    return np.sum(m) * rows / cols


@row(X)
def elements_unpacked(x):
    a, b, c = x
    return a * b + c * c


@row(X)
def elements_unpacked_starred(x):
    a, *b = x
    return a * b[0] + b[1]


@row((1.3, (0.7, 2.0)))
def argument_unpacked(p):
    a, (b, c) = p
    return a * b**2 + c * a


@row(1.3)
def conditional_definition(x):
    if x > 0:
        y = x * x
    else:
        y = 2.0 * x
    return y * x


@row(1.3)
def defined_on_one_path_used_there(x):
    if x > 0:
        y = x * x
    if x > 0:
        return y
    return x


@row(1.3)
def none_first(x):
    y = None
    if x > 0:
        y = x * x
    return y * x


@row(1.3)
def int_first(x):
    total = 0
    total = total + x * x
    total += x
    return total


@row(X)
def int_first_array(x):
    total = 0
    for i in range(len(x)):
        total += x[i] ** 2
    return total


@row(1.3)
def kinds_change(x):
    y = x * x
    y = np.array([y, x])
    y = np.sum(y * y)
    y = (y, x)
    y = y[0] * y[1]
    return y


@row.parametrize()
def test_assignment(row: Row) -> None:
    row.run()
