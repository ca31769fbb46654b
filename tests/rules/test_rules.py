"""Every rule in the registry, against finite differences."""

from __future__ import annotations

import warnings

import pytest

from s2s import rules
from s2s.rules import Rule
from tests.rules.checker import Call, check_call
from tests.rules.samples import SAMPLES
from tests.rules.samples.elementwise_samples import elementwise_calls
from tests.rules.samples.scipy_special_samples import scipy_elementwise_calls

NAMES = list(rules.names())
# Draws are other ones each time: see test_draws.
ELSEWHERE = {name for name in NAMES if name.startswith(("numpy.random.", "random."))}
# Its derivative is that of another argument than its value: tried by test_scipy_solvers.
ELSEWHERE |= {"s2s.runtime.as_value", "s2s.runtime.sparse_found"}


def repeats(name: str) -> bool:
    """Whether a rule is that of another method of a distribution but for signs: tried here only."""
    ends = (".sf", ".isf", ".logcdf", ".logsf", ".median", ".var", ".std", ".interval")
    return name.startswith("scipy.stats.") and name.endswith(ends)


def _rule(name: str) -> Rule:
    rule = rules.by_name(name)
    assert rule is not None
    return rule


def _calls(rule: Rule) -> list[Call]:
    if rule.flavour == "elementwise" and rule.name.startswith("scipy."):
        return SAMPLES.get(rule.name, []) + scipy_elementwise_calls(rule)
    if rule.flavour == "elementwise":
        return SAMPLES.get(rule.name, []) + elementwise_calls(rule)
    return SAMPLES.get(rule.name, [])


@pytest.mark.parametrize("name", NAMES)
def test_rule_agrees_with_finite_differences(name: str) -> None:
    rule = _rule(name)
    if rule.flavour in ("zero", "composite") or not rule.active or name in ELSEWHERE:
        return
    calls = _calls(rule)
    assert calls, f"there are no samples of {name}"
    checked = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for sample in calls:
            try:
                checked += check_call(rule, sample)
            except Exception as error:
                raise AssertionError(f"{name} with {sample.args} {sample.kwargs}") from error
    assert checked, f"no sample of {name} has an active argument"
