"""What stands for SciPy's sparse matrices: objects with the same attributes, and fewer methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse
import scipy.sparse.linalg

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.refused import Refused


class Matrix:
    """What sparse matrices of every form do alike: sums of two, and multiples by a number."""

    def form(self) -> str:
        """The name that SciPy gives the form in which the elements are."""
        raise NotImplementedError

    def stored(self) -> Any:
        """What the matrix is made of."""
        raise NotImplementedError

    def __add__(self: Any, other: Any) -> Any:
        """The sum of two sparse matrices, by rows; by columns of such ones."""
        return combined(self, other, 1.0)

    def __sub__(self: Any, other: Any) -> Any:
        """The difference of two sparse matrices."""
        return combined(self, other, -1.0)

    def __mul__(self: Any, other: Any) -> Any:
        """The matrix times a number."""
        return self.with_data(self.data * number(other))

    def __rmul__(self: Any, other: Any) -> Any:
        """The same."""
        return self.with_data(number(other) * self.data)

    def __truediv__(self: Any, other: Any) -> Any:
        """The matrix over a number, which SciPy multiplies by its inverse."""
        return self.with_data(self.data * (1.0 / number(other)))

    def __neg__(self: Any) -> Any:
        """The matrix times -1."""
        return self.with_data(-self.data)

    def transpose(self: Any) -> Any:
        """The transposed matrix."""
        return self.T

    def diagonal(self: Any) -> Any:
        """The elements on the diagonal, those in one place added."""
        data, first, second, shape = stored_of(self)
        return diagonal_of(form_of(self), data, first, second, shape)


@dataclass
class Csr(Matrix):
    """``scipy.sparse.csr_array`` and ``csr_matrix``, of rank 2."""

    data: Any
    indices: Any
    indptr: Any
    shape: Any

    def form(self) -> str:
        """The name that SciPy gives the form."""
        return "csr"

    def stored(self) -> Any:
        """What the matrix is made of."""
        return self.data, self.indices, self.indptr, self.shape

    def with_data(self, data: Any) -> Csr:
        """A matrix of other elements in the same places."""
        return Csr(data, self.indices, self.indptr, self.shape)

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
class Csc(Matrix):
    """``scipy.sparse.csc_array`` and ``csc_matrix``, of rank 2."""

    data: Any
    indices: Any
    indptr: Any
    shape: Any

    def form(self) -> str:
        """The name that SciPy gives the form."""
        return "csc"

    def stored(self) -> Any:
        """What the matrix is made of."""
        return self.data, self.indices, self.indptr, self.shape

    def with_data(self, data: Any) -> Csc:
        """A matrix of other elements in the same places."""
        return Csc(data, self.indices, self.indptr, self.shape)

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
class Coo(Matrix):
    """``scipy.sparse.coo_array`` and ``coo_matrix``, of rank 2."""

    data: Any
    row: Any
    col: Any
    shape: Any

    def form(self) -> str:
        """The name that SciPy gives the form."""
        return "coo"

    def stored(self) -> Any:
        """What the matrix is made of."""
        return self.data, self.row, self.col, self.shape

    def with_data(self, data: Any) -> Coo:
        """A matrix of other elements in the same places."""
        return Coo(data, self.row, self.col, self.shape)

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

    def tocoo(self) -> Coo:
        """The matrix by places."""
        return self

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
    """``scipy.sparse.linalg.spsolve``; of an array, it finds the same solution in its own way."""
    if isinstance(A, np.ndarray):
        found = passively(scipy.sparse.linalg.spsolve, A, b)
        return as_value(np.reshape(np.linalg.solve(A, b), np.shape(found)), found)
    return A.solved(b)


def dense(form: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """A sparse matrix as an array."""
    cells = passively(flat_cells, form, first, second, shape)
    return np.reshape(np.bincount(cells, data, shape[0] * shape[1]), shape)


def flat_cells(form: str, first: Any, second: Any, shape: Any) -> Any:
    """Where the elements stand in the array, row by row."""
    rows, columns = sparse_places(form, first, second)
    return by_line("csr", rows, columns, shape)


def regrouped(form: str, into: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """The elements by rows or columns, those in one place added, their indices, where each begins."""
    values, slots, indices, starts = passively(groups, form, into, data, first, second, shape)
    return as_value(np.bincount(slots, data, len(indices)), values), indices, starts


def groups(form: str, into: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """What SciPy makes of the elements, and to which of the new ones each of them is added."""
    made = sparse_made(form, data, first, second, shape)
    new = made.tocsr() if into == "csr" else made.tocsc()
    rows, columns = sparse_places(form, first, second)
    at = by_line(into, rows, columns, shape)
    own = sparse_places(into, new.indices, new.indptr)
    old = own[0] * shape[1] + own[1] if into == "csr" else own[1] * shape[0] + own[0]
    order = np.argsort(old)
    slots = order[np.searchsorted(old, at, sorter=order)]
    return new.data, slots, new.indices, new.indptr


def number(value: Any) -> Any:
    """The value itself, by which a sparse matrix is multiplied.

    Raises:
        TypeError: it is no number.
    """
    if hasattr(value, "toarray") or np.ndim(value) > 0:
        raise TypeError(
            "s2s multiplies sparse matrices by numbers only with `*`: write products with `@`, or make "
            "the matrix an array first: `.toarray()`"
        )
    return value


def combined(a: Any, b: Any, sign: float) -> Any:
    """The sum of two sparse matrices, the second times a sign."""
    one, other = stored_of(a), stored_of(b)
    names = form_of(a), form_of(b)
    form = "csc" if names[0] == "csc" else "csr"
    found = passively(merged, form, names[0], one, names[1], other, sign)
    values, slots, indices, starts, shape = found
    both = np.concatenate((one[0] * 1.0, sign * other[0]))
    data = as_value(np.bincount(slots, both, len(values)), values)
    if form == "csc":
        return Csc(data, indices, starts, shape)
    return Csr(data, indices, starts, shape)


def form_of(a: Any) -> str:
    """In which form the elements of a matrix are, SciPy's own or one of ours."""
    if isinstance(a, Matrix):
        return a.form()
    return "coo" if a.format not in ("csr", "csc") else str(a.format)


