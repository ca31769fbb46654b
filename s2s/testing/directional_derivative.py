"""The derivative of a function of one number, by finite differences that judge themselves."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

STEPS = tuple(0.02 / 4**k for k in range(10))
ROUNDOFF = 2.0**-51


def directional_derivative(phi: Callable[[float], float]) -> tuple[float, float]:
    """Return the derivative of `phi` at 0 and an estimate of its error.

    Central differences at several steps, each pair of neighbours extrapolated (Richardson); the
    extrapolation that agrees best with the next one wins. A step where `phi` raises an arithmetic
    error or is not finite is left out, so that a program may be checked next to the edge of its
    domain. Both numbers are nan where no two steps are left.

    >>> from math import cos, sin
    >>> slope, error = directional_derivative(lambda h: sin(0.3 + h))
    >>> abs(slope - cos(0.3)) < 1e-11, error < 1e-10
    (True, True)
    """
    samples = [sample for step in STEPS if (sample := _difference(phi, step)) is not None]
    better = []
    for (step, coarse, noise), (finer_step, fine, finer_noise) in pairwise(samples):
        slope = fine + (fine - coarse) / ((step / finer_step) ** 2 - 1.0)
        better.append((slope, noise + finer_noise))
    best = (math.nan, math.nan)
    for (slope, noise), (other, other_noise) in pairwise(better):
        error = abs(slope - other) + noise + other_noise
        if not best[1] <= error:
            best = (other, error)
    return best


def _difference(phi: Callable[[float], float], step: float) -> tuple[float, float, float] | None:
    try:
        ahead, behind = phi(step), phi(-step)
    except (ArithmeticError, ValueError):
        return None
    slope = (ahead - behind) / (2.0 * step)
    if not math.isfinite(slope):
        return None
    return step, slope, ROUNDOFF * (abs(ahead) + abs(behind)) / step
