"""Rules through forward mode, as users meet it, against the reverse mode of the same call.

Those of NumPy and Python are tried in both modes in test_programs.
"""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import s2s
from s2s import rules
from s2s.testing.identity import identity
from s2s.testing.probe import seed
from s2s.testing.same import same
from tests.rules.program import program
from tests.rules.test_programs import COARSE
from tests.rules.test_rules import ELSEWHERE, _calls, _rule, repeats

NAMES = [
    name
    for name in rules.names()
    if _rule(name).flavour not in ("zero", "composite")
    and not repeats(name)
    and _rule(name).active
    and (name.startswith(("scipy.", "s2s.")) or name in COARSE)
]

IN_PART = {"scipy.ndimage.gaussian_filter", "scipy.ndimage.gaussian_filter1d"}
"""They have a derivative by their width in some of the calls: tests/rules/test_scipy_images.py."""


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {*ELSEWHERE, *IN_PART}])
def test_tangent_agrees_with_the_pullback(name: str) -> None:
    rule = _rule(name)
    tried = 0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        calls = _calls(rule)
        if rule.flavour == "elementwise" and name.startswith("scipy."):
            calls = (
                calls[-1:] if ".stats." in name else calls[-2:]
            )  # they differ in their formula only: test_rules tries the rest
        for number, sample in enumerate(calls):
            fun, args = program(rule, sample)
            if not args:
                continue
            tried += 1
            rng = np.random.default_rng(number)
            value, pullback = s2s.vjp(fun, *args)
            cotangent = seed(value, rng)
            pushed, problems = identity(fun, args, pullback(cotangent), cotangent, rng)
            assert same(value, pushed, "value") is None, sample
            assert not problems, (sample, problems)
    assert tried
