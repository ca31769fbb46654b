"""Derivatives of filters and transforms of signals, and of integrals of samples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.fft
import scipy.signal


def trigonometric_ct(
    function: Callable[..., Any], ct: Any, x: Any, kind: int, axis: int, norm: Any, orthogonal: Any
) -> Any:
    """The cotangent of ``x`` in a discrete cosine or sine transform.

    The matrix of kinds 1 and 4 is symmetric but for the ends of kind 1, and kinds 2 and 3 are each
    other's transpose but for one row; a diagonal on each side puts the ends right.
    """
    n = np.shape(x)[axis]
    inverse = function in (scipy.fft.idct, scipy.fft.idst)
    other = {1: 1, 2: 3, 3: 2, 4: 4}[kind]
    swapped = {"ortho": "ortho", "forward": "backward"}.get(norm or "", "forward")
    cosine = function in (scipy.fft.dct, scipy.fft.idct)
    # The transform of kind k scaled as the inverse of kind other: the same matrix.
    forward = scipy.fft.dct if cosine else scipy.fft.dst
    kept = other if inverse else kind
    scale = swapped if inverse else norm
    if orthogonal is None:
        orthogonal = norm == "ortho"
    weight = end_weights(n, kept, cosine, orthogonal)
    shape = [n if i == axis % np.ndim(x) else 1 for i in range(np.ndim(x))]
    outer, inner = np.reshape(weight[0], shape), np.reshape(weight[1], shape)
    back = {1: 1, 2: 3, 3: 2, 4: 4}[kept]
    return inner * forward(ct * outer, back, None, axis, scale, orthogonalize=orthogonal)


def end_weights(n: int, kind: int, cosine: bool, orthogonal: bool) -> tuple[Any, Any]:
    """What the ends of a cotangent are scaled by before and after the transposed transform."""
    before, after = np.ones(n), np.ones(n)
    ends = {1: [0, -1] if cosine else [], 2: [0] if cosine else [-1], 3: [0] if cosine else [-1]}
    if not orthogonal and kind in ends:
        if kind == 1:
            before[ends[1]], after[ends[1]] = 2.0, 0.5
        elif kind == 2:
            before[ends[2]] = 2.0
        else:
            after[ends[3]] = 0.5
    return before, after


def convolution_ct(
    ct: Any, other: Any, own: Any, first: Any, second: Any, mode: str, axes: Any
) -> Any:
    """The cotangent of ``own`` in a convolution with ``other``, of any rank."""
    rank = np.ndim(ct)
    along = range(rank) if axes is None else np.atleast_1d(axes) % rank
    pads = [(0, 0)] * rank
    for axis in along:
        a, b = np.shape(first)[axis], np.shape(second)[axis]
        start = {"full": 0, "same": (b - 1) // 2, "late": b // 2, "valid": min(a, b) - 1}[mode]
        pads[axis] = (start, a + b - 1 - start - np.shape(ct)[axis])
    whole = np.pad(ct, pads)
    turned = np.flip(other, tuple(along))
    if axes is None:
        return scipy.signal.convolve(whole, turned, "valid")
    return scipy.signal.fftconvolve(whole, turned, "valid", axes)


def filtered_back(b: Any, a: Any, ct: Any, axis: int) -> Any:
    """A signal through a recursive filter, from its end to its beginning."""
    return np.flip(scipy.signal.lfilter(b, a, np.flip(ct, axis), axis), axis)


def lag_products(back: Any, x: Any, like: Any, axis: int) -> Any:
    """For each lag the product of a signal with an earlier part of another."""
    back, x = np.moveaxis(back, axis, -1), np.moveaxis(x, axis, -1)
    n = np.shape(x)[-1]
    sums = [np.sum(back[..., lag:] * x[..., : max(n - lag, 0)]) for lag in range(np.size(like))]
    return np.reshape(np.stack(sums), np.shape(like))


def sections_ct(ct: Any, sos: Any, x: Any, axis: int) -> Any:
    """The cotangent of ``sos`` in ``scipy.signal.sosfilt``; it does not read column 3."""
    signals = [x]
    for row in sos:
        signals.append(scipy.signal.lfilter(row[:3], row[3:], signals[-1], axis))
    rows = []
    for index in range(len(sos) - 1, -1, -1):
        row = sos[index]
        back = filtered_back([1.0], row[3:], ct, axis)
        top = lag_products(back, signals[index], row[:3], axis)
        low = -lag_products(back, signals[index + 1], row[3:], axis)
        rows.append(np.concatenate([top, np.zeros(1), low[1:]]))
        ct = filtered_back(row[:3], row[3:], ct, axis)
    return np.stack(rows[::-1])


def sections_dot(dot: Any, sos: Any, x: Any, axis: int) -> Any:
    """The tangent that the coefficients' gives in ``scipy.signal.sosfilt``."""
    change: Any = np.zeros(np.shape(x))
    for row, part in zip(sos, dot, strict=True):
        y = scipy.signal.lfilter(row[:3], row[3:], x, axis)
        low = np.concatenate([np.zeros(1), part[4:]])
        moved = scipy.signal.lfilter(part[:3], [1.0], x, axis)
        moved = moved - scipy.signal.lfilter(low, [1.0], y, axis)
        change = scipy.signal.lfilter(row[:3], row[3:], change, axis)
        change = change + scipy.signal.lfilter([1.0], row[3:], moved, axis)
        x = y
    return change


