"""Series of orthogonal polynomials by Clenshaw's recurrence, the lowest order first.

Source: DLMF 18.9 for the recurrences, 3.11 for the summation.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def numbers(x: Any) -> Any:
    """A sequence of numbers as an array; anything else as it is."""
    return np.asarray(x) if isinstance(x, tuple | list) else x


def coefficients(x: Any, c: Any, tensor: bool) -> Any:
    """The coefficients, with an axis of length 1 for each axis of the points."""
    c = np.atleast_1d(np.asarray(c))
    c = c.astype(np.result_type(c.dtype, np.float16 if c.dtype.kind in "fc" else np.float64))
    return np.reshape(c, c.shape + (1,) * np.ndim(x)) if tensor else c


def highest(c: Any) -> Any:
    """The last two coefficients; a zero stands for a missing one."""
    return (c[0], np.zeros_like(c[0])) if len(c) == 1 else (c[-2], c[-1])


def polyval(x: Any, c: Any, tensor: bool = True) -> Any:
    """``numpy.polynomial.polynomial.polyval``."""
    x = numbers(x)
    c = coefficients(x, c, tensor)
    total = c[-1] + x * 0
    for i in range(2, len(c) + 1):
        total = c[-i] + total * x
    return total


def chebval(x: Any, c: Any, tensor: bool = True) -> Any:
    """``numpy.polynomial.chebyshev.chebval``."""
    x = numbers(x)
    c = coefficients(x, c, tensor)
    low, high = highest(c)
    for i in range(3, len(c) + 1):
        low, high = c[-i] - high, low + high * (2 * x)
    return low + high * x


def legval(x: Any, c: Any, tensor: bool = True) -> Any:
    """``numpy.polynomial.legendre.legval``."""
    x = numbers(x)
    c = coefficients(x, c, tensor)
    low, high = highest(c)
    for i in range(3, len(c) + 1):
        n = len(c) - i + 2
        low, high = c[-i] - high * ((n - 1) / n), low + high * x * ((2 * n - 1) / n)
    return low + high * x


def hermval(x: Any, c: Any, tensor: bool = True) -> Any:
    """``numpy.polynomial.hermite.hermval``."""
    x = numbers(x)
    c = coefficients(x, c, tensor)
    low, high = highest(c)
    for i in range(3, len(c) + 1):
        n = len(c) - i + 2
        low, high = c[-i] - high * (2 * (n - 1)), low + high * (x * 2)
    return low + high * (x * 2)


def hermeval(x: Any, c: Any, tensor: bool = True) -> Any:
    """``numpy.polynomial.hermite_e.hermeval``."""
    x = numbers(x)
    c = coefficients(x, c, tensor)
    low, high = highest(c)
    for i in range(3, len(c) + 1):
        n = len(c) - i + 2
        low, high = c[-i] - high * (n - 1), low + high * x
    return low + high * x


def lagval(x: Any, c: Any, tensor: bool = True) -> Any:
    """``numpy.polynomial.laguerre.lagval``."""
    x = numbers(x)
    c = coefficients(x, c, tensor)
    low, high = highest(c)
    for i in range(3, len(c) + 1):
        n = len(c) - i + 2
        low, high = c[-i] - (high * (n - 1)) / n, low + (high * ((2 * n - 1) - x)) / n
    return low + high * (1 - x)
