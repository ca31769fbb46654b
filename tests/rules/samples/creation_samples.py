"""Calls of functions that make arrays."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx

_FROM = [call(arr(3)), call(arr(2, 3)), call(1.5), call([1.5, 2.5]), call([[1.5, 2], [0.5, 3.0]]),
         call([arr(2), arr(2, seed=1)]), call((arr(2), [1.0, 2.0])), call(cplx(2))]  # fmt: skip

SAMPLES: dict[str, list[Call]] = {
    "numpy.array": [*_FROM, call([1.5, 2.5], ndmin=2), call(arr(3), ndmin=2),
                    call(arr(3), copy=None)],
    "numpy.asarray": _FROM,
    "numpy.asanyarray": _FROM,
    "numpy.asarray_chkfinite": _FROM,
    "numpy.require": _FROM,
    "numpy.ascontiguousarray": _FROM,
    "numpy.asfortranarray": _FROM,
    "numpy.copy": [call(arr(3)), call(1.5)],
    "numpy.ndarray.astype": [call(arr(3), float), call(arr(3), np.float64, copy=False)],
    "numpy.astype": [call(arr(3), np.float64), call(arr(3), np.float64, copy=False)],
    "numpy.full": [call(3, 1.5), call((2, 3), 1.5), call((2, 3), arr(3))],
    "numpy.full_like": [call(arr(2, 3), 1.5), call(arr(2, 3), arr(3, seed=1))],
    "numpy.linspace": [
        call(0.5, 2.5), call(0.5, 2.5, 4), call(0.5, 2.5, num=4, endpoint=False),
        call(arr(3), arr(3, seed=1), 4), call(arr(2, 1), arr(3), 4), call(arr(3), 2.5, 4, axis=-1),
        call(0.5, 2.5, 1),
    ],
    "numpy.arange": [call(0.2, 3.1, 0.5), call(0.2, 3.1), call(3.1), call(0.2, 3.1, 1)],
    "numpy.float64": [call(1.5), call(arr(3))],
    "numpy.float32": [Call((1.5,), step=1e-2, tolerance=1e-3)],
    "numpy.float16": [Call((1.5,), step=1e-1, tolerance=1e-2)],
    "numpy.longdouble": [call(1.5)],
    "numpy.complex128": [call(1.5 + 2j), call(1.5), call(cplx(2))],
    "numpy.complex64": [Call((1.5 + 2j,), step=1e-2, tolerance=1e-3)],
}  # fmt: skip
