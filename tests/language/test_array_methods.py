"""Methods and attributes of arrays, and of NumPy's numbers."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
M = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 4.0]])
T = np.arange(24.0).reshape(2, 3, 4) / 9.0 - 1.0
S = np.array([[2.0, 0.3, 0.1], [0.3, 1.5, -0.2], [0.1, -0.2, 1.0]])


@row(M)
@row(X)
@row(T)
def transpose_attribute(x):
    return np.sum(x.T * x.T) + np.sum(x.T)


@row(T)
def transpose_method(t):
    weights = np.arange(24.0).reshape(4, 2, 3)
    return np.sum(t.transpose(2, 0, 1) * weights) + np.sum(t.transpose((2, 0, 1)) ** 2)


@row(M)
def transpose_without_axes(m):
    return np.sum(m.transpose() @ m)


@row(T)
def swapaxes(t):
    return np.sum(t.swapaxes(0, 2) * np.arange(24.0).reshape(4, 3, 2))


@row(M)
def shape_size_ndim(m):
    return np.sum(m) * m.shape[0] / m.size + m.ndim * m[0, 0] * m.shape[-1] + len(m) * m[1, 1]


@row(M)
def dtype_and_nbytes(m):
    if m.dtype == np.float64 and m.itemsize == 8:
        return np.sum(m * np.zeros(3, dtype=m.dtype) + m)
    return np.sum(m)


@row(M)
def sums(m):
    return m.sum() * m.sum(axis=0)[1] + m.sum(axis=-1)[0] + np.sum(m.sum(1, keepdims=True) * m)


@row(M)
def means(m):
    return m.mean() * np.sum(m.mean(axis=1) ** 2)


@row(M)
def spread(m):
    return m.var() * m.std() + np.sum(m.var(axis=0) ** 2) + np.sum(m.std(axis=1, ddof=1))


@row(M)
def extremes(m):
    return m.max() * m.min() + np.sum(m.max(axis=0) ** 2) + np.sum(m.min(axis=1) * m.max(axis=1))


@row(M)
def products(m):
    return m.prod() + np.sum(m.prod(axis=0) ** 2)


@row(X)
def cumulative(x):
    return np.sum(x.cumsum() * X) + np.sum(x.cumprod() ** 2)


@row(M)
def reshapes(m):
    weights = np.arange(6.0)
    return (
        np.sum(m.reshape(6) * weights)
        + np.sum(m.reshape(3, 2) @ np.ones(2))
        + np.sum(m.reshape((3, -1))[0])
        + np.sum(m.ravel() * weights**2)
        + np.sum(m.flatten() ** 2)
    )


@row(M)
def reshape_by_own_shape(m):
    n, k = m.shape
    return np.sum(m.reshape(k, n)[:, 0] ** 2) + np.sum(m.reshape(m.shape[0] * m.shape[1])[1:3])


@row(X, X + 1.0)
def dot(x, y):
    return x.dot(y) * x.dot(x)


@row(M, X)
def dot_matrix(m, x):
    return m.dot(x).dot(m).dot(x)


@row(X)
def copied(x):
    y = x.copy()
    z = x.copy() * y
    return np.sum(z)


@row(X)
def converted(x):
    y = x.astype(np.float64) * x.astype("float64")
    return np.sum(y) + x.astype(float)[0]


@row(X.astype(np.float32))
def widened(x):
    return np.sum(x.astype(np.float64) ** 2)


@row(X)
def items(x):
    return x.item(0) * x.item(2) + x[1].item() + x.sum().item() * (x[:1] * 2.0).item()


@row(X)
def to_list(x):
    a, b, c = x.tolist()
    return a * b + c * sum(x.tolist())


@row(M)
def to_nested_list(m):
    rows = m.tolist()
    return rows[0][1] * rows[1][2]


@row(X)
def clipped(x):
    return np.sum(x.clip(-1.0, 1.0) * x) + np.sum(x.clip(min=0.0)) + np.sum(x.clip(max=1.5) ** 2)


@row(M)
def repeated(m):
    return np.sum(m.repeat(2) * np.arange(12.0)) + np.sum(m.repeat(2, axis=0)[1:3] ** 2)


@row(M)
def squeezed(m):
    return np.sum(m[:, :1].squeeze() * m[None].squeeze(0)[:, 1]) + m[:1, :1].squeeze() ** 2


@row(S)
def diagonal_and_trace(s):
    return s.trace() * np.sum(s.diagonal() ** 2)


@row(M)
def flat_iteration(m):
    total = 1.0
    for v in m.flat:
        total = total * 0.5 + v * v
    return total


@row(X)
def argmax_is_passive(x):
    return x[x.argmax()] * x[x.argmin()] + x[x.argsort()][1] ** 2


@row(X)
def any_and_all_are_passive(x):
    if (x > 0.0).any() and not (x > 0.0).all():
        return np.sum(x * (x > 0.0).sum())
    return np.sum(x)


@row(X)
def nonzero_is_passive(x):
    return np.sum(x[(x > 0.0).nonzero()] ** 2)


@row(X)
def taken(x):
    return np.sum(x.take([0, 0, 2]) ** 2)


@row(np.array([1.0 + 2.0j, 0.5 - 1.0j]))
def complex_parts(z):
    return np.sum(z.real**2 * z.imag) + np.sum((z * z.conj()).real) + np.sum(z.conjugate().imag)


@row(X)
def real_of_real(x):
    return np.sum(x.real * x)


@row(M)
def chains(m):
    return m.T.copy().reshape(-1).cumsum()[1:].sum() * m.T.dot(m).trace()


@row(np.float64(1.3))
def numpy_number(x):
    return x.item() * x + x.sum() * x.copy() + x.astype(float) * x.mean()


@row(np.float32(1.3))
def numpy_single(x):
    return x * x


@row(M)
def view_of_column_then_method(m):
    return m[:, 1].dot(m[:, 2]) + m[0].max() * m[:, 0].sum()


@row(X)
def method_in_a_name(x):
    total = x.sum
    return total() * x[0]


@row(X)
def unbound_method(x):
    return np.ndarray.sum(x) * x[0]


@row(M)
def in_a_loop(m):
    y = m.copy()
    for _ in range(2):
        y = (y.T @ m).dot(y.T).T / y.size
    return y.sum()


@row.parametrize()
def test_array_method(row: Row) -> None:
    row.run()
