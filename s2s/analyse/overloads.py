"""Operators and builtins that a user's class defines."""

from __future__ import annotations

import inspect
import math
import operator
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import frontend
from s2s.analyse import kinds as k
from s2s.analyse import prelude_builtins as texts
from s2s.analyse.callables import unhashable
from s2s.errors import S2SError, UnsupportedError
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
_COMPARISONS: dict[type, tuple[str, str]] = {
    gast.Lt: ("__lt__", "__gt__"), gast.LtE: ("__le__", "__ge__"), gast.Gt: ("__gt__", "__lt__"),
    gast.GtE: ("__ge__", "__le__"), gast.Eq: ("__eq__", "__eq__"), gast.NotEq: ("__ne__", "__ne__"),
}  # fmt: skip


_PROTOCOLS: dict[object, str] = {
    abs: "__abs__", float: "__float__", complex: "__complex__", round: "__round__", divmod: "__divmod__",
    len: "__len__", bool: "__bool__", int: "__int__", operator.neg: "__neg__", operator.abs: "__abs__",
    operator.pos: "__pos__", operator.invert: "__invert__",
    math.floor: "__floor__", math.ceil: "__ceil__", math.trunc: "__trunc__",
    operator.delitem: "__delitem__",
}  # fmt: skip


_SPELLED: dict[object, type[gast.operator | gast.cmpop]] = {
    operator.add: gast.Add, operator.sub: gast.Sub, operator.mul: gast.Mult,
    operator.truediv: gast.Div, operator.floordiv: gast.FloorDiv, operator.mod: gast.Mod,
    operator.matmul: gast.MatMult, operator.pow: gast.Pow, pow: gast.Pow,
    operator.and_: gast.BitAnd, operator.or_: gast.BitOr, operator.xor: gast.BitXor,
    operator.lshift: gast.LShift, operator.rshift: gast.RShift, operator.lt: gast.Lt,
    operator.le: gast.LtE, operator.gt: gast.Gt, operator.ge: gast.GtE, operator.eq: gast.Eq,
    operator.ne: gast.NotEq,
}  # fmt: skip
"""Functions that are operators."""


_REDUCED: dict[object, Callable[..., Any]] = {
    sum: texts.total_of, math.prod: texts.product_of, max: texts.greatest_of, min: texts.least_of,
}  # fmt: skip
_STARTED = (sum, math.prod)


def _in_turn(kinds: list[k.Kind], names: tuple[str, str]) -> list[int]:
    """The operands in the order in which Python asks them: a subclass that overrides goes first."""
    order = list(range(len(kinds)))
    if len(kinds) == 2 and all(isinstance(kind, k.Record | k.Object) for kind in kinds):
        left, right = (kind.type for kind in kinds)  # type: ignore[attr-defined]
        own = inspect.getattr_static(right, names[1], None)
        overrides = own is not inspect.getattr_static(left, names[1], None)
        if left is not right and issubclass(right, left) and overrides:
            order.reverse()
    return order


def only_tests(method: types.FunctionType) -> bool:
    """Whether a comparison gives nothing but truths, which stay as they are: no derivative flows.

    >>> only_tests(Fraction.__eq__), only_tests(Fraction.__lt__)
    (True, False)
    """
    try:
        body = frontend.parse(method).node.body
    except S2SError:  # one that a dataclass is given
        return True
    if method.__module__ == "functools":
        return True
    found = (node.value for statement in body for node in walk.nodes(statement)
             if isinstance(node, gast.Return))  # fmt: skip
    return all(_is_truth(value) for value in found)


def _is_truth(node: gast.expr | None) -> bool:
    match node:
        case gast.Constant(value=value):
            return isinstance(value, bool)
        case gast.BoolOp(values=values):
            return all(map(_is_truth, values))
        case gast.UnaryOp(op=gast.Not()) | gast.Compare():
            return True
        case gast.Call(func=gast.Name(id=name)):
            return name in ("isinstance", "all", "any", "bool", "hasattr", "callable")
    return isinstance(node, gast.Name) and node.id == "NotImplemented"


def _is_numpys(left: k.Kind, cls: type) -> bool:
    """Whether NumPy's operator of the left operand comes before the method of the right one's class."""
    if hasattr(cls, "__array_ufunc__") or hasattr(cls, "__array_priority__"):
        return False
    if cls.__module__.startswith("s2s."):  # it stands for an object of a library, which knows
        return False
    left = k.solid(left)
    if isinstance(left, k.Scalar):
        listed = hasattr(cls, "__array__") or (
            hasattr(cls, "__len__") and hasattr(cls, "__getitem__")
        )
        return listed and issubclass(left.type, np.generic)
    return isinstance(left, k.Unknown) or (isinstance(left, k.Array) and bool(left.shape))


