"""SciPy calls that were wrong or failed with arguments of another form than the samples'."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.interpolate
import scipy.linalg
import scipy.sparse
import scipy.stats

import s2s
from s2s.testing import check

KNOTS = [0.0, 0.3, 0.7, 1.0]
V = np.array([0.3, 0.7, 0.9])


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        # The first element of the row is not read: the first of the column is the diagonal.
        (lambda c, r, b: scipy.linalg.solve_toeplitz((c, r), b), (V + 3, V, V)),
        (lambda y, x: scipy.interpolate.CubicSpline(KNOTS, y)(x), (np.arange(4.0), V)),
        (
            lambda y, x: scipy.interpolate.RegularGridInterpolator((KNOTS, KNOTS), y)(x),
            (np.arange(16.0).reshape(4, 4) ** 2, np.array([[0.2, 0.5], [0.4, 0.8]])),
        ),
    ],
)
def test_calls(fun: Any, args: tuple[Any, ...]) -> None:
    check(fun, *args)


ROWS, COLUMNS = [0, 2, 0], [1, 0, 1]  # one place twice


@pytest.mark.parametrize(
    "fun",
    [
        lambda d, x: scipy.sparse.csr_matrix((d, (ROWS, COLUMNS)), shape=(3, 3)) @ x,
        lambda d, x: scipy.sparse.csr_array((d, (ROWS, COLUMNS))) @ x[:2],
        lambda d, x: x @ scipy.sparse.csc_array((d, (ROWS, COLUMNS))),
        lambda d, x: scipy.sparse.coo_array((d, (ROWS, COLUMNS))).T @ x,
        lambda d, x: x @ scipy.sparse.coo_array((d, (ROWS, COLUMNS)), shape=(3, 4)),
        lambda d, x: scipy.sparse.csr_array((d, [1, 0, 2], [0, 1, 2, 3])).dot(x),
        lambda d, x: x @ scipy.sparse.csc_array((d, [1, 0, 2], [0, 1, 2, 3])),
    ],
)
def test_sparse_matrices_by_places_and_without_a_shape(fun: Any) -> None:
    check(fun, np.array([1.0, 2.0, 0.5]), V)


def several(x, loc, scale):
    d = scipy.stats.norm(loc, scale)
    return d.logpdf(x) + d.sf(x) + d.ppf(x)


def in_a_loop(x, loc):
    d = scipy.stats.norm(loc, scale=0.7)
    total = 0.0
    for i in range(3):
        total = total + d.logpdf(x[i])
    return total


def moments(mu, s):
    d, g = scipy.stats.norm(mu, s), scipy.stats.gamma(s + 1, scale=mu)
    low, high = d.interval(0.9)
    return d.mean() * d.std() + g.var() + g.median() + low * high**2 + d.entropy()


def passive_uses(x):
    d = scipy.stats.norm(0.3, scale=2.0)
    return d.logpdf(x) * d.rvs(3, random_state=1) + d.mean()


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        (several, (V, 0.3, 0.8)),
        (in_a_loop, (V, 0.3)),
        (passive_uses, (V,)),
        (lambda x, s: scipy.stats.expon(scale=s).logpdf(x), (V, 1.3)),
        (lambda x, a, b: scipy.stats.beta(a, b).pdf(x), (V, 2.3, 1.2)),
        (lambda x: scipy.stats.gamma(2.0).cdf(x), (V,)),
        (moments, (0.3, 0.8)),
        (lambda mu: scipy.stats.poisson(mu).logpmf(np.array([1, 2, 5])), (2.3,)),
    ],
)
def test_frozen_distributions(fun: Any, args: tuple[Any, ...]) -> None:
    check(fun, *args)


def test_a_method_without_rule() -> None:
    with pytest.raises(s2s.NoRuleError, match="derivative of `expect`"):
        s2s.grad(lambda mu: scipy.stats.norm(mu, 1.0).expect())(0.3)
