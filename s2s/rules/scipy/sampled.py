"""SciPy's integrals of samples."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.integrate

from s2s.rules.declare import composite, general
from s2s.runtime.guarded import as_value, fixed, passively


def simpson(y: Any, x: Any = None, *, dx: Any = 1.0, axis: int = -1) -> Any:
    """``scipy.integrate.simpson``, by the places of the samples too."""
    found = passively(simpson_of, y, x, dx, axis)
    rows = np.moveaxis(np.asarray(y) * 1.0, axis, -1)
    places = np.asarray(x) * 1.0
    steps = np.diff(places if places.ndim == 1 else np.moveaxis(places, axis, -1))
    n = rows.shape[-1]
    if n == 2:
        return as_value(0.5 * steps[..., 0] * (rows[..., 0] + rows[..., 1]), found)
    odd = n - 1 + n % 2  # samples up to the last pair of steps
    a, b = steps[..., 0 : odd - 1 : 2], steps[..., 1 : odd - 1 : 2]
    both = (a + b) / 6
    total = np.sum(
        both * (2 - b / a) * rows[..., 0 : odd - 2 : 2]
        + both * (a + b) ** 2 / (a * b) * rows[..., 1 : odd - 1 : 2]
        + both * (2 - a / b) * rows[..., 2:odd:2],
        axis=-1,
    )
    if n % 2 == 0:  # the correction of K. V. Cartwright (2017), equation 8
        a, b = steps[..., -2], steps[..., -1]
        total = total + (2 * b**2 + 3 * a * b) / (6 * (a + b)) * rows[..., -1]
        total = total + (b**2 + 3 * a * b) / (6 * a) * rows[..., -2]
        total = total - b**3 / (6 * a * (a + b)) * rows[..., -3]
    return as_value(total, found)


def simpson_of(y: Any, x: Any, dx: Any, axis: int) -> Any:
    """What SciPy computes."""
    return scipy.integrate.simpson(y, x, dx=dx, axis=axis)


def romb(y: Any, dx: Any = 1.0, axis: int = -1, show: Any = False) -> Any:
    """``scipy.integrate.romb``: a sum with weights."""
    found = passively(scipy.integrate.romb, y, dx, axis)
    rows = np.moveaxis(np.asarray(y) * 1.0, axis, -1)
    return as_value(np.sum(rows * romb_weights(rows.shape[-1]), axis=-1) * dx, found)


def romb_weights(count: int) -> Any:
    """The weights of samples in Romberg's rule."""
    return scipy.integrate.romb(np.eye(count), axis=0)


def cumulative_simpson(
    y: Any, *, x: Any = None, dx: Any = 1.0, axis: int = -1, initial: Any = None
) -> Any:
    """``scipy.integrate.cumulative_simpson`` at places that do not move."""
    places = fixed(x)
    weights = np.asarray(passively(running_weights, np.shape(y)[axis], places), dtype=float)
    found = passively(running_of, y, places, dx, axis, initial)
    rows = np.moveaxis(np.asarray(y) * 1.0, axis, -1)
    sums = rows @ np.reshape(weights, (rows.shape[-1], -1))
    if x is None:
        sums = sums * dx
    if initial is not None:
        start = np.zeros(sums[..., :1].shape) + np.asarray(initial)
        sums = np.concatenate((start, sums + np.asarray(initial)), axis=-1)
    return as_value(np.moveaxis(sums, -1, axis), found)


def running_weights(count: int, x: Any) -> Any:
    """What each running sum takes of each sample."""
    return scipy.integrate.cumulative_simpson(np.eye(count), x=x, axis=-1)


def running_of(y: Any, x: Any, dx: Any, axis: int, initial: Any) -> Any:
    """What SciPy computes."""
    return scipy.integrate.cumulative_simpson(y, x=x, dx=dx, axis=axis, initial=initial)


general(
    "scipy.integrate.simpson", signature="y, x=None, *, dx=1.0, axis=-1",
    vjp={
        "y": "np.expand_dims(ct, axis) * rt.simpson_weights(y, x, dx, axis)",
        "dx": "ct * ans / dx if x is None else 0.0",
    },
    jvp={"y": "scipy.integrate.simpson(dot, x, dx=dx, axis=axis)", "dx": "dot * ans / dx if x is None else 0.0 * ans"},
    broadcasts=True, source_function=simpson,
)  # fmt: skip
composite("scipy.integrate.romb", romb, may_raise=True, unsupported=("show",))
composite("scipy.integrate.cumulative_simpson", cumulative_simpson, may_raise=True)
