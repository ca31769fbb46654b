"""Interpolation of other kinds, between scattered points, and densities of points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.interpolate as sn
import scipy.stats as st

import s2s
from s2s.testing import check, check_grads
from tests.second_derivatives import check_curvature

X = np.array([0.31, 0.92, 1.43, 0.58, 1.27, 0.76, 1.61, 1.12])
KNOTS = np.array([0.0, 1.0, 3.0, 2.0, 4.0, 5.0, 6.0, 7.0])
PLANE = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.1], [0.4, 0.6]])
KINDS = ("nearest", "nearest-up", "zero", "slinear", "quadratic", "cubic", "previous", "next", 3)
MADE = st.gaussian_kde(np.arange(12.0).reshape(2, 6) % 5, weights=np.arange(1.0, 7.0))


@pytest.mark.parametrize("kind", KINDS)
def test_line(kind: Any) -> None:
    def between(x: Any) -> Any:
        line = sn.interp1d(KNOTS, x**2, kind, bounds_error=False, fill_value=(1.0, 2.0))
        return np.sum(line(4.1 * x - 2.0) ** 2) + line(x[0])

    def beyond(x: Any) -> Any:
        return np.sum(sn.interp1d(KNOTS, x**2, kind, fill_value="extrapolate")(5.3 * x) ** 2)

    for program in (between,) if kind == "next" else (between, beyond):
        check(program, X)
        if kind == "slinear":  # the others are made of the same formulas
            check_grads(program, X, order=2, modes=("rev", "fwd"))
        elif kind in ("zero", 3):
            check_curvature(program, X)


def on_a_grid(x):
    axes, values = (np.arange(4.0), np.arange(3.0)), np.outer(x[:4], x[:3])
    first = sn.interpn(axes, values, x[:6].reshape(3, 2))
    return np.sum(first**2) + np.sum(sn.interpn(axes, values, x[:2]))


def scattered(x):
    values = sn.griddata(PLANE, x[:5] ** 2, (x[:3] * 0.2, x[3:6] * 0.3), fill_value=1.5)
    return np.sum(values**2)


def nearest(x):
    places = np.array([[0.5, 0.2], [1.8, 0.1]])
    return np.sum(sn.griddata(PLANE, x[:5] ** 2, places, "nearest", rescale=True) ** 2)


def density(x):
    points = np.stack((x, x[::-1] ** 2))
    made = st.gaussian_kde(points, bw_method=0.4, weights=np.arange(1.0, 9.0))
    return np.sum(made.logpdf(np.outer(x[:2], x[2:6]))) + made.pdf(x[:2])[0]


def density_on_a_line(x):
    return np.sum(st.gaussian_kde(x)(x[:3] + 0.1) ** 2) + st.gaussian_kde(x, "silverman")(0.7)[0]


def density_made_before(x):
    return np.sum(MADE(x.reshape(2, 4))) + np.sum(MADE.logpdf(x[:2]) * MADE.evaluate(x[1:3]))


@pytest.mark.parametrize(
    "program", [on_a_grid, scattered, nearest, density, density_on_a_line, density_made_before]
)
def test_program(program: Any) -> None:
    check(program, X)
    if program is on_a_grid:
        check_grads(program, X, order=2, modes=("rev", "fwd"))
    elif program is not density_on_a_line:  # a density in one dimension
        check_curvature(program, X)


@pytest.mark.parametrize(
    "program",
    [
        lambda x: np.sum(sn.griddata(PLANE, x[:5], PLANE[:2], "cubic")),
        lambda x: np.sum(sn.griddata(PLANE * x[0], x[:5], PLANE[:2])),
        lambda x: np.sum(sn.interp1d(KNOTS, np.outer(x, x).T, "cubic", axis=0)(x)),
        lambda x: np.sum(sn.interp1d(KNOTS * x, x, "cubic")(x)),
        lambda x: st.gaussian_kde(X, x[0])(0.5)[0],
    ],
)
def test_what_has_no_derivative_is_refused(program: Any) -> None:
    with pytest.raises((s2s.S2SError, NotImplementedError)):
        s2s.grad(program)(X)
