"""Convolutions of planes that go on beyond their edges, and medians of signals."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.ndimage
import scipy.signal

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively


def convolve2d(
    in1: Any, in2: Any, mode: str = "full", boundary: str = "fill", fillvalue: Any = 0
) -> Any:
    """``scipy.signal.convolve2d``."""
    found = passively(scipy.signal.convolve2d, in1, in2, mode, boundary, fillvalue)
    if mode == "valid":
        return as_value(scipy.signal.convolve2d(in1, in2, "valid"), found)
    around = continued(in1, np.shape(in2), boundary, fillvalue)
    moving = scipy.signal.convolve2d(around, in2, "valid")
    if mode == "same":
        moving = moving[passively(middle, np.shape(in1), np.shape(in2), 1)]
    return as_value(np.reshape(moving, np.shape(found)), found)


def correlate2d(
    in1: Any, in2: Any, mode: str = "full", boundary: str = "fill", fillvalue: Any = 0
) -> Any:
    """``scipy.signal.correlate2d``."""
    found = passively(scipy.signal.correlate2d, in1, in2, mode, boundary, fillvalue)
    if mode == "valid":
        return as_value(scipy.signal.correlate2d(in1, in2, "valid"), found)
    around = continued(in1, np.shape(in2), boundary, fillvalue)
    moving = scipy.signal.correlate2d(around, in2, "valid")
    if mode == "same":
        moving = moving[passively(middle, np.shape(in1), np.shape(in2), 0)]
    return as_value(np.reshape(moving, np.shape(found)), found)


def continued(plane: Any, size: Any, boundary: str, fillvalue: Any) -> Any:
    """A plane with as much beyond its edges as a kernel of this size reaches."""
    beyond = ((size[0] - 1, size[0] - 1), (size[1] - 1, size[1] - 1))
    plane = np.asarray(plane) * 1.0
    if boundary in ("wrap", "circular"):
        return np.pad(plane, beyond, "wrap")
    if boundary in ("symm", "symmetric"):
        return np.pad(plane, beyond, "symmetric")
    return np.pad(plane, beyond, constant_values=fillvalue)


def middle(plane: Any, kernel: Any, less: int) -> Any:
    """The part of a full convolution that is as large as the plane."""
    starts = [(k - less) // 2 for k in kernel]
    return tuple([slice(a, a + n) for a, n in zip(starts, plane, strict=True)])


def medfilt(volume: Any, kernel_size: Any = None) -> Any:
    """``scipy.signal.medfilt``."""
    found = passively(scipy.signal.medfilt, volume, kernel_size)
    size = 3 if kernel_size is None else kernel_size
    moving = scipy.ndimage.median_filter(np.asarray(volume) * 1.0, size, mode="constant", cval=0.0)
    return as_value(moving, found)


def medfilt2d(input: Any, kernel_size: Any = 3) -> Any:
    """``scipy.signal.medfilt2d``."""
    found = passively(scipy.signal.medfilt2d, input, kernel_size)
    plane = np.asarray(input) * 1.0
    moving = scipy.ndimage.median_filter(plane, kernel_size, mode="constant", cval=0.0)
    return as_value(moving, found)


for _text in (medfilt, medfilt2d):
    composite(f"scipy.signal.{_text.__name__}", _text, may_raise=True)
