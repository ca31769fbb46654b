"""Functions that are differentiated through a text of ours: the text gives the same bits."""

from __future__ import annotations

import functools
import operator
from typing import Any

import numpy as np
import pytest

from s2s import rules
from s2s.testing.same import same
from tests.rules.samples.composite_samples import SAMPLES as CALLS


def _plain(value: Any) -> Any:
    """A result with named tuples as tuples."""
    return tuple(map(_plain, value)) if isinstance(value, tuple | list) else np.asarray(value)


# The texts that stand for SciPy's functions and classes, and for draws, are compared value by value in
# programs: test_scipy_programs, test_scipy_signals, test_scipy_matrices, test_draws and their kin.
_ELSEWHERE = ("scipy.", "numpy.random.")
NAMES = [
    n
    for n in rules.names()
    if (r := rules.by_name(n))
    and r.flavour == "composite"
    and not isinstance(rules.function_of(r), type)
    and not n.endswith(".fit")
    and not n.startswith(_ELSEWHERE)
]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", NAMES)
def test_same_bits(name: str) -> None:
    rule = rules.by_name(name)
    assert rule is not None and rule.source_function is not None
    original: Any = rules.function_of(rule)
    for sample in CALLS[name]:
        expected = original(*sample.args, **sample.kwargs)
        got: Any = rule.source_function(*sample.args, **sample.kwargs)
        assert same(_plain(expected), _plain(got), name) is None


def test_reduce_without_items_raises_as_the_original_does() -> None:
    assert functools.reduce(operator.add, [], 1.0) == 1.0
