"""Positions among the arguments that ``*args`` takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from s2s.derived import ArgNums, positions
from s2s.origin import signature_of
from s2s.written import free, written

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


def spelled_out(fun: Callable[..., Any], argnums: ArgNums) -> Callable[..., Any]:
    """The function with parameters of their own for the positions that ``*args`` takes.

    What is made of several runs has one argument for each parameter that it differentiates.

    >>> inspect.signature(spelled_out(lambda *p: p[0] * p[1], (0, 1)))
    <Signature (p_0, p_1, *p)>
    """
    if not callable(fun):
        return fun
    try:
        parameters = list(signature_of(fun).parameters.values())
    except (TypeError, ValueError):  # what is written in C says nothing
        return fun
    kinds = [parameter.kind for parameter in parameters]
    if inspect.Parameter.VAR_POSITIONAL not in kinds:
        return fun
    first = kinds.index(inspect.Parameter.VAR_POSITIONAL)
    entries = argnums if isinstance(argnums, tuple | list) else (argnums,)
    count = max([e + 1 - first for e in entries if type(e) is int], default=0)
    if count < 1:
        return fun
    return _written(fun, parameters, first, count)


def _written(
    fun: Callable[..., Any], parameters: list[inspect.Parameter], first: int, count: int
) -> Callable[..., Any]:
    used = [parameter.name for parameter in parameters]
    rest = used[first]
    own = [free(f"{rest}_{i}", used) for i in range(count)]
    inner = free("fun", [*used, *own])
    params, args = [*used[:first], *own, f"*{rest}"], [*used[:first], *own, f"*{rest}"]
    scope: dict[str, object] = {inner: fun, "__name__": "s2s_spelled_out"}
    for parameter in parameters[first + 1 :]:
        if parameter.kind is parameter.VAR_KEYWORD:
            params.append(f"**{parameter.name}")
            args.append(f"**{parameter.name}")
        else:
            params.append(parameter.name)
            args.append(f"{parameter.name}={parameter.name}")
    name = getattr(fun, "__name__", "function")
    name = name if name.isidentifier() else "function"
    text = f"def {name}({', '.join(params)}):\n    return {inner}({', '.join(args)})\n"
    made = written(text, name, f"<s2s {name}({', '.join(params)})>", scope)
    made.__kwdefaults__ = {
        p.name: p.default for p in parameters[first + 1 :] if p.default is not p.empty
    }
    for word in ("__qualname__", "__module__", "__doc__"):
        setattr(made, word, getattr(fun, word, getattr(made, word)))
    return made
