"""Whether an exception leaves a function before it has written anything."""

from __future__ import annotations

import builtins
import inspect
import types
from collections.abc import Callable

import gast

from s2s.analyse import kinds as k
from s2s.analyse.heap import creatable
from s2s.analyse.typed import Append, Typed, UserCall
from s2s.analyse.writes import written
from s2s.syntax import walk

_OF_NUMBERS = (ZeroDivisionError, OverflowError, FloatingPointError, TypeError, AttributeError)
"""What arithmetic with numbers, and reading and storing attributes, can raise."""


def stops_first(call: UserCall, errors: list[gast.expr]) -> bool:
    """Whether the call raises what is handled before its first write, if it does."""
    raises = may_stop if only_stops(errors) else may_fail if _spares_numbers(errors) else None
    return (
        raises is not None
        and not call.callee.in_progress
        and _first(call.callee.body, call.callee, [False], raises)
    )


def _spares_numbers(errors: list[gast.expr]) -> bool:
    """Whether none of the exceptions is one that plain arithmetic raises."""
    classes = [getattr(builtins, getattr(error, "id", ""), BaseException) for error in errors]
    return not any(issubclass(risk, cls) for risk in _OF_NUMBERS for cls in classes)


def only_stops(errors: list[gast.expr]) -> bool:
    """Whether ``StopIteration`` alone is handled."""
    return [getattr(error, "id", "") for error in errors] == ["StopIteration"]


def _first(
    body: list[gast.stmt], typed: Typed, wrote: list[bool],
    raises: Callable[[list[gast.stmt], Typed], bool],
) -> bool:  # fmt: skip
    """Whether nothing raises after a write; ``wrote`` says whether one was seen, and is set."""
    for node in body:
        if wrote[0] and raises([node], typed):
            return False
        match node:
            case gast.If():
                first, second = [False], [False]
                both = ((node.body, first), (node.orelse, second))
                if not all(_first(part, typed, seen, raises) for part, seen in both):
                    return False
                wrote[0] = wrote[0] or first[0] or second[0]
            case gast.For() | gast.While() | gast.With():
                inner = [False]
                loops = not isinstance(node, gast.With)
                if not _first(node.body, typed, inner, raises):
                    return False
                if loops and inner[0] and raises(node.body, typed):
                    return False  # in a later iteration
                wrote[0] = wrote[0] or inner[0]
            case _:
                callee = _callee(node, typed)
                if callee is not None and not _first(callee.body, callee, [False], raises):
                    return False
                wrote[0] = wrote[0] or bool(written(node, typed))
    return True


def may_stop(body: list[gast.stmt], typed: Typed) -> bool:
    """Whether a statement may raise ``StopIteration``."""
    for node in walk.statements(body):
        if isinstance(node, gast.Raise):
            return True
        callee = _callee(node, typed)
        if callee is not None and (callee.in_progress or may_stop(callee.body, callee)):
            return True
        calls = (part for part in walk.nodes(node) if isinstance(part, gast.Call))
        if any(isinstance(part.func, gast.Name) and part.func.id == "next" for part in calls):
            return True
    return False


def may_fail(body: list[gast.stmt], typed: Typed) -> bool:
    """Whether a statement may raise anything but what arithmetic with numbers does."""
    return not all(_is_plain(node, typed) for node in walk.statements(body))


def _is_plain(node: gast.stmt, typed: Typed) -> bool:
    """Whether a statement computes with numbers, and reads and stores names and attributes, only."""
    match node:
        case gast.If(test=value) | gast.While(test=value):
            return _is_arithmetic(value, typed)
        case gast.Assign(targets=[gast.Name() | gast.Attribute() as goal], value=value):
            return _is_held(goal, typed) and _is_arithmetic(value, typed)
        case gast.AugAssign(target=gast.Name() | gast.Attribute() as goal, value=value):
            return _is_held(goal, typed) and _is_number(goal, typed) and _is_number(value, typed)
        case gast.Expr(value=value):
            return isinstance(typed.resolution(value), Append) or isinstance(value, gast.Constant)
        case gast.Pass() | gast.Break() | gast.Continue() | gast.Return(value=None):
            return True
        case gast.Return(value=value):
            return _is_arithmetic(value, typed)
    return False


def _is_arithmetic(value: gast.expr, typed: Typed) -> bool:
    match value:
        case gast.Constant() | gast.Name():
            return True
        case gast.Attribute():
            return _is_held(value, typed)
        case gast.BinOp(left=left, right=right):
            return _is_number(left, typed) and _is_number(right, typed)
        case gast.UnaryOp(operand=operand):
            return _is_number(operand, typed)
        case gast.Compare(left=left, comparators=[right]):
            return _is_number(left, typed) and _is_number(right, typed)
        case gast.List(elts=elts) | gast.Tuple(elts=elts):
            return all(isinstance(element, gast.Name | gast.Constant) for element in elts)
    return False


def _is_held(place: gast.expr, typed: Typed) -> bool:
    """Whether a name, or an attribute, is read and stored without calling anything."""
    if not isinstance(place, gast.Attribute):
        return True
    kind = typed.env.get(getattr(place.value, "id", ""))
    if not isinstance(kind, k.Object | k.Record) or not creatable(kind.type):
        return False
    found = inspect.getattr_static(kind.type, place.attr, None)
    return isinstance(found, types.MemberDescriptorType) or not hasattr(type(found), "__get__")


def _is_number(value: gast.expr, typed: Typed) -> bool:
    if isinstance(value, gast.Constant):
        return isinstance(value.value, int | float)
    kind = typed.env.get(getattr(value, "id", ""))
    return isinstance(kind, k.Scalar)


def _callee(node: gast.stmt, typed: Typed) -> Typed | None:
    """The function that a statement calls."""
    call = typed.resolution(getattr(node, "value", None))
    return call.callee if isinstance(call, UserCall) else None
