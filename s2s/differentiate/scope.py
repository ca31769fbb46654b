"""What the names in rules' formulas stand for."""

from __future__ import annotations

import math
import sys

import numpy as np

from s2s import runtime

NAMES = frozenset({"np", "math", "rt", "scipy"})


def formula_scope() -> dict[str, object]:
    """The modules and builtins that formulas use; SciPy where the program has imported it."""
    scope: dict[str, object] = {
        "np": np, "math": math, "rt": runtime, "float": float, "len": len, "sum": sum,
        "range": range, "abs": abs, "list": list, "tuple": tuple, "max": max, "min": min,
        "complex": complex, "dict": dict,
    }  # fmt: skip
    if "scipy" in sys.modules:
        scope["scipy"] = sys.modules["scipy"]
    return scope
