"""Calls of reductions."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32, with_zeros

_MASK = np.array([[True, False, True], [True, True, False]])
_AXES = [
    call(arr(4)), call(1.5), call(np.array(1.5)), call(arr(4), 0), call(arr(4), -1),
    call(arr(2, 3)), call(arr(2, 3), 0), call(arr(2, 3), 1), call(arr(2, 3), axis=-1),
    call(arr(2, 3), axis=-2), call(arr(2, 3), axis=1, keepdims=True),
    call(arr(2, 3), keepdims=True), call(arr(2, 3, 4), axis=1), call(arr(2, 3, 4), axis=(0, 2)),
    call(arr(2, 3, 4), axis=(-1, 0)), call(arr(2, 3, 4), axis=(1,), keepdims=True),
    call(f32(2, 3), axis=0), call(f32(3)),
]  # fmt: skip
_WHERE = [call(arr(2, 3), where=_MASK), call(arr(2, 3), axis=1, where=_MASK)]
_DTYPE = [call(arr(2, 3), dtype=np.float64), call(f32(2, 3), axis=1, dtype=np.float64)]
_COMPLEX = [call(cplx(2, 3)), call(cplx(2, 3), axis=1), call(cplx(3), 0)]


def _with_nan(*shape: int) -> np.ndarray:
    values = arr(*shape)
    values.ravel()[1] = np.nan
    return values


_NAN = [
    call(_with_nan(4)), call(arr(4)), call(_with_nan(2, 3), axis=1), call(_with_nan(2, 3), axis=0),
    call(_with_nan(2, 3), axis=-1, keepdims=True), call(_with_nan(2, 3)),
    call(_with_nan(2, 3, 2), axis=(0, 2)),
]  # fmt: skip
_TIES = np.array([[1.0, 1.0, 0.0], [0.5, 2.0, 0.25]])
_EXTREME_WHERE = [
    call(arr(2, 3), where=_MASK, initial=-10.0), call(arr(2, 3), axis=1, where=_MASK, initial=-10.0)
]  # fmt: skip
_METHODS = (
    "lower", "higher", "nearest", "midpoint", "inverted_cdf", "averaged_inverted_cdf",
    "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased",
    "normal_unbiased",
)  # fmt: skip
_QUANTILE = [
    call(arr(5), 0.3), call(arr(4), 0.5), call(arr(2, 5), 0.3, axis=1), call(arr(2, 5), 0.7, 0),
    call(arr(5), [0.2, 0.6]), call(arr(2, 5), np.array([0.2, 0.6]), axis=-1, keepdims=True),
    call(arr(2, 5), 0.3), call(arr(2, 5, 2), 0.3, axis=(0, 2)),
    call(arr(5), 0), call(arr(5), 1), call(arr(2, 5), [[0.2, 0.6], [0.3, 0.9]], axis=1),
    *(call(arr(6), 0.33, method=m) for m in _METHODS),
    *(call(arr(2, 6), [0.15, 0.62], axis=1, method=m) for m in _METHODS),
    call(arr(6), 0.33, method="inverted_cdf", weights=arr(6, low=0.1)),
    call(arr(2, 4), 0.4, 1, method="inverted_cdf", weights=arr(4, low=0.1)),
    call(arr(2, 4), [0.3, 0.8], method="inverted_cdf", weights=arr(2, 4, low=0.1)),
]  # fmt: skip
# NumPy's own nan functions take weights for single rows only.
_NAN_QUANTILE = [c for c in _QUANTILE if "weights" not in c.kwargs or np.ndim(c.args[0]) == 1]


def _hundredfold(calls: list[Call]) -> list[Call]:
    return [
        Call((c.args[0], np.multiply(c.args[1], 100)[()], *c.args[2:]), c.kwargs) for c in calls
    ]


SAMPLES: dict[str, list[Call]] = {
    "numpy.sum": _AXES + _WHERE + _DTYPE + _COMPLEX + [
        call(arr(3), initial=2.0), call(arr(2, 3), 1, initial=2.0, where=_MASK),
        call(np.zeros((0, 3)), 0), call(np.zeros((0, 3)), 1),
    ],
    "numpy.nansum": _AXES + _NAN + _WHERE,
    "numpy.mean": _AXES + _WHERE + _DTYPE + _COMPLEX,
    "numpy.nanmean": _AXES + _NAN,
    "numpy.prod": _AXES + _WHERE + _COMPLEX + [
        call(with_zeros(4)), call(with_zeros(4, zeros=(0, 2))),
        call(with_zeros(2, 3, zeros=(0, 1, 4)), axis=0), call(with_zeros(2, 3, zeros=(0, 1, 4)), 1),
        call(arr(2, 3), initial=1.5), call(arr(2, 3), 1, initial=-0.5, where=_MASK),
        call(with_zeros(2, 3), 0, keepdims=True, initial=2.5),
    ],
    "numpy.nanprod": _AXES + _NAN + _WHERE + [call(_with_nan(2, 3), 1, initial=1.5)],
    "numpy.max": _AXES + _EXTREME_WHERE + [
        call(arr(2, 3), 1, initial=0.3), call(arr(2, 3), initial=5.0),
        call(arr(2, 3), axis=0, initial=0.3, keepdims=True),
    ],
    "numpy.min": _AXES + [call(arr(2, 3), axis=1, where=_MASK, initial=10.0)],
    "numpy.nanmax": _AXES + _NAN + [call(_with_nan(2, 3), 1, initial=0.3)],
    "numpy.nanmin": _AXES + _NAN,
    "numpy.ptp": _AXES,
    "numpy.var": [c for c in _AXES if np.size(c.args[0]) > 1] + _WHERE + [
        call(arr(4), ddof=1), call(arr(2, 3), axis=1, ddof=1), call(arr(2, 3), ddof=1, where=_MASK),
        call(arr(2, 3), correction=1), call(arr(2, 3), axis=1, keepdims=True, correction=0.5),
        call(arr(2, 3), axis=1, mean=np.array([[0.3], [0.4]])), call(cplx(2, 3)),
        call(arr(2, 3), mean=np.array([[0.3]])), call(cplx(2, 3), axis=0),
        call(arr(2, 3), 0, ddof=1, mean=np.array([[0.3, 0.1, 0.2]]), keepdims=True),
    ],
    "numpy.std": [c for c in _AXES if np.size(c.args[0]) > 1] + _WHERE + [
        call(arr(4), ddof=1), call(arr(2, 3), axis=1, ddof=1), call(arr(2, 3), ddof=1, where=_MASK),
        call(arr(2, 3), correction=1), call(arr(2, 3), axis=1, keepdims=True, correction=0.5),
        call(arr(2, 3), axis=1, mean=np.array([[0.3], [0.4]])), call(cplx(2, 3)),
        call(arr(2, 3), mean=np.array([[0.3]])), call(cplx(2, 3), axis=0),
        call(arr(2, 3), 0, ddof=1, mean=np.array([[0.3, 0.1, 0.2]]), keepdims=True),
    ],
    "numpy.nanvar": _NAN + [call(_with_nan(5), ddof=1)],
    "numpy.nanstd": _NAN + [call(_with_nan(5), ddof=1)],
    "numpy.median": [c for c in _AXES if np.ndim(c.args[0])],
    "numpy.nanmedian": [c for c in _AXES if np.ndim(c.args[0])] + _NAN,
    "numpy.quantile": _QUANTILE,
    "numpy.percentile": _hundredfold(_QUANTILE),
    "numpy.nanquantile": _NAN_QUANTILE + [call(_with_nan(6), 0.3), call(_with_nan(2, 5), 0.3, axis=1)],
    "numpy.nanpercentile": _hundredfold(_NAN_QUANTILE) + [call(_with_nan(6), 30.0)],
}  # fmt: skip
SAMPLES["numpy.amax"], SAMPLES["numpy.amin"] = SAMPLES["numpy.max"], SAMPLES["numpy.min"]
