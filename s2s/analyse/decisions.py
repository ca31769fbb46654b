"""Tests that the kinds of the operands decide: ``is``, ``and``, ``or``, `isinstance`."""

from __future__ import annotations

import abc
import types
import typing

import gast
import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.known import known

_PLAIN = (type(None), bool, int, float, complex, str, bytes, tuple, slice, type)
_ALWAYS = (k.Definition, k.Closure, k.Derived, k.Partial, k.Method)
"""Functions, all of which are true."""
_METACLASSES = (type, abc.ABCMeta)
"""Those whose classes are compared, and asked for instances, as Python does by itself."""


def truth(kind: k.Kind) -> bool | None:
    """Whether a value of this kind counts as true; None where the program will tell."""
    ok, value = known(kind)
    if ok:
        return bool(value) if isinstance(value, _PLAIN) else None
    match kind:
        case k.Tuple(items=items) if kind.type is tuple:
            return bool(items)
        case k.Record(type=cls):
            if issubclass(cls, tuple):
                return bool(kind.fields)
            return None if hasattr(cls, "__bool__") or hasattr(cls, "__len__") else True
    return True if isinstance(kind, _ALWAYS) else None


def identity(left: k.Kind, right: k.Kind, same: bool) -> k.Kind:
    """The kind of ``left is right``: known where one of them is ``None``, or both are classes."""
    classes = _classes(left, right)
    if len(classes) == 2:
        return k.Const((classes[0] is classes[1]) is same)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, k.Const) and one.value is None:
            if isinstance(other, k.Const):
                return k.Const((other.value is None) is same)
            unknown = k.Opaque | k.Unknown | k.Never | k.Mixed | k.Maybe
            if not (isinstance(other, unknown) or k.is_by_class(other)):
                return k.Const(not same)
    return k.Scalar(bool)


def _classes(*kinds: k.Kind) -> list[type]:
    """Those of the kinds that are classes, which compare as Python's own do."""
    values = [kind.value for kind in kinds if isinstance(kind, k.Const | k.Func)]
    return [value for value in values if type(value) in _METACLASSES]  # type: ignore[misc]


def subclass(left: k.Kind, right: k.Kind) -> k.Kind:
    """The kind of ``issubclass(left, right)``: known for two classes."""
    classes = _classes(left, right)
    return k.Const(issubclass(*classes)) if len(classes) == 2 else k.Scalar(bool)


def union(left: k.Kind, right: k.Kind) -> k.Kind | None:
    """``float | int`` of classes; None for all else."""
    parts = (left, right)
    classes = [part.value for part in parts if isinstance(part, k.Const | k.Func)]
    if len(classes) < 2 or not all(isinstance(c, type | types.UnionType) for c in classes):
        return None
    return k.Const(classes[0] | classes[1])  # type: ignore[operator]


def decided(kinds: list[k.Kind], stop: bool) -> k.Kind:
    """The kind of ``and`` (stop: False) or ``or`` (stop: True) over tests.

    One test that decides is enough, wherever it stands: those before it change nothing.
    """
    values = [truth(kind) for kind in kinds]
    if stop in values:
        return k.Const(stop)
    return k.Scalar(bool) if None in values else k.Const(not stop)


def instance(kind: k.Kind, classes: k.Kind) -> k.Kind:
    """The kind of ``isinstance(value, classes)``: known where all types it can have agree."""
    named = classes.items if isinstance(classes, k.Tuple) else (classes,)
    wanted = tuple(cls.value for cls in named if isinstance(cls, k.Func | k.Const))
    complete = len(wanted) == len(named)
    wanted = tuple(
        part
        for cls in wanted
        for part in (typing.get_args(cls) if isinstance(cls, types.UnionType) else (cls,))
    )
    # Other metaclasses may look at the value.
    if not complete or not all(type(cls) in _METACLASSES for cls in wanted):
        return k.Scalar(bool)
    if isinstance(kind, k.Const | k.Func):
        return k.Const(isinstance(kind.value, wanted))  # type: ignore[arg-type]
    possible = _types(kind, set(wanted) <= _OWN)
    if not any(cls.__module__.startswith("s2s.") for cls in wanted):  # ours may stand for theirs
        possible = tuple(one for cls in possible for one in rules.stood_for(cls) or (cls,))
    answers = {issubclass(cls, wanted) for cls in possible}  # type: ignore[arg-type]
    return k.Const(answers.pop()) if len(answers) == 1 else k.Scalar(bool)


_OWN = {float, int, complex, bool, str, list, tuple, range, slice, dict, np.ndarray}
_TWINS: dict[type, type] = {
    float: np.float64,
    int: np.int64,
    complex: np.complex128,
    bool: np.bool_,
}
_TWINS |= {twin: cls for cls, twin in _TWINS.items()}


def _types(kind: k.Kind, python_only: bool) -> tuple[type, ...]:
    """The types that a value may have. Whether a number is Python's or NumPy's is not certain."""
    match kind:
        case k.Array():
            return (np.ndarray,)
        case k.Range():
            return (range,)
        case k.Slice():
            return (slice,)
        case k.Definition() | k.Closure():
            return (types.FunctionType,)
        case k.Scalar(type=cls):
            return (cls,) if python_only else (cls, _TWINS.get(cls, cls))
        case (
            k.Tuple(type=cls) | k.List(type=cls) | k.Dict(type=cls) | k.Record(type=cls)
            | k.Object(type=cls)
        ):  # fmt: skip
            return (cls,)
    return ()


def equals(left: k.Kind, right: k.Kind, op: gast.cmpop) -> k.Const | None:
    """``==`` and ``!=`` of strings or of classes that are known; None for all else."""
    if not isinstance(op, gast.Eq | gast.NotEq):
        return None
    classes = _classes(left, right)
    if len(classes) == 2:
        return k.Const((classes[0] is classes[1]) is isinstance(op, gast.Eq))
    match left, right:
        case k.Const(value=str(first)), k.Const(value=str(second)):
            return k.Const((first == second) is isinstance(op, gast.Eq))
    return None
