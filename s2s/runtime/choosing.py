"""Derivatives of functions that pick one of several values; ties are shared evenly."""

from __future__ import annotations

from typing import Any

import numpy as np


def tie_share(value: Any, ans: Any, values: Any) -> float:
    """The share of ``value`` in ``ans``, the least or greatest of ``values``.

    >>> tie_share(2.0, 2.0, (2.0, 1.0, 2.0)), tie_share(1.0, 2.0, (2.0, 1.0, 2.0))
    (0.5, 0.0)
    """
    if value != ans:
        return 0.0
    return 1.0 / sum([1 for other in values if other == ans])


def pick_ct(ct: Any, ans: Any, values: Any) -> Any:
    """The cotangents of the numbers in the sequence that ``max`` or ``min`` was given."""
    shares = [ct * tie_share(value, ans, values) for value in values]
    return np.array(shares) if isinstance(values, np.ndarray) else shares


def pick_dot(dots: Any, ans: Any, values: Any) -> Any:
    """The tangent of ``max(values)`` or ``min(values)``; None stands for a zero tangent."""
    pairs = zip(dots, values, strict=True)
    return sum([dot * tie_share(value, ans, values) for dot, value in pairs if dot is not None])


def clip_weight(a: Any, low: Any, high: Any) -> Any:
    """The derivative of ``clip`` by its first argument: one half on a bound.

    >>> clip_weight(np.array([0.0, 1.0, 2.0, 3.0]), 1.0, 2.5)
    array([0. , 0.5, 1. , 0. ])
    """
    above = 1.0 if low is None else np.where(np.equal(a, low), 0.5, np.greater(a, low))
    lifted = a if low is None else np.maximum(a, low)
    below = 1.0 if high is None else np.where(np.equal(lifted, high), 0.5, np.less(lifted, high))
    return above * below


def clip_low_weight(a: Any, low: Any, high: Any) -> Any:
    """The derivative of ``clip`` by its lower bound."""
    return (1.0 - clip_weight(a, low, None)) * clip_weight(np.maximum(a, low), None, high)


def clip_high_weight(a: Any, low: Any, high: Any) -> Any:
    """The derivative of ``clip`` by its upper bound."""
    lifted = a if low is None else np.maximum(a, low)
    return np.where(np.equal(lifted, high), 0.5, np.greater(lifted, high))
