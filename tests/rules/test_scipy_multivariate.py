"""Densities of several numbers, and linear programs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.optimize as so
import scipy.stats as st

import s2s
from s2s.testing import check

X = np.array([0.3, 0.9, 1.4])
SPREAD = np.array([[2.0, 0.3, 0.1], [0.3, 1.5, 0.2], [0.1, 0.2, 1.1]])


def dirichlet(x):
    shares = np.exp(x) / np.sum(np.exp(x))
    part = st.dirichlet.logpdf(shares[:2] * 0.9, x + 1) * st.dirichlet.pdf(shares, [1.2, 2.0, 0.7])
    return part + np.sum(st.dirichlet.logpdf(np.stack((shares, shares[::-1]), axis=1), x))


def student(x):
    matrix = SPREAD + np.outer(x, x)
    whole = st.multivariate_t.logpdf(x[0] * SPREAD, x, matrix, 2 + x[1])
    return np.sum(whole) * st.multivariate_t.pdf(x, None, matrix, df=3.0)


def wishart(x):
    return st.wishart.logpdf(SPREAD * x[0], 3 + x[1], SPREAD + np.outer(x, x)) + st.wishart.pdf(
        SPREAD + np.outer(x, x), 4.0, SPREAD * x[2]
    )


def program(x):
    found = so.linprog([-1.0, -2.0 * x[0], 0.3], [[1.0, 1.0, 0.0], [x[1], 3.0, x[2]]], x[:2] + 3)
    return found.fun + np.sum(found.x**2)


def program_with_equations(x):
    found = so.linprog(
        x, A_eq=[[1.0, 1.0, 1.0]], b_eq=[x[0] + 2], A_ub=[[1.0, -x[1], 0.0]], b_ub=[x[2] / 2],
        bounds=[(0, None), (0, 1.5), (0.1, 5.0)],
    )  # fmt: skip
    return found.fun * found.x[0] + np.sum(found.x**3)


@pytest.mark.parametrize("fun", [dirichlet, student, wishart, program, program_with_equations])
def test_program(fun: Any) -> None:
    check(fun, X)


def as_good(x):
    return so.linprog([-1.0, -1.0], [[1.0, 1.0]], x[:1]).x[0]


def too_many(x):
    return so.linprog([-1.0, -1.1], [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], [x[0], 1.0, x[0] + 1]).fun


@pytest.mark.parametrize("fun", [as_good, too_many])
def test_vertices_that_are_not_simple(fun: Any) -> None:
    with pytest.raises(ArithmeticError, match="no derivative"):
        s2s.grad(fun)(X)


def moving_bounds(x):
    return so.linprog([1.0, 1.0], bounds=[(x[0], 1.0), (0.0, 1.0)]).fun


def test_bounds_that_move_are_an_error() -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(moving_bounds)(X)
