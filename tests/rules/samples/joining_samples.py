"""Calls of functions that join and split."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32

_A, _B = arr(2, 3), arr(2, 3, seed=1)
_CONCATENATE = [
    call([arr(2), arr(3)]), call((_A, arr(1, 3))), call([_A, arr(2, 2)], 1),
    call([_A, arr(2, 1)], axis=-1), call([_A, arr(2)], None), call(arr(2, 3, 2)),
    call([arr(2), arr(1), arr(3)]), call([arr(2), np.zeros(0)]), call([arr(2), cplx(2)]), call([f32(2), f32(1)]), call([arr(2)]),
]  # fmt: skip
_SPLIT = [call(arr(6), 3), call(arr(6), [2, 3]), call(arr(4, 3), 2), call(arr(2, 6), 3, 1),
          call(arr(2, 6), (1, 4), axis=-1)]  # fmt: skip

SAMPLES: dict[str, list[Call]] = {
    "numpy.concatenate": _CONCATENATE,
    "numpy.concat": _CONCATENATE,
    "numpy.stack": [
        call([_A, _B]), call((_A, _B), 1), call([_A, _B], axis=-1), call([1.5, 2.5]), call(_A),
        call([arr(3)] * 2, axis=1), call([1.5, 2]),
    ],
    "numpy.vstack": [call([arr(3), arr(3)]), call([_A, arr(3)]), call(_A), call((1.5, 2.5))],
    "numpy.hstack": [call([arr(3), arr(2)]), call([_A, arr(2, 1)]), call([1.5, arr(2)]), call(_A)],
    "numpy.dstack": [call([arr(3), arr(3)]), call([_A, _B]), call([arr(2, 3, 2), _A])],
    "numpy.column_stack": [call([arr(3), arr(3)]), call([_A, arr(2)]), call((arr(2), _A, arr(2)))],
    "numpy.block": [
        call([[_A, arr(2, 1)], [arr(1, 3), arr(1, 1)]]), call([arr(2), arr(3)]), call(_A),
        call([[1.5, 2.5], [0.5, 1.0]]),
    ],
    "numpy.append": [
        call(arr(3), 1.5), call(arr(3), arr(2)), call(_A, arr(1, 3), 0), call(_A, _B, axis=-1),
        call(_A, arr(2)),
    ],
    "numpy.insert": [
        call(arr(4), 1, 2.5), call(arr(4), [1, 3], arr(2)), call(_A, 1, arr(3), axis=0),
        call(_A, 1, 2.5, axis=1), call(_A, 2, 1.5), call(arr(4), slice(1, 3), arr(2)),
    ],
    "numpy.delete": [
        call(arr(4), 1), call(arr(4), [0, 2]), call(_A, 1, 0), call(_A, [0, 2], axis=1),
        call(_A, slice(0, 2), 1), call(_A, 3),
    ],
    "numpy.split": _SPLIT,
    "numpy.array_split": [*_SPLIT, call(arr(7), 3)],
    "numpy.hsplit": [call(arr(6), 3), call(arr(2, 6), 2)],
    "numpy.vsplit": [call(arr(4, 2), 2)],
    "numpy.dsplit": [call(arr(2, 2, 4), 2)],
    "numpy.unstack": [call(_A), call(_A, axis=1), call(arr(2, 3, 2), axis=-1)],
    "numpy.meshgrid": [
        call(arr(2), arr(3)), call(arr(2), arr(3), indexing="ij"),
        call(arr(2), arr(3), sparse=True),
        call(arr(2), arr(3), arr(4)), call(arr(3)), call(1.5, arr(2)),
        call(arr(2), arr(3), copy=False),
    ],
}  # fmt: skip
SAMPLES["numpy.row_stack"] = SAMPLES["numpy.vstack"]
