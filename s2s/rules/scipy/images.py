"""SciPy's filters of images that are made of others, those that choose, and sums over regions.

The values are SciPy's own, bit by bit; the texts say how they move.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.ndimage

from s2s.rules.declare import composite, general, zero
from s2s.rules.scipy import morphology, resampled
from s2s.runtime.guarded import as_value, passively

assert morphology and resampled  # imported for their effect: their rules are declared
# A filter that chooses moves as what it chose. Of equal numbers, one is chosen.
_WINDOW = "size=None, footprint=None, output=None, mode='reflect', cval=0.0, origin=0, *, axes=None"
zero("s2s.runtime.chosen_places")
for _name, _first, _rank in (
    ("maximum_filter", "", "'percentile', 100"), ("minimum_filter", "", "'percentile', 0"),
    ("median_filter", "", "'median', None"), ("percentile_filter", "percentile, ", "'percentile', percentile"),
    ("rank_filter", "rank, ", "'rank', rank"),
):  # fmt: skip
    _places = f"rt.chosen_places(input, {_rank}, size, footprint, mode, cval, origin)"
    general(
        f"scipy.ndimage.{_name}", signature=f"input, {_first}{_WINDOW}",
        vjp={"input": f"rt.chosen_ct(ct, input, {_places})"},
        jvp={"input": f"rt.chosen_dot(dot, {_places})"},
        unsupported=("output", "axes"), complex_ok=False, may_raise=True,
    )  # fmt: skip


def as_image(input: Any) -> Any:
    """The image as numbers that can move."""
    return np.asarray(input) * 1.0


def laplace(
    input: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0, *, axes: Any = None
) -> Any:
    """``scipy.ndimage.laplace``."""
    found = passively(scipy.ndimage.laplace, input, None, mode, cval)
    image = as_image(input)
    total = 0.0 * image
    for axis in range(image.ndim):
        total = total + scipy.ndimage.correlate1d(image, [1.0, -2.0, 1.0], axis, None, mode, cval)
    return as_value(total, found)


def crosswise(image: Any, axis: int, weights: Any, mode: Any, cval: Any) -> Any:
    """Differences along one axis, of means with these weights along the others."""
    image = scipy.ndimage.correlate1d(image, [-1.0, 0.0, 1.0], axis, None, mode, cval)
    for other in range(image.ndim):
        if other != axis % image.ndim:
            image = scipy.ndimage.correlate1d(image, weights, other, None, mode, cval)
    return image


def sobel(
    input: Any, axis: int = -1, output: Any = None, mode: Any = "reflect", cval: Any = 0.0
) -> Any:
    """``scipy.ndimage.sobel``."""
    found = passively(scipy.ndimage.sobel, input, axis, None, mode, cval)
    return as_value(crosswise(as_image(input), axis, [1.0, 2.0, 1.0], mode, cval), found)


def prewitt(
    input: Any, axis: int = -1, output: Any = None, mode: Any = "reflect", cval: Any = 0.0
) -> Any:
    """``scipy.ndimage.prewitt``."""
    found = passively(scipy.ndimage.prewitt, input, axis, None, mode, cval)
    return as_value(crosswise(as_image(input), axis, [1.0, 1.0, 1.0], mode, cval), found)


def unit_order(axis: int, rank: int, order: int) -> list[int]:
    """An order of derivative along one axis, and 0 along the others."""
    return [order if i == axis else 0 for i in range(rank)]


def gaussian_laplace(
    input: Any, sigma: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0, *,
    truncate: Any = 4.0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.gaussian_laplace``."""
    found = passively(_by_words, scipy.ndimage.gaussian_laplace, input, sigma, mode, cval, truncate)
    image = as_image(input)
    total = 0.0 * image
    for axis in range(image.ndim):
        order = passively(unit_order, axis, image.ndim, 2)
        smooth = scipy.ndimage.gaussian_filter(image, sigma, order, None, mode, cval, truncate)
        total = total + smooth
    return as_value(total, found)


