"""``a.flat``: places of the array itself where it is indexed, and its items where it is run through.

An object may have an attribute of this name too, so only those are rewritten of which it has turned
out that they are an array's.
"""

from __future__ import annotations

from collections.abc import Collection

import gast

from s2s.normalise.passive import Location, location
from s2s.syntax import build, walk

_AT_ONCE = frozenset("sum max min list tuple sorted any all len array asarray stack mean".split())
"""Calls that have used up what they are given when they return."""


def flat(node: gast.FunctionDef, apart: Collection[Location]) -> None:
    """Rewrites the attributes at the given places, in the tree.

    ``a.flat[k]`` is ``a[rt.flat_places(a, k)]``, ``a.flat = v`` is ``a[...] = np.resize(v, a.shape)``,
    and what only looks at the items looks at ``a.ravel()``.
    """
    if not any(_is_flat(child, apart) for child in walk.nodes(node)):
        return
    for child in walk.nodes(node):
        match child:
            case gast.Subscript(value=value) if _is_flat(value, apart):
                places = build.call("rt.flat_places", walk.clone(value.value), _key(child.slice))
                child.value, child.slice = value.value, walk.place(places, child)
            case gast.Assign(targets=[target]) if _is_flat(target, apart):
                shape = build.attribute(walk.clone(target.value), "shape")
                value = build.call("np.resize", child.value, shape)
                whole = build.index(target.value, build.const(...))
                whole.ctx = gast.Store()
                child.targets = [walk.place(whole, child)]
                child.value = walk.place(value, child)
            case gast.Assign(targets=[gast.Tuple() | gast.List()], value=value) if _is_flat(
                value, apart
            ):
                child.value = _items(value)
            case gast.For(iter=over) if _is_flat(over, apart):
                if not _writes(child.body, over.value):
                    child.iter = _items(over)
            case gast.comprehension(iter=over) if _is_flat(over, apart):
                child.iter = _items(over)
            case gast.Call(func=func) if _last(func) in _AT_ONCE:
                child.args = [_items(a) if _is_flat(a, apart) else a for a in child.args]
            case gast.Call(args=args) if any(isinstance(a, gast.Starred) for a in args):
                for star in (a for a in args if isinstance(a, gast.Starred)):
                    star.value = _items(star.value) if _is_flat(star.value, apart) else star.value
            case gast.For(iter=gast.Call(args=args) as call) if not any(
                _is_flat(a, apart) and _writes(child.body, a.value) for a in args
            ):
                call.args = [_items(a) if _is_flat(a, apart) else a for a in args]


def _is_flat(node: gast.AST, apart: Collection[Location]) -> bool:
    found = isinstance(node, gast.Attribute) and node.attr == "flat" and location(node) in apart
    return found and all(isinstance(child, _PURE) for child in walk.nodes(node.value))


_PURE = (
    gast.Name, gast.Attribute, gast.Subscript, gast.Slice, gast.Constant, gast.Tuple, gast.UnaryOp,
    gast.BinOp,
)  # fmt: skip
"""What can be evaluated twice."""


def _key(key: gast.expr) -> gast.expr:
    """The index as an expression of its own: ``slice(1, None)`` for ``1:``."""
    if not isinstance(key, gast.Slice):
        return key
    parts = (key.lower, key.upper, key.step)
    return build.call("slice", *(build.const(None) if part is None else part for part in parts))


def _items(node: gast.Attribute) -> gast.expr:
    return walk.place(build.call(build.attribute(node.value, "ravel")), node)


def _last(func: gast.expr) -> str:
    return str(func.attr if isinstance(func, gast.Attribute) else getattr(func, "id", ""))


def _writes(body: list[gast.stmt], array: gast.expr) -> bool:
    """Whether a loop may write into what it runs over: the items would not be what they were."""
    for child in walk.nodes(body):
        if isinstance(child, gast.Subscript | gast.Attribute | gast.Name):
            stores = isinstance(child.ctx, gast.Store)
            if stores and walk.read(array) & (walk.read(child) | {getattr(child, "id", "")}):
                return True
    return False
