"""What stands for SciPy's sparse matrices: objects with the same attributes, and fewer methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse


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
    """The product of a sparse matrix with a vector or array."""
    return sparse_made(form, data, first, second, shape) @ x


def sparse_back(form: str, data: Any, first: Any, second: Any, shape: Any, x: Any) -> Any:
    """The product of the transposed matrix with a vector or array."""
    return sparse_made(form, data, first, second, shape).T @ x


def sparse_data_ct(ct: Any, form: str, first: Any, second: Any, x: Any) -> Any:
    """The cotangent of the elements of a sparse matrix in a product."""
    rows, columns = first, second
    if form != "coo":
        runs = np.repeat(np.arange(len(second) - 1), np.diff(second))
        rows, columns = (runs, first) if form == "csr" else (first, runs)
    share = ct[rows] * np.asarray(x)[columns]
    return share if np.ndim(share) == 1 else np.sum(share, axis=-1)


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
