"""Statistics of samples and distances of vectors: the values are SciPy's, and they move as they should."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.spatial.distance as sd
import scipy.stats as st

from s2s.testing import check

X = np.array([0.37, 0.91, 1.43, 2.21, 0.58, 1.7])
T = np.array([0.0, 0.5, 1.5, 2.0, 3.0, 3.5])
INVERSE = np.array([[2.0, 0.3, 0.1], [0.3, 1.5, 0.2], [0.1, 0.2, 1.1]])


def regression(x):
    found = st.linregress(T, x)
    return found.slope + 2 * found.intercept + found.rvalue + found.stderr + found.intercept_stderr


def regression_by_places(t):
    return st.linregress(T * t[0] + t, X).slope


def line_through_all_points(x):
    return st.linregress(2 * x + 1, x).slope + x[0]


def means_tested(x):
    found = st.ttest_ind(x[:4], x[2:] ** 2), st.ttest_ind(x, x[:3], equal_var=False, alternative="less")
    rest = st.ttest_1samp(x.reshape(2, 3), 0.3, axis=1), st.ttest_rel(x, x[::-1] ** 2, alternative="greater")
    return found[0].statistic + found[0][1] + found[1].pvalue + np.sum(rest[0][0]) + rest[1].statistic * rest[1].pvalue


def counts_tested(x):
    ratio, share = st.f_oneway(x[:3], x[2:], x[1:4] ** 2)
    found = st.chisquare(x), st.chisquare(x, x[::-1] ** 2 * np.sum(x) / np.sum(x**2), ddof=1)
    return ratio + share + found[0].statistic * found[0].pvalue + found[1].pvalue


def angles(x):
    rows = x.reshape(2, 3)
    return st.circmean(x) + np.sum(st.circmean(rows, 24.0, axis=1)) + st.circvar(x) + np.sum(st.circstd(rows, axis=0))


def by_ranks(x):
    return st.rankdata(x) @ x + st.spearmanr(x, T)[0] * x[0] + st.kendalltau(x, T).statistic * x[1]


PROGRAMS: list[Any] = [
    means_tested, counts_tested, angles, by_ranks,
    lambda x: st.trim_mean(x, 0.2) + np.sum(st.trim_mean(x.reshape(3, 2), 0.4, axis=0)) + st.tmean(x) + st.tvar(x) + st.tstd(x),
    lambda x: st.boxcox_llf(x[0], x) + np.sum(st.boxcox(x, x[1])),
    lambda x: st.wasserstein_distance(x[:3], x[2:] ** 2) + st.energy_distance(x[:4], T * x[0]),
    lambda x: st.gmean(x) + np.sum(st.gmean(x.reshape(2, 3), axis=1) ** 2),
    lambda x: st.hmean(x) + np.sum(st.hmean(x.reshape(2, 3), axis=-1) ** 2),
    lambda x: st.sem(x) + np.sum(st.sem(x.reshape(2, 3), ddof=0)),
    lambda x: np.sum(st.zscore(x) ** 3) + np.sum(st.zscore(x.reshape(2, 3), axis=1, ddof=1) ** 3),
    lambda x: st.skew(x) + np.sum(st.skew(x.reshape(2, 3), axis=1, bias=False)),
    lambda x: st.kurtosis(x, bias=False) + st.kurtosis(x, fisher=True, axis=None),
    lambda x: st.moment(x, 3) + np.sum(st.moment(x.reshape(2, 3), 2, axis=1, center=0.3)),
    lambda x: st.variation(x) + np.sum(st.variation(x.reshape(2, 3), axis=1, ddof=1)),
    lambda x: np.sum(st.zmap(x, x[:3]) ** 3) + np.sum(st.zmap(x.reshape(2, 3), x.reshape(2, 3) ** 2, 1, 1)),
    lambda x: np.sum(st.gzscore(x) ** 3) + np.sum(st.gzscore(x.reshape(2, 3), axis=1, ddof=1) ** 3),
    lambda x: st.pmean(x, 2.5) + np.sum(st.pmean(x.reshape(2, 3), -1.5, axis=1)),
    lambda x: st.iqr(x) + np.sum(st.iqr(x.reshape(2, 3), axis=1, rng=(20, 70), keepdims=True)),
    lambda x: st.median_abs_deviation(x) + np.sum(st.median_abs_deviation(x.reshape(2, 3), axis=1)),
    lambda x: st.pearsonr(x[:4], x[2:] ** 2)[0] ** 2 + st.pearsonr(x, x[::-1] * X).statistic,
    regression, regression_by_places, line_through_all_points,
    lambda x: sd.euclidean(x[:3], x[3:]) + sd.sqeuclidean(x[:3], 1.0 * x[3:]),
    lambda x: sd.cityblock(x[:3], x[3:]) + sd.chebyshev(x[:3], x[3:]),
    lambda x: sd.minkowski(x[:3], x[3:], 3) + sd.minkowski(x[:3], [1.0, 2.0, 5.0]),
    lambda x: sd.cosine(x[:3], x[3:]) + sd.correlation(x[:3], x[3:]),
    lambda x: sd.braycurtis(x[:3], x[3:]) + sd.mahalanobis(x[:3], x[3:], INVERSE),
]  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
def test_program(program: Any) -> None:
    check(program, X)
