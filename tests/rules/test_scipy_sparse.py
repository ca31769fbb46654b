"""Sparse matrices: made from diagonals, of other forms, as arrays, and systems of equations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.sparse as ss
import scipy.sparse.linalg as sl

import s2s
from s2s.testing import check, check_grads
from tests.second_derivatives import check_curvature

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
    if program is forms:  # every mix of modes is dear
        check_grads(program, X, order=2, modes=("rev", "fwd"))
    else:
        check_curvature(program, X)


def test_unknown_option_is_refused() -> None:
    with pytest.raises(s2s.S2SError, match="permc_spec"):
        s2s.grad(lambda x: np.sum(sl.spsolve(FIXED, x[:3], "NATURAL")))(X)


PLACES = (np.array([0, 1, 2, 0, 1]), np.array([1, 0, 2, 1, 1]))  # one of them twice


def placed(x):
    return ss.csr_array((x, PLACES), shape=(3, 3))


def sums(x):
    a, b = placed(x), ss.coo_array((x**2, PLACES[::-1]), shape=(3, 3))
    fixed = FIXED + a.tocsc() - b
    return (
        np.sum((a + b) @ x[:3]) + np.sum(((a - b.T).tocsc() @ x[:3]) ** 2) + (fixed @ x[:3]) @ x[2:]
    )


def sums_that_cancel(x):
    """What is 0 in a sum moves nevertheless."""
    a = placed(x)
    return (
        np.sum((((a - a) * x[0] + (a - placed(x + 0.0).transpose())) @ x[:3]) ** 3)
        + (a - FIXED).sum()
    )


def by_columns(x):
    a = placed(x).tocsc()
    return np.sum(((a + ss.csc_array(FIXED)) @ x[:3]) ** 2)


def multiples(x):
    a = placed(x)
    return np.sum((2 * a * x[0]) @ x[:3]) + np.sum((-a / x[1]) @ x[:3] ** 2) + a.diagonal() @ x[:3]


def beside_the_unit(x):
    a = ss.eye(3) + placed(x)
    b = (ss.identity(3) + x[0] * FIXED).tocsc()
    c = ss.eye_array(3, 4, k=1, format="csr") @ x[:4]
    return np.sum((a @ x[:3]) ** 2) + np.sum(sl.spsolve(b, x[:3]) ** 2) + c @ c


def heat_implicitly(x):
    n = 5
    laplace = ss.diags([1.0, -2.0, 1.0], [-1, 0, 1], shape=(n, n))
    step = (ss.eye(n) - x[0] * laplace).tocsc()
    u = x
    for _ in range(3):
        u = sl.spsolve(step, u)
    return np.sum(u**2) + np.sum((ss.dia_array(np.eye(5)) * x[1] @ x) ** 3)


@pytest.mark.filterwarnings("ignore::scipy.sparse.SparseEfficiencyWarning")
@pytest.mark.parametrize(
    "program",
    [sums, sums_that_cancel, by_columns, multiples, beside_the_unit, heat_implicitly],
)
def test_sums_and_multiples(program: Any) -> None:
    check(program, X)
    if program is sums:  # every mix of modes is dear
        check_grads(program, X, order=2, modes=("rev", "fwd"))
    else:
        check_curvature(program, X)


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (lambda x: np.sum(ss.csr_array(np.outer(x, x)) @ x), "of an array, SciPy keeps"),
        (lambda x: np.sum((placed(x) * x[:3]).sum()), "by numbers only"),
    ],
)
def test_what_sparse_matrices_lack_is_told(program: Any, words: str) -> None:
    with pytest.raises(Exception, match=words):
        s2s.grad(program)(X)


def laplacian(form, kind=ss.diags):
    def product(x):
        one = kind([np.ones(4), -2 * np.ones(5), np.ones(4)], offsets=[-1, 0, 1], format=form)
        return np.sum((one @ x) ** 2) + np.sum((x @ one.T) ** 3)

    return product


@pytest.mark.parametrize("kind", [ss.diags, ss.diags_array])
@pytest.mark.parametrize("form", [None, "dia", "csr", "csc", "coo", "bsr", "lil", "dok"])
def test_constant_matrices_that_the_function_makes(form, kind) -> None:
    """Their elements were looked for under the names of another form."""
    check(laplacian(form, kind), X)


@pytest.mark.parametrize("form", [None, "dia", "csr", "csc", "coo", "bsr", "lil", "dok"])
def test_constant_unit_matrices_that_the_function_makes(form) -> None:
    check(lambda x: np.sum((ss.eye(5, 5, 1, format=form) @ x) ** 2), X)


def sum_of_constant_diagonals(x):
    return np.sum(((ss.eye(5) - 0.1 * ss.diags([1.0, 2.0], [0, 1], shape=(5, 5))) @ x) ** 2)


def sums_of_diagonals(x):
    one = ss.diags([x * 2, x[1:] ** 2], [0, 1]).T + ss.diags([x[:3], x[1:]], [-2, -1])
    other = ss.eye(5) * x[0] - ss.diags(x[2:], 2, shape=(5, 5))
    return np.sum((one @ x) ** 2) + np.sum(((other + ss.csr_array(np.eye(5))) @ x) ** 2)


def wide_diagonals(x):
    return np.sum(ss.diags(x[:2], 1, shape=(2, 4)).toarray() ** 2 * x[3])


@pytest.mark.parametrize(
    "program", [sum_of_constant_diagonals, sums_of_diagonals, wide_diagonals]
)
def test_matrices_of_diagonals(program) -> None:
    check(program, X)
    if program is sums_of_diagonals:  # every mix of modes is dear
        check_grads(program, X, order=2, modes=("rev", "fwd"))
    else:
        check_curvature(program, X)
