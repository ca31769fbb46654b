"""Assignments: plain, chained, unpacking, annotated, into places."""

from __future__ import annotations

import gast

from s2s.normalise import functions, passive
from s2s.normalise.choices import distribute
from s2s.normalise.flattener import Flattener
from s2s.normalise.generators import listed
from s2s.normalise.parallel import pairs_up, parallel
from s2s.normalise.scope import own_names
from s2s.normalise.storing import is_local_name, store
from s2s.syntax import build, walk


def assign(flat: Flattener, node: gast.Assign) -> None:
    """``target = ... = value``."""
    target = node.targets[0]
    if isinstance(target, gast.Tuple | gast.List):
        node.value = listed(node.value)
    value = node.value
    if len(node.targets) > 1:
        _chained(flat, node)
    elif isinstance(target, gast.Tuple | gast.List) and pairs_up(target, value):
        parallel(flat, node)
    elif not is_local_name(flat, target):
        store(flat, target, flat.rhs(value), node)
    elif isinstance(value, gast.IfExp) and not flat.keeps(value):
        flat.statement(distribute(value, node, "value"))
    elif isinstance(value, gast.Lambda):
        functions.named(flat, target.id, value)
    else:
        flat.emit(build.assign(target, flat.rhs(value)), node)


def annotated(flat: Flattener, node: gast.AnnAssign) -> None:
    """``target: annotation = value``: the annotation goes."""
    if node.value is not None:
        flat.statement(walk.copy_position(build.assign(node.target, node.value), node))


def _chained(flat: Flattener, node: gast.Assign) -> None:
    """``a = b = value``: the value once, then the targets from left to right."""
    targets = list(node.targets)
    value = flat.rhs(node.value)
    if not passive.is_atom(value):
        if is_local_name(flat, targets[0]):
            target = targets.pop(0)
            flat.emit(build.assign(target, value), node)
            value = flat.read(target.id, target)
        else:
            value = flat.bind(value, node.value)
    if isinstance(value, gast.Name) and value.id in own_names(targets[:-1]):
        value = flat.keep(value)
    for target in targets:
        store(flat, target, walk.clone(value), node)
