"""A frozen distribution was known where the function makes it only, not as a global or an argument."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import s2s
from s2s.testing import check

NORMAL = stats.norm(0.3, scale=2.0)
SEVERAL = stats.multivariate_normal(np.array([0.1, 0.2]), np.array([[2.0, 0.3], [0.3, 1.0]]))
PRIORS = {"a": stats.norm(0.0, 2.0), "b": stats.gamma(2.0, scale=3.0)}
LISTED = [stats.norm(0.0, 2.0), stats.gamma(2.0, scale=3.0), stats.norm(1.0, 3.0)]
X = np.array([0.7, 1.3, 0.4])


class Model:
    def __init__(self) -> None:
        self.prior = stats.t(3.0)

    def value(self, x):
        return self.prior.logpdf(x) + self.prior.std()


MODEL = Model()


def zipped(x):
    total = 0.0
    for prior, value in zip(LISTED, x):
        total += prior.logpdf(value)
    return total


def indexed(x):
    total = 0.0
    for i in range(len(LISTED)):
        total += LISTED[i].logpdf(x[i])
    return total


def by_name(x):
    return sum(prior.logpdf(x[0]) for name, prior in PRIORS.items())


def made_inside(x):
    return stats.multivariate_normal(np.zeros(2), np.eye(2)).logpdf(x[:2])


def imported_inside(x):
    from scipy.stats import multivariate_normal, norm

    return multivariate_normal.logpdf(x[:2], x[1:], np.eye(2)) + norm.pdf(x[0])


@pytest.mark.parametrize(
    "fun",
    [
        imported_inside,
        lambda x: np.sum(NORMAL.logpdf(x)) + NORMAL.mean(),
        lambda x: SEVERAL.logpdf(x[:2]),
        lambda x: MODEL.value(x[0]),
        zipped,
        indexed,
        by_name,
        made_inside,
    ],
)
def test_derivatives(fun) -> None:
    check(fun, X)


@pytest.mark.parametrize(
    "frozen", [stats.norm(1.0, 2.0), stats.gamma(2.0), stats.cauchy(scale=3.0)]
)
def test_argument_and_method(frozen) -> None:
    slope = (frozen.logpdf(0.5 + 1e-6) - frozen.logpdf(0.5 - 1e-6)) / 2e-6
    assert s2s.grad(frozen.logpdf)(0.5) == pytest.approx(slope, rel=1e-6)
    assert s2s.grad(_density)(0.5, frozen) == pytest.approx(slope, rel=1e-6)


def _density(x, frozen):
    return frozen.logpdf(x)
