"""Lists and dicts that grow item by item in straight-line code, as displays: each item has a kind of its own."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.normalise.context import Context
from s2s.normalise.steps import is_attempt
from s2s.syntax import build, walk

_Item = tuple[gast.expr | None, gast.expr]


def grown(body: Sequence[gast.stmt], context: Context) -> list[gast.stmt]:
    """The statements with what is filled at once written as a display, where the last item comes.

    >>> from s2s.normalise.scope import scope
    >>> import astor
    >>> node = gast.parse("def f(x):\\n r = []\\n r.append(x)\\n x = x + 1\\n r.append(x)\\n return r").body[0]
    >>> made = grown(node.body, Context(scope(node), (), None))
    >>> print("".join(map(astor.to_source, map(gast.gast_to_ast, made))), end="")
    item = x
    x = x + 1
    item_1 = x
    r = [item, item_1]
    return r
    """
    out = list(body)
    for node in out:
        inner = isinstance(node, gast.If | gast.For | gast.While | gast.With)
        if inner and not (isinstance(node, gast.With) and is_attempt(node)):
            for field in ("body", "orelse"):
                if getattr(node, field, None):
                    setattr(node, field, grown(getattr(node, field), context))
    place = 0
    while place < len(out):
        out[place:] = _from_here(out[place:], context)
        place += 1
    return out


def _from_here(body: list[gast.stmt], context: Context) -> list[gast.stmt]:
    """The same, where the first statement may make what grows."""
    match body[0]:
        case gast.Assign(
            targets=[gast.Name(id=name)], value=gast.List(elts=[]) | gast.Dict(keys=[])
        ):
            pass
        case _:
            return body
    items: dict[int, _Item] = {}
    for i, node in enumerate(body[1:], 1):
        item = _item(node, name, body[0].value)
        if item is not None:
            items[i] = item
        elif _mentions(node, name):
            break
    if not items:
        return body
    last = max(items)
    out: list[gast.stmt] = []
    pairs: list[_Item] = []
    for i, node in enumerate(body[1 : last + 1], 1):
        if i not in items:
            out.append(node)
            continue
        parts = [part and _named(part, node, out, context) for part in items[i]]
        assert parts[1] is not None
        pairs.append((parts[0], parts[1]))
    values = [value for _, value in pairs]
    if isinstance(body[0].value, gast.List):
        display: gast.expr = gast.List(elts=values, ctx=gast.Load())
    else:
        display = gast.Dict(keys=[key for key, _ in pairs], values=values)
    made = walk.place(build.assign(name, display), body[last])
    return [*out, made, *body[last + 1 :]]


def _named(part: gast.expr, node: gast.stmt, out: list[gast.stmt], context: Context) -> gast.expr:
    if isinstance(part, gast.Constant):
        return part
    name = context.temp("item")
    out.append(walk.place(build.assign(name, part), node))
    return build.name(name)


def _item(node: gast.stmt, name: str, empty: gast.expr) -> _Item | None:
    """The key and value, or the item, that a statement puts into what has a name."""
    found = walk.appended(node)
    if found is not None:
        base, item = found
        fits = base == name and isinstance(empty, gast.List) and not _mentions(item, name)
        return (None, item) if fits else None
    match node:
        case gast.Assign(targets=[gast.Subscript(value=gast.Name(id=base), slice=key)], value=item):
            pure = isinstance(key, gast.Name | gast.Constant)
            if base == name and pure and isinstance(empty, gast.Dict):
                return None if _mentions(item, name) or _mentions(key, name) else (key, item)
    return None


def _mentions(node: gast.AST, name: str) -> bool:
    named = (isinstance(n, gast.Name) and n.id == name for n in walk.nodes(node))
    return any(named) or name in walk.bound(node)
