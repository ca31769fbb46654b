"""Shadows: the adjoints of arrays, lists, dicts and objects that a program writes into.

A shadow mirrors its primal: a view of ``u`` has as shadow the same view of the shadow of ``u``, and
what stands in two places has one shadow. An array's shadow is an array of zeros; that of a list or
tuple is a list, of a dict a dict, of an object a namespace; that of a float in a container is the
float 0.0 in the same slot, and that of anything else is None.
"""

from __future__ import annotations

import collections
import types
from typing import Any

import numpy as np

from s2s.runtime.refused import Refused, Shared
from s2s.runtime.structures import bare, class_numbers, field_names, zero_tangent


def own(*values: Any) -> Any:
    """Copies of values that share memory among each other exactly as the values do.

    >>> a = np.arange(4.0)
    >>> b, c = own(a, a[1:])
    >>> b[1] = 7.0
    >>> float(c[0]), float(a[1])
    (7.0, 1.0)
    """
    memo: dict[int, Any] = {}
    copies = tuple([duplicate(value, memo) for value in values])
    return copies[0] if len(copies) == 1 else copies


def duplicate(value: Any, memo: dict[int, Any]) -> Any:
    """A copy of one value; ``memo`` holds what was copied before, by identity."""
    if isinstance(value, (float, int, complex, str, bytes, type(None), np.generic)):
        return value
    found = memo.get(id(value))
    if found is not None:
        return found[1]
    if isinstance(value, np.ndarray):
        made: Any = duplicate_array(value, memo)
    elif isinstance(value, tuple):
        items = [duplicate(item, memo) for item in value]
        made = type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    elif type(value) is list:
        made = []
        memo[id(value)] = value, made
        made.extend(duplicate(item, memo) for item in value)
    elif isinstance(value, dict):
        made = value.copy()  # of the same type
        memo[id(value)] = value, made
        made.update((key, duplicate(item, memo)) for key, item in value.items())
    elif isinstance(value, collections.deque):
        made = value.copy()  # as long as it may become
        memo[id(value)] = value, made
        items = [duplicate(item, memo) for item in value]
        made.clear()
        made.extend(items)
    elif isinstance(value, (set, bytearray)):
        made = value.copy()
    elif type(value).__module__ == "array":  # one of Python's own arrays
        made = value[:]
    elif (names := data_names(value)) is not None:
        made = bare(type(value))
        memo[id(value)] = value, made
        for name in names:
            object.__setattr__(made, name, duplicate(getattr(value, name), memo))
    else:
        made = value
    memo[id(value)] = value, made
    return made


def is_data(value: Any) -> bool:
    """Whether a value is an object of a class written in Python, with attributes to be copied."""
    return data_names(value) is not None


def data_names(value: Any) -> list[str] | None:
    """The names of the attributes of what `is_data` says yes to; None for anything else."""
    names = field_names(value)
    if names is None:
        return None
    cls = type(value)
    plain = getattr(cls, "__new__", None) is object.__new__ or cls is types.SimpleNamespace
    return names if plain and not isinstance(value, BaseException) else None


def duplicate_array(value: Any, memo: dict[int, Any]) -> Any:
    """A copy of an array; views of one buffer become views of one copy of it."""
    root = value
    while isinstance(root.base, np.ndarray):
        root = root.base
    if root is value:
        return value.copy(order="K")
    if id(root) not in memo:
        memo[id(root)] = root, root.copy(order="K")
    made = part_of(memo[id(root)][1], root, value)
    return value.copy(order="K") if made is None else made


def part_of(fresh: Any, root: Any, value: Any) -> Any:
    """The part of ``fresh`` that ``value`` is of ``root``; None where their layouts differ, or of objects.

    >>> root = np.zeros((2, 3, 4)).transpose(2, 0, 1).copy(order="K")
    >>> fresh = np.zeros_like(root)
    >>> part_of(fresh, root, root[1:].T)[:] = 1.0
    >>> float(fresh.sum())
    18.0
    """
    if fresh.dtype.hasobject:
        return None
    order = sorted(range(fresh.ndim), key=lambda axis: -fresh.strides[axis])
    flat = fresh.transpose(order)  # whatever the order of its axes in memory is
    if fresh.strides != root.strides or not flat.flags.c_contiguous:
        return None
    if value.size == 0:
        return np.empty_like(value)
    start = value.__array_interface__["data"][0] - root.__array_interface__["data"][0]
    buffer = flat.reshape(-1).view(np.uint8) if fresh.size else fresh
    return np.ndarray(value.shape, value.dtype, buffer, start, value.strides)


