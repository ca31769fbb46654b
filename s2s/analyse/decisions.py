"""Tests that the kinds of the operands decide: ``is``, ``and``, ``or``, `isinstance`."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.known import known

_PLAIN = (type(None), bool, int, float, complex, str, bytes, tuple, slice, type)
_ALWAYS = (k.Definition, k.Closure, k.Derived, k.Partial, k.Method)
"""Functions, all of which are true."""


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
    """The kind of ``left is right``: known where one of them is ``None``."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, k.Const) and one.value is None:
            if isinstance(other, k.Const):
                return k.Const((other.value is None) is same)
            if not isinstance(other, k.Opaque | k.Unknown | k.Never | k.Object):
                return k.Const(not same)
    return k.Scalar(bool)


def decided(kinds: list[k.Kind], stop: bool) -> k.Kind:
    """The kind of ``and`` (stop: False) or ``or`` (stop: True) over tests."""
    for kind in kinds:
        value = truth(kind)
        if value is None:
            return k.Scalar(bool)
        if value is stop:
            return k.Const(stop)
    return k.Const(not stop)


def instance(kind: k.Kind, classes: k.Kind) -> k.Kind:
    """The kind of ``isinstance(value, classes)``: known for Python's types and arrays."""
    named = classes.items if isinstance(classes, k.Tuple) else (classes,)
    ok = all(isinstance(cls, k.Func | k.Const) for cls in named)
    wanted: Any = (
        tuple(cls.value for cls in named if isinstance(cls, k.Func | k.Const)) if ok else ()
    )
    plain = (float, int, complex, bool, str, list, tuple, dict, np.ndarray)
    if not ok or not all(isinstance(cls, type) for cls in wanted):
        return k.Scalar(bool)
    if not set(wanted) <= set(plain) and not isinstance(kind, k.Record | k.Object):
        own = all(cls.__module__ not in ("builtins", "numpy", "numbers") for cls in wanted)
        plain_kind = isinstance(kind, k.Scalar | k.Array | k.Tuple | k.List | k.Dict) or (
            isinstance(kind, k.Const) and isinstance(kind.value, str | type(None))
        )
        return k.Const(False) if own and plain_kind and not _abstract(wanted) else k.Scalar(bool)
    match kind:
        case k.Array():
            return k.Const(issubclass(np.ndarray, wanted))
        case (
            k.Scalar(type=cls) | k.Tuple(type=cls) | k.List(type=cls) | k.Record(type=cls)
            | k.Object(type=cls)
        ):  # fmt: skip
            return k.Const(issubclass(cls, wanted))
        case k.Dict():
            return k.Const(issubclass(dict, wanted))
        case k.Const(value=value):
            return k.Const(isinstance(value, wanted))
    return k.Scalar(bool)


def _abstract(classes: tuple[type, ...]) -> bool:
    """Whether `isinstance` asks some class's own opinion."""
    return any(type(cls) is not type for cls in classes)
