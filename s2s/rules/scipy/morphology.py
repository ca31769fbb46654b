"""Grey morphology of ``scipy.ndimage``, of flat elements: the largest and smallest values about a place.

The values are SciPy's own, bit by bit; the texts say how they move.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.ndimage

from s2s.rules.declare import composite
from s2s.runtime.guarded import fixed, passively


def grey_erosion(
    input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
    mode: Any = "reflect", cval: Any = 0.0, origin: Any = 0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.grey_erosion``, of a flat element."""
    return scipy.ndimage.minimum_filter(
        input,
        size=fixed(size),
        footprint=fixed(footprint),
        mode=mode,
        cval=fixed(cval),
        origin=origin,
    )


def grey_dilation(
    input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
    mode: Any = "reflect", cval: Any = 0.0, origin: Any = 0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.grey_dilation``, of a flat element."""
    size, footprint = fixed(size), fixed(footprint)
    turned = passively(turned_about, footprint)
    places = passively(turned_origin, np.ndim(input), size, footprint, origin)
    return scipy.ndimage.maximum_filter(
        input, size=size, footprint=turned, mode=mode, cval=fixed(cval), origin=places
    )


def turned_about(footprint: Any) -> Any:
    """The footprint the other way round."""
    return None if footprint is None else np.flip(np.asarray(footprint))


def turned_origin(rank: int, size: Any, footprint: Any, origin: Any) -> list[int]:
    """Where the middle of an element is that is turned about, for each axis."""
    widths = np.broadcast_to(size, rank) if footprint is None else np.shape(footprint)
    places = np.broadcast_to(origin, rank)
    return [
        -int(place) - (0 if width & 1 else 1) for place, width in zip(places, widths, strict=True)
    ]


def grey_opening(
    input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
    mode: Any = "reflect", cval: Any = 0.0, origin: Any = 0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.grey_opening``, of a flat element."""
    inner = grey_erosion(input, size, footprint, None, None, mode, cval, origin)
    return grey_dilation(inner, size, footprint, None, None, mode, cval, origin)


def grey_closing(
    input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
    mode: Any = "reflect", cval: Any = 0.0, origin: Any = 0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.grey_closing``, of a flat element."""
    outer = grey_dilation(input, size, footprint, None, None, mode, cval, origin)
    return grey_erosion(outer, size, footprint, None, None, mode, cval, origin)


def morphological_gradient(
    input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
    mode: Any = "reflect", cval: Any = 0.0, origin: Any = 0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.morphological_gradient``, of a flat element."""
    outer = grey_dilation(input, size, footprint, None, None, mode, cval, origin)
    return outer - grey_erosion(input, size, footprint, None, None, mode, cval, origin)


def white_tophat(
    input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
    mode: Any = "reflect", cval: Any = 0.0, origin: Any = 0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.white_tophat``, of a flat element."""
    return np.asarray(input) - grey_opening(input, size, footprint, None, None, mode, cval, origin)


def black_tophat(
    input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
    mode: Any = "reflect", cval: Any = 0.0, origin: Any = 0,
) -> Any:  # fmt: skip
    """``scipy.ndimage.black_tophat``, of a flat element."""
    closed = grey_closing(input, size, footprint, None, None, mode, cval, origin)
    return closed - np.asarray(input)


for _text in (
    grey_erosion, grey_dilation, grey_opening, grey_closing, morphological_gradient, white_tophat,
    black_tophat,
):  # fmt: skip
    composite(
        f"scipy.ndimage.{_text.__name__}",
        _text,
        may_raise=True,
        unsupported=("structure", "output"),
    )