def part_along(axis: int, rank: int, start: Any, stop: Any) -> tuple[slice, ...]:
    """The index of a part along one axis."""
    axis = axis % rank
    return tuple([slice(start, stop) if i == axis else slice(None) for i in range(rank)])


def sums_from_here(ct: Any, axis: int, initial: Any) -> Any:
    """The sums of a cotangent from each place to the end, without that of an initial value."""
    if initial is not None:
        ct = ct[part_along(axis, np.ndim(ct), 1, None)]
    return np.flip(np.cumsum(np.flip(ct, axis), axis), axis)


def sample_steps(y: Any, x: Any, dx: Any, axis: int) -> Any:
    """The distances between samples, so that they broadcast with ``y``."""
    if x is None:
        return dx
    if np.ndim(x) > 1:
        return np.diff(x, axis=axis)
    return np.reshape(np.diff(x), [-1 if i == axis % np.ndim(y) else 1 for i in range(np.ndim(y))])


def trapezoid_y_ct(ct: Any, y: Any, x: Any, dx: Any, axis: int) -> Any:
    """The cotangent of the samples, from those of the areas of the trapezoids."""
    areas = np.asarray(y)[part_along(axis, np.ndim(y), 1, None)]
    half = ct * sample_steps(y, x, dx, axis) / 2 + np.zeros(np.shape(areas))
    pads = [(0, 0)] * np.ndim(half)
    left, right = list(pads), list(pads)
    left[axis], right[axis] = (0, 1), (1, 0)
    return np.pad(half, left) + np.pad(half, right)


def trapezoid_x_ct(ct: Any, y: Any, x: Any, axis: int) -> Any:
    """The cotangent of the places, from those of the areas of the trapezoids."""
    y, rank = np.asarray(y), np.ndim(y)
    height = (y[part_along(axis, rank, 1, None)] + y[part_along(axis, rank, None, -1)]) / 2
    share = ct * height
    left, right = [(0, 0)] * rank, [(0, 0)] * rank
    left[axis], right[axis] = (0, 1), (1, 0)
    both = np.pad(share, right) - np.pad(share, left)
    if np.ndim(x) > 1 or rank == 1:
        return both
    return np.sum(both, tuple([i for i in range(rank) if i != axis % rank]))


def simpson_weights(y: Any, x: Any, dx: Any, axis: int) -> Any:
    """The weight of each sample in Simpson's rule, so that it broadcasts with ``y``.

    For an even number of samples the last interval has the correction of K. V. Cartwright.
    """
    n = np.shape(y)[axis]
    if x is None:
        steps = np.ones(n - 1) * dx
    else:
        steps = np.moveaxis(np.diff(x, axis=axis if np.ndim(x) > 1 else -1), axis, -1) \
            if np.ndim(x) > 1 else np.diff(x)  # fmt: skip
    weights = np.zeros((*np.shape(steps)[:-1], n))
    if n == 2:
        weights = weights + steps / 2
    else:
        odd = n if n % 2 else n - 1
        a, b = steps[..., 0 : odd - 1 : 2], steps[..., 1 : odd - 1 : 2]
        both = (a + b) / 6
        weights[..., 0 : odd - 2 : 2] += both * (2 - b / a)
        weights[..., 1 : odd - 1 : 2] += both * (a + b) ** 2 / (a * b)
        weights[..., 2:odd:2] += both * (2 - a / b)
        if n % 2 == 0:
            a, b = steps[..., -2], steps[..., -1]
            weights[..., -1] += (2 * b**2 + 3 * a * b) / (6 * (a + b))
            weights[..., -2] += (b**2 + 3 * a * b) / (6 * a)
            weights[..., -3] -= b**3 / (6 * a * (a + b))
    if np.ndim(weights) > 1:
        return np.moveaxis(weights, -1, axis)
    return np.reshape(weights, [-1 if i == axis % np.ndim(y) else 1 for i in range(np.ndim(y))])


def upfirdn_ct(ct: Any, h: Any, x: Any, up: int, down: int, axis: int) -> Any:
    """The cotangent of the signal in ``scipy.signal.upfirdn``: the same, the other way round."""
    given = np.moveaxis(ct, axis, -1)
    taps, count = np.flip(np.asarray(h)), np.shape(x)[axis]
    ahead = -(len(taps) - 1) % up  # zeros, so that the first output that is wanted is one
    taps = np.concatenate((np.zeros(ahead, taps.dtype), taps))
    start = (len(taps) - 1) // up
    y = scipy.signal.upfirdn(taps, given, down, up)[..., start : start + count]
    rest = np.zeros((*np.shape(y)[:-1], count - np.shape(y)[-1]), y.dtype)
    return np.moveaxis(np.concatenate((y, rest), axis=-1), -1, axis)
