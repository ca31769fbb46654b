"""``a, b = b, 2*a``: several assignments at once."""

from __future__ import annotations

import gast

from s2s.normalise.flattener import Flattener
from s2s.normalise.scope import free_loads, own_names
from s2s.normalise.storing import is_local_name, store
from s2s.syntax import build, walk


def pairs_up(target: gast.expr, value: gast.expr) -> bool:
    """``a, b = x, y``: as many on both sides, and nothing starred."""
    return (
        isinstance(value, gast.Tuple | gast.List)
        and len(value.elts) == len(target.elts)
        and not any(isinstance(e, gast.Starred) for e in (*value.elts, *target.elts))
    )


def parallel(flat: Flattener, node: gast.Assign) -> None:
    """``a, b = b, 2*a``: all values, then all targets.

    A name that no later value and no target reads is assigned at once, which reads better.
    """
    targets, values = node.targets[0].elts, node.value.elts
    names = [name for target in targets for name in sorted(own_names([target]))]
    distinct = len(names) == len(set(names))
    in_targets = {name.id for target in targets for name in free_loads(target)}
    reads = [{name.id for name in free_loads(value)} for value in values]
    later: list[tuple[gast.expr, gast.expr]] = []
    for position, (target, value) in enumerate(zip(targets, values, strict=True)):
        if (
            distinct
            and is_local_name(flat, target)
            and target.id not in flat.context.volatile
            and target.id not in in_targets
            and not any(target.id in read for read in reads[position + 1 :])
            and not any(isinstance(a, gast.Name) and a.id == target.id for _, a in later)
        ):
            made = walk.copy_position(build.assign(target, value), node)
            flat.statement(made)
            continue
        atom = flat.atom(value)
        if isinstance(atom, gast.Name):
            atom = flat.steady(atom, values[position + 1 :])
            if isinstance(atom, gast.Name) and atom.id in names:
                atom = flat.keep(atom)
        later.append((target, atom))
    for target, atom in later:
        store(flat, target, atom, node)