class Overloads:
    """Resolves operators and builtins to the methods of users' classes."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker
        self.failed: set[int] = set()  # calls that show an object in a way that cannot be followed

    def operator(
        self,
        node: gast.expr,
        op: gast.AST,
        operands: list[gast.expr],
        kinds: list[k.Kind],
        out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool] | None:
        """An operator that a user's class defines: a call of its method."""
        compared = type(op) in _COMPARISONS
        names = _COMPARISONS.get(type(op)) or _OPERATORS.get(type(op))
        if names is None:
            return None
        for position in _in_turn(kinds, names):
            operand, kind = operands[position], kinds[position]
            if not isinstance(kind, k.Record | k.Object):
                continue
            name = names[position] if len(operands) == 2 else names[0]
            found = inspect.getattr_static(kind.type, name, None)
            if not isinstance(found, types.FunctionType) or (compared and only_tests(found)):
                continue
            if position == 1 and _is_numpys(kinds[0], kind.type):
                raise self._taken_by_numpy(node, name, kind.type)
            rest = [o for i, o in enumerate(operands) if i != position]
            call = walk.copy_position(build.call(build.attribute(operand, name), *rest), node)
            start = len(out)
            extra = self.resolver.closures.of_method(found, operand, name, out)
            new = self.resolver.users.call(
                found, name.strip("_"), call, [operand, *rest], [], extra, out
            )
            if self.resolver.kind != k.Const(NotImplemented):
                return new, self.resolver.kind, self.resolver.varied
            del out[start:]  # it is the other one's turn
        return None

    def _taken_by_numpy(self, node: gast.expr, name: str, cls: type) -> Exception:
        """The error of an operator that NumPy applies to the items of an object, or item by item."""
        return self.walker.fail(
            UnsupportedError,
            f"s2s cannot differentiate this operator of an array or a number of NumPy's and a `{cls.__name__}`",
            node,
            f"NumPy's operator comes before `{name}` here: it takes the object for an array or an item",
            f"put the object on the left, or give `{cls.__name__}` the attribute `__array_ufunc__ = None`",
        )

    def protocol(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``abs(obj)``, ``float(obj)``: the method that the user's class has for it."""
        op = _SPELLED.get(value) if not unhashable(value) else None
        if op is not None and len(args) == 2 and not words:
            found = self.operator(node, op(), args, list(map(self.walker.kind, args)), out)
            return found[0] if found is not None else None
        if not unhashable(value) and value in (str, repr) and not words:
            return self.shown(value, node, args, out)
        name = _PROTOCOLS.get(value) if not unhashable(value) else None
        if name is None or not args or isinstance(args[0], gast.Starred):
            return None
        kind = self.walker.kind(args[0])
        if not isinstance(kind, k.Record | k.Object):
            return None
        if not isinstance(inspect.getattr_static(kind.type, name, None), types.FunctionType):
            return None
        return self.resolver.methods.of_class(kind.type, name, node, args[0], args[1:], words, out)

    def shown(
        self, value: Any, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """``str(obj)`` and ``repr(obj)``: the text is made of what the method reads.

        None for what has no such method in Python, or none that can be followed.
        """
        method = self.shows(value, args)
        if method is None:
            return None
        kind, start = self.walker.kind(args[0]), len(out)
        assert isinstance(kind, k.Record | k.Object)
        try:
            return self.resolver.methods.of_class(kind.type, method, node, args[0], [], [], out)
        except S2SError:
            del out[start:]
            self.failed.add(id(node))
        return None

    def shows(self, value: Any, args: list[gast.expr]) -> str | None:
        """The method, written in Python, by which an object is shown."""
        if (value is not str and value is not repr) or len(args) != 1:
            return None
        kind = self.walker.kind(args[0])
        names = ("__str__", "__repr__") if value is str else ("__repr__",)
        if not isinstance(kind, k.Record | k.Object):
            return None
        for name in names:
            found = inspect.getattr_static(kind.type, name)
            if found is not object.__str__:
                return name if isinstance(found, types.FunctionType) else None
        return None

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
        if (
            source is None
            or not args
            or starred
            or keys - ({"start"} if value in _STARTED else set())
        ):
            return None
        walker = self.walker
        if value not in _STARTED and len(args) > 1:
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
