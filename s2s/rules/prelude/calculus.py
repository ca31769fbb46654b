"""Integrals, differences, interpolation, spaced samples."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s import runtime as rt


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


def gradient(f: Any, *varargs: Any, axis: Any = None, edge_order: int = 1) -> Any:
    """``numpy.gradient``."""
    f = np.asarray(f)
    if axis is None and f.ndim == 1:
        return gradient_along(f, varargs[0] if varargs else 1.0, 0, edge_order)
    if axis is not None and np.ndim(axis) == 0:
        return gradient_along(f, varargs[0] if varargs else 1.0, axis, edge_order)
    axes = list(range(f.ndim)) if axis is None else list(axis)
    if len(axes) == 1:
        return gradient_along(f, varargs[0] if varargs else 1.0, axes[0], edge_order)
    results = []
    for place in range(len(axes)):
        results.append(gradient_along(f, spacing_at(varargs, place), axes[place], edge_order))
    return tuple(results)


def spacing_at(varargs: Any, place: int) -> Any:
    """The spacing that ``numpy.gradient`` takes for one of its axes."""
    if len(varargs) == 0:
        return 1.0
    return varargs[0] if len(varargs) == 1 else varargs[place]


def gradient_along(f: Any, spacing: Any, axis: int, edge_order: int) -> Any:
    """``numpy.gradient`` along one axis, of which the samples lie at ``spacing`` or are so far apart."""
    moved = np.moveaxis(f, axis, -1)
    if moved.shape[-1] <= edge_order:
        raise ValueError(
            "Shape of array too small to calculate a numerical gradient, "
            "at least (edge_order + 1) elements are required."
        )
    if np.ndim(spacing) == 0:
        result = gradient_even(moved, spacing, edge_order)
    else:
        step = np.diff(np.asarray(spacing) * 1.0)
        result = gradient_uneven(moved, step, edge_order)
        if (step == step[0]).all():
            # NumPy's own bits here; but a derivative knows that the steps may become uneven.
            even = gradient_even(rt.still(moved), rt.still(step[0]), edge_order)
            result = even + (result - rt.still(result))
    return np.moveaxis(result, -1, axis)


def gradient_even(f: Any, step: Any, edge_order: int) -> Any:
    """``numpy.gradient`` along the last axis, all steps equal."""
    inner = (f[..., 2:] - f[..., :-2]) / (2.0 * step)
    if edge_order == 1:
        first = (f[..., 1:2] - f[..., :1]) / step
        last = (f[..., -1:] - f[..., -2:-1]) / step
    else:
        first = -1.5 / step * f[..., :1] + 2.0 / step * f[..., 1:2] + -0.5 / step * f[..., 2:3]
        last = 0.5 / step * f[..., -3:-2] + -2.0 / step * f[..., -2:-1] + 1.5 / step * f[..., -1:]
    return np.concatenate([first, inner, last], axis=-1)


def gradient_uneven(f: Any, step: Any, edge_order: int) -> Any:
    """``numpy.gradient`` along the last axis, with a step between each two samples."""
    left, right = step[:-1], step[1:]
    low = -right / (left * (left + right))
    middle = (right - left) / (left * right)
    high = left / (right * (left + right))
    inner = low * f[..., :-2] + middle * f[..., 1:-1] + high * f[..., 2:]
    if edge_order == 1:
        first = (f[..., 1:2] - f[..., :1]) / step[0]
        last = (f[..., -1:] - f[..., -2:-1]) / step[-1]
    else:
        p, q, r, s = step[0], step[1], step[-2], step[-1]
        first = (
            -(2.0 * p + q) / (p * (p + q)) * f[..., :1]
            + (p + q) / (p * q) * f[..., 1:2]
            + -p / (q * (p + q)) * f[..., 2:3]
        )
        last = (
            s / (r * (r + s)) * f[..., -3:-2]
            + -(s + r) / (r * s) * f[..., -2:-1]
            + (2.0 * s + r) / (s * (r + s)) * f[..., -1:]
        )
    return np.concatenate([first, inner, last], axis=-1)


def ediff1d(ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    """``numpy.ediff1d``."""
    parts = [np.diff(np.ravel(ary))]
    dtype = np.asarray(ary).dtype
    if to_begin is not None:
        parts = [np.ravel(to_begin).astype(dtype), *parts]
    if to_end is not None:
        parts = [*parts, np.ravel(to_end).astype(dtype)]
    return np.concatenate(parts)


def interp(
    x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None
) -> Any:
    """``numpy.interp`` with a period, or with ``left`` and ``right`` that vary."""
    if period is None:
        inside = np.interp(x, xp, fp)
        if left is not None:
            inside = np.where(np.less(x, xp[0]), left, inside)
        return inside if right is None else np.where(np.greater(x, xp[-1]), right, inside)
    period = np.abs(period)
    x = np.remainder(np.asarray(x, dtype=np.float64), period)
    nodes = np.remainder(np.asarray(xp, dtype=np.float64), period)
    order = np.argsort(nodes)
    nodes = nodes[order]
    values = np.asarray(fp)[order]
    nodes = np.concatenate((nodes[-1:] - period, nodes, nodes[0:1] + period))
    values = np.concatenate((values[-1:], values, values[0:1]))
    return np.interp(x, nodes, values)


def logspace(
    start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: Any = 10.0,
    dtype: Any = None, axis: int = 0,
) -> Any:  # fmt: skip
    """``numpy.logspace``: the samples of an array of bases stand along an axis of their own."""
    if np.ndim(base) > 0:
        like = np.zeros((1,) * max(np.ndim(start), np.ndim(stop), np.ndim(base)))
        powers = np.linspace(start + like, stop + like, num, endpoint, axis=axis)
        samples = np.power(np.expand_dims(np.asarray(base) + like, axis), powers)
    else:
        samples = np.power(base, np.linspace(start, stop, num, endpoint, axis=axis))
    return samples if dtype is None else samples.astype(dtype)


def geomspace(
    start: Any, stop: Any, num: int = 50, endpoint: bool = True, dtype: Any = None, axis: int = 0
) -> Any:
    """``numpy.geomspace`` between real numbers or arrays of them."""
    first = np.asarray(start) * 1.0
    last = np.asarray(stop) * 1.0
    sign = np.sign(first)
    low, high = first / sign, last / sign
    samples = np.logspace(np.log10(low), np.log10(high), num, endpoint)
    count = len(samples)
    rows = np.reshape(np.arange(count), (count, *[1] * (samples.ndim - 1)))
    samples = np.where(rows == 0, low, samples)
    if endpoint and num > 1:
        samples = np.where(rows == count - 1, high, samples)
    samples = samples * sign
    samples = samples if axis == 0 else np.moveaxis(samples, 0, axis)
    return samples if dtype is None else samples.astype(dtype)


def linspace(
    start: Any, stop: Any, num: int = 50, endpoint: bool = True, retstep: bool = False,
    dtype: Any = None, axis: int = 0, *, device: Any = None,
) -> Any:  # fmt: skip
    """``numpy.linspace`` with the step."""
    parts = num - 1 if endpoint else num
    samples = np.linspace(start, stop, num, endpoint, False, dtype, axis)
    return samples, np.subtract(stop, start) / parts


def cumulative_prod(
    x: Any, *, axis: Any = None, dtype: Any = None, out: Any = None, include_initial: bool = False
) -> Any:
    """``numpy.cumulative_prod`` with the initial one."""
    x = np.atleast_1d(x)
    along = 0 if axis is None else axis
    running = np.cumprod(x, along, dtype)
    shape = list(running.shape)
    shape[along] = 1
    return np.concatenate([np.ones(shape, running.dtype), running], along)


def kaiser(M: Any, beta: Any) -> Any:
    """``numpy.kaiser``."""
    beta = np.array([0.0, beta])[1]  # of double precision, whatever it was
    if M == 1:
        return np.ones(1) + 0.0 * beta
    alpha = (M - 1) / 2.0
    n = np.arange(0, float(M))
    return np.i0(beta * np.sqrt(1 - ((n - alpha) / alpha) ** 2.0)) / np.i0(beta)
