"""Images between their points, by B-splines: Unser, Aldroubi and Eden (1993), as ``scipy.ndimage`` does it.

A value is a sum of coefficients times weights, one weight for each axis. Its derivatives by the places
have the derivatives of the weights instead: ``nu`` holds their order for each axis.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.ndimage

from s2s.runtime.guarded import passively


def spline_filter_ct(ct: Any, order: int, axis: int, mode: str) -> Any:
    """The cotangent of the image in ``scipy.ndimage.spline_filter1d``: the transposed filter.

    A symmetric continuation beyond the ends makes the filter its own transpose, up to a weight of
    the ends where they stand on the axis of symmetry (mirror).
    """
    size = np.shape(ct)[axis]
    if size <= 64:  # where the start of SciPy's filter may not be exact
        matrix = scipy.ndimage.spline_filter1d(np.eye(size), order, 0, mode=mode)
        return np.moveaxis(np.tensordot(matrix, ct, ((0,), (axis,))), 0, axis)
    if mode in ("reflect", "grid-mirror", "nearest", "grid-wrap"):
        return scipy.ndimage.spline_filter1d(ct, order, axis, mode=mode)
    ends = np.where((np.arange(size) % (size - 1)) == 0, 0.5, 1.0)
    line = np.reshape(ends, [-1 if i == axis % np.ndim(ct) else 1 for i in range(np.ndim(ct))])
    return line * scipy.ndimage.spline_filter1d(ct / line, order, axis, mode=mode)


def spline_weights(t: Any, order: int, nu: int) -> list[Any]:
    """The weights of the points around a place, or their derivatives of order ``nu``.

    ``t`` says where the place is between the ends of its piece, from 0 to 1.
    """
    found = []
    for piece in range(order, -1, -1):
        total: Any = 0.0 * t
        for power in range(order, nu - 1, -1):
            terms = [
                (-1) ** k * math.comb(order + 1, k) * (piece - k) ** (order - power)
                for k in range(piece + 1)
            ]
            factor = math.comb(order, power) * sum(terms) / math.factorial(order)
            total = total * t + factor * math.perm(power, nu)
        found.append(total)
    return found


def spline_line(place: Any, size: int, order: int, mode: str) -> tuple[Any, Any, Any, Any]:
    """Along one axis: the points around each place, where it is in its piece, and what is outside.

    The last two are whether a place is outside of the image, and whether a point is.
    """
    outside = np.zeros(np.shape(place), bool)
    if mode == "constant":
        outside = (place < 0) | (place > size - 1)
    if mode == "wrap":
        period = max(size - 1, 1)
        below = place + period * (np.floor(-place / period) + 1)
        above = place - period * np.floor(place / period)
        place = np.where(place < 0, below, np.where(place > size - 1, above, place))
    start = np.floor(place if order % 2 else place + 0.5)
    if order % 2 and size > 1 and mode in ("constant", "mirror", "wrap"):
        start = np.where(place == size - 1, size - 2, start)
    t = place - start if order % 2 else place + 0.5 - start
    reach = np.reshape(np.arange(order + 1), (-1,) + (1,) * np.ndim(place))
    at = start.astype(int) - order // 2 + reach
    gone = np.zeros(np.shape(at), bool)
    if mode == "grid-constant":
        gone = (at < 0) | (at >= size)
    return spline_points(at, size, mode), t, outside, gone


def spline_points(at: Any, size: int, mode: str) -> Any:
    """Points beyond the ends of an axis, as those whose coefficients continue it."""
    if size == 1 or mode in ("nearest", "grid-constant"):
        return np.clip(at, 0, size - 1)
    if mode in ("reflect", "grid-mirror"):
        at = at % (2 * size)
        return np.where(at >= size, 2 * size - 1 - at, at)
    if mode == "grid-wrap":
        return at % size
    return np.abs((at + size - 1) % (2 * size - 2) - (size - 1))


def spline_stencil(
    shape: Any, x: Any, order: int, mode: str, nu: Any
) -> tuple[list[tuple[Any, Any, Any]], Any]:
    """The points around each place: their index, weight and whether they are outside; and what places are."""
    x = np.asarray(x, float)
    lines, outside = [], np.zeros(np.shape(x)[1:], bool)
    for axis, size in enumerate(shape):
        points, t, beyond, gone = spline_line(x[axis], size, order, mode)
        lines.append((points, spline_weights(t, order, nu[axis]), gone))
        outside = outside | beyond
    found = []
    for sides in np.ndindex(*[order + 1] * len(shape)):
        weight: Any = 1.0
        gone = outside
        for (_, weights, lost), side in zip(lines, sides, strict=True):
            weight = weight * weights[side]
            gone = gone | lost[side]
        index = tuple([line[0][side] for line, side in zip(lines, sides, strict=True)])
        found.append((index, np.where(outside, 0.0, weight), gone))
    return found, outside


def spline_samples(c: Any, x: Any, order: int, mode: str, cval: Any, nu: Any) -> Any:
    """The values at places of the spline with these coefficients, or derivatives of it."""
    if np.size(c) == 0:
        return np.full(np.shape(x)[1:], cval)
    found, outside = spline_stencil(np.shape(c), x, order, mode, nu)
    total: Any = np.where(outside, cval if not any(nu) else 0.0, 0.0)
    for index, weight, gone in found:
        total = total + weight * np.where(gone, cval, c[index])
    return total


def spline_spread(share: Any, x: Any, c: Any, order: int, mode: str, nu: Any) -> Any:
    """The cotangent of the coefficients in ``spline_samples``, from that of the values."""
    total = np.zeros(np.shape(c), np.result_type(share, float))
    if np.size(c) == 0:
        return total
    for index, weight, gone in spline_stencil(np.shape(c), x, order, mode, nu)[0]:
        np.add.at(total, index, np.where(gone, 0.0, weight * share))
    return total


def raised(nu: Any, axis: int) -> tuple[int, ...]:
    """Orders of derivatives, that of one axis one more.

    >>> raised((0, 1), 1)
    (0, 2)
    """
    return tuple([n + 1 if i == axis else n for i, n in enumerate(nu)])


def sample_places_ct(ct: Any, c: Any, x: Any, order: int, mode: str, cval: Any, nu: Any) -> Any:
    """The cotangent of the places in ``spline_samples``."""
    rows = []
    for axis in range(len(nu)):
        more = passively(raised, nu, axis)
        rows.append(ct * spline_samples(c, x, order, mode, cval, more))
    return np.stack(rows)


def sample_places_dot(dot: Any, c: Any, x: Any, order: int, mode: str, cval: Any, nu: Any) -> Any:
    """The tangent that the places' gives in ``spline_samples``."""
    total: Any = 0.0
    for axis in range(len(nu)):
        more = passively(raised, nu, axis)
        total = total + dot[axis] * spline_samples(c, x, order, mode, cval, more)
    return total


def spread_places_dot(dot: Any, share: Any, x: Any, c: Any, order: int, mode: str, nu: Any) -> Any:
    """The tangent that the places' gives in ``spline_spread``."""
    total: Any = 0.0
    for axis in range(len(nu)):
        more = passively(raised, nu, axis)
        total = total + spline_spread(share * dot[axis], x, c, order, mode, more)
    return total
