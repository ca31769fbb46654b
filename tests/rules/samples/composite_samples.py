"""Calls of functions that are differentiated through a text of ours."""

from __future__ import annotations

import functools
import operator

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32, with_zeros
from tests.rules.samples.linear_algebra_samples import spd, square

_VALUES = np.array([2.5, 0.5, 1.5, -1.0, 0.7])
_X = np.array([0.0, 0.3, 1.1, 1.7])
_TRAPEZOID = [
    call(arr(4)), call(arr(4), _X), call(arr(4), dx=0.3), call(arr(3, 4), _X),
    call(arr(4, 3), _X, axis=0), call(arr(2, 4), arr(2, 4, seed=1)), call(f32(4)),
    call([1.0, 2.0, 4.0]),
]  # fmt: skip
_SERIES = [
    call(0.7, arr(4)), call(arr(3), arr(5)), call(arr(2, 3), arr(2)), call(arr(3), arr(1)),
    call(arr(2), arr(3, 2)), call(arr(2), arr(3, 2), False), call([0.3, 0.5], [1, 2, 3]),
    call(f32(3), f32(4)), call(cplx(3), arr(4)), call(arr(3), cplx(4)),
]  # fmt: skip
SAMPLES: dict[str, list[Call]] = {
    "numpy.polynomial.polynomial.polyval": _SERIES,
    "numpy.polynomial.chebyshev.chebval": _SERIES,
    "numpy.polynomial.legendre.legval": _SERIES,
    "numpy.polynomial.hermite.hermval": _SERIES,
    "numpy.polynomial.hermite_e.hermeval": _SERIES,
    "numpy.polynomial.laguerre.lagval": _SERIES,
    **{
        f"numpy.emath.{name}": [call(arr(4)), call(np.abs(arr(4)) + 0.1), call(-1.5), call(cplx(3)), call(f32(4))]
        for name in ("sqrt", "log", "log10", "log2", "arctanh", "arcsin", "arccos")
    },
    "numpy.emath.power": [call(arr(4), 2.5), call(np.abs(arr(3)), arr(3)), call(-1.5, 2), call(f32(4), 3)],
    "numpy.emath.logn": [call(2, arr(4)), call(-0.5, arr(3)), call(arr(3), 2.0)],
    "functools.reduce": [
        call(operator.mul, [1.5, 2.5, -0.5]), call(operator.add, [1.5], 2.0),
        call(operator.add, (arr(3), arr(3, seed=1))), call(max, [1.0, 3.0, 2.0]),
    ],
    "numpy.fromiter": [call([1.0, 2.5, 0.3], float), call([1.0, 2.5, 0.3], float, 2)],
    "numpy.trapezoid": _TRAPEZOID,
    "numpy.trapz": _TRAPEZOID,
    "numpy.polyval": [
        call(arr(4), 1.5), call(arr(4), arr(2, 3)), call([1.0, 2.0], 0.3), call(f32(3), f32(2)),
        call(np.array([1, 2]), 0.5), call(cplx(3), 0.5),
    ],
    "numpy.average": [
        call(arr(4)), call(arr(2, 3), 0), call(arr(4), weights=arr(4, low=0.1)),
        call(arr(2, 3), axis=1, weights=arr(3, low=0.1)), call(f32(3)),
        call(arr(2, 3), weights=arr(2, 3, low=0.1)), call([1.0, 2.0], weights=[0.3, 0.7]),
        call(arr(2, 3), 1, arr(3, low=0.1), True), call(arr(2, 3), returned=True),
        call(arr(2, 3), 1, arr(3, low=0.1), keepdims=True), call(arr(2, 3), axis=0, keepdims=True),
        call(arr(2, 3, 4), axis=(0, 2), weights=arr(2, 4, low=0.1)),
        call(arr(2, 3, 4), axis=(0, 2)), call(cplx(2, 3), 1),
    ],
    "numpy.apply_over_axes": [call(np.sum, arr(2, 3, 4), (0, 2)), call(np.max, arr(2, 3), 1)],
    "numpy.geomspace": [
        call(0.5, 8.0), call(0.5, 8.0, 5), call(-0.5, -8.0, 4, False), call(arr(2, low=0.5), 9.0, 3),
        call(arr(2, low=0.5), 9.0, 3, axis=1),
    ],
    "numpy.kaiser": [call(5, 2.5), call(4, 0.7), call(1, 0.7)],
    "numpy.polyadd": [call(arr(3), arr(2)), call(arr(2), arr(4)), call(arr(2), arr(2)), call(1.5, arr(3))],
    "numpy.polysub": [call(arr(3), arr(2)), call(arr(2), arr(4)), call(arr(2), arr(2, seed=1))],
    "numpy.polymul": [call(arr(3), arr(2)), call(np.array([0, 2, 1]), arr(4)), call(arr(2), 1.5)],
    "numpy.polydiv": [call(arr(5), arr(2)), call(arr(3), arr(3, seed=1)), call(arr(2), arr(3))],
    "numpy.polyder": [call(arr(4)), call(arr(5), 2), call(arr(3), 0), call(arr(2), m=1)],
    "numpy.polyint": [
        call(arr(3)), call(arr(3), 2), call(arr(3), 1, 1.5), call(arr(3), 2, np.array([0.5, 1.5])),
        call(arr(3), 3, k=0.5), call(arr(3), 0),
    ],
    "numpy.poly": [call(arr(3)), call(arr(1)), call(cplx(3)), call(spd(3, 3))],
    "numpy.piecewise": [
        call(arr(4), [arr(4) > 0, arr(4) <= 0], [np.sin, np.cos]), call(0.3, [True], [2.0]),
        call(arr(2, 3), [arr(2, 3) > 0], [np.sin, 0.5]),
    ],
    "numpy.fromfunction": [
        call(np.add, (2, 3)), call(np.sin, (3,), dtype=int), call(np.where, (2, 2, 2)),
    ],
    "numpy.histogram2d": [
        call(arr(6), arr(6, low=0.1), 3, weights=arr(6)),
        call(arr(6), arr(6), 3, [(-1, 1), (0, 1)], True), call(arr(6), arr(6), (2, 3)),
    ],
    "numpy.histogram": [
        call(arr(9), 4), call(arr(9), 3, weights=arr(9, seed=1)), call(arr(9), 4, (-1.5, 1.5)),
        call(arr(9), np.array([-2.0, 0.0, 0.5, 2.0]), weights=arr(9, low=0.1), density=True),
        call(arr(3, 4), 3, None, True, arr(3, 4, low=0.2)),
    ],
    "numpy.histogram_bin_edges": [call(arr(9), 4), call(arr(9), 3, (0.0, 2.0))],
    "numpy.histogramdd": [
        call(arr(6, 2), 3, weights=arr(6)), call(arr(6, 2), (2, 3), [(-1, 1), (0, 1)], weights=arr(6)),
        call([arr(6), arr(6, seed=1)], 3, None, True, arr(6, low=0.3)), call(arr(6, 3), 2),
    ],
    "numpy.unique_all": [call(arr(4)), call(arr(2, 3))],
    "numpy.unique_counts": [call(arr(4)), call(arr(2, 3))],
    "numpy.unique_inverse": [call(arr(4)), call(arr(2, 3))],
    "numpy.polynomial.polynomial.polyadd": [call(arr(3), arr(4, seed=1)), call(arr(3), arr(2))],
    "numpy.polynomial.polynomial.polysub": [call(arr(3), arr(4, seed=1)), call(arr(3), arr(2))],
    "numpy.polynomial.polynomial.polymul": [call(arr(3), arr(4, seed=1)), call(arr(1), arr(2))],
    "numpy.unique_values": [call(arr(4)), call(arr(2, 3))],
    "numpy.union1d": [call(arr(3), arr(4, seed=1)), call(_VALUES, arr(2))],
    # Where two values are equal these jump: the second array is one of whole numbers.
    "numpy.intersect1d": [call(arr(5), np.arange(3)), call(arr(5), np.arange(3), True)],
    "numpy.setdiff1d": [call(arr(4), np.arange(3)), call(arr(4), np.arange(3), True)],
    "numpy.setxor1d": [call(arr(4), arr(5, seed=2))],
    "numpy.trim_zeros": [call(arr(3)), call(arr(4), "f"), call(arr(4), trim="b")],
    "numpy.sort_complex": [call(arr(4)), call(cplx(4))],
    "numpy.vander": [
        call(arr(3)), call(arr(3), 2), call(arr(3), increasing=True), call(arr(3), 4, True),
        call(arr(2), 1),
    ],
    "numpy.cov": [
        call(arr(2, 5)), call(arr(5)), call(arr(5), arr(5, seed=1)), call(arr(5, 2), rowvar=False),
        call(arr(2, 5), bias=True), call(arr(2, 5), ddof=0),
        call(arr(2, 5), aweights=arr(5, low=0.2)), call(arr(2, 5), fweights=np.array([1, 2, 0, 3, 1])),
        call(arr(2, 5), fweights=np.array([1, 2, 0, 3, 1]), aweights=arr(5, low=0.2)),
        call(arr(2, 5), aweights=arr(5, low=0.2), ddof=0), call(cplx(2, 5)),
    ],
    "numpy.corrcoef": [
        call(arr(2, 5)), call(arr(5), arr(5, seed=1)), call(arr(5, 2), rowvar=False)
    ],
    "numpy.logspace": [call(0.5, 2.0), call(0.5, 2.0, 5), call(0.0, 1.0, 4, False, 2.0),
        call(arr(2), 1.0, 3, axis=1), call(0.5, 2.0, 5, dtype=np.float32),
    ],
    "numpy.polyfit": [
        call(arr(6), arr(6, seed=1), 1, w=arr(6, low=0.3)), call(arr(6), arr(6, seed=1), 1, cov=True),
        call(arr(6), arr(6, seed=1), 1, full=True), call(arr(6), arr(6, seed=1), 2, cov="unscaled"),
        call(arr(6), arr(6, 2, seed=1), 1, w=arr(6, low=0.3), cov=True),
        call(np.linspace(0.0, 1.0, 7), arr(7), 2), call(arr(6), arr(6, seed=1), 1),
        call(arr(6), arr(6, 2, seed=1), 1),
    ],
    "numpy.apply_along_axis": [
        call(np.sum, 0, arr(2, 3)), call(np.sort, 1, arr(2, 3, 2)), call(np.diff, -1, arr(2, 4)),
        call(np.mean, 1, arr(2, 3, 2)),
    ],
    "numpy.ix_": [call(arr(3)), call(arr(3), arr(2, seed=1)), call(arr(2), arr(3), arr(4))],
    "numpy.linalg.cond": [
        call(square(3, 3)), call(square(3, 3), -2), call(square(3, 3), 1), call(arr(3, 2)),
        call(square(2, 3, 3), np.inf),
    ],
    "numpy.linalg.matrix_power": [
        call(square(3, 3), n) for n in (0, 1, 2, 3, 4, 5, 7, 8, -1, -3)
    ] + [call(square(2, 3, 3), 3)],
    "numpy.linalg.tensorinv": [call(square(6, 6).reshape(2, 3, 6), 2), call(square(3, 3), ind=1)],
    "numpy.linalg.tensorsolve": [
        call(square(6, 6).reshape(2, 3, 2, 3), arr(2, 3)), call(square(3, 3), arr(3)),
        call(np.moveaxis(square(6, 6).reshape(2, 3, 2, 3), 2, 0), arr(2, 3), axes=(0,)),
    ],
}  # fmt: skip
