"""The kind of an expression, by abstract evaluation."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Hashable, Mapping

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.call_kinds import call_kind, perhaps_real, rank_only
from s2s.analyse.decisions import decided, equals, identity, instance, subclass, truth, union
from s2s.analyse.item_kinds import subscript_kind
from s2s.analyse.join import join
from s2s.analyse.known import known
from s2s.analyse.operator_kinds import BINARY, COMPARE, UNARY, operator_kind
from s2s.analyse.rebound import Missing, attribute_now
from s2s.analyse.stand_in_calls import Attribute, Method, call_on_stand_ins
from s2s.analyse.standins import NoStandIn
from s2s.analyse.symbols import Symbols
from s2s.syntax import walk


class Evaluator:
    """Kinds of whole expressions over an environment: used for tests and for rules' formulas."""

    def __init__(
        self,
        env: Mapping[str, k.Kind],
        symbols: Symbols,
        scope: Mapping[str, object],
        linked: Mapping[Hashable, k.Kind] | None = None,
        attribute: Callable[[object, str], object] = attribute_now,
    ) -> None:
        """Takes kinds by name, and those of the expressions that stand for globals by their key.

        ``attribute`` looks up what an object from outside has.
        """
        self.env = env
        self.linked = linked or {}
        self.symbols = symbols
        self.scope = scope
        self.attribute = attribute

    def __call__(self, node: gast.expr) -> k.Kind:
        try:
            return self._kind(node)
        except NoStandIn:
            return k.Unknown()

    def _kind(self, node: gast.expr) -> k.Kind:
        key = ("expression", id(node))
        match node:
            case gast.Constant(value=value):
                if isinstance(value, int | float | complex) and not isinstance(value, bool):
                    return k.Scalar(type(value), (value, value))
                return k.Const(value)
            case gast.Name(id=name):
                return self._name(name)
            case gast.BinOp(left=left, op=op, right=right):
                both = [self._kind(left), self._kind(right)]
                if isinstance(op, gast.BitOr) and (joined := union(*both)) is not None:
                    return joined
                return operator_kind(BINARY[type(op)], both, self.symbols, key)
            case gast.UnaryOp(op=op, operand=operand) if not isinstance(op, gast.Not):
                return operator_kind(UNARY[type(op)], [self._kind(operand)], self.symbols, key)
            case gast.UnaryOp() | gast.Compare() | gast.BoolOp():
                return self._test(node, key)
            case gast.IfExp(test=test, body=body, orelse=orelse):
                holds = truth(self._kind(test))
                if holds is not None:
                    return self._kind(body if holds else orelse)
                return join(self._kind(body), self._kind(orelse), self.symbols, key)
            case gast.Subscript() | gast.Attribute() if (
                self.linked and (found := self.linked.get(walk.key(node))) is not None
            ):
                return found
            case gast.Subscript(value=value, slice=index):
                return subscript_kind(self._kind(value), index, self._kind, self.symbols, key)
            case gast.Attribute(value=value, attr=attr):
                return self._attribute(self._kind(value), attr)
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                cls = tuple if isinstance(node, gast.Tuple) else list
                return k.Tuple(tuple(self._kind(item) for item in elts), cls)
            case gast.Call():
                return self._call(node, key)
            case gast.JoinedStr(values=values):
                return self._text(values)
        return k.Opaque()

    def _text(self, parts: list[gast.expr]) -> k.Kind:
        """An f-string: known where it shows nothing but known whole numbers and texts as they are."""
        found = ""
        for part in parts:
            match part:
                case gast.Constant(value=str() as shown):
                    found += shown
                case gast.FormattedValue(value=value, conversion=-1, format_spec=None):
                    ok, shown = known(self._kind(value))
                    if not ok or type(shown) not in (int, str):
                        return k.Opaque()
                    found += str(shown)
                case _:
                    return k.Opaque()
        return k.Const(found)

    def _name(self, name: str) -> k.Kind:
        if name in self.env:
            return self.env[name]
        if name in self.scope:
            return self._object(self.scope[name])
        return self._object(vars(builtins)[name]) if hasattr(builtins, name) else k.Opaque()

    def _test(self, node: gast.expr, key: object) -> k.Kind:
        """Comparisons, ``not``, ``and`` and ``or``."""
        match node:
            case gast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARE:
                both = [self._kind(left), self._kind(right)]
                same = equals(both[0], both[1], op)
                return same or operator_kind(COMPARE[type(op)], both, self.symbols, key)
            case gast.Compare(left=left, ops=[gast.Is() | gast.IsNot() as op], comparators=[right]):
                return identity(self._kind(left), self._kind(right), isinstance(op, gast.Is))
            case gast.UnaryOp(operand=operand):
                value = truth(self._kind(operand))
                return k.Scalar(bool) if value is None else k.Const(not value)
            case gast.BoolOp(op=op, values=values):
                return decided([self._kind(value) for value in values], isinstance(op, gast.Or))
        return k.Scalar(bool)

    def _object(self, value: object) -> k.Kind:
        if isinstance(value, Missing):
            return k.Opaque()
        if type(value) is tuple and all(isinstance(item, str) for item in value):
            return k.Tuple(tuple(k.Const(item) for item in value))  # names, as of `__match_args__`
        if callable(value):
            return k.Func(value)
        if isinstance(value, k.NUMBERS) and not isinstance(value, bool):
            return k.Scalar(type(value), (value, value))
        return k.Const(value)

    def _attribute(self, base: k.Kind, attr: str) -> k.Kind:
        if isinstance(base, k.Const | k.Func):
            return self._object(self.attribute(base.value, attr))
        return attribute_kind(base, attr, self.symbols)

    def _call(self, node: gast.Call, key: object) -> k.Kind:
        args = [self._kind(arg) for arg in node.args if not isinstance(arg, gast.Starred)]
        kwargs = {word.arg: self._kind(word.value) for word in node.keywords if word.arg}
        if isinstance(node.func, gast.Attribute):
            base = k.solid(self._kind(node.func.value))
            if isinstance(base, k.Array | k.Scalar | k.Tuple):
                method = Method(node.func.attr)
                try:
                    return k.forget(call_on_stand_ins(method, [base, *args], kwargs))
                except NoStandIn:
                    return rank_only(method, [base, *args], kwargs, self.symbols, key)
        callee = self._kind(node.func)
        if isinstance(callee, k.Func) and callee.value is getattr and len(args) in (2, 3):
            ok, name = known(args[1])
            if len(args) == 3 and name not in _OF_THE_MEMORY:
                return call_kind(getattr, args, kwargs, self.symbols, key)
            return self._attribute(args[0], name) if ok and isinstance(name, str) else k.Opaque()
        if isinstance(callee, k.Func) and callee.value is isinstance and len(args) == 2:
            if perhaps_real(args[0], self.symbols):
                return k.Scalar(bool)
            return instance(args[0], args[1])
        if isinstance(callee, k.Func) and callee.value is issubclass and len(args) == 2:
            return subclass(*args)
        if isinstance(callee, k.Func):
            return call_kind(callee.value, args, kwargs, self.symbols, key)
        return k.Unknown() if any(k.is_differentiable(arg) for arg in args) else k.Opaque()


