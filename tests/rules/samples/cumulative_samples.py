"""Calls of functions that run along an axis."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32, with_zeros

_RUNNING = [
    call(arr(4)), call(arr(2, 3)), call(arr(2, 3), 0), call(arr(2, 3), axis=-1), call(cplx(3)),
    call(f32(2, 3), 1), call(arr(2, 3, 2), 1), call(1.5),
]  # fmt: skip
_ALONG = [call(arr(4)), call(arr(2, 3), axis=0), call(arr(2, 3), axis=-1)]
_NAN = np.array([1.0, np.nan, 2.0, -0.5])
_ZEROS = [
    call(with_zeros(4, zeros=(1,))), call(with_zeros(2, 3, zeros=(0, 4)), 0),
    call(with_zeros(5, zeros=(1, 3)), 0), call(with_zeros(2, 3, zeros=(0, 1)), axis=-1),
]  # fmt: skip
_X = np.array([0.3, 1.7, -0.5, 2.2, 4.5])
_XP, _FP = np.array([0.0, 1.0, 2.0, 3.5]), arr(4)
_MODES = [
    call(arr(5), arr(3, seed=1), mode) if mode else call(arr(5), arr(3, seed=1))
    for mode in (None, "full", "same", "valid")
] + [
    call(arr(3), arr(5, seed=1), mode) for mode in ("full", "same", "valid")
] + [
    call(arr(6), arr(4, seed=1), mode) for mode in ("full", "same", "valid")
] + [call(arr(4), arr(6, seed=1), "same"), call(arr(4), arr(4, seed=1), "same")]  # fmt: skip

SAMPLES: dict[str, list[Call]] = {
    "numpy.cumsum": _RUNNING,
    "numpy.nancumsum": [*_RUNNING, call(_NAN)],
    "numpy.cumulative_sum": [*_ALONG, call(arr(3), include_initial=True)],
    "numpy.cumprod": _RUNNING + _ZEROS,
    "numpy.nancumprod": [*_RUNNING, call(_NAN)],
    "numpy.cumulative_prod": _ALONG,
    "numpy.diff": [
        call(arr(5)), call(arr(5), 2), call(arr(2, 4)), call(arr(4, 2), axis=0), call(arr(5), 3),
        call(arr(4), prepend=0.5), call(arr(4), append=1.5, prepend=arr(2)), call(arr(4), 0),
        call(arr(2, 4), 2, prepend=0.5), call(arr(4, 2), 1, 0, arr(1, 2)), call(cplx(4)),
    ],
    "numpy.ediff1d": [call(arr(4)), call(arr(2, 3))],
    "numpy.gradient": [
        call(arr(5)), call(arr(5), 0.5), call(arr(5), np.array([0.0, 1.0, 1.5, 3.0, 3.2])),
        call(arr(4, 5)), call(arr(4, 5), 0.5, 2.0), call(arr(4, 5), axis=1),
        call(arr(4, 5), 0.5, axis=0), call(arr(5), edge_order=2), call(arr(2)),
        call(arr(5), np.array([0.0, 1.0, 1.5, 3.0, 3.2]), edge_order=2),
        call(arr(4, 5), axis=(1, 0), edge_order=2), call(arr(3), edge_order=2),
    ],
    "numpy.interp": [
        call(_X, _XP, _FP), call(0.7, _XP, _FP), call(_X, _XP, _FP, 9.0, -9.0),
        call(_X.reshape(5, 1), _XP, _FP), call(_X, _XP, _FP, left=9.0),
    ],
    "numpy.convolve": _MODES + [call(cplx(4), cplx(3, seed=1))],
    "numpy.correlate": _MODES + [call(cplx(4), cplx(3, seed=1), "full")],
    "numpy.bincount": [
        call(np.array([0, 2, 2, 1]), arr(4)), call(np.array([0, 2, 2]), arr(3), minlength=6)
    ],
}  # fmt: skip
