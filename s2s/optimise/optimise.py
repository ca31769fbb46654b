"""Optimise: the passes over a generated function, in order."""

from __future__ import annotations

from collections.abc import Callable

import gast

from s2s.optimise.coalesce import coalesce
from s2s.optimise.countdown import countdown
from s2s.optimise.dead import dead
from s2s.optimise.drain import drain
from s2s.optimise.exits import exits
from s2s.optimise.facts import Facts, Optimised
from s2s.optimise.faint import faint
from s2s.optimise.fold import fold
from s2s.optimise.fuse import fuse
from s2s.optimise.gather import gather
from s2s.optimise.increments import increments
from s2s.optimise.join import join
from s2s.optimise.last import last
from s2s.optimise.markers import place_markers
from s2s.optimise.number import number
from s2s.optimise.owned import owned
from s2s.optimise.propagate import propagate
from s2s.optimise.ranges import ranges
from s2s.optimise.recompute import recompute
from s2s.optimise.regroup import regroup
from s2s.optimise.reuse import reuse
from s2s.optimise.same import same
from s2s.optimise.simplify import simplify
from s2s.optimise.subexpressions import subexpressions
from s2s.optimise.swap import swap
from s2s.optimise.units import units
from s2s.optimise.unseen import unseen

_ORDER: tuple[tuple[str, Callable[[gast.FunctionDef, Facts], Facts | None]], ...] = (
    ("propagate", propagate),
    ("unseen", unseen),
    ("dce", dead),
    ("subexpressions", subexpressions),
    ("propagate", propagate),
    ("owned", owned),
    ("fold", fold),
    ("drain", drain),
    ("ranges", countdown),
    ("same", same),
    ("faint", faint),
    ("last", last),
    ("dce", dead),
    ("recompute", recompute),
    ("simplify", simplify),
    ("units", units),
    ("fuse", fuse),
    ("reuse", reuse),
    ("gather", gather),
    ("coalesce", coalesce),
    ("dce", dead),  # branches that held copies only
    ("propagate", propagate),
    ("join", join),
    ("exits", exits),
    ("owned", owned),
    ("fold", fold),
    ("fold", increments),
    ("regroup", regroup),
    ("ranges", ranges),
    ("swap", swap),
    ("number", number),
)


def optimise(fn: gast.FunctionDef, facts: Facts) -> Optimised:
    """The function with dead code gone, copies joined and expressions put back together."""
    before = list(fn.body)
    for name, run in _ORDER:
        if name in facts.enabled:
            facts = run(fn, facts) or facts
    markers = place_markers(fn, before, facts.markers)
    return Optimised(fn, dict(facts.comments), markers, set(facts.impure))
