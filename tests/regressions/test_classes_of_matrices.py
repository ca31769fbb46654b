"""Sparse matrices and polynomials are seen as objects of ours: `isinstance` was decided by those classes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp

import s2s

X = np.array([1.0, 2.0, 3.0])


def by_class(a, x):
    if isinstance(a, sp.csc_array):
        return np.sum(a @ x) * 2.0
    if isinstance(a, sp.csc_matrix):
        return np.sum(a @ x) * 3.0
    return np.sum(a @ x)


def by_either(a, x):
    if not isinstance(a, sp.csc_array | sp.csc_matrix):
        a = sp.csc_array(a)
    return np.sum(a @ x)


@pytest.mark.parametrize("fun", [by_class, by_either])
@pytest.mark.parametrize("form", [sp.csc_array, sp.csc_matrix])
def test_matrices_from_outside(fun: Any, form: Any) -> None:
    a = form(np.diag(X))
    value, slope = s2s.value_and_grad(fun, argnums=1)(a, X)
    factor = fun(a, X) / np.sum(a @ X)
    assert value == fun(a, X)
    np.testing.assert_allclose(slope, factor * X)


def polynomial(x):
    p = np.poly1d([x, 1.0, 2.0])
    return p(3.0) * 2.0 if isinstance(p, np.poly1d) else p(3.0)


def test_what_is_made_inside() -> None:
    assert s2s.grad(polynomial)(0.5) == pytest.approx(18.0)


def one_of_two(x):
    return by_class(sp.csc_array((x, (np.arange(3), np.arange(3))), shape=(3, 3)), X)


def test_which_of_two_classes_is_an_error() -> None:
    with pytest.raises(s2s.errors.S2SError, match="of which of the library's classes"):
        s2s.grad(one_of_two)(X)