def stored_of(a: Any) -> Any:
    """What a matrix is made of, SciPy's own or one of ours."""
    if isinstance(a, Matrix):
        return a.stored()
    return elements_of(a)


def elements_of(a: Any) -> Any:
    """What a matrix of SciPy's is made of."""
    if a.format in ("csr", "csc"):
        return a.data, a.indices, a.indptr, a.shape
    places = a.tocoo()
    return places.data, places.row, places.col, places.shape


def merged(into: str, form: str, one: Any, other_form: str, other: Any, sign: float) -> Any:
    """The elements of a sum, and to which of them each element of the two matrices is added.

    SciPy drops what is 0 in a sum. Here it stays: it moves with what it is made of.

    Raises:
        TypeError: the shapes differ.
    """
    if tuple(one[3]) != tuple(other[3]):
        raise TypeError(f"sparse matrices of shapes {one[3]} and {other[3]} have no sum")
    first, second = sparse_made(form, *one), sparse_made(other_form, *other)
    total = first + second if sign > 0 else first - second
    new = total.tocsr() if into == "csr" else total.tocsc()
    pairs = [sparse_places(form, *one[1:3]), sparse_places(other_form, *other[1:3])]
    cells = np.concatenate([by_line(into, rows, columns, one[3]) for rows, columns in pairs])
    kept = by_line(into, *sparse_places(into, new.indices, new.indptr), one[3])
    lost = np.setdiff1d(cells, kept)
    line = one[3][1] if into == "csr" else one[3][0]
    found = np.concatenate((kept, lost))
    order = np.argsort(found // max(line, 1), kind="stable")
    found = found[order]
    values = np.concatenate((new.data, np.zeros(len(lost))))[order]
    by_cell = np.argsort(found)
    slots = by_cell[np.searchsorted(found, cells, sorter=by_cell)]
    count = one[3][0] if into == "csr" else one[3][1]
    starts = np.concatenate(([0], np.cumsum(np.bincount(found // max(line, 1), minlength=count))))
    return values, slots, found % max(line, 1), starts, one[3]


def by_line(into: str, rows: Any, columns: Any, shape: Any) -> Any:
    """The places of elements, counted by rows or by columns."""
    rows, columns = np.asarray(rows, np.int64), np.asarray(columns, np.int64)
    return rows * shape[1] + columns if into == "csr" else columns * shape[0] + rows


def diagonal_of(form: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """The diagonal of a sparse matrix."""
    slots, found = passively(diagonal_slots, form, data, first, second, shape)
    return as_value(np.bincount(slots, data, len(found) + 1)[: len(found)], found)


def diagonal_slots(form: str, data: Any, first: Any, second: Any, shape: Any) -> Any:
    """To which element of the diagonal each is added, or to none, and what SciPy computes."""
    rows, columns = sparse_places(form, first, second)
    found = sparse_made(form, data, first, second, shape).diagonal()
    return np.where(np.equal(rows, columns), rows, len(found)), found
