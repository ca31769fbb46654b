"""Functions of ``numpy.emath``: their results are complex where those of real numbers would be nan."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.guarded import as_value, over, passively


def below_zero(x: Any) -> Any:
    """The number or array, as complex numbers where a real one is negative."""
    x = np.asarray(x)
    if np.any(np.isreal(x) & (np.real(x) < 0)):
        return x.astype(np.result_type(x, np.complex64))
    return x


def beyond_one(x: Any) -> Any:
    """The number or array, as complex numbers where a real one is not between -1 and 1."""
    x = np.asarray(x)
    if np.any(np.isreal(x) & (np.abs(x) > 1)):
        return x.astype(np.result_type(x, np.complex64))
    return x


def sqrt(x: Any) -> Any:
    """``numpy.emath.sqrt``."""
    return np.sqrt(below_zero(x))


def log(x: Any) -> Any:
    """``numpy.emath.log``."""
    return np.log(below_zero(x))


def log10(x: Any) -> Any:
    """``numpy.emath.log10``."""
    return np.log10(below_zero(x))


def log2(x: Any) -> Any:
    """``numpy.emath.log2``."""
    return np.log2(below_zero(x))


def logn(n: Any, x: Any) -> Any:
    """``numpy.emath.logn``."""
    return np.log(below_zero(x)) / np.log(below_zero(n))


def power(x: Any, p: Any) -> Any:
    """``numpy.emath.power``."""
    x, p = np.asarray(x), fractional_below_zero(p)
    if np.any(np.isreal(x) & (np.real(x) < 0)):
        return np.power(x.astype(np.result_type(x, np.complex64)), p)
    return np.power(x, p)


def fractional_below_zero(p: Any) -> Any:
    """The exponent, as a float where one is negative: whole numbers have no such power."""
    p = np.asarray(p)
    return p * 1.0 if np.any(np.isreal(p) & (np.real(p) < 0)) else p


def arcsin(x: Any) -> Any:
    """``numpy.emath.arcsin``."""
    return np.arcsin(beyond_one(x))


def arccos(x: Any) -> Any:
    """``numpy.emath.arccos``."""
    return np.arccos(beyond_one(x))


def arctanh(x: Any) -> Any:
    """``numpy.emath.arctanh``."""
    return np.arctanh(beyond_one(x))


def complex_sign(x: Any) -> Any:
    """``numpy.sign``, which turns with a complex number."""
    found = passively(np.sign, x)
    if np.iscomplexobj(x):
        return as_value(over(x, np.abs(x)), found)
    return found
