"""NumPy functions and methods that write into an array."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])
M = np.array([[1.0, 2.0, 0.5, -0.3], [0.3, -1.0, 4.0, 0.2], [0.7, 0.1, -0.6, 1.1]])


@row(X)
def out_of_unary_ufunc(x):
    out = np.zeros(4)
    np.sin(x, out=out)
    np.exp(out, out)
    return np.sum(out * x)


@row(X, Y)
def out_is_an_operand(x, y):
    np.multiply(x, y, out=x)
    np.tanh(x, out=x)
    return np.sum(x * y)


@row(X, Y)
def out_is_both_operands(x, y):
    np.multiply(x, x, out=x)
    return np.sum(x * y)


@row(X, Y)
def out_is_a_view(x, y):
    big = np.zeros(6)
    np.subtract(x, y, out=big[1:5])
    return np.sum(big * np.arange(6.0) + big**2)


@row(X, Y)
def result_of_out_is_used(x, y):
    out = np.empty(4)
    z = np.multiply(x, y, out=out)
    z += 1.0
    return np.sum(out**2)


@row(M, X)
def out_broadcasts(m, x):
    out = np.empty((3, 4))
    np.add(m, x, out=out)
    return np.sum(out**2)


@row(M, X)
def out_of_matmul(m, x):
    out = np.zeros(3)
    np.matmul(m, x, out=out)
    return np.sum(out**2)


@row(M, X)
def out_of_matmul_into_a_view(m, x):
    out = np.zeros((2, 5))
    np.matmul(m, x, out=out[1, 1:4])
    out[1] *= 2.0
    return np.sum(out**2)


@row(M[:, :3])
def matmul_into_its_own_operand(a):
    np.matmul(a, a, out=a)
    return np.sum(a**2)


@row(M, X)
def out_of_dot(m, x):
    out = np.empty(3)
    np.dot(m, x, out=out)
    return np.sum(out**3)


@row(M, X)
def out_of_einsum(m, x):
    out = np.empty(3)
    np.einsum("ij,j->i", m, x, out=out)
    return np.sum(out**2)


@row(X)
def out_of_clip(x):
    np.clip(x, -0.9, 1.1, out=x)
    return np.sum(x**2)


@row(M)
def out_of_reductions(m):
    out = np.empty((2, 4))
    np.sum(m, axis=0, out=out[0])
    np.mean(m, axis=0, out=out[1])
    return np.sum(out**2 * np.arange(8.0).reshape(2, 4))


@row(X)
def out_of_accumulate(x):
    np.add.accumulate(x, out=x)
    return np.sum(x**2)


@row(M)
def out_of_reduce(m):
    out = np.empty(4)
    np.add.reduce(m, axis=0, out=out)
    return np.sum(out**2)


@row(X, Y)
def out_of_ufunc_outer(x, y):
    out = np.empty((4, 4))
    np.multiply.outer(x, y, out=out)
    out[0] += x
    return np.sum(out**2)


@row(X)
def out_of_take_and_stack(x):
    out = np.empty((2, 4))
    np.stack([x, x**2], out=out)
    picked = np.empty(2)
    np.take(out[1], [0, 3], out=picked)
    return np.sum(out) * np.sum(picked)


@row(X, Y)
def out_of_concatenate(x, y):
    out = np.zeros(8)
    np.concatenate([x, y], out=out)
    out[::2] *= 2.0
    return np.sum(out**2)


@row(X)
def resized_by_reshape_then_written(x):
    y = x.reshape(2, 2)
    y[0] *= 3.0
    return np.sum(x**2)


@row(M, X)
def empty_filled_by_loops(m, x):
    out = np.empty((3, 4))
    for i in range(3):
        for j in range(4):
            out[i, j] = m[i, j] * x[j]
    return np.sum(out**2)


@row(X, Y)
def out_of_binary_ufunc(x, y):
    out = np.empty_like(x)
    np.multiply(x, y, out=out)
    np.add(out, x, out=out)
    return np.sum(out**2)


@row(X)
def out_of_cumulative(x):
    np.cumsum(x, out=x)
    y = np.empty_like(x)
    np.cumprod(x, out=y)
    return np.sum(x * y)


@row(X, Y)
def arrays_made_by_like_functions(x, y):
    a, b, c = np.zeros_like(x), np.ones_like(x), np.full_like(x, 2.0)
    a += x
    b *= y
    c[1:] -= x[1:] * y[1:]
    return np.sum(a * b * c)


@row(X)
def method_clip_with_out(x):
    x.clip(-0.9, 1.1, out=x)
    return np.sum(x**2)


@row(M)
def out_of_reducing_methods(m):
    out = np.empty(3)
    m.max(axis=1, out=out)
    total = out.sum()
    m.sum(axis=1, out=out)
    return np.sum(out**2) * total


@row(X, Y)
def add_at(x, y):
    np.add.at(x, [0, 0, 3], y[:3] ** 2)
    return np.sum(x**2)


@row(X, 0.7)
def add_at_of_a_scalar(x, s):
    np.add.at(x, [1, 1, 2], s)
    return np.sum(x**2)


@row(M, X)
def add_at_of_pairs(m, x):
    np.add.at(m, ([0, 0, 2], [1, 1, 3]), x[:3])
    return np.sum(m**2)


@row(M, X)
def add_at_of_rows(m, x):
    np.add.at(m, [1, 1], x)
    return np.sum(m**2)


@row(X, Y)
def subtract_at(x, y):
    np.subtract.at(x, [3, 3, 0], y[:3])
    return np.sum(x**2)


@row(X, Y)
def copy_to(x, y):
    z = x * y
    np.copyto(x, y**2)
    return np.sum(x * z)


@row(X, 1.3)
def copy_to_broadcasts(x, s):
    z = x**2
    np.copyto(x, s)
    return np.sum(x * z)


@row(X, Y)
def copy_to_where(x, y):
    np.copyto(x, y**2, where=x < 0.6)
    return np.sum(x**2)


@row(X, Y)
def put(x, y):
    np.put(x, [2, 0], y[:2] ** 2)
    return np.sum(x**2)


@row(M, Y)
def put_into_a_matrix(m, y):
    m.put([5, 1], y[1:3])
    return np.sum(m**2)


@row(X, Y)
def place(x, y):
    np.place(x, x < 0.6, y[:2])
    return np.sum(x**2)


@row(X, Y)
def put_mask(x, y):
    np.putmask(x, x < 0.6, y**2)
    return np.sum(x**2)


@row(X, 1.3)
def fill(x, s):
    a = np.sum(x**2)
    x.fill(s**2)
    return np.sum(x) * a


@row(X)
def fill_of_a_part(x):
    x[1:3].fill(x[0])
    return np.sum(x**2)


@row(X, Y)
def sort_method(x, y):
    x.sort()
    return np.sum(x * y)


@row(M, X)
def sort_along_axis(m, x):
    m.sort(axis=0)
    m[1].sort()
    return np.sum(m * x)


@row(M[:, :3], 0.7)
def fill_diagonal(m, s):
    np.fill_diagonal(m, s**2)
    return np.sum(m**2)


@row(M[:, :3], X)
def fill_diagonal_with_array(m, x):
    np.fill_diagonal(m, x[:3])
    return np.sum(m**2)


@row(X, Y)
def partition(x, y):
    x.partition(2)
    return np.sum(np.sort(x)[:2] ** 2) + x[2] * y[0]


@row.parametrize()
def test_in_place_function(row: Row) -> None:
    row.run()
