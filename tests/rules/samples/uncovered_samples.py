"""Calls that a rule's formulas leave to a text of ours: less common arguments."""

from __future__ import annotations

import math

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, with_zeros
from tests.rules.samples.linear_algebra_samples import spd

_COORDINATES = np.array([0.0, 1.0, 1.5, 3.0, 3.2])
_XP, _FP = np.array([0.2, 1.0, 2.0, 3.5]), arr(4)
_X = np.array([0.3, 1.7, -0.4, 2.3, 4.6])
_VALUES = np.array([2.5, 0.5, 1.5, -1.0, 0.7])
_STATISTICS = ("maximum", "minimum", "mean", "median")

# These go through `s2s.grad` only: the rule's own formulas do not hold for them.
SAMPLES: dict[str, list[Call]] = {
    "numpy.pad": [
        call(arr(3), (1, 2), constant_values=3.0),
        call(arr(2, 3), 1, constant_values=((0.5, -0.5), (1.5, 2.5))),
        *(call(arr(5), (2, 3), mode) for mode in (*_STATISTICS, "linear_ramp")),
        *(call(arr(3, 4), ((1, 2), (0, 3)), mode) for mode in (*_STATISTICS, "linear_ramp")),
        *(call(arr(6), 2, mode, stat_length=3) for mode in _STATISTICS),
        *(call(arr(3, 4), 1, mode, stat_length=((2, 1), (3, 2))) for mode in _STATISTICS),
        call(arr(4), 3, "linear_ramp", end_values=1.5),
        call(arr(2, 3), 2, "linear_ramp", end_values=((0.5, 1.0), (2.0, -1.0))),
        *(call(arr(4), (2, 3), mode, reflect_type="odd") for mode in ("reflect", "symmetric")),
        *(call(arr(3), (7, 9), mode, reflect_type="odd") for mode in ("reflect", "symmetric")),
        call(arr(3, 4), ((1, 2), (5, 0)), mode="reflect", reflect_type="odd"),
        call(arr(1, 3), 1, mode="reflect", reflect_type="odd"),
    ],
    "numpy.gradient": [
        call(arr(5), 0.5), call(arr(5), _COORDINATES), call(arr(4, 5), 0.5, 2.0),
        call(arr(4, 5), 0.5, axis=0), call(arr(4, 5), 0.5), call(arr(5), 0.4, edge_order=2),
        call(arr(5), _COORDINATES, edge_order=2), call(arr(4, 5), 0.3, _COORDINATES),
        call(arr(3, 5), _COORDINATES, axis=1, edge_order=2), call(arr(5), np.arange(5.0) + 0.0),
        call(arr(2), np.array([0.3, 0.9])), call(arr(5, 3), _COORDINATES, axis=-2),
    ],
    "numpy.interp": [
        call(_X, _XP, _FP, 9.0, -9.0), call(_X, _XP, _FP, left=9.0), call(_X, _XP, _FP, None, 2.0),
        call(_X, _XP, _FP, period=4.0), call(0.7, _XP, _FP, period=5.0),
        call(_X.reshape(5, 1), _XP[::-1].copy(), _FP, period=6.5), call(_X, _XP, cplx(4)),
    ],
    "numpy.linspace": [call(0.5, 2.0, 4, True, True), call(0.5, 2.0, 4, False, retstep=True)],
    "numpy.ediff1d": [
        call(arr(4), 1.5), call(arr(4), to_begin=-0.5), call(arr(2, 3), arr(2), arr(3)),
    ],
    "numpy.cumulative_prod": [
        call(arr(4), include_initial=True), call(arr(2, 3), axis=1, include_initial=True)
    ],
    "numpy.clip": [
        call(arr(5), min=-1.0), call(arr(5), min=-0.5, max=0.7), call(arr(2, 3), max=arr(3))
    ],
    "numpy.nan_to_num": [
        call(np.array([1.0, math.nan, -2.0]), nan=0.5),
        call(np.array([1.0, math.inf, -math.inf]), posinf=3.0, neginf=-3.0),
    ],
    "numpy.unique": [
        call(_VALUES, True), call(_VALUES, return_inverse=True),
        call(_VALUES, return_counts=True), call(_VALUES, True, True, True),
        call(np.stack([_VALUES[:3], arr(3)]), axis=0),
    ],
    "numpy.linalg.svd": [
        call(spd(3, 3), hermitian=True), call(spd(3, 3), compute_uv=False, hermitian=True)
    ],
    "numpy.linalg.pinv": [call(spd(3, 3), hermitian=True)],
    "numpy.prod": [call(with_zeros(3), axis=0, initial=1.5)],
}  # fmt: skip
