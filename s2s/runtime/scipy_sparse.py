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


def csr_of(arg1: Any, shape: Any) -> Any:
    """``scipy.sparse.csr_array((data, indices, indptr), shape)``."""
    data, indices, indptr = arg1
    return Csr(data, indices, indptr, shape)


def csc_of(arg1: Any, shape: Any) -> Any:
    """``scipy.sparse.csc_array((data, indices, indptr), shape)``."""
    data, indices, indptr = arg1
    return Csc(data, indices, indptr, shape)


def coo_of(arg1: Any, shape: Any) -> Any:
    """``scipy.sparse.coo_array((data, (row, col)), shape)``."""
    data, places = arg1
    row, col = places
    return Coo(data, row, col, shape)
