"""Zeros and minima as they move: steps of Newton's towards them, from the ones that SciPy found.

Where ``f(x, p) = 0``, ``x`` moves with ``p`` by ``-f_p / f_x``. These texts say it as steps towards the
zero, taken from the one that SciPy found: ``x - f(x, p) / slope`` with a slope that is a plain number.
Each step has one more derivative right than the one before. Two are taken; the second also corrects
the error of the slope, which comes from differences (Griewank and Walther, Evaluating Derivatives,
2nd edition, section 15.1). The value is SciPy's own, bit by bit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import central_jacobian, central_slope, float_matrix, near


def followed(f: Callable[..., Any], found: Any, args: Any) -> Any:
    """A zero of a function of a number, or of each element of an array by itself."""
    slope = passively(central_slope, f, found, args)
    x = found - f(found, *args) / slope
    passively(near, x, found)
    x = x - f(x, *args) / slope
    return as_value(x, found)


def followed_system(f: Callable[..., Any], found: Any, args: Any) -> Any:
    """A zero of as many functions as there are unknowns."""
    slopes = passively(central_jacobian, f, found, args)
    x = found - np.reshape(np.linalg.solve(slopes, np.ravel(f(found, *args))), np.shape(found))
    passively(near, x, found)
    x = x - np.reshape(np.linalg.solve(slopes, np.ravel(f(x, *args))), np.shape(found))
    return as_value(x, found)


def followed_vector(f: Callable[..., Any], found: Any, args: Any) -> Any:
    """The same where the unknowns are known to be an array of one axis."""
    slopes = passively(central_jacobian, f, found, args)
    x = found - np.linalg.solve(float_matrix(slopes), f(found, *args))
    passively(near, x, found)
    x = x - np.linalg.solve(float_matrix(slopes), f(x, *args))
    return as_value(x, found)
