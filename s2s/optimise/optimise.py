"""Optimise: the passes over a generated function, in order."""

from __future__ import annotations

import gast

from s2s.optimise.coalesce import coalesce
from s2s.optimise.dead import dead
from s2s.optimise.facts import Facts, Optimised
from s2s.optimise.fold import fold
from s2s.optimise.propagate import propagate
from s2s.optimise.tidy import tidy
from s2s.optimise.unshare import unshare


def optimise(fn: gast.FunctionDef, facts: Facts) -> Optimised:
    """The function with dead code gone, copies joined and expressions put back together."""
    unshare(fn)
    for name, run in (
        ("propagate", propagate),
        ("dce", dead),
        ("fold", fold),
        ("coalesce", coalesce),
    ):
        if name in facts.enabled:
            run(fn, facts)
    if "fold" in facts.enabled:
        fold(fn, facts)
    tidy(fn)
    return Optimised(fn, dict(facts.comments), dict(facts.markers), set(facts.impure))
