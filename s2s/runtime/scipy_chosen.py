"""Filters that choose one element of each window: where it stood."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.scipy_images import border_mode


def chosen_places(
    image: Any, kind: str, rank: Any, size: Any, footprint: Any, mode: str, cval: Any, origin: Any
) -> Any:
    """The flat place in an image of what ``scipy.ndimage.rank_filter`` and its kin choose.

    -1 where that is the number beyond the edge.
    """
    image = np.asarray(image)
    if footprint is None:
        footprint = np.ones(np.broadcast_to(size, (image.ndim,)), bool)
    footprint = np.asarray(footprint, bool)
    before = np.asarray(footprint.shape) // 2 + np.broadcast_to(origin, (image.ndim,))
    widths = [(b, n - 1 - b) for b, n in zip(before.tolist(), footprint.shape, strict=True)]
    places = np.reshape(np.arange(image.size), image.shape)
    if border_mode(mode) == "constant":
        padded = np.pad(places, widths, constant_values=-1)
    else:
        padded = np.pad(places, widths, mode=border_mode(mode))
    windows = np.lib.stride_tricks.sliding_window_view(padded, footprint.shape)[..., footprint]
    values = np.where(windows < 0, cval, np.ravel(image)[windows])
    count = values.shape[-1]
    if kind == "median":
        rank = count // 2
    elif kind == "percentile":
        share = rank + 100.0 if rank < 0 else rank
        rank = count - 1 if share == 100 else int(float(count) * share / 100.0)
    rank = rank % count  # from the end where it is negative
    chosen = np.argpartition(values, rank, axis=-1)[..., rank : rank + 1]
    return np.take_along_axis(windows, chosen, axis=-1)[..., 0]


def chosen_ct(ct: Any, image: Any, places: Any) -> Any:
    """The cotangent of an image some elements of which were chosen."""
    slots = np.ravel(places) + 1  # the first is for what is beyond the edge
    sums = np.bincount(slots, np.ravel(ct), np.size(image) + 1)
    return np.reshape(sums[1:], np.shape(image))


def chosen_dot(dot: Any, places: Any) -> Any:
    """The tangent of what was chosen."""
    return np.where(places < 0, 0.0, np.ravel(dot)[places])