def gaussian_gradient_magnitude(
    input: Any, sigma: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0, *,
    truncate: Any = 4.0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.gaussian_gradient_magnitude``: where it is 0, its slope is."""
    found = passively(
        _by_words, scipy.ndimage.gaussian_gradient_magnitude, input, sigma, mode, cval, truncate
    )
    image = as_image(input)
    total = 0.0 * image
    for axis in range(image.ndim):
        order = passively(unit_order, axis, image.ndim, 1)
        slope = scipy.ndimage.gaussian_filter(image, sigma, order, None, mode, cval, truncate)
        total = np.hypot(total, slope)
    return as_value(total, found)


def _by_words(
    function: Callable[..., Any], image: Any, sigma: Any, mode: Any, cval: Any, truncate: Any
) -> Any:
    """What SciPy computes."""
    return function(image, sigma, None, mode, cval, truncate=truncate)


def sum_labels(input: Any, labels: Any = None, index: Any = None) -> Any:
    """``scipy.ndimage.sum_labels``."""
    found = passively(scipy.ndimage.sum_labels, input, labels, index)
    if labels is None:
        return as_value(np.sum(as_image(input)), found)
    return as_value(region_sums(as_image(input), labels, index), found)


def mean(input: Any, labels: Any = None, index: Any = None) -> Any:
    """``scipy.ndimage.mean``."""
    found = passively(scipy.ndimage.mean, input, labels, index)
    if labels is None:
        return as_value(np.mean(as_image(input)), found)
    image = as_image(input)
    return as_value(region_means(image, labels, index), found)


def variance(input: Any, labels: Any = None, index: Any = None) -> Any:
    """``scipy.ndimage.variance``."""
    found = passively(scipy.ndimage.variance, input, labels, index)
    image = as_image(input)
    if labels is None:
        return as_value(np.var(image), found)
    square = region_means(image, labels, index) ** 2
    return as_value(region_means(image**2, labels, index) - square, found)


def standard_deviation(input: Any, labels: Any = None, index: Any = None) -> Any:
    """``scipy.ndimage.standard_deviation``."""
    found = passively(scipy.ndimage.standard_deviation, input, labels, index)
    return as_value(np.sqrt(variance(input, labels, index)), found)


def maximum(input: Any, labels: Any = None, index: Any = None) -> Any:
    """``scipy.ndimage.maximum``: of equal numbers, one is chosen."""
    found, places = passively(extremes, scipy.ndimage.maximum, True, input, labels, index)
    return as_value(np.ravel(as_image(input))[places], found)


def minimum(input: Any, labels: Any = None, index: Any = None) -> Any:
    """``scipy.ndimage.minimum``: of equal numbers, one is chosen."""
    found, places = passively(extremes, scipy.ndimage.minimum, False, input, labels, index)
    return as_value(np.ravel(as_image(input))[places], found)


def extremes(
    function: Callable[..., Any], greatest: bool, image: Any, labels: Any, index: Any
) -> tuple[Any, Any]:
    """What SciPy computes, and the flat places of it.

    Raises:
        NotImplementedError: a region is empty.
    """
    position = scipy.ndimage.maximum_position if greatest else scipy.ndimage.minimum_position
    at, shape = np.asarray(position(image, labels, index)), np.shape(image)
    found = function(image, labels, index)
    places = np.asarray(np.ravel_multi_index(tuple(np.moveaxis(at, -1, 0)), shape))
    if not np.array_equal(np.ravel(image)[places], found):
        raise NotImplementedError("extremes of regions have a rule for regions that are not empty")
    return found, places


def center_of_mass(input: Any, labels: Any = None, index: Any = None) -> Any:
    """``scipy.ndimage.center_of_mass`` of the whole, or of one region.

    Raises:
        NotImplementedError: of several.
    """
    if np.ndim(index) > 0:
        raise NotImplementedError("center_of_mass has a rule for one region at a time")
    found = passively(scipy.ndimage.center_of_mass, input, labels, index)
    inside = passively(region_shares, input, labels, index)
    mass = as_image(input) * inside
    grids = np.indices(np.shape(mass))
    total = np.sum(mass)
    return tuple(
        [as_value(np.sum(mass * grids[i]) / total, found[i]) for i in range(np.ndim(mass))]
    )


def region_shares(image: Any, labels: Any, index: Any) -> Any:
    """1 where an element belongs to a region, and 0 elsewhere."""
    if labels is None:
        return np.ones(np.shape(image))
    return np.reshape(region_places(image, labels, index) == 0, np.shape(image)).astype(float)


def region_sums(image: Any, labels: Any, index: Any) -> Any:
    """Sums over the regions that bear certain labels."""
    places = passively(region_places, image, labels, index)
    count = 1 if index is None else np.size(index)
    sums = np.bincount(places, np.ravel(image), count + 1)[:count]
    return np.reshape(sums, () if index is None else np.shape(index))


def region_means(image: Any, labels: Any, index: Any) -> Any:
    """Means over the regions that bear certain labels."""
    return region_sums(image, labels, index) / region_sums(np.ones(np.shape(image)), labels, index)


def region_places(image: Any, labels: Any, index: Any) -> Any:
    """For each element the place of its label in the index, or the one after the last."""
    labels = np.ravel(np.broadcast_to(labels, np.shape(image)))
    if index is None:
        return np.where(labels > 0, 0, 1)
    wanted = np.ravel(index)
    order = np.argsort(wanted, kind="stable")
    at = np.minimum(np.searchsorted(wanted[order], labels), len(wanted) - 1)
    return np.where(wanted[order][at] == labels, order[at], len(wanted))


for _text in (
    laplace, sobel, prewitt, gaussian_laplace, gaussian_gradient_magnitude, sum_labels, mean,
    variance, standard_deviation, maximum, minimum, center_of_mass,
):  # fmt: skip
    _lacks = [p for p in ("output", "axes") if p in _text.__code__.co_varnames]
    composite(f"scipy.ndimage.{_text.__name__}", _text, may_raise=True, unsupported=tuple(_lacks))
composite("scipy.ndimage.sum", sum_labels, may_raise=True)
