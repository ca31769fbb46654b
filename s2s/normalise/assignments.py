"""Assignments of every form: chained, unpacking, annotated, augmented, into places."""

from __future__ import annotations

import gast

from s2s.normalise import expressions, functions, passive
from s2s.normalise.choices import distribute
from s2s.normalise.flattener import Flattener
from s2s.normalise.generators import listed
from s2s.normalise.scope import free_loads, own_names
from s2s.syntax import build, walk

_OPERATORS = {
    gast.Add: "iadd",
    gast.Sub: "isub",
    gast.Mult: "imul",
    gast.Div: "itruediv",
    gast.FloorDiv: "ifloordiv",
    gast.Mod: "imod",
    gast.Pow: "ipow",
    gast.MatMult: "imatmul",
    gast.BitAnd: "iand",
    gast.BitOr: "ior",
    gast.BitXor: "ixor",
    gast.LShift: "ilshift",
    gast.RShift: "irshift",
}


def assign(flat: Flattener, node: gast.Assign) -> None:
    """``target = ... = value``."""
    target = node.targets[0]
    if isinstance(target, gast.Tuple | gast.List):
        node.value = listed(node.value)
    value = node.value
    if len(node.targets) > 1:
        _chained(flat, node)
    elif isinstance(target, gast.Tuple | gast.List) and _pairs_up(target, value):
        _parallel(flat, node)
    elif not _local_name(flat, target):
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


def augmented(flat: Flattener, node: gast.AugAssign) -> None:
    """``target op= value``: target read, value evaluated, ``operator.iop``, target assigned."""
    target = node.target
    if flat.context.is_local("operator"):
        flat.context.unsupported(
            node,
            "an augmented assignment where `operator` is a variable is not supported",
            note="the update is written as a call of the module `operator`",
            hint="give the variable another name",
        )
    update = f"operator.{_OPERATORS[type(node.op)]}"
    if isinstance(target, gast.Name):
        old: gast.expr = flat.read(target.id, target)
        old, value = flat.operands([old, node.value])
        made = walk.copy_position(build.call(update, old, value), node)
        store(flat, target, made, node)
        return
    if isinstance(target, gast.Attribute):
        base = flat.name(target.value)
        base = flat.steady(base, [node.value])
        old = build.attribute(base, target.attr)
        place: gast.expr = gast.Attribute(walk.clone(base), target.attr, gast.Store())
    else:
        base, key = expressions.place(flat, target)
        base = flat.steady(base, [node.value]) if isinstance(base, gast.Name) else base
        key = _steady_index(flat, key, node.value)
        old = build.index(base, key)
        place = gast.Subscript(walk.clone(base), walk.clone(key), gast.Store())
    held = flat.bind(walk.copy_position(old, target), target)
    made = walk.copy_position(build.call(update, held, flat.atom(node.value)), node)
    new = flat.bind(made, node, held.id)
    flat.emit(build.assign(walk.copy_position(place, target), new), node)


def store(flat: Flattener, target: gast.expr, value: gast.expr, node: gast.stmt) -> None:
    """Stores a finished right-hand side into any kind of target."""
    if _local_name(flat, target):
        flat.emit(build.assign(target, value), node)
        return
    atom = value if _is_atom(value) else flat.bind(value, node.value)
    if isinstance(target, gast.Name):
        flat.emit(build.assign(target, atom), node)
    elif isinstance(target, gast.Attribute):
        base = flat.name(target.value)
        place: gast.expr = gast.Attribute(base, target.attr, gast.Store())
        flat.emit(build.assign(walk.copy_position(place, target), atom), node)
    elif isinstance(target, gast.Subscript):
        base, key = expressions.place(flat, target)
        place = gast.Subscript(base, key, gast.Store())
        flat.emit(build.assign(walk.copy_position(place, target), atom), node)
    else:
        held = atom if isinstance(atom, gast.Name) else flat.bind(atom, node)
        unpack(flat, target, held, node)


def unpack(flat: Flattener, target: gast.expr, value: gast.Name, node: gast.stmt) -> None:
    """``a, (b, *c) = value``: one flat tuple of names, then what is not a name."""
    later: list[tuple[gast.expr, gast.Name]] = []
    goals: list[gast.expr] = []
    for element in target.elts:
        inner = element.value if isinstance(element, gast.Starred) else element
        if not _local_name(flat, inner):
            base = inner.id if isinstance(inner, gast.Name) else "part"
            name = flat.context.temp(base)
            later.append((inner, flat.read(name, inner)))
            inner = walk.copy_position(build.target(name), inner)
        if isinstance(element, gast.Starred):
            inner = walk.copy_position(gast.Starred(value=inner, ctx=gast.Store()), element)
        goals.append(inner)
    flat_goal = walk.copy_position(gast.Tuple(elts=goals, ctx=gast.Store()), target)
    flat.emit(build.assign(flat_goal, value), node)
    for goal, held in later:
        store(flat, goal, held, node)


def _chained(flat: Flattener, node: gast.Assign) -> None:
    """``a = b = value``: the value once, then the targets from left to right."""
    targets = list(node.targets)
    value = flat.rhs(node.value)
    if not _is_atom(value):
        if _local_name(flat, targets[0]):
            target = targets.pop(0)
            flat.emit(build.assign(target, value), node)
            value = flat.read(target.id, target)
        else:
            value = flat.bind(value, node.value)
    if isinstance(value, gast.Name) and value.id in own_names(targets[:-1]):
        value = flat.keep(value)
    for target in targets:
        store(flat, target, walk.clone(value), node)


def _pairs_up(target: gast.expr, value: gast.expr) -> bool:
    """``a, b = x, y``: as many on both sides, and nothing starred."""
    return (
        isinstance(value, gast.Tuple | gast.List)
        and len(value.elts) == len(target.elts)
        and not any(isinstance(e, gast.Starred) for e in (*value.elts, *target.elts))
    )


def _parallel(flat: Flattener, node: gast.Assign) -> None:
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
            and _local_name(flat, target)
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


def _steady_index(flat: Flattener, key: gast.expr, later: gast.expr) -> gast.expr:
    """The index with every name in it kept aside where ``later`` may assign it."""
    if isinstance(key, gast.Name):
        return flat.steady(key, [later])
    if isinstance(key, gast.Tuple):
        key.elts = [_steady_index(flat, element, later) for element in key.elts]
    elif isinstance(key, gast.Slice):
        for field in ("lower", "upper", "step"):
            part = getattr(key, field)
            if part is not None:
                setattr(key, field, _steady_index(flat, part, later))
    return key


def _local_name(flat: Flattener, target: gast.expr) -> bool:
    return isinstance(target, gast.Name) and target.id not in flat.context.scope.globals


def _is_atom(value: gast.expr) -> bool:
    return passive.is_atom(value)
