"""Which lists and dicts made in a function grow before anything else can refer to them."""

from __future__ import annotations

import gast

from s2s.syntax import walk

_GROW = ("append", "add")


def unshared(body: list[gast.stmt]) -> set[str]:
    """Names of displays that only grow (``append``, ``add``, ``d[k] = v``) before they are shared.

    Until the last place where it grows, such a list may be indexed, iterated and measured, but not
    copied to a name, put into another structure or passed on.
    """
    made: dict[str, int] = {}
    grows: dict[str, int] = {}
    shares: dict[str, int] = {}
    clock = _Clock()
    _scan(body, clock, made, grows, shares, [])
    return {name for name in made if name in grows and shares.get(name, 1 << 60) > grows[name]}


class _Clock:
    now = 0


def _scan(
    body: list[gast.stmt], clock: _Clock, made: dict[str, int], grows: dict[str, int],
    shares: dict[str, int], loops: list[tuple[int, list[tuple[dict[str, int], str]]]],
) -> None:  # fmt: skip
    for node in body:
        clock.now += 1
        name = _grown(node)
        if name is not None:
            grows[name] = clock.now
            for start, waiting in loops:
                if made.get(name, 0) < start:
                    waiting.append((grows, name))
        for shared in _shared(node):
            shares.setdefault(shared, clock.now)
        if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name):
            if isinstance(node.value, gast.List | gast.Dict) or _is_new(node.value):
                made.setdefault(node.targets[0].id, clock.now)
        for inner in (getattr(node, "body", []), getattr(node, "orelse", [])):
            if isinstance(node, gast.FunctionDef) or not inner:
                continue
            if isinstance(node, gast.For | gast.While):
                pending: list[tuple[dict[str, int], str]] = []
                _scan(inner, clock, made, grows, shares, [*loops, (clock.now, pending)])
                clock.now += 1
                for table, grown in pending:
                    table[grown] = clock.now
            else:
                _scan(inner, clock, made, grows, shares, loops)


def _is_new(node: gast.expr) -> bool:
    return (
        isinstance(node, gast.Call)
        and isinstance(node.func, gast.Name)
        and node.func.id in ("list", "dict", "set")
        and not node.args
    )


def _grown(node: gast.stmt) -> str | None:
    match node:
        case gast.Expr(
            value=gast.Call(func=gast.Attribute(value=gast.Name(id=name), attr=attr))
        ) if attr in _GROW:
            return str(name)
        case gast.Assign(targets=[gast.Subscript(value=gast.Name(id=name))]):
            return str(name)
    return None


def _shared(node: gast.stmt) -> set[str]:
    """Names that a statement lets something else refer to."""
    match node:
        case gast.Expr(
            value=gast.Call(func=gast.Attribute(value=gast.Name(), attr=attr), args=args)
        ) if attr in _GROW:
            return walk.read(args)
        case gast.Expr(value=gast.Call(args=args, keywords=words)):
            return walk.read([*args, *words])
        case gast.Assign(targets=[gast.Subscript() | gast.Attribute()], value=value):
            return walk.read(value)
        case gast.Assign(value=gast.Subscript()):
            return set()
        case gast.Assign(value=gast.Name(id=name)):
            return {name}
        case gast.Assign(
            value=gast.Call(func=gast.Name(id="len" | "range" | "reversed" | "enumerate" | "zip"))
        ):
            return set()
        case gast.Assign(value=gast.Call(args=args, keywords=words)):
            return walk.read([*args, *words])
        case gast.Assign(value=gast.Tuple() | gast.List() | gast.Dict() as value):
            return walk.read(value)
        case gast.FunctionDef():
            return walk.read(node)
        case gast.Return(value=gast.Name(id=name)):
            return {name}
    return set()
