"""Tangents as the user gives them, checked and brought into the form that generated code takes."""

from __future__ import annotations

import enum
from typing import Any

import numpy as np

from s2s.api.trees import attributes
from s2s.errors import KindError
from s2s.runtime import bare, zero_tangent


def tangent_tree(primal: Any, tangent: Any, path: str) -> Any:
    """The tangent in the types, structure, shapes and dtypes of its primal.

    What has no derivative takes ``None`` or any zero; a string takes itself too, and a member of an
    enumeration. A tangent of real numbers fits a complex primal, and one of integers a primal of floats.

    Raises:
        TypeError, ValueError: the tangent has another structure, shape or kind of number.
        KindError: it holds an object that holds itself.
    """
    try:
        return _tree(primal, tangent, path)
    except RecursionError:
        raise KindError(
            f"{path} holds an object that holds itself",
            note="a tangent has the structure of its argument, part by part",
            hint="differentiate by the numbers and arrays in it: make the object inside of the function",
        ) from None


def _tree(primal: Any, tangent: Any, path: str) -> Any:
    if isinstance(primal, np.ndarray):
        return _array(primal, tangent, path)
    if isinstance(primal, float | complex | np.inexact):
        return _number(primal, tangent, path)
    parts = _parts(primal)
    if parts is None:
        return _passive(primal, tangent, path)
    if tangent is None:
        return zero_tangent(primal)
    others = _parts(tangent)
    same = type(tangent) is type(primal) or {type(primal), type(tangent)} <= {list, tuple}
    if others is None or not same or [n for n, _ in others] != [n for n, _ in parts]:
        raise TypeError(
            f"{path} has another structure than its primal: {_words(tangent)} for {_words(primal)}"
        )
    items = [
        _tree(part, other, f"{path}{name}")
        for (name, part), (_, other) in zip(parts, others, strict=True)
    ]
    return _rebuilt(primal, items)


def _array(primal: np.ndarray, tangent: Any, path: str) -> Any:
    if primal.dtype.kind not in "fcO":
        return _passive(primal, tangent, path)
    if type(tangent) is np.ndarray and tangent.dtype == primal.dtype:
        if tangent.shape != primal.shape:
            raise ValueError(f"{path} has shape {tangent.shape}; its primal has {primal.shape}")
        # The function may write into either; along `x` at `x` is a direction like others.
        return tangent.copy() if np.may_share_memory(primal, tangent) else tangent
    if tangent is None:
        return np.zeros_like(primal)
    found = np.asarray(tangent)
    if found.shape != primal.shape:
        raise ValueError(f"{path} has shape {found.shape}; its primal has {primal.shape}")
    if not np.can_cast(found.dtype, primal.dtype, casting="same_kind"):
        raise TypeError(f"{path} has dtype {found.dtype}; its primal has {primal.dtype}")
    return found.astype(primal.dtype)


def _number(primal: Any, tangent: Any, path: str) -> Any:
    cls = type(primal)
    if type(tangent) is cls:
        return tangent
    if tangent is None:
        return cls(0)
    if np.shape(tangent) != ():
        raise ValueError(f"{path} has shape {np.shape(tangent)}; its primal is a number")
    if not isinstance(tangent, bool | int | float | complex | np.number | np.ndarray):
        raise TypeError(f"{path} is {_words(tangent)}; its primal is {_words(primal)}")
    if np.iscomplexobj(tangent) and not np.iscomplexobj(primal):
        raise TypeError(f"{path} is complex; its primal is real")
    return cls(tangent)


def _passive(primal: Any, tangent: Any, path: str) -> Any:
    # What is made alike has the same name or member.
    name = isinstance(primal, str | bytes | enum.Enum) and tangent == primal
    if tangent is not None and not name and not _is_zero(tangent):
        raise TypeError(
            f"{path} is not zero, but its primal is {_words(primal)}, which has no derivative"
        )
    return zero_tangent(primal)


def _is_zero(tangent: Any) -> bool:
    if _parts(tangent) is not None or isinstance(tangent, str):
        return False
    try:
        found = np.asarray(tangent)
        names = found.dtype.names
        return all(_is_zero(found[name]) for name in names) if names else not np.any(found)
    except (TypeError, ValueError):
        return False


def _parts(value: Any) -> list[tuple[str, Any]] | None:
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return [(f".{name}", part) for name, part in zip(value._fields, value, strict=True)]
    if isinstance(value, tuple | list):
        return [(f"[{i}]", part) for i, part in enumerate(value)]
    if isinstance(value, dict):
        return [(f"[{key!r}]", part) for key, part in value.items()]
    names = attributes(value)
    return None if names is None else [(f".{name}", getattr(value, name)) for name in names]


def _rebuilt(primal: Any, items: list[Any]) -> Any:
    if isinstance(primal, tuple) and hasattr(primal, "_fields"):
        return type(primal)(*items)
    if isinstance(primal, tuple | list):
        return type(primal)(items)
    if isinstance(primal, dict):
        return dict(zip(primal, items, strict=True))
    result = bare(type(primal))
    for name, item in zip(attributes(primal) or (), items, strict=True):
        object.__setattr__(result, name, item)
    return result


def _words(value: Any) -> str:
    name = type(value).__name__
    if isinstance(value, np.ndarray | np.void) and value.dtype.names:
        name = "array with named fields"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
