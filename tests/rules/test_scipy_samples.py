"""Integrals of samples, transforms along axes, splines' derivatives, and NumPy's functions of functions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.fft as sf
import scipy.integrate as si
import scipy.interpolate as sn

import s2s
from s2s.testing import check

X = np.array([0.3, 0.9, 1.4, 2.2])
LONGER = np.array([0.3, 0.9, 1.4, 2.2, 2.9])
W = np.arange(1.0, 6.0)


def simpson_by_places(x):
    return si.simpson(x**2, x=x)


def simpson_of_pairs(x):
    return si.simpson(x[:2] ** 2, x=x[2:])


def simpson_along_an_axis(x):
    return np.sum(si.simpson(np.outer(x, x), x=x, axis=0))


def romb(x):
    return si.romb(x**2, dx=x[0])


def romb_along_an_axis(x):
    return np.sum(si.romb(np.outer(x, x), axis=0) ** 2)


def running_simpson(x):
    return np.sum(si.cumulative_simpson(x**2, x=W[:4], initial=0) ** 2)


def running_simpson_by_step(x):
    return np.sum(si.cumulative_simpson(x**2, dx=x[0]) ** 2)


def dctn(x):
    return np.sum(sf.dctn(x.reshape(2, 2)) ** 3)


def idctn(x):
    return np.sum(sf.idctn(x.reshape(2, 2), norm="ortho", axes=1) ** 3)


def dstn(x):
    return np.sum(sf.dstn(x.reshape(2, 2)) ** 3)


def idstn(x):
    return np.sum(sf.idstn(x.reshape(2, 2), 3, axes=(0,)) ** 3)


def slope_of_a_spline(x):
    return sn.CubicSpline(W[:4], x).derivative()(2.5) * sn.CubicSpline(W[:4], x).derivative(2)(x[0])


def derivative_that_vanishes(x):
    return sn.CubicSpline(W[:4], x).derivative(4)(2.5) + x[0] ** 2


def integral_of_a_spline(x):
    return sn.CubicSpline(W[:4], x).integrate(1.2, 3.3) * sn.PchipInterpolator(W[:4], x)(x[1])


def integral_to_a_place(x):
    return sn.CubicSpline(W[:4], x).integrate(x[0], x[3])


def antiderivative(x):
    return sn.CubicSpline(W[:4], np.outer(x, x)).antiderivative()(2.5) @ x


def gradient_by_places(x):
    return np.gradient(x**2, x)[0] * np.sum(np.gradient(x**3, x, edge_order=2))


def interp_of_one_node(x):
    return np.sum(np.interp(x, x[:1], x[1:2])) * np.interp(x[0], [1.0], [2.0])


def vectorize_of_four(x):
    f = np.vectorize(lambda a, b, c, d: a * b + c * d if a > b else a - d)
    return np.sum(f(x, x[::-1], 1.0, np.arange(4.0)) ** 2)


def vectorize_by_name(x):
    f = np.vectorize(lambda t, p: p[0] * t + p[1], excluded=["p"])
    return np.sum(f(np.arange(3.0), p=x) ** 2)


def vectorize_with_a_default(x):
    @np.vectorize
    def f(a, b=2.0):
        return a * b if a > 1 else a

    return np.sum(f(x) + f(x, 3.0))


def update_of_what_is_squeezed(x):
    y = np.squeeze(x.reshape(1, 4)) * 1
    y += x
    return np.sum(y**2)


def by_signature(x):
    f = np.vectorize(lambda a, b: np.dot(a, b), signature="(n),(n)->()")
    return np.sum(f(x.reshape(2, 2), np.ones((2, 2))))


def by_signature_with_branches(x):
    def weighed(a, b):
        total = 0.0
        for i in range(len(a)):
            if a[i] > 0.5:
                total += a[i] * b[i]
        return total, a * b[0]

    f = np.vectorize(weighed, signature="(n),(n)->(),(n)")
    p, q = f(x.reshape(2, 2), np.array([2.0, 3.0]))
    g = np.vectorize(lambda m, a: m @ a, signature="(k,n),(n)->(k)")
    return np.sum(p**2) + np.sum(q**3) + np.sum(g(np.stack([x[:2], x[2:]]), x.reshape(2, 2)) ** 2)


def vectorize_of_dtypes(x):
    a, b = np.vectorize(lambda t: (t, t * t), otypes=[float, float])(x)
    return np.sum(a * b)


@pytest.mark.parametrize(
    ("program", "x"),
    [
        (simpson_by_places, X), (simpson_by_places, LONGER), (simpson_of_pairs, X),
        (simpson_along_an_axis, X), (romb, LONGER), (romb_along_an_axis, LONGER),
        (running_simpson, X), (running_simpson_by_step, X), (dctn, X), (idctn, X), (dstn, X),
        (idstn, X), (slope_of_a_spline, X), (derivative_that_vanishes, X),
        (integral_of_a_spline, X), (integral_to_a_place, X), (antiderivative, X),
        (gradient_by_places, X), (interp_of_one_node, X), (vectorize_of_four, X),
        (vectorize_by_name, X), (vectorize_with_a_default, X), (by_signature, X),
        (by_signature_with_branches, X), (vectorize_of_dtypes, X), (update_of_what_is_squeezed, X),
    ],
)  # fmt: skip
def test_program(program: Any, x: Any) -> None:
    check(program, x)


def sums_at_places_that_move(x):
    return np.sum(si.cumulative_simpson(W[:4], x=x))


BY_NAME = np.vectorize(lambda a, b: a * b, excluded=["a"])


def all_by_name(x):
    """Which has been a zero: the text raises, and nothing came of it."""
    return np.sum(BY_NAME(a=2.0, b=x))


def excluded_by_place(x):
    return np.sum(np.vectorize(lambda p, t: t * np.sum(p), excluded=[0])(x, np.arange(3.0)))


@pytest.mark.parametrize("program", [all_by_name, excluded_by_place, sums_at_places_that_move])
def test_what_has_no_derivative_is_refused(program: Any) -> None:
    with pytest.raises((s2s.S2SError, NotImplementedError)):
        s2s.grad(program)(X)
