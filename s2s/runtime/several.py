"""Several tangents at once: each number of a tangent is a row of numbers, one for each direction.

The tangents of an array of shape ``s`` are an array of shape ``(count, *s)``; those of a number, a
vector of length ``count``. Structures are as those of one tangent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.runtime.aliasing import is_data
from s2s.runtime.structures import bare, class_numbers, field_names, zero_tangent


def copies(value: Any, count: int) -> Any:
    """The same tangent for each direction.

    >>> copies(2.0, 3)
    array([2., 2., 2.])
    """
    return np.repeat(np.asarray(value)[None], count, axis=0)


def expand_each(value: Any, like: Any) -> Any:
    """Each tangent stretched to the shape of ``like``.

    >>> expand_each(np.array([1.0, 2.0]), np.zeros(2))
    array([[1., 1.],
           [2., 2.]])
    """
    shape = np.shape(like)
    thin = np.shape(value)
    if thin[1:] == shape:
        return value
    missing = (1,) * (len(shape) - len(thin) + 1)
    whole = np.reshape(value, (thin[0], *missing, *thin[1:]))
    return np.array(np.broadcast_to(whole, (thin[0], *shape)))


def unbroadcast_each(value: Any, like: Any) -> Any:
    """Each tangent summed down to the shape of ``like``.

    >>> unbroadcast_each(np.ones((2, 3)), 1.0)
    array([3., 3.])
    """
    shape = np.shape(like)
    if np.shape(value)[1:] == shape:
        return value
    extra = np.ndim(value) - 1 - len(shape)
    if extra > 0:
        value = np.sum(value, axis=tuple(range(1, extra + 1)))
    if extra < 0:
        value = np.reshape(value, (len(value), *(1,) * -extra, *np.shape(value)[1:]))
    size = np.shape(value)[1:]
    axes = tuple(axis + 1 for axis, n in enumerate(shape) if n == 1 and size[axis] != 1)
    if axes:
        value = np.sum(value, axis=axes, keepdims=True)
    return expand_each(value, like)


def buffer_each(value: Any, like: Any) -> Any:
    """An array of its own with tangents of the shape, dtype and layout of ``like``.

    >>> buffer_each(np.array([1.0, 2.0]), np.zeros(2))
    array([[1., 1.],
           [2., 2.]])
    """
    shape = np.shape(like)
    made = np.empty((len(value), *shape), like.dtype)
    if like.flags.f_contiguous and not like.flags.c_contiguous:
        backwards = np.empty((len(value), *shape[::-1]), like.dtype)
        made = np.transpose(backwards, (0, *range(len(shape), 0, -1)))
    made[...] = expand_each(value, like)
    return made


class OtherLayout(ValueError):
    """The tangents of a view cannot lie in memory as the view does, once there are several."""


def view_each(view: Any, base: Any, base_dots: Any, candidate: Any) -> Any:
    """The tangents of what may be a view of ``base``: views where the primal is one.

    Raises:
        OtherLayout: they cannot be given the same aliasing as the primal.
    """
    if not isinstance(view, np.ndarray) or not np.may_share_memory(view, base):
        return buffer_each(candidate, view)
    if not np.may_share_memory(candidate, base_dots) and np.size(view):
        raise OtherLayout("several tangents of a view of this layout")
    return candidate


def zero_tangents(value: Any, count: int) -> Any:
    """The zero tangents of a value; what stands in two places has one tangent.

    >>> zero_tangents((1.5, ["a", np.ones(1)]), 2)
    (array([0., 0.]), [None, array([[0.],
           [0.]])])
    """
    return spread_out(zero_tangent(value), count, {})


def spread_out(value: Any, count: int, seen: dict[int, Any]) -> Any:
    """A tangent with a row for each number; ``seen`` holds what was made before, by identity."""
    if isinstance(value, (float, complex, int, np.number)):
        return copies(value, count)
    if id(value) in seen:
        return seen[id(value)]
    made: Any = None
    if isinstance(value, np.ndarray):
        made = copies(value, count)
    elif isinstance(value, (list, tuple)):
        items = [spread_out(item, count, seen) for item in value]
        made = type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    elif isinstance(value, dict):
        made = {key: spread_out(item, count, seen) for key, item in value.items()}
    elif is_data(value):
        made = bare(type(value))
        for name in class_numbers(value):
            object.__setattr__(made, name, zero_tangents(getattr(type(value), name), count))
        for name in field_names(value) or ():
            object.__setattr__(made, name, spread_out(getattr(value, name), count, seen))
    seen[id(value)] = made
    return made


def own_each(primals: tuple[Any, ...], tangents: tuple[Any, ...]) -> Any:
    """Copies of tangents of primals of which no two share memory."""
    made = tuple([own_one(p, t) for p, t in zip(primals, tangents, strict=True)])
    return made[0] if len(made) == 1 else made


def share_memory(value: Any, met: list[Any]) -> bool:
    """Whether two parts of a value are one object or share memory; ``met`` holds those before.

    >>> x = np.ones(3)
    >>> share_memory((x, [x[1:]]), []), share_memory((x, x + 1), [])
    (True, False)
    """
    if not isinstance(value, (np.ndarray, list, tuple, dict)) and not is_data(value):
        return False
    if not isinstance(value, tuple):
        for other in met:
            arrays = isinstance(value, np.ndarray) and isinstance(other, np.ndarray)
            if other is value or (arrays and np.may_share_memory(value, other)):
                return True
        met.append(value)
    if isinstance(value, np.ndarray):
        return False
    if isinstance(value, dict):
        parts = list(value.values())
    elif isinstance(value, (list, tuple)):
        parts = list(value)
    else:
        parts = [getattr(value, name) for name in field_names(value) or ()]
    return any(share_memory(part, met) for part in parts)


def own_one(primal: Any, tangent: Any) -> Any:
    """The copy of the tangents of one primal."""
    if isinstance(primal, np.ndarray):
        wide = primal if primal.dtype.kind in "fc" else np.zeros(primal.shape)
        return buffer_each(tangent, wide)
    if isinstance(primal, (list, tuple)):
        items = [own_one(p, t) for p, t in zip(primal, tangent, strict=True)]
        return type(primal)(*items) if hasattr(primal, "_fields") else type(primal)(items)
    if isinstance(primal, dict):
        return {key: own_one(p, tangent[key]) for key, p in primal.items()}
    if is_data(primal):
        made = bare(type(primal))
        for name in class_numbers(primal):
            object.__setattr__(made, name, getattr(tangent, name))
        for name in field_names(primal) or ():
            part = own_one(getattr(primal, name), getattr(tangent, name))
            object.__setattr__(made, name, part)
        return made
    return tangent


def nth(value: Any, i: int) -> Any:
    """The tangent along one of the directions.

    >>> nth((np.array([1.0, 2.0]), None), 1)
    (np.float64(2.0), None)
    """
    if isinstance(value, (list, tuple)):
        items = [nth(item, i) for item in value]
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    if isinstance(value, dict):
        return {key: nth(item, i) for key, item in value.items()}
    return None if value is None else value[i]


def one_by_one(
    function: Callable[..., Any], rows: tuple[bool, ...], *args: Any, **words: Any
) -> Any:
    """A function applied along each direction; ``rows`` says which arguments are tangents.

    >>> one_by_one(np.roll, (True, False), np.eye(2), 1)
    array([[0., 1.],
           [1., 0.]])
    """
    count = len(first_leaf([arg for arg, on in zip(args, rows, strict=True) if on]))
    found = [
        function(*[nth(a, i) if on else a for a, on in zip(args, rows, strict=True)], **words)
        for i in range(count)
    ]
    if isinstance(found[0], (list, tuple)):
        return tuple([np.array(part) for part in zip(*found, strict=True)])
    return np.array(found)


def first_leaf(value: Any) -> Any:
    """Some array in a structure of tangents; None if there is none."""
    if isinstance(value, np.ndarray):
        return value
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, (list, tuple, dict)):
        for part in parts:
            found = first_leaf(part)
            if found is not None:
                return found
    return None
