"""Functions in plain Python that stand for library functions while these are differentiated.

Each gives the very bits that the original gives, by doing what the original does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np


def reduce(function: Callable[[Any, Any], Any], iterable: Iterable[Any], *initial: Any) -> Any:
    """``functools.reduce``."""
    items = [*initial, *iterable]
    value = items[0]
    for item in items[1:]:
        value = function(value, item)
    return value


def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: int = -1) -> Any:
    """``numpy.trapezoid``."""
    y = np.asarray(y)
    if x is None:
        d = dx
    else:
        x = np.asarray(x)
        if x.ndim == 1:
            shape = [1] * y.ndim
            shape[axis] = -1
            d = np.reshape(np.diff(x), shape)
        else:
            d = np.diff(x, axis=axis)
    right = [slice(None)] * y.ndim
    left = [slice(None)] * y.ndim
    right[axis] = slice(1, None)
    left[axis] = slice(None, -1)
    return (d * (y[tuple(right)] + y[tuple(left)]) / 2.0).sum(axis)


def polyval(p: Any, x: Any) -> Any:
    """``numpy.polyval``."""
    x = np.asarray(x)
    y = np.zeros_like(x)
    for coefficient in np.asarray(p):
        y = y * x + coefficient
    return y


def average(a: Any, axis: Any = None, weights: Any = None) -> Any:
    """``numpy.average``, without ``returned``."""
    a = np.asarray(a)
    if weights is None:
        return a.mean(axis)
    weights = np.asarray(weights)
    if a.shape != weights.shape:
        shape = [1] * a.ndim
        shape[axis] = weights.shape[0]
        weights = np.reshape(weights, shape)
        total = np.broadcast_to(weights, a.shape).sum(axis=axis)
    else:
        total = weights.sum(axis=axis)
    return np.multiply(a, weights).sum(axis) / total


def vander(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    """``numpy.vander``."""
    x = np.asarray(x)
    count = len(x) if N is None else N
    column = np.ones_like(x)
    columns = []
    for _ in range(count):
        columns.append(column)
        column = column * x
    return np.stack(columns if increasing else columns[::-1], axis=1)


def matrix_power(a: Any, n: int) -> Any:
    """``numpy.linalg.matrix_power``."""
    a = np.asarray(a)
    if n == 0:
        return np.broadcast_to(np.eye(a.shape[-1], dtype=a.dtype), a.shape).copy()
    if n < 0:
        a = np.linalg.inv(a)
        n = -n
    if n == 3:
        return np.matmul(np.matmul(a, a), a)
    square = a
    result = None
    while n > 0:
        if n % 2 == 1:
            result = square if result is None else np.matmul(result, square)
        n = n // 2
        if n > 0:
            square = np.matmul(square, square)
    return result


def tensorinv(a: Any, ind: int = 2) -> Any:
    """``numpy.linalg.tensorinv``."""
    a = np.asarray(a)
    rows = 1
    for size in a.shape[ind:]:
        rows = rows * size
    inverse = np.linalg.inv(a.reshape(rows, -1))
    return inverse.reshape(a.shape[ind:] + a.shape[:ind])


def tensorsolve(a: Any, b: Any) -> Any:
    """``numpy.linalg.tensorsolve``, without ``axes``."""
    a = np.asarray(a)
    b = np.asarray(b)
    shape = a.shape[b.ndim :]
    size = 1
    for length in shape:
        size = size * length
    return np.linalg.solve(a.reshape(-1, size), b.ravel()).reshape(shape)


def cov(m: Any, y: Any = None, rowvar: bool = True, bias: bool = False, ddof: Any = None) -> Any:
    """``numpy.cov``, without weights."""
    X = np.array(m, ndmin=2)
    if not rowvar and np.ndim(m) != 1:
        X = X.T
    if y is not None:
        other = np.array(y, ndmin=2)
        if not rowvar and other.shape[0] != 1:
            other = other.T
        X = np.concatenate((X, other), axis=0)
    if ddof is None:
        ddof = 0 if bias else 1
    count = X.shape[1] - ddof
    X = X - np.average(X, axis=1)[:, None]
    c = np.dot(X, X.T.conj())
    c = c * np.true_divide(1, count)
    return c.squeeze()


def corrcoef(x: Any, y: Any = None, rowvar: bool = True) -> Any:
    """``numpy.corrcoef``, for real values."""
    c = np.cov(x, y, rowvar)
    if c.ndim == 0:
        return c / c
    deviation = np.sqrt(np.diag(c))
    c = c / deviation[:, None]
    c = c / deviation[None, :]
    return np.clip(c, -1, 1)


def logspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: Any = 10.0) -> Any:
    """``numpy.logspace`` between numbers."""
    return np.power(base, np.linspace(start, stop, num, endpoint))


def polyfit(x: Any, y: Any, deg: int) -> Any:
    """``numpy.polyfit``, the coefficients only."""
    x = np.asarray(x) + 0.0
    y = np.asarray(y) + 0.0
    columns = np.vander(x, deg + 1)
    scale = np.sqrt((columns * columns).sum(axis=0))
    rcond = len(x) * np.finfo(x.dtype).eps
    solution = np.linalg.lstsq(columns / scale, y, rcond)
    return (solution[0].T / scale).T


def cond(x: Any, p: Any = None) -> Any:
    """``numpy.linalg.cond``."""
    x = np.asarray(x)
    if p is None or p == 2 or p == -2:
        s = np.linalg.svd(x, compute_uv=False)
        return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    inverse = np.linalg.inv(x)
    return np.linalg.norm(x, p, axis=(-2, -1)) * np.linalg.norm(inverse, p, axis=(-2, -1))


def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Any, *args: Any) -> Any:
    """``numpy.apply_along_axis``."""
    moved = np.moveaxis(np.asarray(arr), axis, -1)
    rows = np.reshape(moved, (-1, moved.shape[-1]))
    parts = [np.asarray(func1d(row, *args)) for row in rows]
    result = np.reshape(np.stack(parts), moved.shape[:-1] + parts[0].shape)
    return result if parts[0].ndim == 0 else np.moveaxis(result, -1, axis)
