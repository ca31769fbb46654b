"""Partial derivatives of ``x ** y``."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from s2s.runtime.guarded import held_real


def power_x(x: Any, y: Any) -> Any:
    """``y * x ** (y - 1)``, but 0 where ``y`` is 0, and inf where ``x`` is 0 and ``0 < y < 1``.

    >>> power_x(3.0, 2), power_x(0.0, 0)
    (6.0, 0.0)
    """
    if isinstance(x, (float, complex)) and isinstance(y, (int, float)) and (x or y >= 1 or y == 0):
        slope = y * x ** (y - 1) if x or y else 0.0
        return slope if type(slope) is float or isinstance(x, complex) else held_real(slope)
    # Where y is 0, only x = 0 is told apart: the slope of this by y is 1 / x.
    base = np.where((y == 0) & (x == 0), 1.0, x)
    with np.errstate(divide="ignore"):
        slope = y * np.power(base, y - 1.0)
    return slope.item() if type(x) in (float, complex) and np.ndim(y) == 0 else slope


def power_y(x: Any, y: Any, power: Any) -> Any:
    """``power * log(x)``, but 0 where ``x`` is 0 (and nan where ``x`` is negative).

    >>> float(power_y(0.0, 2.0, 0.0))
    0.0
    """
    if isinstance(x, float) and isinstance(power, float) and x >= 0.0:
        return power * math.log(x) if x else 0.0 * power
    return (
        power * base_log(x)
        if np.iscomplexobj(x) or np.iscomplexobj(y)
        else held_real(power) * base_log(x)
    )


def base_log(x: Any) -> Any:
    """``log(x)``, but 0 where ``x`` is 0 (and nan where ``x`` is negative).

    >>> float(base_log(0.0))
    0.0
    """
    with np.errstate(invalid="ignore"):
        return np.log(np.where(x == 0, 1.0, x))
