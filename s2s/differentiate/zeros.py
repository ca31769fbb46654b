"""Zero cotangents of structures, written out where their kinds say all that there is to know."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.syntax import build

_LEAVES = 8  # a longer display reads worse than a call


def written_out(name: str, kind: k.Kind) -> gast.expr | None:
    """``[0.0] * len(xs)``, ``[0.0, None]`` or ``{"x": 0.0}``; ``None`` where a call has to find out."""
    if isinstance(kind, k.List) and is_float(kind.item):
        zero = gast.List(elts=[build.const(0.0)], ctx=gast.Load())
        length = build.call("len", build.name(name))
        return gast.BinOp(left=zero, op=gast.Mult(), right=length)
    return _display(kind) if _leaves(kind) <= _LEAVES else None


def is_plain(kind: k.Kind) -> bool:
    """Whether a value is a list, tuple or dict of floats only: its adjoint is a list or dict of floats."""
    match kind:
        case k.List(item=item, type=cls):
            return cls in (list, tuple) and is_float(item)
        case k.Tuple(items=items, type=cls):
            return cls in (list, tuple) and all(map(is_float, items))
        case k.Dict(entries=tuple() as entries, type=cls):
            return cls is dict and all(is_float(item) for _, item in entries)
    return False


def is_float(kind: k.Kind) -> bool:
    """Whether a value is a ``float``."""
    return isinstance(kind, k.Scalar) and kind.type is float


def _leaves(kind: k.Kind) -> int:
    match kind:
        case k.Tuple(items=items):
            return sum(map(_leaves, items))
        case k.Dict(entries=tuple() as entries):
            return sum(_leaves(item) for _, item in entries)
    return 1


def _display(kind: k.Kind) -> gast.expr | None:
    match kind:
        case k.Tuple(items=items):
            parts = [_item(item) for item in items]
            if any(part is None for part in parts):
                return None
            return gast.List(elts=parts, ctx=gast.Load())
        case k.Dict(entries=tuple() as entries):
            parts = [_item(item) for _, item in entries]
            keys = [key for key, _ in entries]
            if any(part is None for part in parts) or not all(type(n) in (str, int) for n in keys):
                return None
            return gast.Dict(keys=[build.const(n) for n in keys], values=parts)
    return None


def _item(kind: k.Kind) -> gast.expr | None:
    if isinstance(kind, k.Scalar):  # an int may be read by an index that floats are read by
        return build.const(0.0) if kind.type in (float, int, bool) else None
    if isinstance(kind, k.Const) and isinstance(kind.value, str | None):
        return build.const(None)
    return _display(kind)
