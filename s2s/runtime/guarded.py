"""Quotients and exponentials with the limits that derivatives want."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.runtime.refused import Refused


def over(numerator: Any, denominator: Any) -> Any:
    """``numerator / denominator``, and 0 where the denominator is 0.

    >>> over(np.array([1.0, 3.0]), np.array([0.0, 2.0]))
    array([0. , 1.5])
    """
    if np.ndim(denominator) == 0 and denominator:  # mostly: a norm
        return numerator / denominator
    nothing = np.equal(denominator, 0)
    return np.where(nothing, 0.0, numerator / np.where(nothing, 1.0, denominator))


def zero_over(numerator: Any, denominator: Any) -> Any:
    """``numerator / denominator``, and 0 for ``0 / 0``.

    >>> zero_over(np.array([0.0, 3.0]), np.array([0.0, 2.0]))
    array([0. , 1.5])
    """
    nothing = np.equal(numerator, 0) & np.equal(denominator, 0)
    return numerator / np.where(nothing, 1.0, denominator)


def log_over(numerator: Any, denominator: Any) -> Any:
    """``log(numerator / denominator)``, and -1 for ``0 / 0``.

    >>> float(log_over(0.0, 0.0))
    -1.0
    """
    nothing = np.equal(numerator, 0) & np.equal(denominator, 0)
    ratio = np.where(nothing, 1.0, numerator) / np.where(nothing, 1.0, denominator)
    return np.where(nothing, -1.0, np.log(ratio))


def log_share(x: Any, y: Any) -> Any:
    """``exp(x) / (exp(x) + exp(y))``, the share of ``x`` in the log-sum of both; 1 where both are infinite.

    >>> float(log_share(1e17, 1e17)), float(log_share(np.inf, 0.0))
    (0.5, 1.0)
    """
    top = passively(np.maximum, x, y)
    first, second = scaled_exponential(x, top), scaled_exponential(y, top)
    return np.where(np.equal(x, top) & np.isinf(x), 1.0, first / (first + second))


def log_shares(a: Any, axis: Any, factors: Any = None) -> Any:
    """The share of each element in the log-sum along an axis of all, times factors that are left out.

    >>> log_shares(np.full(2, 1e17), 0)
    array([0.5, 0.5])
    """
    top = passively(greatest_used, a, axis, factors)
    found = scaled_exponential(a, top)
    used = found
    if factors is not None:
        used = found * np.where(np.isinf(found) & np.equal(factors, 0), 0.0, factors)
    share = found / np.sum(used, axis, keepdims=True)
    return np.where(np.equal(a, top) & np.isinf(a), 1.0, share)


def greatest_used(a: Any, axis: Any, factors: Any) -> Any:
    """The greatest element along an axis, of those whose factors are not 0."""
    used = a if factors is None else np.where(np.equal(factors, 0), -np.inf, a)
    return np.max(used, axis, keepdims=True, initial=-np.inf)


def scaled_exponential(x: Any, top: Any) -> Any:
    """``exp(x - top)``, also where both are the same infinity."""
    same = np.equal(x, top) & np.isinf(x)  # of what is finite, the difference is 0 and has a slope
    return np.exp(np.where(same, 0.0, x - np.where(same, 0.0, top)))


def finite_parts(value: Any, x: Any) -> Any:
    """``value`` with its real part where that of ``x`` is finite, its imaginary part likewise.

    >>> finite_parts(1 + 2j, complex(np.inf, 0.0)).item()
    2j
    """
    real = np.where(np.isfinite(np.real(x)), np.real(value), 0.0)
    return real + 1j * np.where(np.isfinite(np.imag(x)), np.imag(value), 0.0)


def passively(function: Callable[..., Any], *args: Any) -> Any:
    """What a function gives, which is only a value: its derivative is zero."""
    return function(*args)


def fixed(value: Any) -> Any:
    """The value itself, which must not vary: it is taken as it is where what it changes has a derivative."""
    return value


def as_value(x: Any, value: Any) -> Any:
    """``value``, the derivative of which is that of ``x``: one thing, computed in two ways.

    An array is a copy: where it would be the memory of ``value``, its derivative would be that of
    ``value`` too.
    """
    return value.copy(order="K") if isinstance(value, np.ndarray) else value


def strong_zero(cotangent: Any, slope: Any) -> Any:
    """``cotangent * slope``, and 0 where the cotangent is 0 even if the slope is infinite or nan.

    >>> strong_zero(np.array([0.0, 2.0]), np.array([np.inf, 3.0]))
    array([0., 6.])
    >>> strong_zero(0.0, np.inf), strong_zero(2.0, 3.0)
    (0.0, 6.0)
    """
    if not isinstance(cotangent, np.ndarray) and not isinstance(slope, np.ndarray):
        return cotangent * slope if cotangent else cotangent
    with np.errstate(invalid="ignore"):
        return np.where(np.equal(cotangent, 0), 0.0, cotangent * slope)


def finite_slope(cotangent: Any, slope: Any) -> Any:
    """The derivative of `strong_zero` by the cotangent, which may be 0 by chance where it has a slope.

    >>> finite_slope(np.array([0.0, 0.0]), np.array([np.inf, 3.0]))
    array([0., 3.])
    >>> finite_slope(0.0, np.inf), finite_slope(0.0, 3.0)
    (0.0, 3.0)
    """
    if not isinstance(cotangent, np.ndarray) and not isinstance(slope, np.ndarray):
        return 0.0 if cotangent == 0 and not np.isfinite(slope) else slope
    return np.where(np.equal(cotangent, 0) & ~np.isfinite(slope), 0.0, slope)


def still(value: Any) -> Any:
    """The value itself, for which the derivative is zero."""
    return value


def unless_rounded(value: Any, like: Any) -> Any:
    """``value``, a derivative by ``like``: zero where ``like`` is of whole numbers, which take steps.

    >>> unless_rounded(np.ones(2), np.array([1, 2]))
    array([0., 0.])
    """
    dtype = getattr(like, "dtype", None)
    rounded = isinstance(like, int) if dtype is None else dtype.kind in "biu"
    return np.zeros(np.shape(like if value is None else value)) if rounded else value


def only_inexact(a: Any) -> Any:
    """``a``, into which a value is written that a derivative flows through.

    Raises:
        Refused: it is an array of whole numbers, which rounds the value, or one of objects, or of
            Python's module `array`.
    """
    if type(a).__module__ == "array":
        raise Refused(
            "s2s does not follow what is written into an `array.array`",
            "use a list of floats, or an array of NumPy's",
        )
    if isinstance(a, np.ndarray) and a.dtype.kind == "O":
        raise Refused(
            "s2s cannot differentiate an array of dtype object, into which this writes",
            "use an array of floats, or a list",
        )
    if isinstance(a, np.ndarray) and a.dtype.kind in "biu":
        raise Refused(
            f"s2s could not tell that this array is of {a.dtype}, which rounds what is written into it",
            "make it where its dtype can be seen, or give it a dtype of float",
        )
    return a


def only_number(x: Any) -> Any:
    """``x``, which must not be an array: ``x += y`` would overwrite it.

    Raises:
        Refused: it is an array.
    """
    if isinstance(x, np.ndarray):
        raise Refused(
            "s2s could not tell that this augmented assignment overwrites an array in place",
            "write `x = x + y` instead of `x += y`, or make the array with a known rank",
        )
    return x


def still_empty(container: Any) -> Any:
    """``container``, which holds nothing as far as is known.

    Raises:
        Refused: it holds something.
    """
    if len(container) > 0:
        raise Refused(
            "s2s could not tell that something is put into this list or dict",
            "make it with its first item in it, or put it in under the name that it has here",
        )
    return container


def in_its_place(x: Any, y: Any) -> None:
    """Checks that ``x op= y`` of an array that has no other name does what ``x = x op y`` does.

    Raises:
        Refused: the array would not hold the result.
    """
    if isinstance(x, np.ndarray):
        same = np.broadcast_shapes(x.shape, np.shape(y)) == x.shape
        if not same or x.dtype.kind not in "fc" or np.result_type(x, y) != x.dtype:
            raise Refused(
                "s2s cannot differentiate an augmented assignment whose result does not fit into the array",
                "write `x = x + y` instead of `x += y`",
            )


def one_item(key: Any) -> Any:
    """``key``, an index into a list or tuple that must mean one item.

    Raises:
        Refused: it is a slice.
    """
    if isinstance(key, slice):
        raise Refused(
            "s2s could not tell that this index is a slice",
            "make it where that can be seen, or write it in brackets: `xs[i:j]`",
        )
    return key


def operand(value: Any) -> Any:
    """The value itself, which stands in an operation with a value that a derivative flows through.

    Raises:
        Refused: operators mean something else to it than to arrays and numbers.

    >>> operand(2.0)
    2.0
    """
    cls = type(value)
    if hasattr(value, "tocsr"):
        raise Refused(
            f"s2s cannot differentiate this operation with a sparse `{cls.__name__}`",
            "multiply arrays by it with `@`, or make it an array first: `.toarray()`",
        )
    if issubclass(cls, np.ndarray) and cls is not np.ndarray and cls is not np.memmap:
        raise Refused(
            f"s2s cannot differentiate an operation with a `{cls.__name__}`",
            "make it an array first: `np.asarray(...)`, or `.filled(...)` for a masked one",
        )
    return value


def factor(value: Any) -> Any:
    """The value itself, by which an array is multiplied that a derivative flows through.

    Raises:
        Refused: it is one of SciPy's operators, which have no elements.
    """
    if hasattr(value, "matvec") and hasattr(value, "rmatvec"):
        raise Refused(
            f"s2s cannot differentiate the product with a `{type(value).__name__}`",
            "multiply by the matrix itself, or write the product as a function with `s2s.custom_vjp`",
        )
    return value


def generator(value: Any) -> Any:
    """The value itself, whose draws are differentiated as those of NumPy's generators.

    Raises:
        Refused: it is no generator of NumPy's.
    """
    if not isinstance(value, (np.random.Generator, np.random.RandomState)):
        raise Refused(
            f"s2s does not know the draws of a `{type(value).__name__}`",
            "give the function a generator of NumPy's, such as `np.random.default_rng(0)`",
        )
    return value


def lacks(owner: Any, name: str) -> bool:
    """Whether an object has no attribute of its own of this name (yet)."""
    return name not in vars(owner)


def returned(value: Any) -> None:
    """Checks that a function has returned a real number.

    Raises:
        Refused: it has returned None, or a complex number.

    >>> returned(np.float64(2.0))
    """
    if value is None:
        raise Refused(
            "the function returned None at these arguments, and a gradient is that of a number",
            "return one on every path",
        )
    if np.iscomplexobj(value):
        raise Refused(
            "the function returned a complex number at these arguments, and a gradient is that of a real one",
            "take the real part, `np.real(...)`, or the modulus, `np.abs(...)`",
        )


def held_real(value: Any) -> Any:
    """``value``, a power of a real number, or the slope of one.

    Raises:
        Refused: it is complex, which a power of a negative number is in Python.

    >>> held_real(2.0)
    2.0
    """
    if isinstance(value, complex) and not isinstance(value, np.generic):
        raise Refused(
            "this power is complex at these arguments, and s2s held it to be real: Python gives roots "
            "of negative numbers",
            "write `complex(x) ** y` if complex numbers are meant, or keep the base positive",
        )
    return value
