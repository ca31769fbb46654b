"""SciPy's splines in programs: by the places and by the values at the knots."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.interpolate import (
    Akima1DInterpolator,
    BSpline,
    CubicHermiteSpline,
    CubicSpline,
    InterpolatedUnivariateSpline,
    LSQUnivariateSpline,
    PchipInterpolator,
    PPoly,
    UnivariateSpline,
    bisplev,
    interp1d,
    make_interp_spline,
    make_lsq_spline,
    pchip_interpolate,
    splev,
    splint,
    splrep,
)

import s2s
from s2s.testing import check

T = np.linspace(0.0, 1.0, 7)
U = np.sin(3 * T) + 0.1
AT = np.array([0.13, 0.37, 0.81])
BEYOND = np.array([-0.2, 0.37, 1.3])
SPLINE = make_interp_spline(T, U)
SURFACE = (np.array([0.0] * 4 + [0.4] + [1.0] * 4), np.array([0.0, 0.0, 1.0, 1.0]), np.sin(np.arange(10.0)), 3, 1)
STEPS = np.array([0.0, 1.0, 1.0, 0.4, 2.0, 2.5, 2.4])

PROGRAMS = {
    "places of a spline made before": lambda x: SPLINE(x) + SPLINE(x, 1),
    "values of make_interp_spline": lambda x: make_interp_spline(T, U * x[0], k=2)(AT) * x[1],
    "its slope": lambda x: make_interp_spline(T, U * x[0], bc_type="natural")(x, 1),
    "places of BSpline": lambda x: BSpline(np.arange(8.0), U[:5], 2)(2 + 4 * x),
    "coefficients of BSpline": lambda x: BSpline(np.arange(8.0), U[:5] * x[0], 2)(2 + 4 * AT),
    "places of splev": lambda x: splev(x, splrep(T, U)),
    "values of splrep": lambda x: splev(AT, splrep(T, U * x[0] + x[1])) * x[2],
    "splev with a slope": lambda x: splev(x, splrep(T, U), der=1),
    "places of bisplev": lambda x: bisplev(x, x[1:], SURFACE) * bisplev(x[0], x[2], SURFACE),
    "slopes of bisplev": lambda x: bisplev(x, x[0], SURFACE, dx=1) + bisplev(0.3, x, SURFACE, 2),
    "UnivariateSpline": lambda x: UnivariateSpline(T, U, s=0)(x),
    "InterpolatedUnivariateSpline": lambda x: InterpolatedUnivariateSpline(T, U)(x, nu=1),
    "smoothed": lambda x: UnivariateSpline(T, U, s=0.01)(x),
    "places of PCHIP": lambda x: PchipInterpolator(T, U)(x),
    "values of PCHIP": lambda x: PchipInterpolator(T, U * x[0] + x[1])(AT) + x,
    "PCHIP with flat parts": lambda x: PchipInterpolator(T, STEPS * x[0])(AT),
    "places of Akima": lambda x: Akima1DInterpolator(T, U)(x),
    "values of Akima": lambda x: Akima1DInterpolator(T, STEPS**2 * x[0] + U * x[1])(AT),
    "makima": lambda x: Akima1DInterpolator(T, STEPS * x[0] + U, method="makima")(AT),
    "values of UnivariateSpline": lambda x: UnivariateSpline(T, U * x[0], s=0)(x) * LSQUnivariateSpline(T, U * x[1], [0.4])(AT),
    "its slope and integral": lambda x: (
        InterpolatedUnivariateSpline(T, U * x[0]).derivative()(x)
        + InterpolatedUnivariateSpline(T, U * x[1], k=2).integral(x[0], x[2]) + splint(x[0], 0.9, splrep(T, U * x[2]))
    ),
    "make_lsq_spline": lambda x: make_lsq_spline(T, np.outer(U * x[0], x), [0.0, 0.0, 0.0, 0.4, 1.0, 1.0, 1.0], 2)(x),
    "conditions at the ends": lambda x: (
        make_interp_spline(T, U * x[0], bc_type=([(1, 0.3)], [(2, -0.1)]))(x)
        * CubicSpline(T, U * x[1], bc_type=((1, 0.3), "natural"))(AT)
    ),
    "conditions in a loop": lambda x: sum([CubicSpline(T, U * x[0], bc_type=b)(x) for b in ("natural", "clamped")]),
    "knots of CubicSpline": lambda x: CubicSpline(T * (1 + x[0]), U * x[1])(x) + CubicSpline(T**x[0], U, bc_type="natural")(x, 1),
    "knots of others": lambda x: PchipInterpolator(T * (1 + x[0]), U)(x) * Akima1DInterpolator(T**x[0], STEPS)(x, 1),
    "pieces": lambda x: PPoly(np.outer(x, U[:2]), np.array([0.0, 0.3 + x[0], 1.0]))(x) + pchip_interpolate(T, U * x[0], x, 1),
    "lines between arrays": lambda x: interp1d(T, np.outer(U, x), axis=0)(x) @ x + interp1d(T, np.outer(x, U))(BEYOND[1]),
    "CubicHermiteSpline": lambda x: CubicHermiteSpline(T, U * x[0], STEPS * x[1])(x),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str) -> None:
    check(PROGRAMS[name], AT)


@pytest.mark.parametrize("ext", [0, 1, 3])
def test_beyond_the_ends(ext: int) -> None:
    check(lambda x: splev(x, splrep(T, U), ext=ext), BEYOND)
    check(lambda u: splev(BEYOND, splrep(T, u), ext=ext), U)


@pytest.mark.parametrize(
    "fun",
    [
        lambda x: splev(0.3, splrep(T * x, U)),
        lambda x: make_interp_spline(T * x, U)(0.3),
        lambda x: UnivariateSpline(T, U * x)(0.3),
        lambda x: splev(0.3, (np.arange(8.0) * x, U[:5], 2)),
        lambda x: BSpline(np.arange(8.0) * x, U[:5], 2)(0.3),
    ],
)
def test_knots_that_vary_are_an_error(fun) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(fun)(1.5)


def test_smoothing_of_values_that_vary_is_an_error() -> None:
    with pytest.raises(s2s.NoRuleError, match="s=0"):
        s2s.grad(lambda x: splev(0.3, splrep(T, U * x, s=0.1)))(1.5)
