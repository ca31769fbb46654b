"""Between the shape of a result and the shape of an operand that was broadcast."""

from __future__ import annotations

from typing import Any

import numpy as np


def unbroadcast(value: Any, like: Any) -> Any:
    """Sums ``value`` down to the shape of ``like``: the transpose of broadcasting.

    An axis on which ``value`` has length 1 and ``like`` has not is stretched instead.

    >>> unbroadcast(np.ones((2, 3)), np.zeros(3))
    array([2., 2., 2.])
    >>> float(unbroadcast(np.ones(3), 1.5))
    3.0
    """
    if type(value) is np.ndarray and type(like) is np.ndarray:  # mostly: nothing is to be done
        if value.shape == like.shape and value.dtype == like.dtype:
            return value
    if isinstance(like, (tuple, list, dict)):  # a tape in a tape: it has the same structure
        return value
    if value is None:  # an integer has no adjoint in what holds it
        value = 0.0
    if np.iscomplexobj(value) and not np.iscomplexobj(like):
        value = np.real(value)  # the kinds did not show that it could be complex
    shape = np.shape(like)
    if np.shape(value) == shape:
        if shape == () and type(value) is np.ndarray and type(like) is not np.ndarray:
            return value[()]  # of a number that others may add to
        return value
    extra = np.ndim(value) - len(shape)
    if extra > 0:
        value = np.sum(value, axis=tuple(range(extra)))
    elif extra < 0:
        value = np.reshape(value, (1,) * -extra + np.shape(value))
    size = np.shape(value)
    axes = tuple(axis for axis, n in enumerate(shape) if n == 1 and size[axis] != 1)
    if axes:
        value = np.sum(value, axis=axes, keepdims=True)
    return expand(value, like)


def expand(value: Any, like: Any) -> Any:
    """``value`` stretched to the shape of ``like``, as an array that can be written into.

    >>> expand(2.0, np.zeros((1, 2)))
    array([[2., 2.]])
    >>> expand(2.0, np.zeros(1, np.float32)).dtype
    dtype('float32')
    >>> expand(1.0, [2.0, 3.0])
    array([1., 1.])
    >>> expand(np.array([1.0 + 2.0j]), np.zeros(1))
    array([1.])
    """
    if type(value) is np.ndarray and type(like) is np.ndarray and value.shape == like.shape:
        if value.dtype.kind != "c" or like.dtype.kind == "c":
            return value
        return value.real.copy()
    if isinstance(value, (list, tuple)) and isinstance(like, (list, tuple)):  # `np.split`
        items = [expand(part, item) for part, item in zip(value, like, strict=True)]
        return type(like)(*items) if hasattr(like, "_fields") else type(like)(items)
    if np.iscomplexobj(value) and not np.iscomplexobj(like):
        value = np.real(value)  # the tangent of a real number, of `np.abs(z)`
    shape = np.shape(like)
    if np.shape(value) == shape:
        return value
    # A number of Python's takes the dtype of what it stands beside, as it does in NumPy.
    weak = isinstance(value, float) and isinstance(like, np.ndarray) and like.dtype.kind in "fc"
    dtype = like.dtype if weak else None
    return np.array(np.broadcast_to(value, shape), dtype)


def nested(ct: Any, like: Any) -> Any:
    """The cotangent of the array made of a nested list, as a list of that structure.

    >>> nested(np.array([[1.0, 2.0]]), [[0.0, 0.0]])[0][1]
    np.float64(2.0)
    """
    if isinstance(like, (list, tuple)):
        return [nested(ct[index], item) for index, item in enumerate(like)]
    return ct


def unbroadcast_into(ct: Any, like: Any) -> Any:
    """The cotangent of what was broadcast: a number, an array, or a nested list of numbers.

    >>> unbroadcast_into(np.ones((2, 2)), [3.0, 4.0])
    [np.float64(2.0), np.float64(2.0)]
    """
    if isinstance(like, (list, tuple)) and isinstance(ct, (list, tuple)):  # several results
        return [
            None if part is None else unbroadcast_into(part, item)
            for part, item in zip(ct, like, strict=True)
        ]
    if isinstance(like, (list, tuple)):
        return nested(unbroadcast(ct, np.asarray(like)), like)
    return unbroadcast(ct, like)
