"""What stands for SciPy's sparse matrices: objects with the same attributes, and fewer methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse
import scipy.sparse.linalg

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.refused import Refused


@dataclass
class Csr:
    """``scipy.sparse.csr_array`` and ``csr_matrix``, of rank 2."""

    data: Any
    indices: Any
    indptr: Any
    shape: Any

    def __matmul__(self, other: Any) -> Any:
        """The product with a vector or an array."""
        return sparse_product("csr", self.data, self.indices, self.indptr, self.shape, other)

    def dot(self, other: Any) -> Any:
        """The same."""
        return sparse_product("csr", self.data, self.indices, self.indptr, self.shape, other)

    def __rmatmul__(self, other: Any) -> Any:
        """The product of an array with the matrix."""
        shape = self.shape[::-1]
        return sparse_product("csc", self.data, self.indices, self.indptr, shape, other.T).T

    def solved(self, other: Any) -> Any:
        """What the matrix multiplied by is ``other``."""
        return sparse_solution("csr", self.data, self.indices, self.indptr, self.shape, other)

    def toarray(self) -> Any:
        """The matrix as an array."""
        return dense("csr", self.data, self.indices, self.indptr, self.shape)

    def todense(self) -> Any:
        """The same."""
        return dense("csr", self.data, self.indices, self.indptr, self.shape)

    def sum(self) -> Any:
        """The sum of all elements."""
        found = passively(sparse_sum, "csr", self.data, self.indices, self.indptr, self.shape)
        return as_value(np.sum(self.data), found)

    def tocsr(self) -> Csr:
        """The matrix by rows."""
        return self

    def tocsc(self) -> Csc:
        """The matrix by columns."""
        data, indices, indptr = regrouped(
            "csr", "csc", self.data, self.indices, self.indptr, self.shape
        )
        return Csc(data, indices, indptr, self.shape)

    @property
    def T(self) -> Csc:
        """The transposed matrix."""
        return Csc(self.data, self.indices, self.indptr, self.shape[::-1])


@dataclass
class Csc:
    """``scipy.sparse.csc_array`` and ``csc_matrix``, of rank 2."""

    data: Any
    indices: Any
    indptr: Any
    shape: Any

    def __matmul__(self, other: Any) -> Any:
        """The product with a vector or an array."""
        return sparse_product("csc", self.data, self.indices, self.indptr, self.shape, other)

    def dot(self, other: Any) -> Any:
        """The same."""
        return sparse_product("csc", self.data, self.indices, self.indptr, self.shape, other)

    def __rmatmul__(self, other: Any) -> Any:
        """The product of an array with the matrix."""
        shape = self.shape[::-1]
        return sparse_product("csr", self.data, self.indices, self.indptr, shape, other.T).T

    def solved(self, other: Any) -> Any:
        """What the matrix multiplied by is ``other``."""
        return sparse_solution("csc", self.data, self.indices, self.indptr, self.shape, other)

    def toarray(self) -> Any:
        """The matrix as an array."""
        return dense("csc", self.data, self.indices, self.indptr, self.shape)

    def todense(self) -> Any:
        """The same."""
        return dense("csc", self.data, self.indices, self.indptr, self.shape)

    def sum(self) -> Any:
        """The sum of all elements."""
        found = passively(sparse_sum, "csc", self.data, self.indices, self.indptr, self.shape)
        return as_value(np.sum(self.data), found)

    def tocsr(self) -> Csr:
        """The matrix by rows."""
        data, indices, indptr = regrouped(
            "csc", "csr", self.data, self.indices, self.indptr, self.shape
        )
        return Csr(data, indices, indptr, self.shape)

    def tocsc(self) -> Csc:
        """The matrix by columns."""
        return self

    @property
    def T(self) -> Csr:
        """The transposed matrix."""
        return Csr(self.data, self.indices, self.indptr, self.shape[::-1])


@dataclass
class Coo:
    """``scipy.sparse.coo_array`` and ``coo_matrix``, of rank 2."""

    data: Any
    row: Any
    col: Any
    shape: Any

    def __matmul__(self, other: Any) -> Any:
        """The product with a vector or an array."""
        return sparse_product("coo", self.data, self.row, self.col, self.shape, other)

    def dot(self, other: Any) -> Any:
        """The same."""
        return sparse_product("coo", self.data, self.row, self.col, self.shape, other)

    def __rmatmul__(self, other: Any) -> Any:
        """The product of an array with the matrix."""
        shape = self.shape[::-1]
        return sparse_product("coo", self.data, self.col, self.row, shape, other.T).T

    def solved(self, other: Any) -> Any:
        """What the matrix multiplied by is ``other``."""
        return sparse_solution("coo", self.data, self.row, self.col, self.shape, other)

    def toarray(self) -> Any:
        """The matrix as an array."""
        return dense("coo", self.data, self.row, self.col, self.shape)

    def todense(self) -> Any:
        """The same."""
        return dense("coo", self.data, self.row, self.col, self.shape)

    def sum(self) -> Any:
        """The sum of all elements."""
        found = passively(sparse_sum, "coo", self.data, self.row, self.col, self.shape)
        return as_value(np.sum(self.data), found)

    def tocsr(self) -> Csr:
        """The matrix by rows."""
        data, indices, indptr = regrouped("coo", "csr", self.data, self.row, self.col, self.shape)
        return Csr(data, indices, indptr, self.shape)

    def tocsc(self) -> Csc:
        """The matrix by columns."""
        data, indices, indptr = regrouped("coo", "csc", self.data, self.row, self.col, self.shape)
        return Csc(data, indices, indptr, self.shape)

    @property
    def T(self) -> Coo:
        """The transposed matrix."""
        return Coo(self.data, self.col, self.row, self.shape[::-1])


def sparse_made(form: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """The sparse array of these elements: rows and columns, or indices and where they begin."""
    if form == "coo":
        return scipy.sparse.coo_array((data, (first, second)), shape)
    made = scipy.sparse.csr_array if form == "csr" else scipy.sparse.csc_array
    return made((data, first, second), shape)


def sparse_product(form: str, data: Any, first: Any, second: Any, shape: Any, x: Any) -> Any:
    """The product of a sparse matrix with a vector or array.

    Raises:
        Refused: it is the product with another sparse matrix.
    """
    if hasattr(x, "toarray"):
        raise Refused(
            "s2s cannot differentiate a product of two sparse matrices",
            "multiply from the right, `A @ (B @ x)`, or make one an array first: `.toarray()`",
        )
    return sparse_made(form, data, first, second, shape) @ x


def sparse_back(form: str, data: Any, first: Any, second: Any, shape: Any, x: Any) -> Any:
    """The product of the transposed matrix with a vector or array."""
    return sparse_made(form, data, first, second, shape).T @ x


def sparse_data_ct(ct: Any, form: str, first: Any, second: Any, x: Any) -> Any:
    """The cotangent of the elements of a sparse matrix in a product."""
    rows, columns = sparse_places(form, first, second)
    share = ct[rows] * np.asarray(x)[columns]
    return share if np.ndim(share) == 1 else np.sum(share, axis=-1)


def sparse_places(form: str, first: Any, second: Any) -> tuple[Any, Any]:
    """The rows and columns of the elements."""
    if form == "coo":
        return first, second
    runs = np.repeat(np.arange(len(second) - 1), np.diff(second))
    return (runs, first) if form == "csr" else (first, runs)


def sparse_sum(form: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """The sum that SciPy computes."""
    return sparse_made(form, data, first, second, shape).sum()


def sparse_solution(form: str, data: Any, first: Any, second: Any, shape: Any, x: Any) -> Any:
    """What a sparse matrix multiplied by is ``x``."""
    made = sparse_made(form, data, first, second, shape)
    return scipy.sparse.linalg.spsolve(made.tocsr() if form == "coo" else made, x)


def sparse_solution_back(form: str, data: Any, first: Any, second: Any, shape: Any, x: Any) -> Any:
    """What the transposed matrix multiplied by is ``x``."""
    made = sparse_made(form, data, first, second, shape)
    return scipy.sparse.linalg.spsolve(made.T.tocsr(), x)


def spsolve(A: Any, b: Any, permc_spec: Any = None, use_umfpack: bool = True) -> Any:
    """``scipy.sparse.linalg.spsolve``."""
    return A.solved(b)


def dense(form: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """A sparse matrix as an array."""
    cells = passively(flat_cells, form, first, second, shape)
    return np.reshape(np.bincount(cells, data, shape[0] * shape[1]), shape)


def flat_cells(form: str, first: Any, second: Any, shape: Any) -> Any:
    """Where the elements stand in the array, row by row."""
    rows, columns = sparse_places(form, first, second)
    return rows * shape[1] + columns


def regrouped(form: str, into: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """The elements by rows or columns, those in one place added, their indices, where each begins."""
    values, slots, indices, starts = passively(groups, form, into, data, first, second, shape)
    return as_value(np.bincount(slots, data, len(indices)), values), indices, starts


def groups(form: str, into: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """What SciPy makes of the elements, and to which of the new ones each of them is added."""
    made = sparse_made(form, data, first, second, shape)
    new = made.tocsr() if into == "csr" else made.tocsc()
    rows, columns = sparse_places(form, first, second)
    at = rows * shape[1] + columns if into == "csr" else columns * shape[0] + rows
    own = sparse_places(into, new.indices, new.indptr)
    old = own[0] * shape[1] + own[1] if into == "csr" else own[1] * shape[0] + own[0]
    order = np.argsort(old)
    slots = order[np.searchsorted(old, at, sorter=order)]
    return new.data, slots, new.indices, new.indptr


def diagonals_of(
    diagonals: Any, offsets: Any = 0, shape: Any = None, format: Any = None, dtype: Any = None
) -> Any:
    """``scipy.sparse.diags`` and ``diags_array``."""
    alone = np.ndim(offsets) == 0
    parts = [np.atleast_1d(diagonals)] if alone else [np.atleast_1d(one) for one in diagonals]
    places = [offsets] if alone else offsets
    if shape is None:
        size = len(parts[0]) + abs(places[0])
        shape = (size, size)
    rows, columns, lengths = passively(diagonal_places, places, shape)
    data = np.concatenate(
        [part * np.ones(length) for part, length in zip(parts, lengths, strict=True)]
    )
    made = Coo(data, rows, columns, shape)
    if format == "csr":
        return made.tocsr()
    return made.tocsc() if format == "csc" else made


def diagonal_places(offsets: Any, shape: Any) -> Any:
    """The rows and columns of the elements of diagonals, and their lengths."""
    lengths = [min(shape[0] + min(k, 0), shape[1] - max(k, 0)) for k in offsets]
    pairs = [(np.arange(n), int(k)) for n, k in zip(lengths, offsets, strict=True)]
    rows = np.concatenate([steps + max(-k, 0) for steps, k in pairs])
    return rows, np.concatenate([steps + max(k, 0) for steps, k in pairs]), lengths


def csr_of(arg1: Any, shape: Any = None) -> Any:
    """``scipy.sparse.csr_array`` of ``(data, indices, indptr)`` or of ``(data, (row, col))``."""
    if len(arg1) == 2:
        data, (row, col) = arg1
        return Coo(data, row, col, size_of(row, col, shape))
    data, indices, indptr = arg1
    return Csr(data, indices, indptr, compressed_size(indices, indptr, shape))


def csc_of(arg1: Any, shape: Any = None) -> Any:
    """``scipy.sparse.csc_array`` of ``(data, indices, indptr)`` or of ``(data, (row, col))``."""
    if len(arg1) == 2:
        data, (row, col) = arg1
        return Coo(data, row, col, size_of(row, col, shape))
    data, indices, indptr = arg1
    rows_last = None if shape is None else shape[::-1]
    return Csc(data, indices, indptr, compressed_size(indices, indptr, rows_last)[::-1])


def coo_of(arg1: Any, shape: Any = None) -> Any:
    """``scipy.sparse.coo_array((data, (row, col)), shape)``."""
    data, (row, col) = arg1
    return Coo(data, row, col, size_of(row, col, shape))


def size_of(row: Any, col: Any, shape: Any) -> Any:
    """The shape that was given, or the smallest that holds all places."""
    return (int(np.max(row)) + 1, int(np.max(col)) + 1) if shape is None else shape


def compressed_size(indices: Any, indptr: Any, shape: Any) -> Any:
    """The same for the indices of rows and where they begin."""
    return (len(indptr) - 1, int(np.max(indices)) + 1) if shape is None else shape
