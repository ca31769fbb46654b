"""Arrays under several names, views, and views of views: every write is seen by all."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])
M = np.array([[1.0, 2.0, 0.5, -0.3], [0.3, -1.0, 4.0, 0.2], [0.7, 0.1, -0.6, 1.1]])


@row(X)
def second_name(x):
    y = x
    y += x**2
    return np.sum(y * x)


@row(X)
def second_name_written_by_index(x):
    y = x
    y[1] = x[0] * x[2]
    x[0] = y[1] ** 2
    return np.sum(x * y)


@row(X)
def augmented_rebinds_a_number(x):
    a = x[0]
    b = a
    a += 1.0
    return a * b * np.sum(x)


@row(X)
def copy_is_not_an_alias(x):
    y = x.copy()
    y += 1.0
    return np.sum(x * y)


@row(X)
def sum_is_not_an_alias(x):
    y = x + 0.0
    y[0] = 3.0
    return np.sum(x * y)


@row(X)
def slice_view(x):
    y = x[1:3]
    y *= 2.0
    return np.sum(x**2)


@row(X)
def view_reads_later_write(x):
    y = x[1:3]
    x[1] = x[0] ** 2
    return np.sum(y**2)


@row(X)
def view_of_view(x):
    y = x[1:][::-1]
    z = y[:2]
    z[0] = x[0] * 3.0
    return np.sum(x**2)


@row(M)
def transpose(m):
    t = m.T
    t[1] = m[0, 0] * 2.0
    return np.sum(m**2)


@row(M)
def written_through_transpose(m):
    m.T[1:] *= 2.0
    np.transpose(m)[0, 1] = m[0, 0]
    return np.sum(m**2)


@row(M)
def reshaped(m):
    flat = m.reshape(-1)
    flat[5] = flat[0] * flat[1]
    return np.sum(m**2)


@row(M)
def raveled(m):
    flat = m.ravel()
    flat[::2] *= 3.0
    return np.sum(m**2)


@row(M)
def raveled_copy_of_transpose(m):
    flat = m.T.ravel()
    flat[0] = 7.0
    return np.sum(m**2) + flat[0] * flat[1]


@row(M)
def flattened_is_a_copy(m):
    flat = m.flatten()
    flat *= 3.0
    return np.sum(m**2) + np.sum(flat)


@row(M)
def einsum_diagonal_view(m):
    d = m[:, :3]
    d[1, 1] = 3.0 * d[0, 0]
    return np.trace(m) * np.sum(d)


@row(M)
def row_view(m):
    r = m[1]
    r[2] = m[0, 0] ** 2
    r += m[2]
    return np.sum(m**2)


@row(M)
def column_view(m):
    c = m[:, 1]
    c /= m[:, 0]
    return np.sum(m**2)


@row(M)
def element_is_a_number(m):
    a = m[1, 2]
    m[1, 2] = 5.0 * m[0, 0]
    return a * np.sum(m)


@row(M)
def fancy_index_is_a_copy(m):
    r = m[[0, 1]]
    r *= 2.0
    return np.sum(m * 0.5) + np.sum(r**2)


@row(X)
def mask_is_a_copy(x):
    r = x[x > 0]
    r += 1.0
    return np.sum(x) + np.sum(r**2)


@row(M)
def iteration_over_rows(m):
    total = 0.0
    for r in m:
        r *= 2.0
        total += r[0] * r[1]
    return total + np.sum(m**2)


@row(M)
def enumerated_rows(m):
    for i, r in enumerate(m):
        r[i] = r[0] * r[3] + i
    return np.sum(m**2)


@row(M, M * 0.5)
def zipped_rows(a, b):
    for p, q in zip(a, b):
        p += q**2
        q[:] = p[0]
    return np.sum(a * b)


@row(M)
def reversed_rows(m):
    before = np.zeros(4)
    for r in reversed(m):
        r += before
        before = r
    return np.sum(m**2)


@row(M)
def unpacked_rows(m):
    a, b, c = m
    a += b
    c[1:] = a[:3] * b[1:]
    return np.sum(m**2)


@row(M)
def split(m):
    left, right = np.split(m, 2, axis=1)
    left *= right
    right[0] = left[1]
    return np.sum(m**2)


@row(M)
def vsplit_and_hsplit(m):
    top, rest = np.vsplit(m, [1])
    rest += top
    one, two = np.hsplit(m, 2)
    two -= one
    return np.sum(m**2)


@row(M)
def swapped_axes(m):
    s = np.swapaxes(m, 0, 1)
    s[0] = s[1] * 2.0
    return np.sum(m**2)


@row(X)
def new_axis_view(x):
    c = x[:, None]
    c[1] = c[0] * 2.0
    np.expand_dims(x, 0)[0, 3] = x[2]
    return np.sum(x**2)


@row(X)
def flipped_view(x):
    f = np.flip(x)
    f[0] = x[0] ** 2
    return np.sum(x * np.arange(4.0))


@row(X)
def as_array_is_the_same_array(x):
    y = np.asarray(x)
    y[0] = y[1] * 3.0
    return np.sum(x**2)


@row(X)
def array_is_a_copy(x):
    y = np.array(x)
    y[0] = 3.0
    return np.sum(x * y)


@row(X)
def astype_is_a_copy(x):
    y = x.astype(float)
    y[0] = 3.0
    return np.sum(x * y)


@row(X)
def atleast_2d_view(x):
    y = np.atleast_2d(x)
    y[0, 1] *= 4.0
    return np.sum(x**2)


@row(X)
def overlapping_shift(x):
    x[1:] = x[:-1] * 2.0
    return np.sum(x**2)


@row(X)
def overlapping_shift_back(x):
    x[:-1] = x[1:]
    return np.sum(x**2)


@row(np.append(X, Y))
def overlapping_stencil(u):
    u[1:-1] += u[2:] - u[:-2]
    u[1:-1] = u[2:] * u[:-2]
    return np.sum(u**2)


@row(X)
def reversed_into_itself(x):
    x[:] = x[::-1] * 2.0
    return np.sum(x * np.arange(4.0))


@row(M[:, :3])
def transposed_into_itself(m):
    m[:] = m.T * 2.0
    m += m.T
    return np.sum(m * np.arange(9.0).reshape(3, 3))


@row(X)
def overlapping_out(x):
    np.add(x[1:], x[:-1], out=x[1:])
    return np.sum(x**2)


@row(X, Y)
def names_swapped(x, y):
    for _ in range(3):
        x[0] = y[1] * 1.1
        x, y = y, x
    return np.sum(x**2 * y)


@row(X)
def elements_swapped(x):
    x[0], x[2] = x[2], x[0] ** 2
    return np.sum(x * np.arange(4.0))


@row(M)
def rows_swapped_by_index(m):
    m[[0, 2]] = m[[2, 0]]
    return np.sum(m * np.arange(12.0).reshape(3, 4) + m**2)


@row(M)
def rows_swapped_as_views(m):
    """The second row is lost, as in NumPy: a row is a view."""
    m[0], m[1] = m[1], m[0]
    return np.sum(m**2)


@row(X, Y)
def several_targets(x, y):
    x[:], y[:] = y * 2.0, x**2
    return np.sum(x * y)


@row(X, Y)
def chained_targets(x, y):
    x[:2] = y[2:] = x[2:] * y[:2]
    return np.sum(x * y)


@row(X, Y, True)
@row(X, Y, False)
def alias_of_a_branch(x, y, first):
    g = x if first else y
    g += y**2
    return np.sum(x * y)


@row(X, Y, 1)
def alias_chosen_by_if(x, y, which):
    if which > 0:
        g = x
    else:
        g = y.copy()
    g[0] = y[1] * 3.0
    return np.sum(x * y) + g[0]


@row(X, Y)
def alias_changes_in_loop(x, y):
    g = x
    for i in range(4):
        g[i] = g[i - 1] * y[i]
        g = y if i % 2 == 0 else x
    return np.sum(x * y)


@row(X)
def rebound_then_written(x):
    y = x
    x = x * 2.0
    x[0] = 1.0
    return np.sum(x * y)


@row(X)
def augmented_in_loop(x):
    y = x
    for _ in range(3):
        x *= 1.1
        x = x + y
        x += y
    return np.sum(x * y)


@row(X, Y)
def old_value_of_overwritten(x, z):
    y = x * z
    z[:] = 5.0
    return np.sum(y)


@row(X)
def needed_value_overwritten_twice(x):
    y = np.sin(x)
    x[:] = y * x
    z = np.exp(x)
    x *= z
    x[1] = 0.3
    return np.sum(x * y * z)


@row.parametrize()
def test_aliasing(row: Row) -> None:
    row.run()
