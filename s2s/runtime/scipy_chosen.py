"""Filters that choose one element of each window: where it stood."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.ndimage


def chosen_places(
    image: Any, kind: str, rank: Any, size: Any, footprint: Any, mode: str, cval: Any, origin: Any
) -> Any:
    """The flat place in an image of what ``scipy.ndimage.rank_filter`` and its kin choose.

    -1 where that is the number beyond the edge.
    """
    flat = np.ravel(image)
    order = np.argsort(flat, kind="stable")
    ranks = np.zeros(len(flat))
    ranks[order] = np.arange(len(flat))
    beyond = (
        np.searchsorted(flat[order], cval) - 0.5
    )  # the filter chooses among ranks what it chose
    ranked = np.reshape(ranks, np.shape(image))
    given = (size, footprint, None, mode, beyond, origin)
    if kind == "median":
        found = scipy.ndimage.median_filter(ranked, *given)
    elif kind == "percentile":
        found = scipy.ndimage.percentile_filter(ranked, rank, *given)
    else:
        found = scipy.ndimage.rank_filter(ranked, rank, *given)
    return np.where(found == beyond, -1, order[np.maximum(found, 0.0).astype(int)])


def chosen_ct(ct: Any, image: Any, places: Any) -> Any:
    """The cotangent of an image some elements of which were chosen."""
    slots = np.ravel(places) + 1  # the first is for what is beyond the edge
    sums = np.bincount(slots, np.ravel(ct), np.size(image) + 1)
    return np.reshape(sums[1:], np.shape(image))


def chosen_dot(dot: Any, places: Any) -> Any:
    """The tangent of what was chosen."""
    return np.where(places < 0, 0.0, np.ravel(dot)[places])
