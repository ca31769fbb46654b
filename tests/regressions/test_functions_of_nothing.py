"""Functions of empty arrays: gradients and tangents are empty, and errors are NumPy's own.

Some crashed inside of s2s, some gave numbers where NumPy raises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s

NONE = np.zeros(0)
EMPTY: list[tuple[Callable[..., Any], Any]] = [
    (lambda x: np.apply_along_axis(np.sum, 0, x), np.zeros((0, 3))),
    (lambda x: np.apply_along_axis(np.sum, 0, x), NONE),
    (lambda x: np.histogram(x, 4)[1], NONE),
    (lambda x: np.histogram2d(x, x, 3)[1], NONE),
    (lambda x: np.histogramdd(x, 3)[1][0], np.zeros((0, 2))),
    (lambda x: np.histogram_bin_edges(x, 4), NONE),
    (lambda x: np.real(np.linalg.eig(x)[1]), np.zeros((0, 0))),
    (lambda x: np.linalg.lstsq(x, np.ones(4), None)[0], np.zeros((4, 0))),
    (lambda x: np.linalg.lstsq(x, x, None)[0], np.zeros((0, 3))),
    (lambda x: np.linalg.pinv(x, hermitian=True), np.zeros((0, 0))),
    (lambda x: np.linalg.tensorsolve(x, np.ones((2, 0))), np.zeros((2, 0, 2, 0))),
    (lambda q: np.percentile(np.arange(5.0), q), NONE),
    (lambda q: np.nanpercentile(np.ones((5, 2)), q, axis=0), NONE),
    (lambda x: np.poly(x) * np.ones(2), NONE),
    (lambda x: np.polymul(x, np.ones(3)), NONE),
    (lambda x: np.polynomial.polynomial.polyval(x, np.ones((3, 0))), NONE),
    (lambda x: np.polynomial.chebyshev.chebval(x, np.ones((3, 0))), NONE),
]
ERRORS: list[tuple[Callable[..., Any], Any, type[Exception]]] = [
    (lambda x: np.linalg.cond(x), np.zeros((0, 0)), np.linalg.LinAlgError),
    (lambda x: np.linalg.cond(x, 1), np.zeros((2, 0, 0)), np.linalg.LinAlgError),
    (lambda x: np.average(x, weights=x), np.array([1.0, -1.0]), ZeroDivisionError),
    (lambda x: np.gradient(x), NONE, ValueError),
    (lambda x: np.gradient(x), np.ones(1), ValueError),
    (lambda x: np.gradient(x, edge_order=2), np.ones(2), ValueError),
    (lambda x: np.polyfit(x, x, 1), NONE, TypeError),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("function", "x"), EMPTY)
def test_empty(function: Callable[..., Any], x: Any) -> None:
    value, pullback = s2s.vjp(function, x)
    np.testing.assert_array_equal(value, function(x))
    (bar,) = pullback(np.ones_like(value))
    assert bar.shape == x.shape and bar.dtype == x.dtype
    dot = s2s.jvp(function, (x,), (np.ones_like(x),))[1]
    np.testing.assert_array_equal(dot, np.zeros_like(value))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("function", "x", "error"), ERRORS)
def test_error(function: Callable[..., Any], x: Any, error: type[Exception]) -> None:
    for call in (function, lambda x: s2s.vjp(function, x)):
        with pytest.raises(error):
            call(x)
