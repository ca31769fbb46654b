"""`issparse` had no rule, and `spsolve` of an array ended at a name that users do not know."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
import scipy.sparse.linalg as sl

from s2s.testing import check

X = np.array([0.3, -0.7, 1.2])
FIXED = sp.csc_array(np.diag([1.0, 2.0, 3.0]) + np.eye(3, k=1))


def density(x, cov):
    if sp.issparse(cov):
        cov = cov.todense()
        solved = np.linalg.solve(cov, x)
    else:
        solved = sl.spsolve(cov, x)
    return solved.T.dot(x)


def dense(x):
    cov = np.outer(x, x) + np.diag([2.0, 3.0, 4.0])
    cov[0, 1] = 0.0
    return density(x, cov) + np.sum(sl.spsolve(cov, np.outer(x, x)[:, :2]) ** 2)


def column(x):
    return np.sum(sl.spsolve(np.diag(x) + 2.0, x.reshape(3, 1)) ** 2)


def asked(x):
    made = sp.csc_array((x, np.array([0, 1, 2]), np.arange(4)), shape=(3, 3))
    flags = sp.issparse(made), sp.issparse(x), sp.issparse([x[0]]), sp.issparse(FIXED)
    total = np.sum(made @ x) if sp.issparse(made) else np.sum(x)
    return total * (1 * flags[0] + 2 * flags[1] + 4 * flags[2] + 8 * flags[3])


@pytest.mark.filterwarnings("ignore:spsolve")
@pytest.mark.parametrize("fun", [dense, column, asked])
def test_either(fun) -> None:
    check(fun, X)


def test_sparse_from_outside() -> None:
    check(lambda x: np.sum(FIXED @ x) ** 2 if sp.issparse(FIXED) else np.sum(x), X)
