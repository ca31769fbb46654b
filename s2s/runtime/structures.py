"""Cotangents of values that are not single arrays: making, adding and shaping them."""

from __future__ import annotations

import dataclasses
import enum
import types
from typing import Any

import numpy as np

from s2s.runtime.refused import Refused
from s2s.runtime.unassigned import Unassigned


def zeros_like(value: Any) -> Any:
    """The zero cotangent of a value: the same tree, lists for tuples, None where nothing flows.

    >>> zeros_like((1.5, 2, [np.ones(2, "f4")]))
    [0.0, 0.0, [array([0., 0.], dtype=float32)]]
    """
    if isinstance(value, np.ndarray):
        return np.zeros_like(value) if value.dtype.kind in "fcOV" else None
    if isinstance(value, (float, complex, np.inexact)):
        return type(value)(0)
    if isinstance(value, (int, np.number, np.bool_)):  # it may stand among floats
        return 0.0
    if isinstance(value, Unassigned):
        return None
    if isinstance(value, (list, tuple)):
        zeros = [zeros_like(item) for item in value]
        if all(zero is None for zero in zeros):
            return zeros
        # Whole numbers among floats: `map(np.asarray, (x, 1))`.
        return [
            np.zeros(item.shape) if zero is None and isinstance(item, np.ndarray) else zero
            for item, zero in zip(value, zeros, strict=True)
        ]
    if isinstance(value, dict):
        return {key: zeros_like(item) for key, item in value.items()}
    if isinstance(value, types.MethodType):
        return types.SimpleNamespace(__self__=zeros_like(value.__self__))
    names = field_names(value)
    if names is None:
        return None
    return types.SimpleNamespace(**{name: zeros_like(getattr(value, name)) for name in names})


def field_names(value: Any) -> list[str] | None:
    """The names of an object's attributes that hold data; None for what is not data.

    >>> field_names(types.SimpleNamespace(a=1.0, b=2.0)), field_names(len)
    (['a', 'b'], None)
    """
    cls = type(value)
    if not can_be_bare(cls):
        return None
    own = getattr(value, "__dict__", None)
    held = (
        list(own) if isinstance(own, dict) else []
    )  # some classes answer whatever they are asked for
    if dataclasses.is_dataclass(cls):
        names = [item.name for item in dataclasses.fields(cls) if hasattr(value, item.name)]
        return [*names, *(name for name in held if name not in names)]
    slots: list[str] = []
    for base in cls.__mro__:
        if "__slots__" in vars(base):
            named = vars(base)["__slots__"]
            slots.extend([named] if isinstance(named, str) else named)
    if slots:
        slots = [name for name in slots if name not in ("__dict__", "__weakref__")]
        full = [name for name in slots if hasattr(value, name)]  # some may be empty still
        return [*full, *held] if slots or isinstance(own, dict) else None
    return held if isinstance(own, dict) else None


def can_be_bare(cls: Any) -> bool:
    """Whether objects of a class are nothing but their attributes.

    Not those written in C, and not members of an enumeration, of which there are no others.

    >>> can_be_bare(types.SimpleNamespace), can_be_bare(ValueError)
    (True, False)
    """
    if isinstance(cls, enum.EnumMeta):
        return False
    try:
        bare(cls)
    except TypeError:
        return False
    return True


def bare(cls: Any) -> Any:
    """An object of a class without attributes, whatever its constructor wants.

    >>> bare(types.SimpleNamespace)
    namespace()
    """
    return types.SimpleNamespace() if cls is types.SimpleNamespace else object.__new__(cls)


def class_numbers(value: Any) -> list[str]:
    """The names of numbers, and tuples of them, of an object's class: it has them until it sets its own.

    >>> class Account:
    ...     balance = 0.0
    ...     trades = ()
    >>> class_numbers(Account())
    ['balance', 'trades']
    """
    if not hasattr(value, "__dict__"):
        return []
    return [
        name
        for base in type(value).__mro__[:-1]  # the last is `object`
        for name, item in vars(base).items()
        if isinstance(item, (float, int, complex, tuple))
        and not name.startswith("__")
        and holds_numbers(item)
    ]


def holds_numbers(value: Any) -> bool:
    """Whether a value of a class is a number, or a tuple of nothing else."""
    if type(value) is tuple:
        return all(map(holds_numbers, value))
    return isinstance(value, (float, int, complex))