def shadows(*values: Any) -> Any:
    """The shadows of values, with zeros for numbers, sharing memory as the values do.

    >>> a = np.ones(3)
    >>> whole, part = shadows(a, [a[1:], 2.0, "name"])
    >>> part[0][:] = 5.0
    >>> whole, part[1:]
    (array([0., 5., 5.]), [0.0, None])
    """
    memo: dict[int, Any] = {}
    made = tuple([shadow(value, memo) for value in values])
    return made[0] if len(made) == 1 else made


def shadow(value: Any, memo: dict[int, Any]) -> Any:
    """The shadow of one value; ``memo`` holds the shadows made before, by identity."""
    if isinstance(value, (float, complex, np.inexact)):
        return type(value)(0)
    if type(value) is int:  # its place may come to hold a float
        return 0.0
    if value is None or isinstance(value, (int, str, bytes, np.generic)):
        return None
    found = memo.get(id(value))
    if found is not None:
        return found[1]
    made: Any = None
    if isinstance(value, np.ndarray):
        made = shadow_array(value, memo) if value.dtype.kind in "fc" else unfilled(value)
    elif isinstance(value, (list, tuple)):
        made = []
        memo[id(value)] = value, made
        made.extend(shadow(item, memo) for item in value)
    elif isinstance(value, dict):
        made = {}
        memo[id(value)] = value, made
        made.update((key, shadow(item, memo)) for key, item in value.items())
    elif (names := data_names(value)) is not None:
        made = types.SimpleNamespace()
        memo[id(value)] = value, made
        for name in [*class_numbers(value), *names]:
            setattr(made, name, shadow(getattr(value, name), memo))
    memo[id(value)] = value, made
    return made


def unfilled(value: Any) -> Any:
    """The shadow of an array without floats: zeros if it holds nothing but ``None`` yet."""
    if value.dtype != object or any(item is not None for item in value.flat):
        return None
    return np.zeros(value.shape)


def shadow_array(value: Any, memo: dict[int, Any]) -> Any:
    """The shadow of an array: zeros, or for a view the same view of its buffer's shadow."""
    root = value
    while isinstance(root.base, np.ndarray):
        root = root.base
    if root is value or root.dtype != value.dtype:
        return np.zeros_like(value)
    if id(root) not in memo:
        memo[id(root)] = root, np.zeros_like(root)
    made = part_of(memo[id(root)][1], root, value)
    return np.zeros_like(value) if made is None else made


def view_bar(view: Any, base: Any, bar: Any, candidate: Any) -> Any:
    """The shadow of what may be a view of ``base``: ``candidate`` if it is one, else zeros.

    ``bar`` is the shadow of ``base``, and ``candidate`` what the same call makes of it.

    Raises:
        Refused: the shadow cannot be given the same aliasing as the primal.
    """
    shared = np.may_share_memory(view, base)
    if not shared:
        return np.zeros_like(view)
    if not np.may_share_memory(candidate, bar) and view.size:
        raise Refused(
            "s2s cannot give the adjoint of this view the layout of the array",
            "write into the array itself, or add `.copy()`",
        )
    return candidate


def writable(view: Any) -> Any:
    """A view of an adjoint into which can be written, where NumPy gives one that is read-only.

    >>> a = np.zeros((2, 2))
    >>> writable(np.diagonal(a))[:] = 1.0
    >>> a
    array([[1., 0.],
           [0., 1.]])
    """
    view.flags.writeable = True
    return view


def buffer(value: Any, like: Any) -> Any:
    """An array of its own with the shape, dtype and layout of ``like`` that holds ``value``.

    >>> buffer(2.0, np.zeros(2)), buffer(0.0, np.zeros(1, bool))  # nothing varies of truth values
    (array([2., 2.]), array([0.]))
    """
    if not isinstance(like, np.ndarray):  # a number after all
        return value
    made = np.empty_like(like, dtype=None if like.dtype.kind in "fcO" else float)
    made[...] = value
    return made


def view_dot(view: Any, base: Any, base_dot: Any, candidate: Any) -> Any:
    """The tangent of what may be a view of ``base``: a view of ``dot`` where the primal is one.

    Raises:
        Refused: the tangent cannot be given the same aliasing as the primal.
    """
    if not isinstance(view, np.ndarray) or not np.may_share_memory(view, base):
        return buffer(candidate, view)
    if not np.may_share_memory(candidate, base_dot) and np.size(view):
        raise Refused(
            "s2s cannot give the tangent of this view the layout of the array",
            "write into the array itself, or add `.copy()`",
        )
    return candidate


