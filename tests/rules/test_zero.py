"""Functions declared to have no derivative: their values must not move with their arguments."""

from __future__ import annotations

import copy
import inspect
import warnings
from typing import Any

import numpy as np
import pytest

from s2s import rules
from tests.rules.samples.arrays import arr

NAMES = [n for n in rules.names() if (r := rules.by_name(n)) and r.flavour == "zero" and r.pure]
_ARGUMENTS: list[tuple[Any, ...]] = [
    (0.3,), (arr(3),), (arr(2, 2),), (arr(3), arr(3, seed=1, low=0.3, high=2.2)), (1.3, 0.4),
    (3,), (3, 2), (True, False), (np.sort(arr(4)), arr(3)), (arr(3, low=-1.8), np.sort(arr(4))),
    ([arr(3), arr(3)],), (np.array([True, False]),), ((2, 2),), (arr(2, 2), 1),
]  # fmt: skip
# Their results do not come from values at all, or are made of names and types.
_NOT_NUMERIC = (
    "builtins.", "numpy.dtype", "numpy.finfo", "numpy.iinfo", "time.", "numpy.printoptions",
    "numpy.einsum_path", "numpy.array", "numpy.format", "numpy.ndarray.shape", "numpy.empty",
    "numpy.can_cast", "numpy.issubdtype", "numpy.promote_types", "numpy.result_type",
    "numpy.min_scalar_type", "s2s.",
)  # fmt: skip


@pytest.mark.parametrize("name", [n for n in NAMES if not n.startswith(_NOT_NUMERIC)])
def test_value_does_not_move(name: str) -> None:
    rule = rules.by_name(name)
    assert rule is not None
    function = rules.function_of(rule)
    tried = 0
    for args in _ARGUMENTS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                value = function(*copy.deepcopy(args))  # a second array may be written into
                other = function(*(_nudged(arg) for arg in args))
            except Exception:
                continue  # not a call that this function takes
        tried += 1
        np.testing.assert_equal(value, other)
    assert tried or not inspect.isroutine(function) or name in _OTHER_CALLS, name


_OTHER_CALLS = {
    "operator.contains", "operator.countOf", "operator.indexOf", "math.isqrt", "numpy.isnat",
    "numpy.mask_indices", "numpy.ravel_multi_index", "operator.length_hint",
    "numpy.unravel_index",
}  # fmt: skip


def _nudged(value: Any) -> Any:
    if isinstance(value, list):
        return [_nudged(item) for item in value]
    if isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
        return value + 1e-7
    return value