def zero_tangent(value: Any, seen: dict[int, Any] | None = None) -> Any:
    """The zero tangent of a value: the same types, 0.0 for numbers, None for what is no number.

    One list, dict, object or array that stands in two places has one tangent.

    >>> zero_tangent((1.5, 2, ["a", np.ones(2)]))
    (0.0, 0.0, [None, array([0., 0.])])
    >>> twice = zero_tangent([[1.0]] * 2)
    >>> twice[0] is twice[1]
    True
    """
    if isinstance(value, (float, complex, int, np.number, np.bool_)):
        floats = isinstance(value, (float, complex, np.inexact)) and not isinstance(
            value, enum.Enum
        )
        return type(value)(0) if floats else 0.0
    if value is None or isinstance(value, (str, bytes)):
        return None
    seen = {} if seen is None else seen
    if id(value) in seen:
        return seen[id(value)]
    made: Any = None
    if isinstance(value, np.ndarray):
        made = np.zeros_like(value) if value.dtype.kind in "fcOV" else np.zeros(value.shape)
    elif isinstance(value, range):
        made = [0.0] * len(value)  # it may stand for an array
    elif isinstance(value, (list, tuple)):
        items = [zero_tangent(item, seen) for item in value]
        made = type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    elif isinstance(value, dict):
        made = {key: zero_tangent(item, seen) for key, item in value.items()}
    elif (names := field_names(value)) is not None:
        made = bare(type(value))
        for name in class_numbers(value):
            object.__setattr__(made, name, zero_tangent(getattr(value, name), seen))
        for name in names:
            object.__setattr__(made, name, zero_tangent(getattr(value, name), seen))
    seen[id(value)] = made
    return made


def held_copy(cotangent: Any) -> Any:
    """A cotangent of which parts can be replaced: of an array, or of several results.

    >>> held_copy((1.0, None)), held_copy(2.0)
    ([1.0, None], array(2.))
    """
    if isinstance(cotangent, (list, tuple)):
        return [p if p is None or np.isscalar(p) else held_copy(p) for p in cotangent]
    if isinstance(cotangent, dict):
        return {key: p if np.isscalar(p) else held_copy(p) for key, p in cotangent.items()}
    return np.array(cotangent)


def owned(cotangent: Any, primal: Any) -> Any:
    """A cotangent of a container with nothing in it that belongs to another, and no zero left out.

    It may be that of the container as it was before: what the primal has got since is not there.

    >>> owned([1.0, None], [0.5, np.ones(2)])
    [1.0, array([0., 0.])]
    """
    if cotangent is None:
        return zeros_like(primal)
    if isinstance(cotangent, np.ndarray):
        return cotangent.copy()
    if isinstance(cotangent, (list, tuple)):
        same = isinstance(primal, (list, tuple)) and len(primal) == len(cotangent)
        like = primal if same else [None] * len(cotangent)
        return [owned(a, b) for a, b in zip(cotangent, like, strict=True)]
    if isinstance(cotangent, dict):
        like = primal if isinstance(primal, dict) else {}
        return {key: owned(cotangent.get(key), like.get(key)) for key in {**like, **cotangent}}
    if isinstance(cotangent, types.SimpleNamespace):
        parts = vars(cotangent).items()
        return types.SimpleNamespace(**{n: owned(a, getattr(primal, n, None)) for n, a in parts})
    return cotangent


def add(first: Any, second: Any) -> Any:
    """The sum of two cotangents of one value; None is zero, and neither is changed.

    Raises:
        Refused: they are of two lengths, as the value was at two times.

    >>> add([1.0, None], [0.5, {"a": 2.0}])
    [1.5, {'a': 2.0}]
    """
    if first is None:
        return second
    if second is None:
        return first
    if isinstance(first, (list, tuple)):
        if len(first) != len(second):
            raise Refused(
                "the derivative of a list or tuple that becomes longer where it is kept is not known",
                "append to a list that stays the same: `table.setdefault(key, []).append(value)`",
            )
        return [add(a, b) for a, b in zip(first, second, strict=True)]
    if isinstance(first, dict):
        return {key: add(first.get(key), second.get(key)) for key in {**first, **second}}
    if isinstance(first, types.SimpleNamespace):
        return types.SimpleNamespace(**add(vars(first), vars(second)))
    return first + second


