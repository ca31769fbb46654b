"""Positions among the arguments that ``*args`` takes."""

from __future__ import annotations

import inspect
from typing import Any

from s2s.derived import ArgNums, positions

Pick = tuple[int, int | None]
"""Which gradient, and which of its items; None for all of it."""


def spread(argnums: ArgNums, signature: inspect.Signature) -> tuple[tuple[int, ...], list[Pick]]:
    """The parameters that ``argnums`` means, and where among their gradients each entry is.

    An integer counts the arguments of a call: from the place of ``*args`` on, it is one of those
    that ``*args`` takes. A name means the parameter. No picks are needed where none is such.

    Raises:
        TypeError, ValueError: see `positions`.
    """
    kinds = [parameter.kind for parameter in signature.parameters.values()]
    names = list(signature.parameters)
    entries = (argnums,) if not isinstance(argnums, tuple | list) else tuple(argnums)
    variadic = inspect.Parameter.VAR_POSITIONAL
    first = kinds.index(variadic) if variadic in kinds else len(names)
    inside = [isinstance(e, int) and not isinstance(e, bool) and e >= first for e in entries]
    if first == len(names) or not any(inside):
        return positions(argnums, names), []
    found: list[int] = []
    picks: list[Pick] = []
    for entry, is_inside in zip(entries, inside, strict=True):
        place = first if is_inside else positions(entry, names)[0]
        if place not in found:
            found.append(place)
        picks.append((found.index(place), int(entry) - first if is_inside else None))
    if len(set(picks)) != len(picks):
        raise ValueError(f"argnums must name at least one parameter, and none twice: {argnums!r}")
    return tuple(found), picks


def picked(gradients: Any, picks: list[Pick], single: bool) -> Any:
    """What ``argnums`` asks for, out of the gradients of the parameters.

    Raises:
        ValueError: the call had no such argument, or no derivative flows to it.
    """
    chosen = []
    for place, item in picks:
        gradient = gradients[place]
        if item is not None:
            if item >= len(gradient):
                raise ValueError("argnums: the call has no argument at this position")
            gradient = gradient[item]
            if gradient is None:
                raise ValueError("argnums: no derivative flows to the argument at this position")
        chosen.append(gradient)
    return chosen[0] if single else tuple(chosen)
