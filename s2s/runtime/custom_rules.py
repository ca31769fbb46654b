"""What generated code does with the results of rules that the user has written."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.runtime.structures import bare, field_names, zero_tangent, zeros_like


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


def pulled_by_columns(
    rule: Callable[..., Any], primals: tuple[Any, ...], ct: Any, what: str
) -> list[Any]:
    """The cotangents of arguments by a forward rule, one run for each number in them.

    Raises:
        TypeError, ValueError: the rule of ``what`` gives a tangent that does not fit its value.

    >>> def product(primals, tangents):
    ...     (p,), (dot,) = primals, tangents
    ...     return p["a"] * p["b"], dot["a"] * p["b"] + p["a"] * dot["b"]
    >>> (found,) = pulled_by_columns(product, ({"a": 2.0, "b": 3.0},), 10.0, "product")
    >>> float(found["a"]), float(found["b"])
    (30.0, 20.0)
    """
    still = tuple([zero_tangent(primal) for primal in primals])
    found = []
    for i, primal in enumerate(primals):

        def inside(dot: Any, i: int = i) -> Any:
            pair = rule(primals, (*still[:i], dot, *still[i + 1 :]))
            return paired(ct, fitting_pair(pair, what)[1])

        found.append(cotangent_by_columns(primal, still[i], inside))
    return found


def cotangent_by_columns(primal: Any, still: Any, along: Callable[[Any], Any]) -> Any:
    """The cotangent of a value, leaf by leaf.

    Args:
        primal: the value.
        still: its zero tangent.
        along: how the result changes along a tangent of the value.

    >>> found = cotangent_by_columns((1.0, [2.0, "a"]), (0.0, [0.0, None]), lambda dot: dot[1][0])
    >>> float(found[0]), float(found[1][0]), found[1][1]
    (0.0, 1.0, None)
    """
    if isinstance(primal, (float, complex, np.ndarray, np.inexact)):
        return numbers_by_columns(primal, along)
    parts: Any = None
    if isinstance(primal, dict):
        parts = primal
    elif isinstance(primal, (list, tuple)):
        parts = dict(enumerate(primal))
    elif (names := field_names(primal)) is not None:
        parts = {name: getattr(primal, name) for name in names}
    if parts is None:
        return None
    holds = isinstance(primal, (dict, list, tuple))
    found = {}
    for place, part in parts.items():
        zero = still[place] if holds else getattr(still, place)

        def inside(dot: Any, place: Any = place) -> Any:
            return along(with_part(still, place, dot))

        found[place] = cotangent_by_columns(part, zero, inside)
    if isinstance(primal, dict):
        return found
    return (
        [*found.values()] if isinstance(primal, (list, tuple)) else types.SimpleNamespace(**found)
    )


def with_part(whole: Any, place: Any, part: Any) -> Any:
    """A copy of a list, tuple, dict or object with another item, or attribute.

    >>> with_part((1.0, 2.0), 0, 3.0), with_part({"a": 1.0}, "a", 2.0)
    ((3.0, 2.0), {'a': 2.0})
    """
    if isinstance(whole, dict):
        return {**whole, place: part}
    if isinstance(whole, (list, tuple)):
        items = [*whole[:place], part, *whole[place + 1 :]]
        return type(whole)(*items) if hasattr(whole, "_fields") else type(whole)(items)
    made = bare(type(whole))
    for name in field_names(whole) or ():
        object.__setattr__(made, name, part if name == place else getattr(whole, name))
    return made


def numbers_by_columns(primal: Any, along: Callable[[Any], Any]) -> Any:
    """The cotangent of a number or array: of a complex one, by both of its parts."""
    column = np.zeros(np.shape(primal), np.result_type(primal, 0.0))
    total = np.zeros_like(column)
    for place in np.ndindex(column.shape):
        column[place] = 1
        total[place] = real_part(along(column.copy()[()]))
        if np.iscomplexobj(column):
            column[place] = 1j
            total[place] -= 1j * real_part(along(column.copy()[()]))
        column[place] = 0
    return total[()]


def real_part(value: Any) -> Any:
    """The real part of a number: how a real result changes.

    >>> real_part(1 + 2j), real_part(3.0)
    (1.0, 3.0)
    """
    return np.real(value) if np.iscomplexobj(value) else value


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
    if isinstance(ct, types.SimpleNamespace):
        return sum(paired(c, getattr(tangent, name, None)) for name, c in vars(ct).items())
    if np.shape(tangent) != np.shape(ct):
        raise ValueError(
            f"a forward rule gives a tangent of shape {np.shape(tangent)} for a value of shape "
            f"{np.shape(ct)}"
        )
    return np.sum(ct * tangent)
