"""Operators, and the kinds of what they give."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.call_kinds import call_kind, elementwise_kind
from s2s.analyse.item_kinds import item_kind
from s2s.analyse.join import join
from s2s.analyse.known import all_known, known, settled
from s2s.analyse.lengths import numeric
from s2s.analyse.stand_in_calls import call_on_stand_ins
from s2s.analyse.standins import NoStandIn
from s2s.analyse.symbols import Symbols

BINARY: dict[type, Callable[..., Any]] = {
    gast.Add: operator.add, gast.Sub: operator.sub, gast.Mult: operator.mul,
    gast.Div: operator.truediv, gast.FloorDiv: operator.floordiv, gast.Mod: operator.mod,
    gast.Pow: operator.pow, gast.MatMult: operator.matmul, gast.BitAnd: operator.and_,
    gast.BitOr: operator.or_, gast.BitXor: operator.xor, gast.LShift: operator.lshift,
    gast.RShift: operator.rshift,
}  # fmt: skip


UNARY: dict[type, Callable[..., Any]] = {
    gast.USub: operator.neg, gast.UAdd: operator.pos, gast.Invert: operator.invert,
    gast.Not: operator.not_,
}  # fmt: skip


COMPARE: dict[type, Callable[..., Any]] = {
    gast.Eq: operator.eq, gast.NotEq: operator.ne, gast.Lt: operator.lt,
    gast.LtE: operator.le, gast.Gt: operator.gt, gast.GtE: operator.ge,
}  # fmt: skip


def _compares(function: Callable[..., Any]) -> bool:
    return function in COMPARE.values() or function is operator.not_


def _stays_known(kind: k.Kind) -> bool:
    """Whether it is a function, which is called as what it is."""
    return isinstance(kind, k.Func | k.Closure | k.Partial | k.Method | k.Derived)


def _as_array(kind: k.Kind) -> k.Kind:
    """The kind of a list of numbers beside an array: that of the array which NumPy makes of it."""
    match kind:
        case k.Tuple(items=items) if items and all(map(k.is_numeric, items)):
            try:
                return k.forget(call_on_stand_ins(np.asarray, [kind], {}))
            except NoStandIn:
                return kind
    return kind


def operator_kind(
    function: Callable[..., Any], args: list[k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """The kind of an operator applied to any kinds."""
    if any(isinstance(arg, k.Never) for arg in args):
        return k.Never()
    if any(isinstance(arg, k.Text) for arg in args) and not _compares(function):
        return k.Text(any(map(k.is_carried, args)))
    args = [k.solid(arg) for arg in args]
    if function is operator.mul and k.repeated(args) == [False, True]:
        args = args[::-1]  # `2 * xs`
    if function is operator.mul and isinstance(args[0], k.List | k.Tuple) and not known(args[1])[0]:
        if isinstance(args[1], k.Scalar):  # how often it is repeated, the program will tell
            return k.List(k.forget(item_kind(args[0], symbols, key)), args[0].type)
    if any(isinstance(arg, k.Array) for arg in args):
        args = [_as_array(arg) for arg in args]
    match args:
        case [k.Tuple(items=i1, type=c1), k.Tuple(items=i2, type=c2)] if (
            c1 is c2 and function is operator.add and any(map(_stays_known, (*i1, *i2)))
        ):
            return k.forget(k.Tuple((*i1, *i2), c1))
    try:
        if all(k.is_numeric(arg) for arg in args):
            if function is operator.matmul:
                return call_kind(function, args, {}, symbols, key)
            return elementwise_kind(function, args, symbols, key)
        result = call_on_stand_ins(function, args, {})
        return settled(result, args) if all_known(args) else k.forget(result)
    except NoStandIn:
        pass
    match args:
        case [k.List(type=c1) | k.Tuple(type=c1), k.List(type=c2) | k.Tuple(type=c2)] if c1 is c2:
            both = (item_kind(args[0], symbols, key), item_kind(args[1], symbols, key))
            if function is operator.add:
                return k.List(join(*both, symbols, key), c1)
        case [k.List() | k.Tuple() as sequence, k.Scalar()] if function is operator.mul:
            return k.List(item_kind(sequence, symbols, key), sequence.type)
    if any(k.is_numeric(arg) for arg in args):
        return numeric(args)
    return k.Unknown() if any(k.is_differentiable(arg) for arg in args) else k.Opaque()
