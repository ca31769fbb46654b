"""Derivatives of ``scipy.ndimage``'s filters and of distances between points."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.ndimage
import scipy.signal
import scipy.spatial.distance

from s2s.runtime.guarded import over


def border_mode(mode: str) -> Any:
    """NumPy's name of a way to continue an image beyond its border."""
    return {
        "reflect": "symmetric", "grid-mirror": "symmetric", "mirror": "reflect", "nearest": "edge",
        "wrap": "wrap", "grid-wrap": "wrap", "constant": "constant", "grid-constant": "constant",
    }[mode]  # fmt: skip


def each_axis(value: Any, count: int) -> list[Any]:
    """One value for each axis, from one for all of them or a sequence."""
    is_sequence = isinstance(value, (list, tuple)) or np.ndim(value) > 0
    return list(value) if is_sequence else [value] * count


def borders(sizes: Any, origins: Any, turned: bool) -> list[tuple[int, int]]:
    """How far a filter reads beyond an image on each side."""
    found = []
    for size, origin in zip(sizes, origins, strict=True):
        shift = -origin - (1 - size % 2) if turned else origin
        found.append((size // 2 + shift, size - 1 - size // 2 - shift))
    return found


def image_filter_ct(ct: Any, image: Any, weights: Any, mode: Any, origin: Any, turned: bool) -> Any:
    """The cotangent of the image in ``scipy.ndimage.correlate``, or ``convolve`` (turned)."""
    rank = np.ndim(image)
    pads = borders(np.shape(weights), each_axis(origin, rank), turned)
    whole = spread(ct, np.flip(weights) if turned else weights)
    for axis, kind in enumerate(each_axis(mode, rank)):
        whole = folded(whole, np.shape(image)[axis], axis, pads[axis], kind)
    return whole


def spread(ct: Any, weights: Any) -> Any:
    """The convolution of two images as far as it reaches, by the loops of SciPy's filters.

    >>> spread(np.array([1.0, 2.0]), np.array([1.0, 10.0, 100.0]))
    array([  1.,  12., 120., 200.])
    """
    shape = np.shape(weights)
    room = np.pad(ct, [(size - 1 - size // 2, size // 2) for size in shape])
    long = [axis for axis, size in enumerate(shape) if size > 1]
    turned = np.flip(weights)
    if len(long) == 1:
        return scipy.ndimage.correlate1d(room, np.ravel(turned), long[0], None, "constant")
    return scipy.ndimage.correlate(room, turned, None, "constant")


def folded(whole: Any, size: int, axis: int, pads: tuple[int, int], mode: str) -> Any:
    """The cotangent of an axis, from that of the axis continued beyond its border."""
    rows = np.moveaxis(whole, axis, 0)
    middle = rows[pads[0] : pads[0] + size]
    if border_mode(mode) == "constant":
        return np.moveaxis(middle, 0, axis)
    rest = np.concatenate((rows[: pads[0]], rows[pads[0] + size :]))
    return np.moveaxis(middle + np.tensordot(border_shares(size, pads, mode), rest, 1), 0, axis)


def border_shares(size: int, pads: tuple[int, int], mode: str) -> Any:
    """Which element of an axis each one beyond its border is, as a matrix."""
    places = np.pad(np.arange(size), pads, mode=border_mode(mode))
    beyond = np.concatenate((places[: pads[0]], places[pads[0] + size :]))
    return (np.arange(size)[:, None] == beyond).astype(float)


def continued(image: Any, axis: int, pads: tuple[int, int], mode: str, cval: float) -> Any:
    """The image continued beyond its border along an axis."""
    widths = [pads if i == axis else (0, 0) for i in range(np.ndim(image))]
    if border_mode(mode) == "constant":
        return np.pad(image, widths, constant_values=cval)
    return np.pad(image, widths, border_mode(mode))


def image_weights_ct(
    ct: Any, image: Any, weights: Any, mode: Any, cval: float, origin: Any, turned: bool
) -> Any:
    """The cotangent of the weights in ``scipy.ndimage.correlate``, or ``convolve`` (turned)."""
    rank = np.ndim(image)
    pads = borders(np.shape(weights), each_axis(origin, rank), turned)
    for axis, kind in enumerate(each_axis(mode, rank)):
        image = continued(image, axis, pads[axis], kind, cval)
    share = scipy.signal.correlate(image, ct, "valid", "direct")
    return np.flip(share) if turned else share


def as_line(weights: Any, axis: int, rank: int) -> Any:
    """Weights along one axis as weights of the rank of an image."""
    return np.reshape(weights, [-1 if i == axis % rank else 1 for i in range(rank)])


def line_origin(origin: int, axis: int, rank: int) -> list[int]:
    """The origin of a filter along one axis, for each axis."""
    return [origin if i == axis % rank else 0 for i in range(rank)]


def line_filter_ct(
    ct: Any, image: Any, weights: Any, axis: int, mode: str, origin: int, turned: bool
) -> Any:
    """The cotangent of the image in a filter along one axis."""
    rank = np.ndim(image)
    line = as_line(weights, axis, rank)
    return image_filter_ct(ct, image, line, mode, line_origin(origin, axis, rank), turned)


def line_weights_ct(
    ct: Any, image: Any, weights: Any, axis: int, mode: str, cval: float, origin: int, turned: bool
) -> Any:
    """The cotangent of the weights in a filter along one axis."""
    rank = np.ndim(image)
    line, place = as_line(weights, axis, rank), line_origin(origin, axis, rank)
    return np.ravel(image_weights_ct(ct, image, line, mode, cval, place, turned))


def gaussian_weights(sigma: float, order: int, truncate: float, radius: Any) -> Any:
    """The weights of ``scipy.ndimage.gaussian_filter1d``: what it makes of one point."""
    reach = int(truncate * float(sigma) + 0.5) if radius is None else radius
    point = (np.arange(2 * reach + 1) == reach).astype(float)
    made = scipy.ndimage.gaussian_filter1d(
        point, sigma, order=order, mode="constant", truncate=truncate, radius=radius
    )
    return made[::-1]


def gaussian_filter_ct(
    ct: Any, image: Any, sigma: Any, order: Any, mode: Any, truncate: float, radius: Any, axes: Any
) -> Any:
    """The cotangent of the image in ``scipy.ndimage.gaussian_filter``."""
    along = list(range(np.ndim(image))) if axes is None else each_axis(axes, 1)
    n = len(along)
    options = zip(
        along, each_axis(sigma, n), each_axis(order, n), each_axis(mode, n), each_axis(radius, n),
        strict=True,
    )  # fmt: skip
    for axis, width, derivative, kind, reach in options:
        if width > 1e-15:
            weights = gaussian_weights(width, derivative, truncate, reach)
            ct = line_filter_ct(ct, image, weights, axis, kind, 0, False)
    return ct


def uniform_filter_ct(ct: Any, image: Any, size: Any, mode: Any, origin: Any, axes: Any) -> Any:
    """The cotangent of the image in ``scipy.ndimage.uniform_filter``."""
    along = list(range(np.ndim(image))) if axes is None else each_axis(axes, 1)
    n = len(along)
    options = zip(along, each_axis(size, n), each_axis(mode, n), each_axis(origin, n), strict=True)
    for axis, width, kind, shift in options:
        if width > 1:
            weights = np.ones(width) / width
            ct = line_filter_ct(ct, image, weights, axis, kind, shift, False)
    return ct


def distance_slope(difference: Any, ans: Any, metric: str) -> Any:
    """The derivative of distances by the differences along one coordinate.

    Raises:
        NotImplementedError: the metric has no known derivative.
    """
    if metric == "euclidean":
        return over(difference, ans)
    if metric == "sqeuclidean":
        return 2 * difference
    if metric == "cityblock":
        return np.sign(difference)
    raise NotImplementedError(
        f"distances with the metric {metric!r} have no rule; euclidean, sqeuclidean, cityblock"
        " and cosine have"
    )


def unit_rows(x: Any) -> tuple[Any, Any]:
    """Rows of length 1, and the lengths that they had."""
    size = np.sqrt(np.sum(np.square(x), axis=-1, keepdims=True))
    return x / size, size


def distances_ct(ct: Any, ans: Any, x: Any, other: Any, metric: str) -> Any:
    """The cotangent of the first points of a table of distances."""
    if metric == "cosine":
        own, size = unit_rows(x)
        along = -np.matmul(ct, unit_rows(other)[0])
        return (along - own * np.sum(along * own, axis=-1, keepdims=True)) / size
    columns = []
    for k in range(np.shape(x)[1]):
        difference = np.expand_dims(x[:, k], 1) - other[:, k]
        columns.append(np.sum(ct * distance_slope(difference, ans, metric), axis=1))
    return np.stack(columns, axis=1)


def distances_dot(dot: Any, ans: Any, x: Any, other: Any, metric: str) -> Any:
    """The tangent that the first points' gives to a table of distances."""
    if metric == "cosine":
        own, size = unit_rows(x)
        along = (dot - own * np.sum(dot * own, axis=-1, keepdims=True)) / size
        return -np.matmul(along, unit_rows(other)[0].T)
    total: Any = 0.0
    for k in range(np.shape(x)[1]):
        difference = np.expand_dims(x[:, k], 1) - other[:, k]
        total = total + np.expand_dims(dot[:, k], 1) * distance_slope(difference, ans, metric)
    return total


def pair_distances_dot(dot: Any, ans: Any, x: Any, metric: str) -> Any:
    """The tangent of ``scipy.spatial.distance.pdist``."""
    table = scipy.spatial.distance.squareform(ans)
    half = distances_dot(dot, table, x, x, metric)
    return (half + half.T)[np.triu_indices(len(x), 1)]


def squareform_ct(ct: Any, x: Any) -> Any:
    """The cotangent of a vector of distances made a table.

    Raises:
        NotImplementedError: a table was made a vector.
    """
    if np.ndim(x) != 1:
        raise NotImplementedError("scipy.spatial.distance.squareform of a table has no rule")
    return (ct + ct.T)[np.triu_indices(len(ct), 1)]
