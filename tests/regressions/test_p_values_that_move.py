"""The p-values of correlations and regressions had a derivative of 0."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats

from s2s.testing import check, check_grads

X = np.array([0.1, 0.5, 0.9, 0.3])
Y = np.array([0.2, 0.4, 1.1, 0.7])


def correlation(x, y):
    return scipy.stats.pearsonr(x, y)[1]


def correlation_by_name(x, y):
    found = scipy.stats.pearsonr(x, y)
    return found.pvalue * found.statistic


def regression(x, y):
    return scipy.stats.linregress(x, y).pvalue


def regression_unpacked(x, y):
    slope, _, _, p, _ = scipy.stats.linregress(x, y)
    return p * slope


@pytest.mark.parametrize(
    "program", [correlation, correlation_by_name, regression, regression_unpacked]
)
@pytest.mark.parametrize(
    ("x", "y"), [(X, Y), (X, -Y), (X[:3], Y[:3]), (np.append(X, [2.0, 1.1, -0.4]), np.arange(7.0))]
)
def test_p_values(program, x, y) -> None:
    check(program, x, y)
    check_grads(program, x, y, order=2, modes=("rev", "fwd"), rtol=1e-4)


@pytest.mark.parametrize("program", [correlation, regression])
def test_of_two_samples(program) -> None:
    check(program, X[:2], Y[:2])
