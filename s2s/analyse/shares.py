"""Which names the value of an expression may share memory with, whatever the expression is."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

import gast

from s2s.analyse import kinds as k
from s2s.rules import Rule
from s2s.syntax import build, walk

# Their `view` tells what an argument that is an array already may share; they copy by default.
COPIES = frozenset({"numpy.array", "numpy.ndarray.astype", "numpy.astype", "numpy.meshgrid"})
ABOUT = frozenset({"shape", "size", "ndim", "dtype", "itemsize", "nbytes", "strides"})
"""Attributes of arrays that are no part of their memory."""


def shares(
    value: gast.AST | None, env: Mapping[str, k.Kind], fresh: Container[int] = ()
) -> Iterator[gast.expr]:
    """Names, and places outside of the function, that a value may be, be a view of, or hold.

    Args:
        value: the expression, or a part of it.
        env: the kinds of the function's names.
        fresh: what identifies the calls that make new memory.

    >>> value = gast.parse("[a, b.c[i] if i else d + [e]]").body[0].value
    >>> [part.id for part in shares(value, {"d": k.List(k.Never()), "b": k.Opaque()})]
    ['a', 'i', 'b', 'd', 'e']
    """
    match value:
        case gast.Name():
            yield value
        case gast.Attribute(attr="__class__"):
            return
        case gast.Attribute() | gast.Subscript():
            base = build.base(value)
            if isinstance(base, gast.Name) and base.id in env and "__class__" in _attributes(value):
                return  # a part of its class
            if base is not None:
                yield base if base.id in env else value
            else:
                yield from shares(value.value, env, fresh)
        case gast.BinOp(
            left=left, right=right
        ):  # lists share their items; what else there is, is new
            for side in (left, right):
                kind = env.get(side.id, k.Opaque()) if isinstance(side, gast.Name) else None
                if kind is None or k.is_structure(kind):
                    yield from shares(side, env, fresh)
        case gast.UnaryOp() | gast.Compare() | gast.Constant() | gast.JoinedStr() | gast.Slice():
            return
        case gast.Call() if id(value) in fresh:
            return
        case gast.Call(func=func, args=args, keywords=words):
            if isinstance(func, gast.Attribute):
                yield from shares(func.value, env, fresh)
            for part in (*args, *(word.value for word in words)):
                yield from shares(part, env, fresh)
        case gast.AST():  # of what else there is, any part may be handed on
            for part in walk.children(value):
                yield from shares(part, env, fresh)


def _attributes(value: gast.expr) -> Iterator[str]:
    while isinstance(value, gast.Attribute | gast.Subscript):
        yield getattr(value, "attr", "")
        value = value.value


def makes_copy(rule: Rule, flag: gast.expr | None) -> bool:
    """Whether the result of a call shares memory with no argument, by its flag ``copy``."""
    if not rule.view:
        return rule.flavour != "composite"  # of those a text of ours is read, which tells it
    plain = flag is None or (isinstance(flag, gast.Constant) and flag.value is True)
    return rule.name in COPIES and plain
