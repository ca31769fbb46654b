"""Functions of ``numpy.emath``: their results are complex where those of real numbers would be nan."""

from __future__ import annotations

from typing import Any

import numpy as np


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


def arctanh(x: Any) -> Any:
    """``numpy.emath.arctanh``."""
    return np.arctanh(beyond_one(x))
