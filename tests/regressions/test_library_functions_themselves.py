"""A function of NumPy's or SciPy's, differentiated as it is: its source was read, or its options lost."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.interpolate
import scipy.linalg
import scipy.special
import scipy.stats

import s2s

A = np.array([[2.0, 0.3], [0.1, 1.5]])
B = np.array([0.4, -0.7])
SPLINE = scipy.interpolate.CubicSpline(np.arange(5.0), np.arange(5.0) ** 2)


@pytest.mark.parametrize(
    ("fun", "args", "written"),
    [
        (scipy.stats.norm.logpdf, (0.3, 0.1, 1.2), lambda x: scipy.stats.norm.logpdf(x, 0.1, 1.2)),
        (scipy.stats.gamma.cdf, (0.3, 2.1), lambda x: scipy.stats.gamma.cdf(x, 2.1)),
        (np.linalg.norm, (B, 1), lambda x: np.linalg.norm(x, 1)),
        (np.linalg.norm, (B,), lambda x: np.linalg.norm(x)),
        (scipy.special.logsumexp, (B,), lambda x: scipy.special.logsumexp(x)),
        (SPLINE, (1.5,), lambda x: SPLINE(x)),
    ],
)
def test_gradients(fun, args, written) -> None:
    np.testing.assert_array_equal(s2s.grad(fun)(*args), s2s.grad(written)(args[0]))


@pytest.mark.parametrize(
    ("fun", "args", "words"),
    [
        (scipy.linalg.solve_triangular, (A, B), {"lower": True}),
        (scipy.linalg.solve_sylvester, (A, A, A), {}),
        (scipy.linalg.expm, (A,), {}),
        (np.sum, (A,), {"axis": 0, "keepdims": True}),
        (np.cumsum, (A, 1), {}),
        (np.clip, (A, 0.2, 1.8), {}),
        (np.var, (A,), {"axis": 1, "ddof": 1}),
    ],
)
def test_jacobians(fun, args, words) -> None:
    found = s2s.jacobian(fun)(*args, **words)
    np.testing.assert_allclose(found, _differences(fun, args, words), rtol=1e-6, atol=1e-8)


def _differences(fun, args, words) -> np.ndarray:
    first, *rest = args
    columns = []
    for place in np.ndindex(first.shape):
        step = np.zeros(first.shape)
        step[place] = 1e-6
        ends = [fun(first + sign * step, *rest, **words) for sign in (1, -1)]
        columns.append((ends[0] - ends[1]) / 2e-6)
    return np.moveaxis(np.array(columns).reshape(*first.shape, *columns[0].shape), (0, 1), (-2, -1))


def test_parameters_have_names() -> None:
    by_name = s2s.grad(scipy.stats.norm.logpdf, argnums="scale")(1.0, scale=2.0)
    assert by_name == s2s.grad(lambda s: scipy.stats.norm.logpdf(1.0, scale=s))(2.0)
