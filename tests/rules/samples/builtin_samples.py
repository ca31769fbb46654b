"""Calls of builtins and of the math module's structured functions."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx

SAMPLES: dict[str, list[Call]] = {
    "builtins.float": [call(1.5), call(np.float64(0.3)), call(np.array(2.5))],
    "builtins.complex": [call(1.5, 0.5), call(1.5), call(1.5 + 2j)],
    "builtins.divmod": [call(5.4, 2.1), call(np.float64(5.4), 2.1)],
    "numpy.divmod": [call(5.4, 2.1), call(arr(2, 3, low=5.1, high=5.9), arr(3, low=1.8, high=2.4))],
    "builtins.sum": [
        call([1.5, 2.5, 0.5]), call((1.5, 2.5), 3.5), call([arr(3), arr(2, 3), 1.0]),
        call(arr(4)), call(arr(2, 3)), call([], 2.0), call([arr(3)], arr(2, 3)), call([1.0, 2]),
    ],
    "builtins.sorted": [
        call([2.5, 0.5, 1.5]), call((2.5, 0.5, 3.5), reverse=True), call(arr(4)), call([])
    ],
    "builtins.max": [
        call(1.5, 2.5), call(3.5, 2.5), call(1.0, 3.0, 2.0), call([1.0, 3.0, 2.0]),
        call(arr(4)), call((1.0, 3.0)), call(np.float64(1.0), 0.5), call(1.5, 0),
    ],
    "builtins.min": [
        call(1.5, 2.5), call(3.5, 2.5), call(1.0, -3.0, 2.0), call([1.0, -3.0, 2.0]), call(arr(4)),
    ],
    "math.log": [call(2.5), call(2.5, 3.5), call(2.5, 10)],
    "math.hypot": [call(1.5, 2.5), call(1.5), call(1.0, 2.0, 3.0), call(1.5, 2)],
    "math.dist": [call([1.0, 2.0], [0.5, 3.5]), call((1.0,), (2.5,)), call(arr(3), arr(3, seed=1))],
    "math.fsum": [call([1.5, 2.5]), call((1.5,)), call(arr(3))],
    "math.prod": [
        call([1.5, 2.5, -0.5]), call((1.5, 0.0, 3.0)), call([0.0, 0.0, 2.0]), call(arr(3)),
        call([1.5, 2.0], start=3.0), call([1.5, 2]),
    ],
    "math.sumprod": [call([1.5, 2.5], [0.5, 1.0])],
    "math.modf": [call(1.4), call(-1.4)],
    "math.frexp": [call(1.4), call(-5.3)],
    "numpy.modf": [call(1.4), call(np.array([1.3, -2.4]))],
    "numpy.frexp": [call(1.4), call(np.array([1.3, -5.4]))],
    "numpy.conjugate": [call(1.5), call(arr(3)), call(cplx(3)), call(1 + 2j)],
    "numpy.ndarray.conj": [call(arr(3)), call(cplx(3))],
    "numpy.ndarray.conjugate": [call(arr(3)), call(cplx(3))],
    "numpy.real": [call(1.5), call(arr(3)), call(cplx(3))],
    "numpy.imag": [call(arr(3)), call(cplx(3)), call(cplx(2)[0])],
    "numpy.angle": [call(cplx(3)), call(cplx(3), True), call(arr(3)), call(cplx(2)[0])],
    "numpy.real_if_close": [call(arr(3)), call(cplx(3))],
}  # fmt: skip