def mirror(primal: Any, cotangent: Any) -> Any:
    """A cotangent in the structure, shape and dtype of its primal; None where nothing flows.

    Raises:
        ValueError: the cotangent has not the primal's shape.

    >>> mirror((1.0, np.ones(2, "f4"), 3), [np.float64(2.0), np.ones(2), None])
    (2.0, array([1., 1.], dtype=float32), None)
    """
    if isinstance(primal, np.ndarray):
        return mirror_array(primal, cotangent)
    if isinstance(primal, (float, complex, np.inexact)):
        if cotangent is None:
            return type(primal)(0)
        real = isinstance(primal, (float, np.floating))
        return type(primal)(np.real(cotangent) if real else cotangent)
    if isinstance(primal, (list, tuple)):
        parts = [None] * len(primal) if cotangent is None else list(cotangent)
        items = [mirror(item, part) for item, part in zip(primal, parts, strict=True)]
        named = hasattr(primal, "_fields")
        return type(primal)(*items) if named else type(primal)(items)
    if isinstance(primal, dict):
        part = {} if cotangent is None else cotangent
        found = primal.copy()  # of the same type
        found.update((key, mirror(item, part.get(key))) for key, item in primal.items())
        return found
    names = field_names(primal)
    return None if names is None else mirror_object(primal, names, cotangent)


def mirror_array(primal: Any, cotangent: Any) -> Any:
    """The part of ``mirror`` that is about arrays."""
    if primal.dtype.kind not in "fcO":
        return None
    if cotangent is None:
        return np.zeros_like(primal)
    if primal.dtype.kind == "f":
        cotangent = np.real(cotangent)
    if np.shape(cotangent) != primal.shape:
        raise ValueError(f"cotangent of shape {np.shape(cotangent)} for a {primal.shape} array")
    return np.asarray(cotangent, dtype=primal.dtype)


def mirror_object(primal: Any, names: list[str], cotangent: Any) -> Any:
    """The part of ``mirror`` that is about objects with attributes."""
    result = bare(type(primal))
    for name in names:
        # Past a frozen dataclass's own __setattr__.
        part = getattr(cotangent, name, None)
        object.__setattr__(result, name, mirror(getattr(primal, name), part))
    return result


def real_parts(cotangent: Any, primal: Any) -> Any:
    """The cotangents of a sequence's items, real where the items are.

    >>> real_parts([1 + 2j, 3 + 4j], [0.5, 1j])
    [1.0, (3+4j)]
    """
    if cotangent is None:
        return None
    if isinstance(primal, (list, tuple)):
        return [real_parts(c, p) for c, p in zip(cotangent, primal, strict=True)]
    return cotangent if np.iscomplexobj(primal) else np.real(cotangent)


def accumulate_at(target: Any, key: Any, value: Any) -> Any:
    """Adds ``value`` to ``target[key]`` in place, once for each time that an element is named.

    The target is an array, or the list or dict that is the cotangent of a structure. A number, of
    which ``x[..., None]`` makes an array, is returned with the sum added.

    >>> accumulate_at(np.zeros(3), [0, 2, 0], np.array([1.0, 2.0, 3.0]))
    array([4., 0., 2.])
    """
    if target is None:  # the cotangent of whole numbers
        return None
    if isinstance(target, (float, complex, np.number)):
        return target + np.sum(value)
    if isinstance(target, np.ndarray):
        np.add.at(target, key, value)
    elif isinstance(key, slice):
        target[key] = [add(old, new) for old, new in zip(target[key], value, strict=True)]
    else:
        target[key] = add(target[key], value)
    return target


def repeated_ct(ct: Any, xs: Any) -> Any:
    """The cotangent of ``xs`` for one of ``xs * n``: parts of its length, added up.

    >>> repeated_ct([1.0, 2.0, 3.0, 4.0], [0.5, 0.7]), repeated_ct([], [0.5, 0.7])
    ([4.0, 6.0], [0.0, 0.0])
    """
    count = len(xs)
    total = list(ct[:count]) or list(zeros_like(xs))
    for start in range(count, len(ct), count or 1):
        total = add(total, ct[start : start + count])
    return total
