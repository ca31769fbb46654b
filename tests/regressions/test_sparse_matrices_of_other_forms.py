"""Sparse matrices that s2s has no class for: `A @ x` failed inside, and `A * number` lost a derivative."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
import scipy.sparse.linalg

import s2s
from s2s.testing import check

V = np.array([0.3, -0.7, 1.2])
ROWS = sp.csr_matrix(np.diag([1.0, 2.0, 3.0]) + np.eye(3, k=1))
FORMS = {form: ROWS.asformat(form) for form in ("dia", "lil", "bsr", "dok")}


@pytest.mark.parametrize("form", FORMS)
def test_products(form: str) -> None:
    matrix = FORMS[form]
    check(lambda x: matrix @ (x * x), V)
    check(lambda x: x @ matrix, V)
    check(lambda x: matrix @ np.outer(x, x), V)


def test_made_inside() -> None:
    check(lambda x: sp.eye(3) @ (x * x), V)
    check(lambda x: (ROWS + 2 * ROWS) @ (ROWS @ ROWS @ x), V)
    check(lambda x: np.sum((sp.eye(3) * x[0]) @ x), V)
    check(lambda x: np.sum((x[0] * sp.eye(3)) @ x), V)


@pytest.mark.parametrize(
    "program",
    [
        lambda x: np.sum((sp.diags(x) @ sp.diags(x)) @ x),
    ],
)
def test_what_has_no_derivative(program) -> None:
    with pytest.raises((TypeError, s2s.S2SError), match="sparse|differentiate"):
        s2s.grad(program)(V)


COORDINATES = {cls: cls(ROWS) for cls in (sp.coo_matrix, sp.coo_array)}
OPERATOR = sp.linalg.aslinearoperator(ROWS)


@pytest.mark.parametrize("cls", COORDINATES)
def test_coordinates_from_outside(cls) -> None:
    """The product was taken for a number: that of a matrix and a vector of one element is one."""
    matrix = COORDINATES[cls]
    check(lambda x: matrix @ (x * x), V)
    check(lambda x: x @ (matrix @ x), V)
    check(lambda x: matrix @ np.outer(x, x), V)


@pytest.mark.parametrize(
    "program",
    [lambda x: np.sum(OPERATOR @ x), lambda x: np.sum(sp.linalg.aslinearoperator(ROWS) @ x)],
)
def test_operators_of_unknown_elements(program) -> None:
    """There was an IndexError of NumPy's."""
    with pytest.raises(s2s.S2SError, match="product with a"):
        s2s.grad(program)(V)


@pytest.mark.parametrize(
    "made",
    [
        lambda x: sp.diags([x], [0]), lambda x: sp.diags([x[1:] * 2, x], [-1, 0]),
        lambda x: sp.diags(x, 1), lambda x: sp.diags([x, x[1:]], [0, 1], format="csr"),
    ],
)  # fmt: skip
def test_diagonals_without_a_shape(made) -> None:
    """The shape that follows from them counted as what is differentiated."""
    check(lambda x: made(x * x).toarray(), V)


@pytest.mark.parametrize("form", ["bsr", "lil", "dok"])
def test_formats_whose_elements_have_no_derivative(form: str) -> None:
    with pytest.raises(s2s.S2SError, match=r"formats `bsr`, `lil` and `dok`[\s\S]*format='csr'"):
        s2s.grad(lambda x: np.sum(sp.diags([x], [0], format=form) @ x))(V)
