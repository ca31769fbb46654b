"""Every sampled call as a program of its own, differentiated as a user would do it."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from s2s import rules
from s2s.testing import check
from s2s.testing.leaves import float_leaves
from tests.rules.checker import Call
from tests.rules.program import program
from tests.rules.samples import SAMPLES, UNCOVERED
from tests.rules.samples.elementwise_samples import elementwise_calls

# Casts to so few digits that differences of values are mostly rounding; test_rules checks them.
COARSE = {"numpy.float16", "numpy.complex64"}
NAMES = [name for name in rules.names() if name.split(".")[0] not in ("s2s", "scipy")]


def _calls(rule: rules.Rule) -> list[Call]:
    more = elementwise_calls(rule) if rule.flavour == "elementwise" else []
    return [*SAMPLES.get(rule.name, []), *UNCOVERED.get(rule.name, []), *more]


@pytest.mark.parametrize("name", NAMES)
def test_program_of_one_call(name: str) -> None:
    rule = rules.by_name(name)
    assert rule is not None
    if rule.flavour == "zero" or name in COARSE:
        return
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for sample in _calls(rule):
            function, args = program(rule, sample)
            if float_leaves(args) and float_leaves(function(*args)):
                check(function, *args)
