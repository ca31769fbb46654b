"""Sparse matrices: made from diagonals, of other forms, as arrays, and systems of equations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.sparse as ss
import scipy.sparse.linalg as sl

import s2s
from s2s.testing import check, check_grads

X = np.array([0.9, 1.4, 0.7, 1.9, 0.6])
FIXED = ss.csr_array(np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 4.0]]))
ROWS, COLUMNS = np.array([0, 0, 1, 2, 2]), np.array([1, 1, 0, 2, 1])


def forms(x):
    a = ss.coo_array((x, (ROWS, COLUMNS)), shape=(3, 3))
    by_rows, by_columns = a.tocsr(), a.tocsc()
    turned = by_rows.tocsc().tocsr().T
    return np.sum((by_rows @ x[:3]) ** 2) + np.sum((turned @ x[1:4]) ** 3) + by_columns.sum()


def arrays(x):
    a = ss.coo_array((x, (ROWS, COLUMNS)), shape=(3, 3))
    return np.sum(a.toarray() ** 3) + np.sum(a.tocsc().toarray() @ a.tocsr().todense() @ x[:3])


def diagonals(x):
    one = ss.diags([x[0], x[:4], x[0] * x[1]], [-1, 0, 2], shape=(4, 3 + 2))
    return np.sum((one @ x) ** 2) + np.sum((ss.diags_array(x) @ x) ** 2)


def tridiagonal(x):
    a = ss.diags([-x[1:], 2.0 + x, x[:-1] ** 2], [-1, 0, 1], format="csc")
    b = ss.diags([-1.0, 2.0 + x, -1.0], [-1, 0, 1], shape=(5, 5), format="csr")
    return np.sum(sl.spsolve(a, x) ** 2) + np.sum(sl.spsolve(b, np.outer(x, x)[:, :2]) ** 2)


def fixed_matrix(x):
    return np.sum(sl.spsolve(FIXED, x[:3]) ** 2) + np.sum(FIXED.toarray() @ x[:3]) * FIXED.sum()


def from_places(x):
    a = ss.csr_array((x + 2.0, (np.array([0, 1, 2, 1, 2]), np.array([0, 1, 2, 0, 1]))))
    return np.sum(sl.spsolve(a, x[:3]) ** 2)


@pytest.mark.filterwarnings("ignore::scipy.sparse.SparseEfficiencyWarning")
@pytest.mark.parametrize(
    "program", [forms, arrays, diagonals, tridiagonal, fixed_matrix, from_places]
)
def test_program(program: Any) -> None:
    check(program, X)
    check_grads(program, X, order=2, modes=("rev", "fwd"))


def test_unknown_option_is_refused() -> None:
    with pytest.raises(s2s.S2SError, match="permc_spec"):
        s2s.grad(lambda x: np.sum(sl.spsolve(FIXED, x[:3], "NATURAL")))(X)