def own_tangents(primals: tuple[Any, ...], tangents: tuple[Any, ...]) -> Any:
    """Copies of tangents that share memory among each other as the primals do.

    Raises:
        Shared: one array among the primals has two different tangents.

    >>> a = np.ones(3)
    >>> whole, part = own_tangents((a, a[1:]), (a, a[1:]))
    >>> part[0] = 5.0
    >>> whole
    array([1., 5., 1.])
    """
    memo: dict[int, Any] = {}
    pairs: list[tuple[Any, Any]] = []
    made = tuple([own_tangent(p, t, memo, pairs) for p, t in zip(primals, tangents, strict=True)])
    for fresh, tangent in pairs:
        fresh[...] = tangent
    # An array of its own holds what was written into it.
    alone = len({id(fresh) for fresh, _ in pairs}) == len(pairs)
    for fresh, tangent in pairs:
        if alone and fresh.base is None:
            continue
        if not np.array_equal(fresh, tangent, equal_nan=True):
            raise Shared(
                "one array has two different tangents, and it is written in place",
                "pass a copy for one of the two places",
            )
    return made[0] if len(made) == 1 else made


def own_tangent(
    primal: Any, tangent: Any, memo: dict[int, Any], pairs: list[tuple[Any, Any]]
) -> Any:
    """The copy of one tangent; what is to be filled in goes to ``pairs``."""
    if isinstance(primal, np.ndarray):
        found = memo.get(id(primal))
        if found is None:
            wide = primal if primal.dtype.kind in "fc" else np.zeros(primal.shape)
            memo[id(primal)] = found = primal, shadow_array(wide, memo)
        pairs.append((found[1], tangent))
        return found[1]
    found = memo.get(id(primal))
    if found is not None and isinstance(primal, (list, dict)):
        return found[1]
    if isinstance(primal, tuple):
        items = [own_tangent(p, t, memo, pairs) for p, t in zip(primal, tangent, strict=True)]
        return type(primal)(*items) if hasattr(primal, "_fields") else tuple(items)
    if isinstance(primal, list):
        items = []
        memo[id(primal)] = primal, items
        items.extend(own_tangent(p, t, memo, pairs) for p, t in zip(primal, tangent, strict=True))
        return items
    if isinstance(primal, dict):
        table: dict[Any, Any] = {}
        memo[id(primal)] = primal, table
        table.update((key, own_tangent(p, tangent[key], memo, pairs)) for key, p in primal.items())
        return table
    if is_data(primal):
        if found is not None:
            return found[1]
        made = bare(type(primal))
        memo[id(primal)] = primal, made
        for name in class_numbers(primal):
            object.__setattr__(made, name, zero_tangent(getattr(type(primal), name)))
        for name in field_names(primal) or ():
            part = own_tangent(getattr(primal, name), getattr(tangent, name), memo, pairs)
            object.__setattr__(made, name, part)
        return made
    return tangent


def replica(saved: Any) -> Any:
    """A copy of what a forward function keeps, so that its reverse one can run again."""
    return copy_saved(saved, {})


def copy_saved(value: Any, memo: dict[int, Any]) -> Any:
    """A copy of one value of a tape; shadows of objects are namespaces."""
    if type(value) is types.SimpleNamespace:
        found = memo.get(id(value))
        if found is None:
            made = types.SimpleNamespace()
            memo[id(value)] = found = value, made
            for name, item in vars(value).items():
                setattr(made, name, copy_saved(item, memo))
        return found[1]
    if type(value) in (list, tuple, dict):
        found = memo.get(id(value))
        if found is not None:
            return found[1]
        if type(value) is tuple:
            return tuple([copy_saved(item, memo) for item in value])
        fresh: Any = type(value)()
        memo[id(value)] = value, fresh
        if type(value) is list:
            fresh.extend([copy_saved(item, memo) for item in value])
        else:
            fresh.update((key, copy_saved(item, memo)) for key, item in value.items())
        return fresh
    if isinstance(value, np.ndarray):
        found = memo.get(id(value))
        if found is None:
            memo[id(value)] = found = value, duplicate_array(value, memo)
        return found[1]
    return value


def accumulate(target: Any, value: Any) -> None:
    """Adds a cotangent to a shadow in place.

    >>> s = shadows([1.0, np.ones(2)])
    >>> accumulate(s, [0.5, np.ones(2)]); s
    [0.5, array([1., 1.])]
    """
    if value is None or target is None:
        return
    if isinstance(target, np.ndarray):
        target += value if np.iscomplexobj(target) else np.real(value)
    elif isinstance(target, list):
        for i, item in enumerate(value):
            target[i] = accumulated(target[i], item)
    elif isinstance(target, dict):
        for key in target:
            target[key] = accumulated(target[key], value.get(key))
    else:
        for name, item in vars(value).items():
            setattr(target, name, accumulated(getattr(target, name, None), item))


