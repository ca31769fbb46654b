"""What generated code does with the results of rules that the user has written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.runtime.structures import zero_tangent, zeros_like


def fitting(cotangents: Any, primals: tuple[Any, ...], what: str) -> tuple[Any, ...]:
    """The cotangents that a rule has given, if they fit the arguments; zeros for None.

    Raises:
        TypeError, ValueError: there is not one for each argument, or one has the wrong structure,
            shape or kind of number.

    >>> fitting((2.0, None), (1.0, np.ones(2)), "f")
    (2.0, array([0., 0.]))
    """
    if not isinstance(cotangents, (tuple, list)) or len(cotangents) != len(primals):
        raise TypeError(
            f"the rule of `{what}` must return a tuple of {len(primals)} cotangents, one for each "
            f"argument; it returned {cotangents!r}"
        )
    pairs = enumerate(zip(cotangents, primals, strict=True))
    return tuple([fitted_part(c, p, f"argument {i} of `{what}`") for i, (c, p) in pairs])


def fitted_part(part: Any, primal: Any, what: str) -> Any:
    """One cotangent or tangent, if it fits its primal."""
    if part is None:
        return zeros_like(primal)
    if isinstance(primal, (tuple, list)):
        if not isinstance(part, (tuple, list)) or len(part) != len(primal):
            raise TypeError(f"the rule gives {part!r} for {what}, which has {len(primal)} items")
        pairs = enumerate(zip(part, primal, strict=True))
        return [fitted_part(item, of, f"item {i} of {what}") for i, (item, of) in pairs]
    if isinstance(primal, dict):
        if not isinstance(part, dict) or set(part) != set(primal):
            raise TypeError(f"the rule gives {part!r} for {what}, whose keys are {list(primal)}")
        return {key: fitted_part(part[key], of, f"{what}, {key!r}") for key, of in primal.items()}
    if not isinstance(primal, (float, complex, np.ndarray, np.inexact)):
        return part
    if np.shape(part) != np.shape(primal):
        raise ValueError(
            f"the rule gives an array of shape {np.shape(part)} for {what}, "
            f"whose shape is {np.shape(primal)}"
        )
    if np.asarray(part).dtype.kind not in "fciu":
        raise TypeError(f"the rule gives {part!r} for {what}, which is not a number")
    if np.iscomplexobj(part) and not np.iscomplexobj(primal):
        raise TypeError(f"the rule gives a complex value for {what}, which is real")
    return as_primal(part, primal)


def as_primal(part: Any, primal: Any) -> Any:
    """A number or array in the type and dtype of its primal, as all gradients are.

    >>> as_primal(np.array([2, 2]), np.ones(2)), as_primal([1.0, 2.0], np.ones(2, np.float32))
    (array([2., 2.]), array([1., 2.], dtype=float32))
    >>> as_primal(np.array(2), 1.0)
    2.0
    """
    if isinstance(primal, np.ndarray):
        return np.asarray(part, primal.dtype if primal.dtype.kind in "fc" else None)
    if isinstance(primal, np.inexact):
        return primal.dtype.type(part)
    return type(primal)(part) if type(primal) in (float, complex) else part


def fitting_pair(pair: Any, what: str) -> tuple[Any, Any]:
    """The value and tangent that a forward rule has given, if they fit each other.

    Raises:
        TypeError, ValueError: it is no pair, or the tangent does not fit the value.
    """
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise TypeError(f"the rule of `{what}` must return (value, tangent); it returned {pair!r}")
    value, tangent = pair
    if tangent is None:
        return value, zero_tangent(value)
    return value, fitted_part(tangent, value, f"the value of `{what}`")


def with_residuals(pair: Any, what: str) -> Any:
    """What the forward function of a rule returned, if it is a value and its residuals.

    Raises:
        TypeError: it is no tuple of two.

    >>> with_residuals((2.0, None), "f")
    (2.0, None)
    """
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise TypeError(
            f"the forward function of `{what}` must return (value, residuals); it returned {pair!r}"
        )
    return pair


def pulled_by_columns(rule: Callable[..., Any], primals: tuple[Any, ...], ct: Any) -> list[Any]:
    """The cotangents of numbers and arrays by a forward rule, one run for each number in them."""
    still = [zero_tangent(primal) for primal in primals]
    found: list[Any] = []
    for i, primal in enumerate(primals):
        if not isinstance(primal, (float, complex, np.ndarray, np.inexact)):
            found.append(None)
            continue
        column = np.zeros(np.shape(primal), np.result_type(primal, 0.0))
        total = np.zeros_like(column)
        for place in np.ndindex(column.shape):
            column[place] = 1
            dots = [column.copy()[()] if j == i else zero for j, zero in enumerate(still)]
            total[place] = paired(ct, rule(primals, tuple(dots))[1])
            column[place] = 0
        found.append(total[()])
    return found


def paired(ct: Any, tangent: Any) -> Any:
    """The sum of products of a cotangent and a tangent of one value.

    >>> paired([1.0, np.ones(2), None], (2.0, np.array([3.0, 4.0]), 0.0))
    np.float64(9.0)
    """
    if ct is None or tangent is None:
        return 0.0
    if isinstance(ct, (list, tuple)):
        return sum(paired(c, t) for c, t in zip(ct, tangent, strict=True))
    if isinstance(ct, dict):
        return sum(paired(c, tangent[key]) for key, c in ct.items())
    if np.shape(tangent) != np.shape(ct):
        raise ValueError(
            f"a forward rule gives a tangent of shape {np.shape(tangent)} for a value of shape "
            f"{np.shape(ct)}"
        )
    return np.sum(ct * tangent)
