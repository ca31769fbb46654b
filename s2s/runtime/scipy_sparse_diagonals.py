"""Sparse matrices that are made of diagonals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse

from s2s.runtime.guarded import passively
from s2s.runtime.scipy_sparse import Coo, Csc, Csr, Matrix, combined


@dataclass
class Dia(Matrix):
    """``scipy.sparse.dia_array`` and ``dia_matrix``, such as ``scipy.sparse.eye`` makes."""

    data: Any
    offsets: Any
    shape: Any

    def form(self) -> str:
        """The form in which the elements are handed on."""
        return "coo"

    def stored(self) -> Any:
        """What the matrix is made of."""
        places = passively(diagonal_cells, np.shape(self.data)[1], self.offsets, self.shape)
        return self.data[places[0], places[2]], places[1], places[2], self.shape

    def tocoo(self) -> Coo:
        """The matrix by places."""
        data, row, col, shape = self.stored()
        return Coo(data, row, col, shape)

    def tocsr(self) -> Csr:
        """The matrix by rows."""
        return self.tocoo().tocsr()

    def tocsc(self) -> Csc:
        """The matrix by columns."""
        return self.tocoo().tocsc()

    def with_data(self, data: Any) -> Dia:
        """A matrix of other elements in the same places."""
        return Dia(data, self.offsets, self.shape)

    def __add__(self, other: Any) -> Any:
        """The sum with a matrix, by diagonals with another such one."""
        if isinstance(other, Dia):
            return sum_by_diagonals(self, other, 1.0)
        return combined(self, other, 1.0)

    def __sub__(self, other: Any) -> Any:
        """The difference from a matrix."""
        if isinstance(other, Dia):
            return sum_by_diagonals(self, other, -1.0)
        return combined(self, other, -1.0)

    def __matmul__(self, other: Any) -> Any:
        """The product with a vector or an array."""
        return self.tocoo() @ other

    def dot(self, other: Any) -> Any:
        """The same."""
        return self.tocoo() @ other

    def __rmatmul__(self, other: Any) -> Any:
        """The product of an array with the matrix."""
        return other @ self.tocoo()

    def solved(self, other: Any) -> Any:
        """What the matrix multiplied by is ``other``."""
        return self.tocoo().solved(other)

    def toarray(self) -> Any:
        """The matrix as an array."""
        return self.tocoo().toarray()

    def todense(self) -> Any:
        """The same."""
        return self.tocoo().toarray()

    def sum(self) -> Any:
        """The sum of all elements."""
        return self.tocoo().sum()

    @property
    def T(self) -> Dia:
        """The transposed matrix."""
        shape = np.shape(self.data), self.offsets, self.shape
        rows, columns, inside = passively(turned_cells, shape[0], shape[1], shape[2])
        return Dia(self.data[rows, columns] * inside, -self.offsets, self.shape[::-1])


def turned_cells(size: Any, offsets: Any, shape: Any) -> Any:
    """Where the elements of the transposed matrix stand in the diagonals, and which there are."""
    columns = np.arange(shape[0]) + np.ravel(offsets)[:, None]
    inside = (columns >= 0) & (columns < min(size[1], shape[1]))
    rows = np.broadcast_to(np.arange(size[0])[:, None], columns.shape)
    return rows, np.where(inside, columns, 0), inside


def sum_by_diagonals(a: Dia, b: Dia, sign: float) -> Dia:
    """The sum of two matrices of diagonals, the second times a sign."""
    first, second = np.shape(a.data), np.shape(b.data)
    found = passively(common_diagonals, first, a.offsets, a.shape, second, b.offsets, b.shape)
    offsets, (rows, columns, inside), (others, places, within) = found
    data = a.data[rows, columns] * inside + sign * (b.data[others, places] * within)
    return Dia(data, offsets, a.shape)


def common_diagonals(
    size: Any, offsets: Any, shape: Any, other_size: Any, other_offsets: Any, other_shape: Any
) -> Any:
    """The diagonals that one of two matrices has, and where the elements of each stand in its own.

    Raises:
        TypeError: the shapes differ.
    """
    if tuple(shape) != tuple(other_shape):
        raise TypeError(f"sparse matrices of shapes {shape} and {other_shape} have no sum")
    both = np.union1d(offsets, other_offsets)
    length = max(size[1], other_size[1])
    pairs = ((size, offsets), (other_size, other_offsets))
    return both, *(spread_cells(both, length, *pair) for pair in pairs)


def spread_cells(diagonals: Any, length: int, size: Any, offsets: Any) -> Any:
    """Where the elements of diagonals stand among those of a matrix, and which there are."""
    equal = np.equal.outer(diagonals, offsets)
    columns = np.broadcast_to(np.arange(length), (len(diagonals), length))
    inside = np.any(equal, axis=1)[:, None] & (columns < size[1])
    rows = np.broadcast_to(np.argmax(equal, axis=1)[:, None], columns.shape)
    return rows, np.where(inside, columns, 0), inside


def diagonal_cells(length: int, offsets: Any, shape: Any) -> Any:
    """Of each element inside of the matrix: its diagonal, its row and its column."""
    places = []
    for diagonal, offset in enumerate(np.ravel(offsets).tolist()):
        first, last = max(0, offset), min(shape[1], shape[0] + offset, length)
        columns = np.arange(first, max(last, first))
        places.append((np.full(len(columns), diagonal), columns - offset, columns))
    joined = [np.concatenate(part) for part in zip(*places, strict=True)]
    return joined[0], joined[1], joined[2]


def diagonals_of(
    diagonals: Any, offsets: Any = 0, shape: Any = None, format: Any = None, dtype: Any = None
) -> Any:
    """``scipy.sparse.diags`` and ``diags_array``."""
    alone = np.ndim(offsets) == 0
    parts = [np.atleast_1d(diagonals)] if alone else [np.atleast_1d(one) for one in diagonals]
    places = [offsets] if alone else offsets
    if shape is None:
        size = int(passively(size_around, parts[0], places[0]))
        shape = (size, size)
    if (
        format == "bsr" or format == "lil" or format == "dok"
    ):  # which have no twin: SciPy's own, of what stands still
        still = [in_no_twin(part) for part in parts]
        return passively(scipy.sparse.diags, still, places, shape, format)
    if format is None or format == "dia":
        spans = passively(diagonal_spans, places, shape)
        rows_of = [
            np.concatenate((np.zeros(before), part * np.ones(length), np.zeros(after)))
            for part, (before, length, after) in zip(parts, spans, strict=True)
        ]
        return Dia(np.stack(rows_of), np.asarray(places), shape)
    rows, columns, lengths = passively(diagonal_places, places, shape)
    data = np.concatenate(
        [part * np.ones(length) for part, length in zip(parts, lengths, strict=True)]
    )
    made = Coo(data, rows, columns, shape)
    if format == "csr":
        return made.tocsr()
    return made.tocsc() if format == "csc" else made


def size_around(diagonal: Any, offset: Any) -> int:
    """How many rows and columns the matrix has that a diagonal fills.

    >>> size_around(np.ones(2), -1)
    3
    """
    return len(diagonal) + abs(int(offset))


def in_no_twin(elements: Any) -> Any:
    """Elements of a matrix in a format that has no twin: they must not vary."""
    return elements


def diagonal_spans(offsets: Any, shape: Any) -> Any:
    """For each diagonal how many places stand before its elements, how many it has, and how many follow."""
    lengths = [min(shape[0] + min(k, 0), shape[1] - max(k, 0)) for k in offsets]
    ends = [length + max(k, 0) for length, k in zip(lengths, offsets, strict=True)]
    pairs = zip(lengths, ends, strict=True)
    return [(end - length, length, max(ends) - end) for length, end in pairs]


def diagonal_places(offsets: Any, shape: Any) -> Any:
    """The rows and columns of the elements of diagonals, and their lengths."""
    lengths = [min(shape[0] + min(k, 0), shape[1] - max(k, 0)) for k in offsets]
    pairs = [(np.arange(n), int(k)) for n, k in zip(lengths, offsets, strict=True)]
    rows = np.concatenate([steps + max(-k, 0) for steps, k in pairs])
    return rows, np.concatenate([steps + max(k, 0) for steps, k in pairs]), lengths


def eye_of(m: Any, n: Any = None, k: Any = 0, dtype: Any = float, format: Any = None) -> Any:
    """``scipy.sparse.eye``."""
    if format == "bsr" or format == "lil" or format == "dok":
        return passively(unit_made, m, n, k, dtype, format)
    data, offsets, shape = passively(unit_diagonal, m, n, k, dtype)
    made = Dia(data, offsets, shape)
    if format == "coo":
        return made.tocoo()
    if format == "csr":
        return made.tocsr()
    return made.tocsc() if format == "csc" else made


def eye_array_of(
    m: Any, n: Any = None, *, k: Any = 0, dtype: Any = float, format: Any = None
) -> Any:
    """``scipy.sparse.eye_array``."""
    return eye_of(m, n, k, dtype, format)


def identity_of(n: Any, dtype: Any = "d", format: Any = None) -> Any:
    """``scipy.sparse.identity``."""
    return eye_of(n, None, 0, dtype, format)


def unit_made(m: Any, n: Any, k: Any, dtype: Any, form: Any) -> Any:
    """The matrix that SciPy makes."""
    return scipy.sparse.eye(m, n, k=k, dtype=dtype, format=form)


def unit_diagonal(m: Any, n: Any, k: Any, dtype: Any) -> Any:
    """The diagonal of ones that SciPy makes."""
    made = scipy.sparse.dia_array(scipy.sparse.eye(m, n, k=k, dtype=dtype))
    return made.data, made.offsets, made.shape
