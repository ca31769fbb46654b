"""Writing through every kind of index, plain and augmented."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])
M = np.array([[1.0, 2.0, 0.5, -0.3], [0.3, -1.0, 4.0, 0.2], [0.7, 0.1, -0.6, 1.1]])
T = np.arange(24.0).reshape(2, 3, 4) / 7.0 - 1.0
MASK = np.array([True, False, True, True])


@row(X, Y)
def int_index(x, y):
    x[1] = y[0] * y[2]
    return np.sum(x**2)


@row(X, 1.3)
def negative_index(x, s):
    x[-1] = s * x[0]
    x[-2] = x[-1] ** 2
    return np.sum(x * x)


@row(X, Y)
def whole_slice(x, y):
    z = x**2
    x[:] = y * x
    return np.sum(x * z)


@row(X, 1.3)
def whole_slice_from_scalar(x, s):
    a = np.sum(x**2)
    x[:] = s
    return np.sum(x**3) + a


@row(X, Y)
def part_slice(x, y):
    x[1:3] = y[:2] * x[2:]
    return np.sum(x**2)


@row(X, Y)
def strided_slice(x, y):
    x[::2] = y[1::2] * 2.0
    return np.sum(x**2)


@row(X, Y)
def negative_step(x, y):
    x[::-1] = y * x
    return np.sum(x * np.arange(4.0))


@row(X)
def negative_step_of_part(x):
    x[2::-1] = x[1:] ** 2
    return np.sum(x * np.arange(4.0))


@row(X, Y)
def slice_with_variables(x, y):
    for i in range(3):
        x[i : i + 2] = y[i : i + 2] * x[i]
    return np.sum(x**2)


@row(X, Y)
def slice_object(x, y):
    part = slice(1, None)
    x[part] = y[part] ** 2
    return np.sum(x**2)


@row(X, Y)
def empty_slice(x, y):
    x[2:2] = y[3:3]
    return np.sum(x * y)


@row(X, Y)
def ellipsis_alone(x, y):
    x[...] = y**2
    return np.sum(x**2)


@row(T, M)
def ellipsis_with_int(t, m):
    t[..., 1] = m[:2, :3]
    t[0, ...] = m**2
    return np.sum(t**2)


@row(X, M)
def new_axis_on_the_left(x, m):
    m[:, None, :] = x
    x[None] = 2.0 * m[0]
    return np.sum(m**2) + np.sum(x**3)


@row(X, Y)
def mask_index(x, y):
    x[MASK] = y[:3]
    return np.sum(x**2)


@row(X, 1.3)
def mask_of_the_array_itself(x, s):
    x[x < 0.6] = s * 2.0
    return np.sum(x**3)


@row(M, X)
def mask_of_rows(m, x):
    m[np.array([True, False, True])] = x
    return np.sum(m**3)


@row(M, 0.7)
def mask_of_all_axes(m, s):
    m[m < 0.0] *= s
    m[(m > 0.4) & (m < 1.05)] = s**2
    return np.sum(m**2)


@row(X, Y)
def fancy_index(x, y):
    x[[2, 0]] = y[[1, 3]] * x[[0, 2]]
    return np.sum(x**2)


@row(X, Y)
def fancy_index_by_array(x, y):
    index = np.array([3, 1])
    x[index] = y[:2]
    return np.sum(x**2 * np.arange(4.0))


@row(X, Y)
def fancy_index_repeated_last_wins(x, y):
    x[[1, 1, 2]] = y[:3] ** 2
    return np.sum(x**2)


@row(X, Y)
def fancy_index_repeated_augmented(x, y):
    x[[0, 0, 2]] += y[:3] ** 2
    return np.sum(x**2)


@row(X, Y)
def fancy_index_repeated_multiplied(x, y):
    x[[0, 0, 2]] *= y[:3]
    return np.sum(x**2)


@row(M, X)
def fancy_pairs(m, x):
    m[[0, 1, 2], [3, 0, 2]] = x[:3] * m[0, :3]
    return np.sum(m**2)


@row(M, X)
def fancy_and_slice(m, x):
    m[[2, 0], 1:] = x[1:] * 2.0
    return np.sum(m**2)


@row(M, X)
def fancy_and_int(m, x):
    m[[2, 0], 1] = x[:2] * x[2]
    return np.sum(m**2)


@row(T, X)
def fancy_split_by_slice(t, x):
    t[[0, 1], :, [1, 2]] = x[:3]
    return np.sum(t**2)


@row(M)
def open_mesh(m):
    m[np.ix_([0, 2], [1, 3])] = m[:2, :2] * m[1:, 2:]
    return np.sum(m**2)


@row(M, X)
def mask_and_int(m, x):
    m[1, MASK] = x[1:] ** 2
    return np.sum(m**2)


@row(M, 0.3)
def tuple_of_ints(m, s):
    m[1, 2] = s * m[0, 0]
    m[-1, -1] = m[1, 2] ** 2
    return np.sum(m**2)


@row(M, 0.3)
def tuple_in_a_name(m, s):
    where = (1, 2)
    m[where] = s * m[0, 0]
    return np.sum(m**2)


@row(M, X)
def row_by_one_int(m, x):
    m[1] = x * m[0]
    return np.sum(m**2)


@row(M, X)
def column(m, x):
    m[:, 2] = x[:3] ** 2
    return np.sum(m**2)


@row(M, X)
def chained_subscripts(m, x):
    m[1][2:] = x[:2]
    m[0][0] = x[3] ** 2
    return np.sum(m**2)


@row(T, X)
def rank_three(t, x):
    t[0, 1:, ::2] = x[:2] * t[1, :2, 1::2]
    t[1, 2] = x
    return np.sum(t**2)


@row(M, X)
def row_broadcast_over_matrix(m, x):
    m[:] = x
    return np.sum(m**2 * np.arange(12.0).reshape(3, 4))


@row(M, X)
def column_broadcast_over_matrix(m, x):
    m[:, 1:] = x[:3, None]
    return np.sum(m**2 * np.arange(12.0).reshape(3, 4))


@row(M, 0.3)
def scalar_broadcast_over_block(m, s):
    m[1:, 1:3] = s
    return np.sum(m**3)


@row(T, M)
def broadcast_over_leading_axis(t, m):
    t[...] = m
    return np.sum(t**2 * np.arange(24.0).reshape(2, 3, 4))


@row(M, X)
def leading_ones_on_the_right(m, x):
    m[0] = x.reshape(1, 4)
    return np.sum(m**2)


@row(X, Y)
def list_on_the_right(x, y):
    x[1:3] = [y[0], y[1] * y[2]]
    return np.sum(x**2)


@row(X, Y)
def tuple_on_the_right(x, y):
    x[0], x[1:3] = y[1], (y[2], 1.0)
    return np.sum(x**2)


@row(X, Y)
def added_in_place(x, y):
    x[1:3] += y[:2] * x[1:3]
    return np.sum(x**2)


@row(X, Y)
def subtracted_and_multiplied(x, y):
    x[::2] -= y[::2]
    x[1:] *= y[1:]
    return np.sum(x**2)


@row(X, Y)
def divided_in_place(x, y):
    x[:2] /= y[2:]
    x /= y
    return np.sum(x**2)


@row(np.abs(X), Y)
def raised_in_place(x, y):
    x[:2] **= y[:2]
    x **= 2.0
    return np.sum(x)


@row(np.eye(3) + 0.1 * M[:, :3], M[:, 1:])
def matrix_multiplied_in_place(a, b):
    a @= b
    a[:2, :2] @= b[:2, :2]
    return np.sum(a**2)


@row(X, Y)
def remainder_in_place(x, y):
    x %= 0.8
    x[1:] %= y[1:] ** 2 + 0.3
    return np.sum(x * y)


@row(X, 1.3)
def element_augmented_by_itself(x, s):
    x[0] += s * x[0]
    x[0] *= x[0]
    x[1] -= x[0] / x[1]
    return np.sum(x)


@row(X, 1.3)
def scalar_broadcast_augmented(x, s):
    x += s
    x *= s
    return np.sum(x**2)


@row(M, X)
def row_broadcast_augmented(m, x):
    m += x
    m[:, 1] *= x[:3]
    return np.sum(m**2)


@row(X)
def integer_array_on_the_right(x):
    x[1:3] = np.array([2, 3])
    x[0] = 4
    return np.sum(x**2)


@row(X.astype(np.float32), Y.astype(np.float32))
def single_precision(x, y):
    x[1:] = y[:-1] * x[1:]
    return np.sum(x * x)


@row(X.astype(np.float32), Y)
def double_written_into_single(x, y):
    x[1:] = y[:-1]
    return np.sum(x * y)


@row(np.array(1.5), 0.4)
def zero_rank(a, s):
    a[()] = a * s
    a[...] += s
    return a * a


@row(X, Y)
def element_overwritten_many_times(x, y):
    for i in range(6):
        x[i % 4] = x[(i + 1) % 4] * y[i % 4] + 0.1
    return np.sum(x**2)


@row(X, Y)
def index_with_effect_order(x, y):
    i = 0
    x[i] = i = 1
    x[i] = y[i]
    return np.sum(x**2)


@row(X, [2, 0, 1, 1])
def index_from_argument(x, where):
    y = np.zeros(3)
    for k, i in enumerate(where):
        y[i] += x[k] ** 2
    return np.sum(y**2)


@row(X, Y)
def whole_array_augmented(x, y):
    x += y**2
    x -= 2.0 * y
    x *= x
    return np.sum(x)


@row(X, Y)
def mask_augmented(x, y):
    x[y > 0.0] += y[y > 0.0]
    x[MASK] *= 2.0
    return np.sum(x**2)


@row.parametrize()
def test_in_place_index(row: Row) -> None:
    row.run()