_OF_THE_MEMORY = frozenset({"base", "flags", "data", "ctypes"})
"""Attributes that say in which memory an array lies: that of a stand-in is another one."""


def attribute_kind(base: k.Kind, attr: str, symbols: Symbols) -> k.Kind:
    """The kind of ``value.attr`` for numbers, arrays and records."""
    base = k.solid(base)
    if isinstance(base, k.Record):
        for name, kind in base.fields:
            if name == attr:
                return kind
        return k.Opaque()
    if isinstance(base, k.Array) and attr == "flat":
        return k.forget(call_on_stand_ins(lambda value: value.ravel(), [base], {}))
    if attr == "dtype" and perhaps_real(base, symbols):
        return k.Opaque()
    if isinstance(base, k.Array | k.Scalar):
        if attr in _OF_THE_MEMORY:
            return k.Opaque()
        try:
            result = call_on_stand_ins(Attribute(attr), [base], {})
        except NoStandIn:
            return k.Opaque()
        return result if attr in ("shape", "ndim", "size") else k.forget(result)
    if isinstance(base, k.Unknown) and attr in ("real", "imag"):
        return k.Unknown(str(np.zeros((), base.dtype).real.dtype))
    if isinstance(base, k.Unknown) and attr == "T":
        return base
    if isinstance(base, k.Tried):  # what the exception holds may vary
        return k.Scalar(bool) if attr == "done" else k.Text()
    if isinstance(base, k.Text):
        return k.Text(carried=True)
    return base if isinstance(base, k.Never) else k.Opaque()
