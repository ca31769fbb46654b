"""Calls of ``scipy.fft``, ``signal``, ``ndimage``, ``integrate`` and ``spatial.distance``."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32
from tests.rules.samples.fourier_samples import SAMPLES as _NUMPY

_TRIGONOMETRIC = [
    *(call(arr(5), kind, norm=norm) for kind in (1, 2, 3, 4) for norm in (None, "ortho", "forward")),
    call(arr(4, 3), axis=0), call(arr(4, 3), 2, None, 0, "ortho"), call(arr(6), 3),
    call(arr(5), 2, norm="ortho", orthogonalize=False), call(arr(5), 2, orthogonalize=True),
]  # fmt: skip
_CONVOLVE = [
    call(a, v, mode)
    for mode in ("full", "same", "valid")
    for a, v in ((arr(6), arr(3)), (arr(5), arr(4)), (arr(5, 4), arr(2, 3)))
] + [call(arr(3), arr(5)), call(arr(3), arr(6), "same")]
_COMPLEX = [call(cplx(5), cplx(3, seed=3)), call(cplx(5), arr(3), "same"), call(arr(4), cplx(2))]
_AXES = [call(arr(2, 6), arr(2, 3), axes=1), call(arr(2, 6), arr(1, 3), "same", axes=-1)]
_2D = [call(arr(5, 4), arr(2, 3), mode) for mode in ("full", "same", "valid")]
_B, _A = np.array([0.5, -0.3, 0.2]), np.array([1.3, 0.4, -0.2])
_SOS = np.array([[1, -1, 2, 1, -1, 0], [2, 1, 0, 1, 1, 1]])
_MODES = ("reflect", "constant", "nearest", "mirror", "wrap")
_IMAGE = [
    *(call(arr(5, 4), arr(3, 2), mode=mode) for mode in _MODES),
    call(arr(6), arr(3), mode="constant", cval=1.5), call(arr(6), arr(4), origin=1), call(arr(6), arr(3), origin=-1),
    call(arr(3), arr(5)), call(arr(5, 4), arr(3, 3), origin=(1, 0)),
]  # fmt: skip
_LINE = [
    *(call(arr(5, 4), arr(3), 0, mode=mode) for mode in _MODES), call(arr(6), arr(4)),
    call(arr(5, 4), arr(3), mode="constant", cval=0.7), call(arr(6), arr(3), origin=1),
]  # fmt: skip
_SMOOTH = [
    *(call(arr(6), 0.8, mode=mode) for mode in _MODES), call(arr(6), 0.8, order=1),
    call(arr(6), 1.2, truncate=2.0), call(arr(6), 0.8, mode="constant", cval=2.0),
]  # fmt: skip
_PLACES = np.array([[0.3, 1.7, 2.2, 3.6, -0.4], [1.2, 0.4, 2.6, 1.9, 4.3]])
_Y, _X = arr(5), np.array([0.0, 0.4, 1.1, 1.5, 2.7])
_TRAPEZOID = [
    call(_Y), call(_Y, _X), call(_Y, dx=0.3), call(arr(3, 5), _X), call(arr(5, 3), _X, axis=0),
    call(arr(5, 3), np.cumsum(arr(5, 3, low=0.1), 0), axis=0), call(arr(2, 5), 0.0 + _X, 1.0, 1),
]  # fmt: skip
_TABLES = [
    call(arr(4, 3), arr(2, 3, seed=3), metric)
    for metric in ("euclidean", "sqeuclidean", "cityblock", "cosine")
] + [call(arr(4, 3), arr(2, 3, seed=3))]

SAMPLES: dict[str, list[Call]] = {
    "scipy.signal.detrend": [
        call(arr(7)), call(arr(2, 6), type="constant"), call(arr(6, 2), 0, "linear", [3]),
        call(arr(2, 5) + 1j * arr(2, 5, seed=3)),
    ],
    "scipy.signal.upfirdn": [
        call(arr(5, seed=2), arr(7)), call(arr(4, seed=2), arr(7), 3, 2),
        call(arr(5, seed=2), arr(6, 2), 2, 3, 0), call(arr(3, seed=2), arr(2, 6), 1, 4),
    ],
    **{name.replace("numpy.", "scipy."): calls for name, calls in _NUMPY.items()},
    **{f"scipy.fft.{name}": _TRIGONOMETRIC for name in ("dct", "idct", "dst", "idst")},
    "scipy.signal.convolve": _CONVOLVE + _COMPLEX + [call(arr(6), arr(3), method="fft")],
    "scipy.signal.fftconvolve": _CONVOLVE + _COMPLEX + _AXES,
    "scipy.signal.oaconvolve": _CONVOLVE + _AXES,
    "scipy.signal.correlate": _CONVOLVE,
    "scipy.signal.convolve2d": _2D,
    "scipy.signal.correlate2d": _2D,
    "scipy.signal.lfilter": [
        call(_B, _A, arr(7)), call(_B, 1.7, arr(7)), call(_B[:1], _A, arr(7)), call(_B, _A, arr(3, 7)),
        call(_B, _A, arr(7, 2), axis=0), call(_B, _A, cplx(6)), call(_B, _A, arr(2)),
    ],
    "scipy.signal.sosfilt": [  # the coefficients themselves: tests/rules/test_scipy_programs.py
        call(_SOS, arr(7)), call(_SOS, arr(2, 7)), call(_SOS, arr(7, 2), axis=0),
    ],
    "scipy.ndimage.correlate": _IMAGE,
    "scipy.ndimage.convolve": _IMAGE,
    "scipy.ndimage.correlate1d": _LINE,
    "scipy.ndimage.convolve1d": _LINE,
    "scipy.ndimage.gaussian_filter1d": _SMOOTH + [call(arr(4, 5), 0.7, 0), call(arr(4, 5), 0.7, axis=1)],
    "scipy.ndimage.gaussian_filter": _SMOOTH + [
        call(arr(5, 4), 0.7), call(arr(5, 4), (0.7, 1.1), order=(1, 0), mode=("wrap", "nearest")),
        call(arr(5, 4), 0.7, axes=(1,)), call(arr(5, 4), (0.7, 0.0), radius=2),
    ],
    "scipy.ndimage.uniform_filter1d": [
        *(call(arr(5, 4), 3, 0, mode=mode) for mode in _MODES), call(arr(6), 4), call(arr(6), 3, origin=1),
    ],
    "scipy.ndimage.uniform_filter": [
        *(call(arr(5, 4), 3, mode=mode) for mode in _MODES), call(arr(6), 4, mode="constant", cval=1.0),
        call(arr(5, 4), (3, 1), origin=(1, 0)), call(arr(5, 4), 2, axes=(0,)),
    ],
    "scipy.ndimage.map_coordinates": [
        call(arr(4, 5), _PLACES, order=order, mode=mode)
        for order in (0, 1, 3, 4) for mode in ("constant", "nearest", "mirror", "reflect", "wrap", "grid-wrap")
    ] + [call(arr(5), np.array([[0.3, 2.7, 3.2]]), order=1, cval=1.5)],
    "scipy.ndimage.spline_filter1d": [
        *(call(arr(4, 5), order, 0, mode=mode) for order in (1, 2, 5) for mode in ("mirror", "reflect", "grid-wrap")),
        call(arr(70)), call(arr(70), 4, mode="nearest"), call(arr(1)),
    ],
    "s2s.runtime.spline_filter_ct": [
        call(arr(5, 4), 3, 0, "mirror"), call(arr(70), 2, -1, "mirror"), call(arr(70), 3, 0, "reflect"),
        call(arr(70), 5, 0, "grid-wrap"),
    ],
    "s2s.runtime.spline_samples": [
        call(arr(4, 5), _PLACES, order, mode, 0.4, nu)
        for order in (2, 3) for mode in ("constant", "nearest", "wrap", "grid-constant") for nu in ((0, 0), (1, 0))
    ],
    "s2s.runtime.spline_spread": [
        call(arr(*np.shape(_PLACES)[1:]), _PLACES, np.zeros((4, 5)), 3, mode, nu)
        for mode in ("constant", "mirror", "grid-wrap", "grid-constant") for nu in ((0, 0), (0, 1))
    ],
    "scipy.ndimage.fourier_gaussian": [call(arr(4, 5), 0.4), call(arr(4, 3), (0.2, 0.4), 5, 1)],
    "scipy.ndimage.fourier_uniform": [call(arr(4, 5), 0.4), call(arr(4, 3), (1.2, 0.4), 5, 1)],
    "scipy.ndimage.fourier_ellipsoid": [call(arr(4, 5), 0.4), call(arr(4, 3), (1.2, 0.4), 5, 1)],
    "scipy.ndimage.fourier_shift": [call(arr(4, 5), 0.4), call(arr(4, 3), (1.2, 0.4), 5, 1)],
    "scipy.integrate.trapezoid": _TRAPEZOID,
    "scipy.integrate.cumulative_trapezoid": [
        *_TRAPEZOID, call(_Y, initial=0), call(arr(5, 3), _X, axis=0, initial=0),
    ],
    "scipy.integrate.simpson": [
        call(_Y), call(arr(6), dx=0.3), call(arr(6)), call(arr(2)), call(arr(3, 5), dx=0.4, axis=-1),
        call(arr(5, 3), axis=0), call(_Y, _X.tolist()), call(arr(4), _X[:4].tolist()), call(arr(3, 5), _X.tolist()),
    ],
    "scipy.spatial.distance.cdist": _TABLES,
    "scipy.spatial.distance.pdist": [
        call(arr(4, 3)), *(call(arr(4, 3), metric) for metric in ("sqeuclidean", "cityblock", "cosine")),
        call(arr(1, 3)),
    ],
    "scipy.spatial.distance.squareform": [call(arr(6)), call(arr(3))],
}  # fmt: skip
_SURFACE_KNOTS = (np.array([0.0] * 4 + [1.3] + [3.0] * 4), np.array([0.0] * 3 + [1.0] + [2.0] * 3))
_KNOTS = np.array([0.0, 0.5, 1.1, 2.0, 2.4, 3.0])
_AT = np.array([0.3, 1.7, 2.2, -0.2])
_CUBES = np.cumsum(arr(4, 3, seed=2), axis=0)[:, ::-1] + arr(4, 3)
_POINTS = np.array([[0.3, 0.4], [1.2, 0.7], [2.2, 1.6]])
_SPARSE = (np.array([2, 0, 1, 1]), np.array([0, 1, 1, 4]), (3, 3))
_SOLVED = (np.array([0, 2, 1, 0, 2]), np.array([0, 2, 3, 5]), (3, 3))
_SOLVED_COO = (np.array([0, 0, 1, 2, 2]), np.array([0, 2, 1, 0, 2]), (3, 3))
_COO = (np.array([0, 2, 2, 1]), np.array([1, 0, 2, 2]), (3, 3))
SAMPLES |= {
    "s2s.runtime.spline_coefficients": [
        call(_KNOTS.tolist(), arr(6), 0, kind) for kind in ("not-a-knot", "natural", "clamped")
    ] + [
        call([0, 1, 3, 4, 7, 8], arr(6), 0, "not-a-knot"), call([0, 1, 3, 4, 7], arr(5, 2), 0, "natural"),
        call([0, 1, 3, 4, 7], arr(2, 5), 1, "clamped"), call([0, 1, 3], arr(3), 0, "not-a-knot"),
        call([0, 2], arr(2), 0, "natural"),
    ],
    "s2s.runtime.piecewise_value": [
        call(_CUBES, np.array([0.0, 0.9, 1.3, 2.5]), _AT, nu, True, 0) for nu in (0, 1, 2)
    ] + [
        call(_CUBES, np.array([0.0, 0.9, 1.3, 2.5]), 0.4, 0, False, 0),
        call(_CUBES, np.array([0.0, 0.9, 1.3, 2.5]), _AT, 0, "periodic", 0),
        call(arr(4, 3, 2), np.array([0.0, 0.9, 1.3, 2.5]), _AT[:3], 0, True, 0),
        call(arr(4, 3, 2), np.array([0.0, 0.9, 1.3, 2.5]), _AT[:3], 1, True, 1),
    ],
    "s2s.runtime.basis_value": [
        call(arr(5), np.arange(8.0), 2, np.array([2.3, 4.1, 3.7]), nu, True, 0) for nu in (0, 1)
    ] + [
        call(arr(5, 2), np.arange(8.0), 2, 3.3, 0, True, 0), call(arr(5), np.arange(8.0), 2, 6.3, 0, True, 0),
    ],
    "s2s.runtime.basis_coefficients": [
        call(arr(6), _KNOTS, 3, None, None, 0), call(arr(2, 6), _KNOTS, 3, None, "natural", 1),
        call(arr(6, 2), _KNOTS, 2, None, None, 0), call(arr(6), _KNOTS, 1, None, None, 0),
    ],
    "s2s.runtime.least_coefficients": [
        call(arr(6), _KNOTS, np.array([0.0, 0.0, 0.0, *_KNOTS[-1:].repeat(3)]), 2, np.arange(1.0, 7.0), 0),
        call(arr(2, 6), _KNOTS, np.array([0.0, 0.0, *_KNOTS[-1:].repeat(2)]), 1, None, 1),
    ],
    "s2s.runtime.fitted_coefficients": [call(arr(6), _KNOTS, 3), call(arr(6), _KNOTS, 1)],
    "s2s.runtime.fitted_value": [
        call(arr(9), np.array([0.0] * 4 + [1.3] + [3.0] * 4), 3, np.array([0.3, 1.7, 2.2]), nu, 0) for nu in (0, 1)
    ] + [
        call(arr(9), np.array([0.0] * 4 + [1.3] + [3.0] * 4), 3, np.array([-0.3, 1.7, 3.2]), 0, ext) for ext in (0, 1, 3)
    ],
    "s2s.runtime.surface_value": [
        call(arr(20), *places, _SURFACE_KNOTS, (3, 2), nu)
        for nu in ((0, 0), (1, 0), (0, 1))
        for places in ((0.7, 1.1), (np.array([0.3, 1.7, 2.2]), 1.1), (0.7, np.array([0.3, 1.7])), (np.array([0.3, 1.7, 3.2]), np.array([-0.3, 1.7])))
    ],
    "s2s.runtime.line_value": [
        call(_KNOTS, arr(6), _AT, "linear", 0, False, "extrapolate"), call(_KNOTS[::-1], arr(6), 1.3, "linear", 0, None, np.nan),
        call(_KNOTS, arr(6), _AT, "linear", 0, False, 0.7), call(_KNOTS, arr(6), arr(2, 2, low=0.1), "linear", -1, None, np.nan),
    ],
    "s2s.runtime.grid_value": [
        call((_KNOTS, _KNOTS[:4]), arr(6, 4), _POINTS, "linear", True, np.nan),
        call((_KNOTS, _KNOTS[:4]), arr(6, 4), _POINTS + 1, "linear", False, 0.5),
        call((_KNOTS, _KNOTS[:4]), arr(6, 4), _POINTS + 1, "linear", False, None),
        call((_KNOTS,), arr(6), np.array([[0.3], [1.7]]), "linear", True, np.nan),
    ],
    **{
        f"s2s.runtime.{name}": [
            call(form, arr(4), *places, x)
            for form, places in (("csr", _SPARSE), ("csc", _SPARSE), ("coo", _COO))
            for x in (arr(3), arr(3, 2))
        ] + [call("coo", cplx(4), *_COO, arr(3))]
        for name in ("sparse_product", "sparse_back")
    },
    **{
        f"s2s.runtime.{name}": [
            call(form, arr(5, seed=3), *places, x)
            for form, places in (("csr", _SOLVED), ("csc", _SOLVED), ("coo", _SOLVED_COO))
            for x in (arr(3), arr(3, 2))
        ]
        for name in ("sparse_solution", "sparse_solution_back")
    },
    **{
        f"s2s.runtime.{name}": [
            call(form, arr(5, seed=3), *places, arr(3), "gmres", None, 1e-14, 0.0)
            for form, places in (("csr", _SOLVED), ("csc", _SOLVED), ("coo", _SOLVED_COO))
        ]
        for name in ("sparse_iterated", "sparse_iterated_back")
    },
}  # fmt: skip

_STAR = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]])
_CHOSEN = [
    ((3,), {}), ((), {"footprint": _STAR}), (((2, 3),), {"mode": "constant", "cval": 0.3}),
    ((3,), {"mode": "mirror", "origin": 1}), ((2,), {"mode": "wrap"}), ((3,), {"mode": "nearest"}),
]  # fmt: skip
SAMPLES |= {
    f"scipy.ndimage.{name}": [call(arr(5, 6), *first, *args, **words) for args, words in _CHOSEN]
    for name, first in (
        ("maximum_filter", ()), ("minimum_filter", ()), ("median_filter", ()),
        ("percentile_filter", (30,)), ("rank_filter", (1,)),
    )
}  # fmt: skip
