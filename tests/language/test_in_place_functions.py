"""NumPy functions and methods that write into an array."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table()
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


@row(X)
def nan_to_num_in_place(x):
    np.nan_to_num(x, copy=False)
    return np.sum(x**2)


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


@row.parametrize()
def test_in_place_function(row: Row) -> None:
    row.run()
