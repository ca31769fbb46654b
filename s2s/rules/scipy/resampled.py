"""SciPy's images at other places: interpolated, shifted, zoomed, turned, mapped.

The values are SciPy's own, bit by bit; the texts say how they move. Places are computed in the order
of SciPy's sums, for at the border of an image a place may be outside by its rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.ndimage
import scipy.special

from s2s.rules.declare import composite, general, linear
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.scipy_sampled import spline_samples

linear(
    "scipy.ndimage.spline_filter1d",
    input="rt.spline_filter_ct(ct, order, axis, mode)",
    options={"unsupported": ("output",), "may_raise": True},
)
linear(
    "s2s.runtime.spline_filter_ct",
    ct="scipy.ndimage.spline_filter1d(ct, order, axis, mode=mode)",
)
_SAMPLES = "x, order, mode, cval, nu"
general(
    "s2s.runtime.spline_samples",
    vjp={
        "c": "rt.spline_spread(ct, x, c, order, mode, nu)",
        "x": f"rt.sample_places_ct(ct, c, {_SAMPLES})",
        "cval": "np.sum(ct * rt.spline_samples(0.0 * c, x, order, mode, 1.0, nu))",
    },
    jvp={
        "c": "rt.spline_samples(dot, x, order, mode, 0.0, nu)",
        "x": f"rt.sample_places_dot(dot, c, {_SAMPLES})",
        "cval": "dot * rt.spline_samples(0.0 * c, x, order, mode, 1.0, nu)",
    },
)  # fmt: skip
general(
    "s2s.runtime.spline_spread",
    vjp={
        "share": "rt.spline_samples(ct, x, order, mode, 0.0, nu)",
        "x": "rt.sample_places_ct(share, ct, x, order, mode, 0.0, nu)",
    },
    jvp={
        "share": "rt.spline_spread(dot, x, c, order, mode, nu)",
        "x": "rt.spread_places_dot(dot, share, x, c, order, mode, nu)",
    },
    zeros=("c",),  # which says the shape
)  # fmt: skip
# The transforms of images that are multiplied: by the same numbers, forth and back.
for _name, _width in (
    ("fourier_gaussian", "sigma"), ("fourier_uniform", "size"), ("fourier_ellipsoid", "size"),
    ("fourier_shift", "shift"),
):  # fmt: skip
    linear(
        f"scipy.ndimage.{_name}", signature=f"input, {_width}, n=-1, axis=-1, output=None",
        input=f"scipy.ndimage.{_name}(ct, {_width}, n, axis)",
        options={"unsupported": ("output",), "may_raise": True},
    )  # fmt: skip


def spline_filter(
    input: Any, order: int = 3, output: Any = np.float64, mode: str = "mirror"
) -> Any:
    """``scipy.ndimage.spline_filter``."""
    image = np.asarray(input) * 1.0
    for axis in range(image.ndim):
        image = scipy.ndimage.spline_filter1d(image, order, axis, mode=mode)
    return image


def padded(order: int, mode: str, prefilter: bool) -> int:
    """How many points SciPy adds on each side of an image before it is filtered."""
    return 12 if prefilter and order > 1 and mode in ("nearest", "grid-constant") else 0


def coefficients(input: Any, order: int, mode: str, cval: Any, prefilter: bool) -> Any:
    """The coefficients of the spline through the points of an image."""
    image = np.asarray(input) * 1.0
    if not prefilter or order < 2:
        return image
    if mode == "nearest":
        image = np.pad(image, 12, "edge")
    if mode == "grid-constant":
        image = np.pad(image, 12, constant_values=cval)
    return spline_filter(image, order, mode=mode)


def sampled(input: Any, places: Any, order: int, mode: str, cval: Any, prefilter: bool) -> Any:
    """The values of an image at places."""
    c = coefficients(input, order, mode, cval, prefilter)
    beside = passively(padded, order, mode, prefilter)
    return spline_samples(c, places + beside, order, mode, cval, (0,) * np.ndim(input))


def map_coordinates(
    input: Any, coordinates: Any, output: Any = None, order: int = 3, mode: str = "constant",
    cval: Any = 0.0, prefilter: bool = True,
) -> Any:  # fmt: skip
    """``scipy.ndimage.map_coordinates``."""
    found = passively(
        scipy.ndimage.map_coordinates, input, coordinates, None, order, mode, cval, prefilter
    )
    places = np.asarray(coordinates) * 1.0
    return as_value(sampled(input, places, order, mode, cval, prefilter), found)


def grid_of(shape: Any) -> Any:
    """The places of all points of an image."""
    return np.indices(shape).astype(float)


def each_axis(value: Any, image: Any) -> Any:
    """One number for each axis of an image, from one for all or a sequence, to be broadcast with its places."""
    rank = np.ndim(image)
    return np.reshape(np.asarray(value) * 1.0 + np.zeros(rank), (rank,) + (1,) * rank)


def shift(
    input: Any, shift: Any, output: Any = None, order: int = 3, mode: str = "constant",
    cval: Any = 0.0, prefilter: bool = True,
) -> Any:  # fmt: skip
    """``scipy.ndimage.shift``."""
    found = passively(scipy.ndimage.shift, input, shift, None, order, mode, cval, prefilter)
    places = passively(grid_of, np.shape(input)) - each_axis(shift, input)
    return as_value(sampled(input, places, order, mode, cval, prefilter), found)


def zoom(
    input: Any, zoom: Any, output: Any = None, order: int = 3, mode: str = "constant",
    cval: Any = 0.0, prefilter: bool = True, *, grid_mode: bool = False,
) -> Any:  # fmt: skip
    """``scipy.ndimage.zoom``: of the factor it only knows how many points it makes, which takes steps."""
    found = passively(zoomed, input, zoom, order, mode, cval, prefilter, grid_mode)
    places = passively(zoomed_places, np.shape(input), np.shape(found), grid_mode)
    return as_value(sampled(input, places, order, mode, cval, prefilter), found)


def zoomed(
    input: Any, zoom: Any, order: int, mode: str, cval: Any, prefilter: bool, grid_mode: bool
) -> Any:
    """What SciPy computes."""
    return scipy.ndimage.zoom(input, zoom, None, order, mode, cval, prefilter, grid_mode=grid_mode)


def zoomed_places(before: Any, after: Any, grid_mode: bool) -> Any:
    """Where in an image the points of the zoomed one are."""
    less = 0 if grid_mode else 1
    old, new = np.array(before) - less, np.array(after) - less
    factor = np.divide(old, new, out=np.ones(len(old)), where=new != 0)
    grid, factor = grid_of(after), np.reshape(factor, (-1,) + (1,) * len(old))
    return (grid + 0.5) * factor - 0.5 if grid_mode else grid * factor


def mapped_places(shape: Any, matrix: Any, offset: Any, rank: int) -> Any:
    """Where in an image of this rank the points of an affine transform of it are."""
    grid = passively(grid_of, shape)
    rows = []
    for i in range(rank):
        place = 0.0 * grid[0]
        for j in range(len(grid)):
            place = place + grid[j] * matrix[i, j]
        rows.append(place + offset[i])
    return np.stack(rows)


def affine_transform(
    input: Any, matrix: Any, offset: Any = 0.0, output_shape: Any = None, output: Any = None,
    order: int = 3, mode: str = "constant", cval: Any = 0.0, prefilter: bool = True,
) -> Any:  # fmt: skip
    """``scipy.ndimage.affine_transform``."""
    found = passively(
        scipy.ndimage.affine_transform, input, matrix, offset, output_shape, None, order, mode, cval,
        prefilter,
    )  # fmt: skip
    rank = np.ndim(input)
    whole = np.asarray(matrix) * 1.0
    if whole.ndim == 1:
        grid, by = passively(grid_of, np.shape(found)), each_axis(whole, input)
        places = (grid + each_axis(offset, input) / by) * by
    elif np.shape(whole)[1] == rank + 1:
        places = mapped_places(np.shape(found), whole[:rank, :rank], whole[:rank, rank], rank)
    else:
        by = np.asarray(offset) * 1.0 + np.zeros(rank)
        places = mapped_places(np.shape(found), whole, by, rank)
    return as_value(sampled(input, places, order, mode, cval, prefilter), found)


def plane_axes(axes: Any, rank: int) -> list[int]:
    """The two axes of the plane that is turned, in order."""
    return sorted([axis % rank for axis in axes])


def rotate(
    input: Any, angle: Any, axes: Any = (1, 0), reshape: bool = True, output: Any = None,
    order: int = 3, mode: str = "constant", cval: Any = 0.0, prefilter: bool = True,
) -> Any:  # fmt: skip
    """``scipy.ndimage.rotate``."""
    found = passively(
        scipy.ndimage.rotate, input, angle, axes, reshape, None, order, mode, cval, prefilter
    )
    first, second = passively(plane_axes, axes, np.ndim(input))
    image = np.moveaxis(np.asarray(input) * 1.0, (first, second), (0, 1))
    size = (np.shape(found)[first], np.shape(found)[second])
    c, s = scipy.special.cosdg(angle), scipy.special.sindg(angle)
    matrix = np.array([[c, s], [-s, c]])
    inner, outer = (np.array(image.shape[:2]) - 1) / 2, (np.array(size) - 1) / 2
    places = mapped_places(size, matrix, inner - matrix @ outer, 2)
    stack = np.reshape(image, (image.shape[0], image.shape[1], -1))
    planes = []
    for i in range(np.shape(stack)[2]):
        planes.append(sampled(stack[:, :, i], places, order, mode, cval, prefilter))
    turned = np.reshape(np.stack(planes, axis=2), size + np.shape(image)[2:])
    return as_value(np.moveaxis(turned, (0, 1), (first, second)), found)


def geometric_transform(
    input: Any, mapping: Callable[..., Any], output_shape: Any = None, output: Any = None,
    order: int = 3, mode: str = "constant", cval: Any = 0.0, prefilter: bool = True,
    extra_arguments: Any = (),
) -> Any:  # fmt: skip
    """``scipy.ndimage.geometric_transform``."""
    found = passively(
        scipy.ndimage.geometric_transform, input, mapping, output_shape, None, order, mode, cval,
        prefilter, extra_arguments,
    )  # fmt: skip
    rows = []
    for index in np.ndindex(np.shape(found)):
        rows.append(np.stack(mapping(index, *extra_arguments)))
    places = np.reshape(np.stack(rows).T, (np.ndim(input),) + np.shape(found))
    return as_value(sampled(input, places, order, mode, cval, prefilter), found)


for _text in (
    spline_filter, map_coordinates, shift, zoom, affine_transform, rotate, geometric_transform
):  # fmt: skip
    composite(f"scipy.ndimage.{_text.__name__}", _text, may_raise=True, unsupported=("output",))
