"""Gaussian filters of ``scipy.ndimage`` as they move with their width: for widths that vary.

The reach of a filter is a whole number, and stands still.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.ndimage

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import float_vector


def gaussian_filter1d(
    input: Any, sigma: Any, axis: Any = -1, order: Any = 0, output: Any = None,
    mode: Any = "reflect", cval: Any = 0.0, truncate: Any = 4.0, *, radius: Any = None,
) -> Any:  # fmt: skip
    """``scipy.ndimage.gaussian_filter1d``."""
    found = passively(blurred_as, (input, sigma), (axis,), order, mode, cval, truncate, radius)
    image = np.asarray(input) * 1.0
    return as_value(blurred(image, sigma, axis, mode, cval, truncate, radius), found)


def gaussian_filter(
    input: Any, sigma: Any, order: Any = 0, output: Any = None, mode: Any = "reflect",
    cval: Any = 0.0, truncate: Any = 4.0, *, radius: Any = None, axes: Any = None,
) -> Any:  # fmt: skip
    """``scipy.ndimage.gaussian_filter``."""
    found = passively(blurred_as, (input, sigma), (), order, mode, cval, truncate, radius)
    image = np.asarray(input) * 1.0
    widths = np.broadcast_to(np.asarray(sigma) * 1.0, (image.ndim,))
    ways = passively(each_mode, mode, image.ndim)
    for axis in range(image.ndim):
        image = blurred(image, widths[axis], axis, ways[axis], cval, truncate, radius)
    return as_value(image, found)


def blurred(
    image: Any, sigma: Any, axis: Any, mode: Any, cval: Any, truncate: Any, radius: Any
) -> Any:
    """The image smoothed along one axis."""
    places = float_vector(passively(reached, sigma, truncate, radius))
    bell = np.exp(-0.5 / (sigma * sigma) * places**2)
    return scipy.ndimage.correlate1d(image, bell / np.sum(bell), axis, None, mode, cval)


def each_mode(mode: Any, count: int) -> list[str]:
    """How the image goes on beyond its edges, for each axis."""
    return [mode] * count if isinstance(mode, str) else list(mode)


def reached(sigma: Any, truncate: Any, radius: Any) -> Any:
    """How far from its middle the filter looks."""
    reach = int(truncate * float(sigma) + 0.5) if radius is None else radius
    return np.arange(-reach, reach + 1)


def blurred_as(
    given: Any, axis: Any, order: Any, mode: Any, cval: Any, truncate: Any, radius: Any
) -> Any:
    """What SciPy computes.

    Raises:
        NotImplementedError: it is a derivative, or the width is 0.
    """
    if np.any(order) or np.any(np.less_equal(given[1], 1e-15)):
        raise NotImplementedError(
            "Gaussian filters have a rule by a width above 0, of smoothed images, not of their derivatives"
        )
    filtered = scipy.ndimage.gaussian_filter1d if axis else scipy.ndimage.gaussian_filter
    return filtered(*given, *axis, 0, None, mode, cval, truncate, radius=radius)
