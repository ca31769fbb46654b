"""Calls of methods of universal functions, and of the runtime's own helpers."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, with_zeros

_REDUCE = [
    call(arr(4)), call(arr(2, 3)), call(arr(2, 3), 1), call(arr(2, 3), axis=None),
    call(arr(2, 3, 2), (0, 2)), call(arr(2, 3), axis=-1, keepdims=True),
]  # fmt: skip
_OUTER = [call(arr(2), arr(3)), call(1.5, arr(3)), call(arr(2, 2), arr(3)), call(cplx(2), arr(2))]

SAMPLES: dict[str, list[Call]] = {
    **{
        f"numpy.{name}.reduce": _REDUCE
        for name in ("add", "multiply", "maximum", "minimum", "logaddexp")
    },
    "numpy.add.accumulate": [call(arr(4)), call(arr(2, 3)), call(arr(2, 3), 1)],
    "numpy.multiply.accumulate": [
        call(arr(4)), call(arr(2, 3)), call(arr(2, 3), 1), call(with_zeros(4, zeros=(2,)))
    ],
    **{f"numpy.{n}.outer": _OUTER for n in ("add", "subtract", "multiply")},
    "s2s.runtime.unbroadcast": [
        call(arr(2, 3), arr(3)), call(arr(2, 3), 1.5), call(arr(2, 3), arr(2, 1)), call(2.0, arr(2))
    ],
    "s2s.runtime.expand": [call(arr(3), arr(2, 3)), call(1.5, arr(2)), call(arr(2), arr(2))],
    "s2s.runtime.added_at": [
        call(arr(3), [0, 2, 0], arr(3, seed=1)), call(arr(3, 2), ([0, 2, 0], [1, 1, 1]), 0.7),
        call(arr(3, 2), [1, 1], arr(2)), call(arr(3), np.array([True, False, True]), arr(2)),
    ],
    "s2s.runtime.subtracted_at": [
        call(arr(3), [0, 2, 0], arr(3, seed=1)), call(arr(3, 2), [1, 1], arr(2)),
    ],
    "s2s.runtime.add": [
        call(arr(3), arr(3, seed=1)), call(1.5, 2.5), call([arr(2), 1.5], [arr(2, seed=1), 0.5])
    ],
    "s2s.runtime.fitting": [call([arr(3), 1.5], [arr(3), 2.5], "f")],
    "s2s.runtime.fitting_pair": [call([arr(3), arr(3, seed=1)], "f"), call([1.5, 2.5], "f")],
    "s2s.runtime.buffer": [call(arr(3), arr(2, 3)), call(1.5, arr(3)), call(arr(3), arr(3))],
    "s2s.runtime.view_dot": [call(arr(3), arr(3), arr(3), arr(3, seed=1))],
    "s2s.runtime.own": [call(arr(3)), call(arr(3), arr(2, seed=1))],
    "s2s.runtime.own_tangents": [
        call((arr(3),), (arr(3, seed=1),)), call((arr(3), arr(2)), (arr(3, seed=1), arr(2, seed=2))),
    ],
    "s2s.runtime.mirror": [call(arr(3), arr(3, seed=1)), call((1.5, 2.5), [0.5, 0.3])],
    "s2s.runtime.einsum_ct": [
        call(arr(2, 4), "ij,jk->ik", [arr(2, 3), arr(3, 4)], 0),
        call(arr(2, 4), "ij,jk->ik", (arr(2, 3), arr(3, 4)), 1),
        call(arr(3), "ij,j,j->j", [arr(2, 3), arr(3), arr(3, seed=1)], 1), call(1.5, "ii", [arr(3, 3)], 0),
    ],
    "s2s.runtime.einsum_with": [
        call(arr(2, 3), "ij,jk->ik", [arr(2, 3), arr(3, 4)], 0),
        call(arr(3), "ij,j,j->j", (arr(2, 3), arr(3), arr(3, seed=1)), 1),
    ],
    "s2s.runtime.scatter": [
        call(arr(3), np.array([0, 2, 0]), arr(2, 2)), call(1.5, np.array([0, 2]), arr(3)),
        call(cplx(2, 2), np.array([[0, 1], [1, 1]]), arr(3)),
    ],
}  # fmt: skip
