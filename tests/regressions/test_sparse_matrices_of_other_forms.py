"""Sparse matrices that s2s has no class for: `A @ x` failed inside, and `A * number` lost a derivative."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

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
