"""Calls of functions that choose elements."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32

_C = np.array([True, False, True])
_I = np.array([0, 2, 2, 1])
_INF = np.array([1.0, np.nan, -0.5, 2.0])
_SORT = [
    call(arr(5)), call(arr(2, 4)), call(arr(2, 4), 0), call(arr(2, 4), axis=-1),
    call(arr(2, 4), axis=None), call(cplx(4)), call(f32(4)), call(arr(2, 4), kind="stable"),
]  # fmt: skip

SAMPLES: dict[str, list[Call]] = {
    "numpy.where": [
        call(_C, arr(3), arr(3, seed=1)), call(_C, arr(2, 3), 1.5), call(True, 1.5, 2.5),
        call(_C, 1.5, 2.5), call(_C, arr(2, 1), arr(3)), call(_C, cplx(3), arr(3)),
        call(_C[:, None], arr(3), 0),
    ],
    "numpy.select": [
        call([_C, ~_C], [arr(3), arr(3, seed=1)]), call([_C], [arr(3)], 1.5),
        call([_C, _C], [arr(3), 2.5], default=arr(3)), call([_C[:, None], _C], [1.5, arr(3)], 0.5),
    ],
    "numpy.choose": [
        call(_I % 2, [arr(4), arr(4, seed=1)]), call(_I, [1.5, arr(4), 2.5]),
        call(_I, [arr(4), arr(4, seed=1)], mode="clip"), call(_I, arr(3, 4), mode="wrap"),
    ],
    "numpy.take": [
        call(arr(3), _I), call(arr(3), 1), call(arr(2, 3), _I), call(arr(2, 3), _I, 1),
        call(arr(3, 2), _I, axis=0), call(arr(3, 2), [[0, 1], [2, -1]], axis=0),
        call(arr(3, 2), 4, mode="clip"), call(arr(3, 2), [5, -1], axis=0, mode="wrap"),
        call(cplx(3), _I),
    ],
    "numpy.take_along_axis": [
        call(arr(2, 4), np.array([[0, 1], [3, 3]]), 1),
        call(arr(2, 4), np.array([[0, 1, 1, 0]]), 0),
        call(arr(4), _I, axis=0), call(arr(4), _I, None),
    ],
    "numpy.compress": [call(_C, arr(3)), call(_C, arr(2, 3), 1), call(_C, arr(2, 3))],
    "numpy.extract": [call(_C, arr(3)), call(arr(2, 3) > 0, arr(2, 3))],
    "numpy.nan_to_num": [call(_INF), call(1.5), call(_INF, nan=3.0)],
    "numpy.sort": _SORT,
    "numpy.partition": [
        call(arr(5), 2), call(arr(2, 5), 1), call(arr(5, 2), 3, 0),
        call(arr(2, 5), (1, 3), axis=-1), call(arr(2, 5), 3, axis=None),
    ],
    "numpy.unique": [call(arr(4)), call(arr(2, 3))],
}  # fmt: skip