def accumulated(old: Any, new: Any) -> Any:
    """A slot of a shadow after ``new`` has been added: numbers by value, the rest in place."""
    if new is None or old is None:
        return old
    if isinstance(old, (np.ndarray, list, dict, types.SimpleNamespace)):
        if new is not old:  # what is shared has what was added already
            accumulate(old, new)
        return old
    return old + new


def cell(value: Any) -> Any:
    """The shadow of what may be a number or an array: zeros that can be added to in place.

    That of a number is an array of rank 0. Whatever the number is read from shares it.

    >>> cell(2.0), cell(np.ones(2))
    (array(0.), array([0., 0.]))
    """
    if value is None:
        return None
    if isinstance(value, np.ndarray):
        return np.zeros_like(value, value.dtype if value.dtype.kind in "fc" else float)
    return np.zeros((), type(value) if isinstance(value, (complex, np.inexact)) else float)


def as_cell(slot: Any, value: Any) -> Any:
    """What stands in a slot of a shadow for ``value``, as something that can be added to in place."""
    if isinstance(slot, (np.ndarray, list, dict, types.SimpleNamespace)):
        return slot  # an array's, or that of a structure, which needs no cell
    made = cell(value)
    if slot is not None and made is not None:
        made += slot
    return made


def cell_at(holder: Any, key: Any, value: Any) -> Any:
    """The same for the slot at an index, key or attribute of a shadow, where it stands from now on.

    Where None stands, nothing that is differentiated has been stored. An array may be written into
    through what is read here, and read again by another name: both share the cell. A number cannot.

    >>> holder = types.SimpleNamespace(x=None)
    >>> cell_at(holder, "x", np.ones(2)) is cell_at(holder, "x", np.ones(2))
    True
    """
    named = isinstance(holder, types.SimpleNamespace)
    found = getattr(holder, key, None) if named else holder[key]
    made = as_cell(found, value)
    if found is not None or (isinstance(value, np.ndarray) and value.dtype.kind in "fc"):
        if named:
            setattr(holder, key, made)
        else:
            holder[key] = made
    return made


def slots(shadow_: Any) -> Any:
    """The shadow of a shallow copy of a container: numbers start at zero, the rest is shared."""
    if isinstance(shadow_, dict):
        return {key: fresh_slot(item) for key, item in shadow_.items()}
    if isinstance(shadow_, (list, np.ndarray)):  # the rest of an array that is unpacked is a list
        return [fresh_slot(item) for item in shadow_]
    return types.SimpleNamespace(**{n: fresh_slot(item) for n, item in vars(shadow_).items()})


def fresh_slot(item: Any) -> Any:
    """What stands in the slot of a copy."""
    return type(item)(0) if isinstance(item, (float, complex, np.inexact)) else item


def add_slots(target: Any, part: Any) -> Any:
    """The numbers of one shadow list added to those of another, as a list."""
    return [added_slot(item, new) for item, new in zip(target, part, strict=True)]


def added_slot(item: Any, new: Any) -> Any:
    """A number's slot, or its cell, with another's added."""
    if isinstance(item, np.ndarray) and item.ndim == 0 and new is not item and new is not None:
        item += new
    return item + new if isinstance(item, (float, complex, np.inexact)) else item


def repeated_slots(shadow_: Any, count: int) -> Any:
    """For the shadow of ``xs * n``: its numbers, parts of length ``count`` added up.

    >>> repeated_slots([1.0, 2.0, 3.0, 4.0], 2)
    [4.0, 6.0]
    """
    total = shadow_[:count]
    for start in range(count, len(shadow_), count or 1):
        total = add_slots(total, shadow_[start : start + count])
    return total


def taken(bar: Any, key: Any) -> Any:
    """``bar[key]`` where ``key`` may name an element twice: the last write to each counts.

    >>> taken(np.array([1.0, 2.0]), np.array([0, 1, 0]))
    array([0., 2., 1.])
    """
    numbers = np.arange(bar.size).reshape(bar.shape)[key]
    flat = np.ravel(numbers)[::-1]
    _, first = np.unique(flat, return_index=True)
    last = np.zeros(flat.size, dtype=bool)
    last[flat.size - 1 - first] = True
    return np.where(last.reshape(np.shape(numbers)), bar[key], 0)


def fields(**items: Any) -> Any:
    """The shadow of an object."""
    return types.SimpleNamespace(**items)
