"""The adjoint of a copy between two views of one array."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.broadcasting import unbroadcast


def hand_back(goal_bar: Any, source_bar: Any) -> None:
    """The adjoint of ``goal[...] = source`` where both may be views of one array.

    NumPy puts the source aside where the two share memory, but for vectors that run the same way: it
    copies those in the order that is right for equal steps, so that with other steps some elements are
    read after they were overwritten. Here they are gone through the other way round.

    Args:
        goal_bar: the shadow of what is written into; it is zero afterwards, but for what it shares.
        source_bar: the shadow of what is copied, to which the adjoint is added.

    >>> a = np.array([1.0, 10.0, 100.0])  # the shadow after ``x[0:3:2] = x[0:2]``
    >>> hand_back(a[0:3:2], a[0:2])
    >>> a.tolist()
    [1.0, 110.0, 0.0]
    """
    order = copying_order(goal_bar, source_bar)
    if order == 0:
        cotangent = goal_bar.copy()
        goal_bar[...] = 0.0
        source_bar += unbroadcast(cotangent, source_bar)
        return
    for i in range(len(goal_bar))[::-order]:
        element = goal_bar[i]
        goal_bar[i] = 0.0
        source_bar[i] += element


def copying_order(goal: Any, source: Any) -> int:
    """The order in which NumPy copies: 1 from the first element, -1 from the last, 0 where it is all the same.

    Source: ``raw_array_assign_array`` and ``PyArray_AssignArray`` of NumPy's ``array_assign_array.c``.
    """
    if np.ndim(goal) != 1 or np.shape(goal) != np.shape(source):
        return 0
    one, other = goal.strides[0], source.strides[0]
    if one == other or one * other < 0 or not np.may_share_memory(goal, source):
        return 0
    up = one >= 0
    if not up:
        goal, source = goal[::-1], source[::-1]
    first, start = source.__array_interface__["data"][0], goal.__array_interface__["data"][0]
    from_the_end = first < start < first + source.strides[0] * len(source)
    return 1 if up != from_the_end else -1
