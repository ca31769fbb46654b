"""Slopes at the edges of supports and ranges: finite where the limit is, and the limit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.special as sp
import scipy.stats as st

import s2s

INF = np.inf
ROWS: list[tuple[Any, list[float], list[float]]] = [
    (lambda p: st.binom.logpmf(np.array([0, 5, 0, 5]), 5, p), [0, 1, 1, 0], [-5, 5, -INF, INF]),
    (lambda p: st.binom.pmf(np.array([0, 5, 1, 5]), 5, p), [0, 1, 0, 0], [-5, 5, 5, 0]),
    (lambda p: st.bernoulli.logpmf(np.array([0, 1, 0]), p), [0, 1, 1], [-1, 1, -INF]),
    (lambda p: st.geom.logpmf(np.array([1, 2]), p), [1, 1], [1, -INF]),
    (lambda p: st.nbinom.logpmf(np.array([0, 1]), 3, p), [1, 1], [3, -INF]),
    (lambda m: st.poisson.logpmf(np.array([0, 1, -1]), m), [0, 0, 1], [-1, INF, 0]),
    (lambda m: st.poisson.pmf(np.array([0, 1, 2]), m), [0, 0, 0], [-1, 1, 0]),
    (lambda x: st.gamma.logpdf(x, 1.0), [0, -1, 2], [-1, 0, -1]),
    (lambda x: st.gamma.pdf(x, 1.0), [0, -1], [-1, 0]),
    (lambda x: st.beta.logpdf(x, 1.0, 1.0), [0, 1, 2], [0, 0, 0]),
    (lambda x: st.chi2.logpdf(x, 2.0), [0, 1], [-0.5, -0.5]),
    (lambda x: st.weibull_min.logpdf(x, 1.0), [0, 1], [-1, -1]),
    (lambda x: st.gamma.pdf(x, [1.5, 2.0, 3.0, 2.0]), [0, 0, 0, -1], [INF, 1, 0, 0]),
    (lambda a: st.gamma.pdf(0.0, a), [1.5, 2.0, 3.0], [0, 0, 0]),
    (lambda s: st.gamma.pdf([0, 0, -1], [1.0, 2.0, 2.0], 0.0, s), [2, 2, 2], [-0.25, 0, 0]),
    (lambda s: st.gamma.logpdf(0.0, [1.5, 2.0], 0.0, s), [2, 1], [-0.75, -2]),
    (lambda x: st.beta.pdf(x, 2.0, [3.0, 2.0, 2.5]), [0, 1, 1], [12, -6, 0]),
    (lambda s: st.beta.pdf(1.0, 3.0, 2.0, 0.0, s), [1.0], [12.0]),
    (lambda x: st.chi2.pdf(x, [3.0, 4.0, 6.0]), [0, 0, 0], [INF, 0.25, 0]),
    (lambda x: st.chi.pdf(x, [2.0, 3.0]), [0, 0], [1, 0]),
    (lambda x: st.weibull_min.pdf(x, 2.0), [0, -1], [2, 0]),
    (lambda x: st.powerlaw.pdf(x, 2.0), [0, 1], [2, 2]),
    (lambda x: st.f.pdf(x, 4.0, 3.0), [0], [20 / 3]),
    (lambda x: st.rayleigh.pdf(x) + st.maxwell.pdf(x), [0, -1], [1, 0]),
    (lambda x: st.lognorm.pdf(x, 0.7) + st.invgamma.pdf(x, 2.0), [0], [0]),
    (lambda x: st.gamma.logcdf(x, 2.0), [0, -1], [INF, 0]),
    (lambda a: st.gamma.logcdf(-1.0, a) + st.gamma.ppf(0.0, a), [2], [0]),
    (lambda s: st.gamma.cdf(0.0, 0.5, 0.0, s) + st.gamma.logcdf(0.0, 0.5, 0.0, s), [2], [-0.25]),
    (lambda n: st.f.cdf(0.0, n, 3.0), [1.0, 2.0], [0, 0]),
    (lambda x: st.beta.logsf(x, 2.0, 2.0), [1, 2], [-INF, 0]),
    (lambda s: st.lognorm.cdf(np.array([0.0, 1.0]), s), [1, 1], [0, 0]),
    (lambda c: st.weibull_min.cdf(np.array([0.0, 1.0]), c), [1, 1], [0, 0]),
    (lambda x: sp.gammainc(3.0, x), [INF, 0], [0, 0]),
    (lambda y: sp.rel_entr(0.0, y), [0, 1], [0, 0]),
    (lambda x: sp.rel_entr(x, np.array([0.0, 1.0])), [0, 1], [0, 1]),
    (lambda x: sp.kl_div(x, np.array([0.0, 1.0])), [0, 1], [-1, 0]),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("function", "x", "expected"), ROWS)
def test_slope(function: Any, x: list[float], expected: list[float]) -> None:
    at = np.array(x, dtype=float)
    slopes = s2s.grad(lambda z: np.sum(function(z)))(at)
    np.testing.assert_allclose(slopes, expected, rtol=1e-12, atol=1e-14)
    tangent = s2s.jvp(function, (at,), (np.ones(len(x)),))[1]
    np.testing.assert_allclose(tangent, expected, rtol=1e-12, atol=1e-14)


def test_second_derivative_beside_the_edge() -> None:
    """By a parameter at which a numerator is 0: d/da (a - 1) / x is not."""
    by_a = s2s.grad(s2s.grad(lambda x, a: st.gamma.logpdf(x, a)), 1)
    assert by_a(2.0, 1.0) == pytest.approx(0.5, rel=1e-14)
