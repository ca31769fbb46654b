"""Names of generated functions without the gaps that variants left which nobody calls any more."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Set

import gast

from s2s.errors import plain

_OURS = r"(fwd|rev|grad|jvp|tangent|saved)(_\d+)?"


def function_names(
    functions: list[gast.FunctionDef], wanted: Mapping[str, str], taken: Set[str]
) -> dict[str, str]:
    """New names for generated functions and for what is named after them.

    Args:
        functions: all functions of a module, in their order.
        wanted: of each name that was handed out, what it was made from: ``{"step_3": "step"}``.
        taken: every name of the module.

    >>> parts = gast.parse("def step_3_fwd(x): return x\\ndef f_grad(x): return step_3_fwd(x)").body
    >>> function_names(parts, {"step_3": "step", "f": "f"}, {"step_3_fwd", "f_grad", "x"})
    {'f_grad': 'f_grad', 'step_3_fwd': 'step_fwd'}
    """
    used = dict.fromkeys(
        old
        for function in functions
        if (found := re.fullmatch(rf"(.*?)_{_OURS}", function.name))
        for old in [found[1]]
        if old in wanted
    )
    renamed: dict[str, str] = {}
    # Where several want a name, the one that had it first gets it.
    for old in sorted(used, key=lambda old: plain(old) != wanted[old]):
        tails = {name: tail for name in sorted(taken) if (tail := _tail(name, old, wanted[old]))}
        for number in itertools.count():
            new = f"{wanted[old]}_{number}" if number else wanted[old]
            made = {name: new + tail for name, tail in tails.items()}
            if not set(made.values()) & ((taken - made.keys()) | set(renamed.values())):
                renamed.update(made)
                break
    return renamed


def _tail(name: str, old: str, wanted: str) -> str | None:
    """What follows the name of a function in a name that is to change with it."""
    found = re.fullmatch(rf"{re.escape(old)}(_{_OURS})", name)
    if found is None and plain(old) != wanted:
        found = re.fullmatch(rf"{re.escape(plain(old))}(_{_OURS})", name)
    return found[1] if found else None
