"""Calls of the functions of ``numpy.polynomial`` on coefficients."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr

SAMPLES: dict[str, list[Call]] = {
    "s2s.runtime.basis_slope": [call(arr(2, 4), np.eye(3, 4, 1)), call(arr(3), np.eye(2, 3, 1))],
    "s2s.runtime.basis_slope_ct": [
        call(arr(2, 4), arr(2, 4, seed=1), np.eye(3, 4, 1)), call(arr(3), arr(3), np.eye(2, 3, 1)),
    ],
}  # fmt: skip
for _module, _short in (
    ("polynomial", "poly"), ("chebyshev", "cheb"), ("legendre", "leg"), ("hermite", "herm"),
    ("hermite_e", "herme"), ("laguerre", "lag"),
):  # fmt: skip
    _full = f"numpy.polynomial.{_module}.{_short}"
    SAMPLES[f"{_full}der"] = [call(arr(4)), call(arr(4), 2, 0.5), call(arr(2), 3)]
    if _short != "herme":  # NumPy's leaves the axes of an empty result in another order
        SAMPLES[f"{_full}der"].append(call(arr(3, 4), axis=1))
    SAMPLES[f"{_full}int"] = [
        call(arr(3)), call(arr(3), 2, [1.0, 2.0], 0.5), call(arr(3, 2), 1, [], 0.0, 2.0, axis=1),
    ]  # fmt: skip
    SAMPLES[f"{_full}fit"] = [
        call(np.linspace(0.0, 1.0, 6), arr(6), 2), call(np.linspace(0.0, 1.0, 6), arr(6, 2), 1),
        call(np.linspace(0.0, 1.0, 6), arr(6), 2, w=arr(6, low=0.5)),
    ]  # fmt: skip
    SAMPLES[f"{_full}vander"] = [call(arr(3), 3), call(arr(2, 2), 1), call(arr(3), 0)]
