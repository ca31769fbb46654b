"""SciPy's integrals of functions, by what the functions capture too.

The values are SciPy's own, bit by bit. The derivatives are those of a rule with fixed nodes that
gives the same integral.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.integrate

from s2s.rules.declare import composite
from s2s.rules.scipy import equations as _equations
from s2s.rules.scipy import sampled as _sampled
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import float_vector
from s2s.runtime.scipy_nodes import quad_nodes, vector_nodes

assert _sampled and _equations  # imported for their effect: their rules are declared


def quad(
    func: Callable[..., Any], a: Any, b: Any, args: Any = (), full_output: Any = 0,
    epsabs: Any = 1.49e-8, epsrel: Any = 1.49e-8, limit: Any = 50, points: Any = None,
    weight: Any = None, wvar: Any = None, wopts: Any = None, maxp1: Any = 50, limlst: Any = 50,
    complex_func: Any = False,
) -> Any:  # fmt: skip
    """``scipy.integrate.quad``."""
    given = args if isinstance(args, tuple) else (args,)
    if points is not None:
        return between_points(func, a, b, given, (epsabs, epsrel, limit), points)
    value, error, shares, weights = passively(
        quad_nodes, func, a, b, given, (epsabs, epsrel, limit)
    )
    shares, weights = float_vector(shares), float_vector(weights)
    if np.isfinite(a) and np.isfinite(b):
        lower, width = 1.0 * a, 1.0 * b - a
    elif np.isfinite(a):
        lower, width = 1.0 * a, 1.0
    elif np.isfinite(b):
        lower, width = 1.0 * b, 1.0
    else:
        lower, width = 0.0, 1.0
    total = 0.0
    for i in range(len(shares)):
        total = total + width * weights[i] * func(lower + width * shares[i], *given)
    return as_value(total, value), error


def between_points(
    func: Callable[..., Any], a: Any, b: Any, args: Any, options: Any, points: Any
) -> Any:
    """``scipy.integrate.quad`` from point to point: an integral for each, for the function bends there."""
    value, error = passively(scipy.integrate.quad, func, a, b, args, 0, *options, points)
    places = np.ravel(np.asarray(points) * 1.0)
    order = passively(points_on_the_way, places, a, b)
    ends = np.concatenate((np.reshape(1.0 * a, (1,)), places[order], np.reshape(1.0 * b, (1,))))
    total = 0.0
    for i in range(len(order) + 1):
        total = total + quad(func, ends[i], ends[i + 1], args)[0]
    return as_value(total, value), error


def points_on_the_way(points: Any, a: Any, b: Any) -> Any:
    """The numbers of the points between two ends, in the order in which they are met."""
    order = np.argsort(points if a < b else -points, kind="stable")
    inside = (points > min(a, b)) & (points < max(a, b))
    return order[inside[order]]


def fixed_quad(func: Callable[..., Any], a: Any, b: Any, args: Any = (), n: Any = 5) -> Any:
    """``scipy.integrate.fixed_quad``."""
    nodes, weights = np.polynomial.legendre.leggauss(n)
    value = passively(scipy.integrate.fixed_quad, func, a, b, args, n)
    total = np.sum(weights * func((b - a) * (nodes + 1) / 2.0 + a, *args), axis=-1) * (b - a) / 2.0
    return as_value(total, value[0]), None


def dblquad(
    func: Callable[..., Any], a: Any, b: Any, gfun: Any, hfun: Any, args: Any = (),
    epsabs: Any = 1.49e-8, epsrel: Any = 1.49e-8,
) -> Any:  # fmt: skip
    """``scipy.integrate.dblquad``: one integral in another."""
    given = args if isinstance(args, tuple) else (args,)
    value, error = passively(scipy.integrate.dblquad, func, a, b, gfun, hfun, given, epsabs, epsrel)

    def inner(x: Any) -> Any:
        low = float(gfun(x)) if callable(gfun) else float(gfun)
        high = float(hfun(x)) if callable(hfun) else float(hfun)
        return quad(lambda y: func(y, x, *given), low, high)[0]

    return as_value(quad(inner, a, b)[0], value), error


def tplquad(
    func: Callable[..., Any], a: Any, b: Any, gfun: Any, hfun: Any, qfun: Any, rfun: Any,
    args: Any = (), epsabs: Any = 1.49e-8, epsrel: Any = 1.49e-8,
) -> Any:  # fmt: skip
    """``scipy.integrate.tplquad``: an integral in one in another."""
    given = args if isinstance(args, tuple) else (args,)
    value, error = passively(
        scipy.integrate.tplquad, func, a, b, gfun, hfun, qfun, rfun, given, epsabs, epsrel
    )

    def middle(x: Any) -> Any:
        low = float(gfun(x)) if callable(gfun) else float(gfun)
        high = float(hfun(x)) if callable(hfun) else float(hfun)
        return quad(lambda y: innermost(func, y, x, qfun, rfun, given), low, high)[0]

    return as_value(quad(middle, a, b)[0], value), error


def innermost(func: Callable[..., Any], y: Any, x: Any, qfun: Any, rfun: Any, args: Any) -> Any:
    """The integral over the third variable."""
    low = float(qfun(x, y)) if callable(qfun) else float(qfun)
    high = float(rfun(x, y)) if callable(rfun) else float(rfun)
    return quad(lambda z: func(z, y, x, *args), low, high)[0]


def quad_vec(
    f: Callable[..., Any], a: Any, b: Any, epsabs: Any = 1e-200, epsrel: Any = 1e-8,
    norm: Any = "2", cache_size: Any = 100e6, limit: Any = 10000, workers: Any = 1,
    points: Any = None, quadrature: Any = None, full_output: Any = False, *, args: Any = (),
) -> Any:  # fmt: skip
    """``scipy.integrate.quad_vec`` between finite ends."""
    given = args if isinstance(args, tuple) else (args,)
    options = (epsabs, epsrel, norm, limit)
    value, error, shares, weights = passively(vector_nodes, f, a, b, given, options)
    shares, weights = float_vector(shares), float_vector(weights)
    lower, width = 1.0 * a, 1.0 * b - a
    total = 0.0
    for i in range(len(shares)):
        total = total + width * weights[i] * f(lower + width * shares[i], *given)
    return as_value(total, value), error


composite(
    "scipy.integrate.quad", quad, may_raise=True,
    unsupported=("full_output", "weight", "wvar", "wopts", "complex_func"),
)  # fmt: skip
composite("scipy.integrate.dblquad", dblquad, may_raise=True)
composite("scipy.integrate.tplquad", tplquad, may_raise=True)
composite(
    "scipy.integrate.quad_vec", quad_vec, may_raise=True,
    unsupported=("workers", "points", "quadrature", "full_output"),
)  # fmt: skip
composite("scipy.integrate.fixed_quad", fixed_quad, may_raise=True)
