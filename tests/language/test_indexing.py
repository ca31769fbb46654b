"""Reads with every index that NumPy takes."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0, 0.1, 3.0])
M = np.arange(12.0).reshape(3, 4) / 5.0 - 0.7
T = np.arange(24.0).reshape(2, 3, 4) / 9.0 - 1.0


@row(X)
def integers(x):
    return x[0] * x[2] + x[-1] ** 2


@row(X, 1)
@row(X, -2)
def variable_integer(x, i):
    return x[i] * x[i - 1]


@row(X)
def numpy_integer(x):
    i = np.argmax(x)
    return x[i] ** 2 * x[np.int64(1)]


@row(X)
def same_element_twice(x):
    return x[1] * x[1] + x[1]


@row(M)
def matrix_integers(m):
    return m[0, 1] * m[2, -1] + m[1][2]


@row(M)
def matrix_row(m):
    return np.sum(m[1] ** 2) + np.sum(m[-1] * m[0])


@row(M)
def matrix_column(m):
    return np.sum(m[:, 1] * m[:, -1])


@row(X)
def slices(x):
    return np.sum(x[1:3] * x[2:4]) + np.sum(x[:2]) + np.sum(x[3:] ** 2)


@row(X)
def slice_all(x):
    return np.sum(x[:] * x[::])


@row(X)
def slice_step(x):
    return np.sum(x[::2] ** 2) + np.sum(x[1::2] * 3.0) + np.sum(x[1:4:2])


@row(X)
def slice_negative_step(x):
    return np.sum(x[::-1] * x) + np.sum(x[3:0:-1] ** 2) + np.sum(x[-1:-4:-2])


@row(X)
def slice_negative_bounds(x):
    return np.sum(x[-3:] * x[:-2]) + np.sum(x[-4:-1])


@row(X, 1, 4, 2)
def slice_variables(x, a, b, step):
    return np.sum(x[a:b] ** 2) + np.sum(x[a : b + 1 : step]) + np.sum(x[: b - a])


@row(X)
def slice_beyond_the_end(x):
    return np.sum(x[2:100]) + np.sum(x[50:])


@row(X)
def slice_object(x):
    window = slice(1, 4)
    return np.sum(x[window] ** 2)


@row(X)
def differences(x):
    return np.sum((x[1:] - x[:-1]) ** 2)


@row(X)
def second_differences(x):
    return np.sum((x[2:] - 2 * x[1:-1] + x[:-2]) ** 2)


@row(M)
def matrix_slices(m):
    return np.sum(m[1:, ::2] ** 2) + np.sum(m[:2, 1:3] * m[1:, 2:])


@row(M)
def matrix_slice_and_integer(m):
    return np.sum(m[1:, 2]) * m[0, 0] + np.sum(m[-1, :2] ** 2)


@row(M)
def slices_of_slices(m):
    return np.sum(m[1:][:, 1:][0] ** 2)


@row(T)
def ellipsis(t):
    return np.sum(t[..., 1] ** 2) + np.sum(t[0, ...]) + np.sum(t[...] * 2.0) + np.sum(t[1, ..., 2])


@row(X)
@row(M)
def new_axis(x):
    return np.sum(x[None] * 2.0) + np.sum(x[:, None] ** 2) + np.sum(x[..., np.newaxis])


@row(X)
def outer_by_new_axes(x):
    return np.sum((x[:, None] - x[None, :]) ** 2)


@row(T)
def many_kinds_at_once(t):
    return np.sum(t[1, ..., None, ::2] ** 2) + np.sum(t[:, None, -1, 1:3])


@row(X)
def mask(x):
    return np.sum(x[x > 0.0] ** 2)


@row(M)
def mask_matrix(m):
    return np.sum(m[m > 0.2] ** 3)


@row(X)
def mask_from_list(x):
    return np.sum(x[[True, False, True, True, False]] ** 2)


@row(X)
def mask_all_false(x):
    return np.sum(x[x > 100.0]) + np.sum(x)


@row(X)
def mask_passive_argument(x):
    mask = np.isfinite(x) & (np.arange(5) != 2)
    return np.sum(x[mask] ** 2)


@row(X)
def fancy_list(x):
    return np.sum(x[[0, 2, 3]] ** 2)


@row(X, np.array([0, 3, 1]))
def fancy_array(x, idx):
    return np.sum(x[idx] ** 2)


@row(X)
def fancy_repeated(x):
    return np.sum(x[[0, 0, 2, 0, 2]] * np.array([1.0, 2.0, 3.0, 4.0, 5.0]))


@row(X)
def fancy_negative(x):
    return np.sum(x[[-1, 0, -1]] ** 2)


@row(X)
def fancy_matrix_of_indices(x):
    return np.sum(x[np.array([[0, 1], [1, 4]])] ** 2 * np.array([[1.0, 2.0], [3.0, 4.0]]))


@row(M)
def fancy_rows(m):
    return np.sum(m[[0, 2, 0]] ** 2 * np.arange(4.0))


@row(M)
def fancy_columns(m):
    return np.sum(m[:, [3, 1, 3]] * np.array([1.0, 2.0, 3.0]))


@row(M)
def fancy_pairs(m):
    return np.sum(m[[0, 1, 2, 0], [1, 2, 3, 1]] * np.array([1.0, 2.0, 3.0, 4.0]))


@row(M)
def fancy_pairs_of_ranges(m):
    labels = np.array([1, 0, 3])
    return np.sum(m[np.arange(3), labels] ** 2)


@row(M)
def fancy_broadcast_pairs(m):
    rows = np.array([[0], [2]])
    return np.sum(m[rows, [1, 3, 1]] ** 2)


@row(T)
def fancy_separated_by_slice(t):
    return np.sum(t[[0, 1, 1], :, [1, 2, 2]] ** 2)


@row(T)
def fancy_and_integer(t):
    return np.sum(t[1, [0, 2, 0]] ** 2) + np.sum(t[:, 1, [0, 0]])


@row(M)
def fancy_ix(m):
    return np.sum(m[np.ix_([0, 2], [1, 1, 3])] ** 2)


@row(M)
def index_in_a_tuple_variable(m):
    index = (1, slice(0, 3))
    return np.sum(m[index] ** 2)


@row(M)
def index_tuple_from_argmax(m):
    where = np.unravel_index(np.argmax(m), m.shape)
    return m[where] ** 2


@row(M)
def index_by_nonzero(m):
    return np.sum(m[np.nonzero(m > 0.45)] ** 2)


@row(M)
def index_by_argsort(m):
    order = np.argsort(m[:, 0])[::-1]
    return np.sum(m[order] * np.array([[1.0], [2.0], [3.0]]))


@row(M)
def triangle_indices(m):
    square = m[:, :3]
    return np.sum(square[np.triu_indices(3)] ** 2) + np.sum(square[np.diag_indices(3)])


@row(X)
def index_of_expression(x):
    return (x * x)[1] + (x + x)[2:][0] * np.sin(x)[-1]


@row([1.3, 0.7, 2.0])
@row((1.3, 0.7, 2.0))
def sequence_integers(xs):
    return xs[0] * xs[1] + xs[-1] ** 2


@row([1.3, 0.7, 2.0])
@row((1.3, 0.7, 2.0))
def sequence_slices(xs):
    head = xs[:2]
    tail = xs[1:]
    backwards = xs[::-1]
    return head[0] * head[1] + tail[-1] ** 2 * backwards[0]


@row([[1.3, 0.7], [2.0]])
def nested_lists(xs):
    return xs[0][1] * xs[1][0] + xs[0][0]


@row([X, M[0]])
def list_of_arrays(xs):
    return np.sum(xs[0] ** 2) + np.sum(xs[1][1:])


@row({"w": X, "b": 0.5})
def dict_items(p):
    return np.sum(p["w"] ** 2) * p["b"]


@row({1: 1.3, (0, 1): 0.7})
def dict_odd_keys(p):
    return p[1] * p[0, 1] ** 2


@row({"a": {"b": [1.3, 0.7]}})
def nested_dict(p):
    return p["a"]["b"][0] * p["a"]["b"][1] ** 2


@row({"a": 1.3})
def dict_get(p):
    return p.get("a") * p.get("a", 0.0) + p.get("missing", 2.0)


@row(X)
def index_in_loop(x):
    total = 0.0
    for i in range(0, 5, 2):
        total = total * 0.5 + x[i] * x[i - 1]
    return total


@row(M)
def row_in_loop(m):
    y = m[0]
    for i in range(1, 3):
        y = y * m[i] + m[i, 0]
    return np.sum(y)


@row(X)
def window_in_loop(x):
    total = 0.0
    for i in range(len(x) - 2):
        total += np.prod(x[i : i + 3])
    return total


@row(X)
def take_and_friends(x):
    return np.sum(np.take(x, [0, 0, 1]) ** 2) + np.sum(x.take([2]))


@row(M)
def columns_overlap(m):
    return np.sum(m[:, :-1] * m[:, 1:]) + np.sum(m[:-1] * m[1:])


@row(M.astype(np.float32))
def single_precision(m):
    return np.sum(m[1:, [0, 0]] ** 2) + m[0, 0]


@row(np.asfortranarray(M))
@row(M[::-1, ::2])
@row(M.T)
def layouts(m):
    return np.sum(m[1:] ** 2) + m[0, 1] * m[-1, 0]


@row.parametrize()
def test_indexing(row: Row) -> None:
    row.run()
