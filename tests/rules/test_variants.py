"""Every sample again: strided and read-only, in single precision, complex, empty, by complex steps."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from s2s import rules
from s2s.rules import Rule
from tests.rules.checker import Call, Trial, check_call, flat, is_active, moved, noise
from tests.rules.test_rules import ELSEWHERE, _calls, _rule, repeats
from tests.rules.variants import variants

NAMES = [
    name
    for name in rules.names()
    if _rule(name).flavour not in ("zero", "composite")
    and not repeats(name)
    and _rule(name).active
    and name not in ELSEWHERE
]
_STEP = 1e-20


@pytest.mark.parametrize("name", NAMES)
def test_rule_holds_for_other_arrays(name: str) -> None:
    rule = _rule(name)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for kind, sample in _others(rule):
            try:
                _check(rule, kind, sample)
            except Exception as error:
                what = f"{name}, {kind}, with {sample.args} {sample.kwargs}"
                raise AssertionError(what) from error


@pytest.mark.parametrize("name", NAMES)
def test_rule_agrees_with_complex_steps(name: str) -> None:
    rule = _rule(name)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for sample in _calls(rule) if rule.complex_ok else []:
            trial = Trial(rule, sample)
            for param in rule.active:
                value = trial.bound.get(param)
                if is_active(value) and not _is_single(value):
                    _compare(trial, param, value)


def test_at_least_five_thousand_cases_are_checked() -> None:
    # A case: one argument of one call, in one mode, against finite differences.
    samples = sum(_cases(rule, c) for name in NAMES for rule in [_rule(name)] for c in _calls(rule))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        others = sum(
            _cases(rule, c)
            for name in NAMES[::10]  # a tenth of the rules tells enough
            for rule in [_rule(name)]
            for kind, c in _others(rule)
            if kind != "empty"
        )
    assert samples >= 15_000, samples
    assert 10 * others >= 20_000, others


def _cases(rule: Rule, sample: Call) -> int:
    bound = rules.bind(rule, sample.args, sample.kwargs)
    return 2 * sum(is_active(bound.get(param)) for param in rule.active)


def _others(rule: Rule) -> Iterator[tuple[str, Call]]:
    """The variants of a rule's samples that its function takes."""
    for sample in _calls(rule):
        for kind, other in variants(rule, sample):
            try:
                Trial(rule, other)
            except Exception:
                continue
            yield kind, other


def _check(rule: Rule, kind: str, sample: Call) -> None:
    if kind != "empty":
        check_call(rule, sample)
        return
    trial = Trial(rule, sample)  # nothing to compare but shapes
    for param in rule.active:
        if is_active(trial.bound.get(param)):
            direction = noise(trial.bound[param], trial.rng)
            for static in (True, False):
                trial.cotangent(param, static)
                assert flat(trial.tangent(param, direction, static)).shape == flat(trial.ans).shape


def _compare(trial: Trial, param: str, value: Any) -> None:
    """The tangent agrees with a complex step to ten digits, where the function is analytic."""
    if any(np.iscomplexobj(x) for x in trial.bound.values() if not isinstance(x, list | tuple)):
        return
    direction = noise(value, trial.rng)
    slope = trial.slope(param, direction)
    try:
        shifted = trial.run({**trial.bound, param: _shifted(value, direction)})
        change = flat(shifted).imag / _STEP
    except (TypeError, ValueError, AttributeError, NotImplementedError):
        return
    scale = max(1.0, float(np.max(np.abs(slope), initial=0.0)))
    if change.shape != slope.shape or not np.all(np.abs(change - slope) <= 1e-4 * scale):
        return
    found = flat(trial.tangent(param, direction, static=True))
    allowed = 1e-10 * max(scale, float(np.max(np.abs(flat(trial.ans)), initial=0.0)))
    assert np.all(np.abs(found - change) <= allowed), (param, found, change)


def _shifted(value: Any, direction: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_shifted(v, d) for v, d in zip(value, direction, strict=True))
    return (
        moved(value, 0.0, 0.0) + 1j * _STEP * np.asarray(direction) if is_active(value) else value
    )


def _is_single(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_is_single, value))
    return isinstance(value, np.ndarray | np.generic) and value.dtype in (np.float32, np.complex64)
