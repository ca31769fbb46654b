"""Names of generated functions without the gaps that variants left which nobody calls any more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

import gast

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
    {'step_3_fwd': 'step_fwd'}
    """
    used = dict.fromkeys(
        old
        for function in functions
        if (found := re.fullmatch(rf"(.*?)_{_OURS}", function.name))
        for old in [found[1]]
        if old in wanted
    )
    kept = {old for old in used if old == wanted[old]}
    renamed: dict[str, str] = {}
    for old in used:
        if old in kept:
            continue
        mine = {name for name in taken if re.fullmatch(rf"{re.escape(old)}_{_OURS}", name)}
        number = 0
        while True:
            new = f"{wanted[old]}_{number}" if number else wanted[old]
            number += 1
            if new == old:
                break
            made = {name: new + name[len(old) :] for name in sorted(mine)}
            if new not in kept and not set(made.values()) & (taken | set(renamed.values())):
                renamed.update(made)
                kept.add(new)
                break
    return renamed
