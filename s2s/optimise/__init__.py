"""Making generated code read as if written by hand: what comes in is correct, what goes out is short.

`optimise` runs the passes; each pass is one file, changes nothing that can be observed, and can be
switched off on its own (`Facts.enabled`).
"""

from s2s.optimise.facts import PASSES, Facts, Optimised
from s2s.optimise.optimise import optimise
from s2s.optimise.results import callers_first, results
from s2s.optimise.through import through

__all__ = ["PASSES", "Facts", "Optimised", "callers_first", "optimise", "results", "through"]
