"""Calls of methods of universal functions, and of the runtime's own helpers."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, with_zeros

_REDUCE = [
    call(arr(4)), call(arr(2, 3)), call(arr(2, 3), 1), call(arr(2, 3), axis=None),
    call(arr(2, 3, 2), (0, 2)), call(arr(2, 3), axis=-1, keepdims=True),
]  # fmt: skip
_INITIAL = [
    call(arr(4), initial=0.3), call(arr(2, 3), 1, initial=-0.4, keepdims=True),
    call(arr(2, 3), axis=None, initial=0.2), call(arr(2, 3), initial=9.0),
    call(arr(2, 3), 1, initial=0.1, where=np.array([[True, False, True], [True, True, False]])),
]  # fmt: skip
_OUTER = [call(arr(2), arr(3)), call(1.5, arr(3)), call(arr(2, 2), arr(3)), call(cplx(2), arr(2))]

_POSITIVE = [call(arr(4, low=0.5)), call(arr(2, 3, low=0.5)), call(arr(2, 3, low=0.5), axis=1)]
_SCAN = [*_POSITIVE, call(arr(3, 4, 2, low=0.6), 1)]
_LAST = [*_POSITIVE, call(arr(2, 3, low=0.5), -1, keepdims=True), call(arr(2, 3, low=0.5), 1)]
_AT = [
    call(arr(6), np.array([0, 2, 4])), call(arr(6), [0, 4, 1, 5]), call(arr(5, 2), np.array([0, 3])),
    call(arr(2, 5), np.array([1, 3]), axis=1),
]  # fmt: skip
_BETWEEN = [
    call(arr(2, low=0.4, high=0.9), arr(3, low=1.2, high=1.9)),
    call(0.6, arr(3, low=1.2, high=1.9)), call(arr(2, 2, low=0.4, high=0.9), 1.4),
    call(arr(2, 2, low=0.4, high=0.9), arr(3, 2, low=1.2, high=1.9)),
]  # fmt: skip
_BINARY = ("hypot", "maximum", "minimum", "fmax", "fmin", "logaddexp", "logaddexp2", "arctan2")

SAMPLES: dict[str, list[Call]] = {
    **{f"numpy.{n}.reduce": _REDUCE for n in ("hypot", "logaddexp", "logaddexp2", "add")},
    **{f"numpy.{n}.reduce": _LAST
       for n in ("subtract", "divide", "power", "float_power", "arctan2")},
    **{f"numpy.{n}.accumulate": _SCAN
       for n in ("subtract", "divide", "power", "float_power", *_BINARY)},
    **{f"numpy.{n}.reduceat": _AT for n in ("add", "multiply", "maximum", "minimum", "logaddexp")},
    **{f"numpy.{n}.outer": _BETWEEN
       for n in ("divide", "power", "float_power", "remainder", "fmod", *_BINARY)},
    **{
        f"numpy.{name}.reduce": [*_REDUCE, *_INITIAL]
        for name in ("multiply", "maximum", "minimum", "fmax", "fmin")
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
    "s2s.runtime.with_residuals": [call([arr(3), arr(3, seed=1)], "f"), call([1.5, 2.5], "f")],
    "s2s.runtime.unless_rounded": [
        call(arr(2, 3), arr(2, 3)), call(1.5, 2.5), call(arr(3), np.arange(3)),
    ],
    "s2s.runtime.operand": [call(1.5), call(arr(2, 3))],
    "s2s.runtime.factor": [call(1.5), call(arr(2, 3))],
    "s2s.runtime.buffer": [call(arr(3), arr(2, 3)), call(1.5, arr(3)), call(arr(3), arr(3))],
    "s2s.runtime.writable": [call(arr(3))],
    "s2s.runtime.view_dot": [call(arr(3), arr(3), arr(3), arr(3, seed=1))],
    "s2s.runtime.own": [call(arr(3)), call(arr(3), arr(2, seed=1))],
    "s2s.runtime.own_tangents": [
        call((arr(3),), (arr(3, seed=1),)), call((arr(3), arr(2)), (arr(3, seed=1), arr(2, seed=2))),
    ],
    "s2s.runtime.owned": [call(arr(3), arr(3, seed=1)), call([arr(2), 0.5], [arr(2, seed=1), 1.5])],
    "s2s.runtime.held_copy": [call(arr(3)), call([arr(2), 0.5])],
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
    "s2s.runtime.add_rows": [call(arr(3), np.array([0, 2, 0]), 4), call(arr(3, 2), np.array([1, 1, 0]), 2)],
    "s2s.runtime.quantile_share": [call(arr(4), 0.4, 0, "linear", None, False)],
    "s2s.runtime.product_of_others": [
        call(arr(4), None, True), call(arr(2, 3), 1, True), call(arr(2, 3, 2), (0, -1), True),
        call(arr(4), 0, np.array([True, True, False, True])), call(cplx(2, 3), 0, True),
        call(np.array([0.0, 1.5, 0.0]), None, True),
    ],
    "s2s.runtime.cofactors": [
        call(arr(3, 3)), call(cplx(2, 2)), call(arr(2, 3, 3)), call(np.array([[1.0, 2.0], [2.0, 4.0]])),
    ],
    "s2s.runtime.cofactors_along": [
        call(arr(3, 3), arr(3, 3, seed=1)), call(arr(2, 3, 3), arr(2, 3, 3, seed=1)),
        call(arr(2, 2), np.array([[1.0, 2.0], [2.0, 4.0]])),
    ],
    "s2s.runtime.scatter": [
        call(arr(3), np.array([0, 2, 0]), arr(2, 2)), call(1.5, np.array([0, 2]), arr(3)),
        call(cplx(2, 2), np.array([[0, 1], [1, 1]]), arr(3)),
    ],
}  # fmt: skip
