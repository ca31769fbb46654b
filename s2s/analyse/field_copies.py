"""``dataclasses.asdict`` and ``astuple``: displays of copies of the fields."""

from __future__ import annotations

import copy
import dataclasses
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def call(
    resolver: CallResolver, value: Any, node: gast.Call, args: list[gast.expr],
    out: list[gast.stmt],
) -> gast.expr | None:  # fmt: skip
    """The rewritten call; None where it is another function, or no dataclass whose fields are known."""
    if value is not dataclasses.asdict and value is not dataclasses.astuple:
        return None
    if len(args) != 1 or node.keywords or not resolver.any_varied(args, []):
        return None
    found = _fields(resolver, args[0])
    if found is None:
        return None
    return _display(resolver, value is dataclasses.asdict, args[0], found, node, out)


def _fields(resolver: CallResolver, record: gast.expr) -> dict[str, k.Kind] | None:
    """The kinds of the fields of a dataclass; None of anything else."""
    kind = resolver.walker.kind(record)
    if not isinstance(kind, k.Record | k.Object) or not dataclasses.is_dataclass(kind.type):
        return None
    held = resolver.objects.fields(kind)
    return {f.name: held.get(f.name, k.Never()) for f in dataclasses.fields(kind.type)}


def _display(
    resolver: CallResolver, named: bool, record: gast.expr, fields: dict[str, k.Kind],
    node: gast.Call, out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A dict display or a tuple of the fields of a record."""
    walker = resolver.walker
    values = [
        _copied(resolver, named, record, name, kind, node, out) for name, kind in fields.items()
    ]
    if named:
        keys: list[gast.expr | None] = [build.const(name) for name in fields]
        display = walk.copy_position(gast.Dict(keys=keys, values=values), node)
        made = walker.displays.mapping(display, keys, values, out)
    else:
        display = walk.copy_position(build.tuple_(values), node)
        made = walker.displays.sequence(display, values, tuple, out)
    new, resolver.kind, resolver.varied = made
    return new


def _copied(
    resolver: CallResolver, named: bool, record: gast.expr, name: str, kind: k.Kind,
    node: gast.Call, out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A copy of one field, under a name of its own."""
    walker = resolver.walker
    varied = walker.varies(record) and k.is_differentiable(kind)
    place = build.attribute(walk.clone(record), name)
    part = resolver.temp(walk.copy_position(place, node), kind, varied, name, out)
    if isinstance(kind, k.Scalar | k.Const | k.Range):
        return part
    inner = _fields(resolver, part)
    key = gast.Tuple(elts=[node, part, build.const("copied")], ctx=gast.Load())
    goal = walker.temp_name(walk.copy_position(key, node), name)

    if inner is not None:
        fields = inner
        made = walker.named(
            goal, node, lambda: _display(resolver, named, part, fields, node, out), out
        )
    else:
        made = resolver.copies.named(part, kind, _deepcopy(resolver, node, out), name, out)
    if made is None:
        raise walker.fail(
            UnsupportedError,
            f"s2s cannot copy the field `{name}`",
            node,
            "it does not know what the field holds",
            "make the dict or tuple of the fields yourself",
        )
    return made


def _deepcopy(resolver: CallResolver, node: gast.Call, out: list[gast.stmt]) -> gast.Call:
    """A call of ``copy.deepcopy`` at the place of another call."""
    module = resolver.walker.unit.linker.module("copy")
    place = build.attribute(build.name(module), "deepcopy")
    func = resolver.temp(place, k.Func(copy.deepcopy), False, "deepcopy", out, linked=True)
    return walk.copy_position(gast.Call(func=func, args=[], keywords=[]), node)
