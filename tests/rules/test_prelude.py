"""Functions that are differentiated through a text of ours: the text gives the same bits."""

from __future__ import annotations

import functools
import operator
from typing import Any

import numpy as np
import pytest

from s2s import rules
from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32
from tests.rules.samples.linear_algebra_samples import square

_X = np.array([0.0, 0.3, 1.1, 1.7])
_TRAPEZOID = [
    call(arr(4)), call(arr(4), _X), call(arr(4), dx=0.3), call(arr(3, 4), _X),
    call(arr(4, 3), _X, axis=0), call(arr(2, 4), arr(2, 4, seed=1)), call(f32(4)),
    call([1.0, 2.0, 4.0]),
]  # fmt: skip
CALLS: dict[str, list[Call]] = {
    "functools.reduce": [
        call(operator.mul, [1.5, 2.5, -0.5]), call(operator.add, [1.5], 2.0),
        call(operator.add, (arr(3), arr(3, seed=1))), call(max, [1.0, 3.0, 2.0]),
    ],
    "numpy.trapezoid": _TRAPEZOID,
    "numpy.trapz": _TRAPEZOID,
    "numpy.polyval": [
        call(arr(4), 1.5), call(arr(4), arr(2, 3)), call([1.0, 2.0], 0.3), call(f32(3), f32(2)),
        call(np.array([1, 2]), 0.5), call(cplx(3), 0.5),
    ],
    "numpy.average": [
        call(arr(4)), call(arr(2, 3), 0), call(arr(4), weights=arr(4, low=0.1)),
        call(arr(2, 3), axis=1, weights=arr(3, low=0.1)), call(f32(3)),
        call(arr(2, 3), weights=arr(2, 3, low=0.1)), call([1.0, 2.0], weights=[0.3, 0.7]),
    ],
    "numpy.vander": [
        call(arr(3)), call(arr(3), 2), call(arr(3), increasing=True), call(arr(3), 4, True),
        call(arr(2), 1),
    ],
    "numpy.cov": [
        call(arr(2, 5)), call(arr(5)), call(arr(5), arr(5, seed=1)), call(arr(5, 2), rowvar=False),
        call(arr(2, 5), bias=True), call(arr(2, 5), ddof=0),
    ],
    "numpy.corrcoef": [
        call(arr(2, 5)), call(arr(5), arr(5, seed=1)), call(arr(5, 2), rowvar=False)
    ],
    "numpy.logspace": [call(0.5, 2.0), call(0.5, 2.0, 5), call(0.0, 1.0, 4, False, 2.0)],
    "numpy.polyfit": [
        call(np.linspace(0.0, 1.0, 7), arr(7), 2), call(arr(6), arr(6, seed=1), 1),
        call(arr(6), arr(6, 2, seed=1), 1),
    ],
    "numpy.apply_along_axis": [
        call(np.sum, 0, arr(2, 3)), call(np.sort, 1, arr(2, 3, 2)), call(np.diff, -1, arr(2, 4)),
        call(np.mean, 1, arr(2, 3, 2)),
    ],
    "numpy.linalg.cond": [
        call(square(3, 3)), call(square(3, 3), -2), call(square(3, 3), 1), call(arr(3, 2)),
        call(square(2, 3, 3), np.inf),
    ],
    "numpy.linalg.matrix_power": [
        call(square(3, 3), n) for n in (0, 1, 2, 3, 4, 5, 7, 8, -1, -3)
    ] + [call(square(2, 3, 3), 3)],
    "numpy.linalg.tensorinv": [call(square(6, 6).reshape(2, 3, 6), 2), call(square(3, 3), ind=1)],
    "numpy.linalg.tensorsolve": [
        call(square(6, 6).reshape(2, 3, 2, 3), arr(2, 3)), call(square(3, 3), arr(3))
    ],
}  # fmt: skip
NAMES = [n for n in rules.names() if (r := rules.by_name(n)) and r.flavour == "composite"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", NAMES)
def test_same_bits(name: str) -> None:
    rule = rules.by_name(name)
    assert rule is not None and rule.source_function is not None
    original: Any = rules.function_of(rule)
    for sample in CALLS[name]:
        expected = original(*sample.args, **sample.kwargs)
        got: Any = rule.source_function(*sample.args, **sample.kwargs)
        np.testing.assert_array_equal(got, expected)
        assert np.asarray(got).dtype == np.asarray(expected).dtype
        assert np.shape(got) == np.shape(expected)


def test_reduce_without_items_raises_as_the_original_does() -> None:
    assert functools.reduce(operator.add, [], 1.0) == 1.0
