"""Operators and builtins that a user's class defines."""

from __future__ import annotations

import inspect
import operator
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse import prelude_builtins as texts
from s2s.analyse.callables import unhashable
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_OPERATORS: dict[type, tuple[str, str]] = {
    gast.Add: ("__add__", "__radd__"), gast.Sub: ("__sub__", "__rsub__"), gast.Mult: ("__mul__", "__rmul__"),
    gast.Div: ("__truediv__", "__rtruediv__"), gast.Pow: ("__pow__", "__rpow__"),
    gast.MatMult: ("__matmul__", "__rmatmul__"), gast.Mod: ("__mod__", "__rmod__"),
    gast.FloorDiv: ("__floordiv__", "__rfloordiv__"), gast.BitOr: ("__or__", "__ror__"),
    gast.BitAnd: ("__and__", "__rand__"), gast.BitXor: ("__xor__", "__rxor__"),
    gast.LShift: ("__lshift__", "__rlshift__"), gast.RShift: ("__rshift__", "__rrshift__"),
    gast.USub: ("__neg__", "__neg__"), gast.UAdd: ("__pos__", "__pos__"), gast.Invert: ("__invert__", "__invert__"),
}  # fmt: skip


_PROTOCOLS: dict[object, str] = {
    abs: "__abs__", float: "__float__", complex: "__complex__", round: "__round__", divmod: "__divmod__",
    len: "__len__", bool: "__bool__", int: "__int__", operator.neg: "__neg__",
}  # fmt: skip


_REDUCED: dict[object, Callable[..., Any]] = {
    sum: texts.total_of, max: texts.greatest_of, min: texts.least_of,
}  # fmt: skip


class Overloads:
    """Resolves operators and builtins to the methods of users' classes."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def operator(
        self,
        node: gast.expr,
        op: gast.AST,
        operands: list[gast.expr],
        kinds: list[k.Kind],
        out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool] | None:
        """An operator that a user's class defines: a call of its method."""
        names = _OPERATORS.get(type(op))
        if names is None:
            return None
        for position, (operand, kind) in enumerate(zip(operands, kinds, strict=True)):
            if isinstance(kind, k.Record | k.Object):
                name = names[position] if len(operands) == 2 else names[0]
                found = inspect.getattr_static(kind.type, name, None)
                if isinstance(found, types.FunctionType):
                    rest = [o for i, o in enumerate(operands) if i != position]
                    call = walk.copy_position(
                        build.call(build.attribute(operand, name), *rest), node
                    )
                    new = self.resolver.users.call(
                        found, name.strip("_"), call, [operand, *rest], [], [], out
                    )
                    return new, self.resolver.kind, self.resolver.varied
        return None

    def protocol(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``abs(obj)``, ``float(obj)``: the method that the user's class has for it."""
        name = _PROTOCOLS.get(value) if not unhashable(value) else None
        if name is None or not args or isinstance(args[0], gast.Starred):
            return None
        kind = self.walker.kind(args[0])
        if not isinstance(kind, k.Record | k.Object):
            return None
        if not isinstance(inspect.getattr_static(kind.type, name, None), types.FunctionType):
            return None
        return self.resolver.methods.of_class(kind.type, name, node, args[0], args[1:], words, out)

    def _joins(self, args: list[gast.expr], words: list[gast.keyword]) -> bool:
        """Whether a sum starts with a list or tuple, to which it adds others."""
        start = [*args[1:], *(word.value for word in words)]
        return bool(start) and isinstance(self.walker.kind(start[0]), k.List | k.Tuple)

    def reduced(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``sum``, ``max`` and ``min`` of objects, by the operators that their class has."""
        source = _REDUCED.get(value) if not unhashable(value) else None
        keys = {word.arg for word in words}
        starred = any(isinstance(arg, gast.Starred) for arg in args)
        if source is None or not args or starred or keys - ({"start"} if value is sum else set()):
            return None
        walker = self.walker
        if value is not sum and len(args) > 1:
            kinds = tuple(map(walker.kind, args))
            if not all(map(k.is_object, kinds)):
                return None
            varied = self.resolver.any_varied(args, [])
            display = build.tuple_([walk.clone(arg) for arg in args])
            args = [self.resolver.temp(display, k.Tuple(kinds), varied, "values", out)]
        elif value is sum and self._joins(args, words):
            source = texts.joined_of
        elif not isinstance(walker.kind(args[0]), k.List | k.Tuple):
            return None
        elif not k.is_object(walker.kind_of_item(args[0])):
            return None
        return self.resolver.users.call(source, source.__name__, node, args, words, [], out)
