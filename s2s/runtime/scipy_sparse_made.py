"""How sparse matrices are made of their elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.guarded import passively
from s2s.runtime.scipy_sparse import Coo, Csc, Csr


def csr_of(arg1: Any, shape: Any = None) -> Any:
    """``scipy.sparse.csr_array`` of ``(data, indices, indptr)`` or of ``(data, (row, col))``."""
    passively(only_tuple, arg1)
    if len(arg1) == 2:
        data, (row, col) = arg1
        return Coo(data, row, col, size_of(row, col, shape)).tocsr()
    data, indices, indptr = arg1
    return Csr(data, indices, indptr, compressed_size(indices, indptr, shape))


def csc_of(arg1: Any, shape: Any = None) -> Any:
    """``scipy.sparse.csc_array`` of ``(data, indices, indptr)`` or of ``(data, (row, col))``."""
    passively(only_tuple, arg1)
    if len(arg1) == 2:
        data, (row, col) = arg1
        return Coo(data, row, col, size_of(row, col, shape)).tocsc()
    data, indices, indptr = arg1
    rows_last = None if shape is None else shape[::-1]
    return Csc(data, indices, indptr, compressed_size(indices, indptr, rows_last)[::-1])


def coo_of(arg1: Any, shape: Any = None) -> Any:
    """``scipy.sparse.coo_array((data, (row, col)), shape)``."""
    passively(only_tuple, arg1)
    data, (row, col) = arg1
    return Coo(data, row, col, size_of(row, col, shape))


def size_of(row: Any, col: Any, shape: Any) -> Any:
    """The shape that was given, or the smallest that holds all places."""
    return (int(np.max(row)) + 1, int(np.max(col)) + 1) if shape is None else shape


def compressed_size(indices: Any, indptr: Any, shape: Any) -> Any:
    """The same for the indices of rows and where they begin."""
    return (len(indptr) - 1, int(np.max(indices)) + 1) if shape is None else shape


def only_tuple(arg1: Any) -> None:
    """Refuses what a sparse matrix is made of otherwise.

    Raises:
        NotImplementedError: it is an array or a matrix, of which SciPy keeps what is not 0.
    """
    if not isinstance(arg1, tuple):
        raise NotImplementedError(
            "s2s knows sparse matrices that are made of `(data, (row, col))` or `(data, indices, indptr)`: "
            "of an array, SciPy keeps what is not 0, and the rest would not move"
        )
