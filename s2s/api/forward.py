"""``jvp``: forward mode."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Sequence
from typing import Any

from s2s.api.again import along_again
from s2s.api.build import Built, build
from s2s.api.containers import Flat, holds, positional, taken_apart, tangent_apart
from s2s.api.derivative import bind, plain
from s2s.api.failures import called
from s2s.api.guards import held
from s2s.api.reachable import reachable
from s2s.api.streams import has_streams, point
from s2s.api.tangent_trees import tangent_tree
from s2s.api.trees import has_floats
from s2s.derived import transform
from s2s.origin import signature_of
from s2s.runtime import meet, own, zeros_like


@transform("jvp")
def jvp(
    fun: Callable[..., Any],
    primals: Sequence[Any],
    tangents: Sequence[Any],
    has_aux: bool = False,
) -> tuple[Any, ...]:
    """The value of a function and its derivative along a direction, in one forward sweep.

    Args:
        fun: the function.
        primals: its positional arguments.
        tangents: one tangent for each primal, of its structure, shapes and dtypes; ``None`` for
            one that stands still, or that has no derivative.
        has_aux: whether ``fun`` returns ``(value, aux)``.

    Returns:
        ``(y, y_dot)``, or ``(y, y_dot, aux)``. ``y_dot`` has the types, structure, shapes and
        dtypes of ``y``, with ``None`` for what has no derivative.

    Raises:
        TypeError, ValueError: the tangents do not fit the primals.
        S2SError: the function cannot be differentiated.
    """
    if not isinstance(primals, tuple | list) or not isinstance(tangents, tuple | list):
        raise TypeError("jvp takes the primals and the tangents as a tuple or list each")
    if len(primals) != len(tangents):
        raise TypeError(f"jvp: there are {len(primals)} primals and {len(tangents)} tangents")
    root, given, dots = plain(fun), tuple(primals), tuple(tangents)
    found: tuple[Any, ...] | None = along_again(root, given, dots, has_aux)
    return prepared(root, given, has_aux)(dots) if found is None else found


def prepared(
    root: types.FunctionType, primals: tuple[Any, ...], has_aux: bool = False, mode: str = "jvp"
) -> Callable[[tuple[Any, ...]], Any]:
    """What `jvp` gives at some primals, as a function of the tangents.

    In the mode "pushforward" it is the tangent alone.

    The generated function is looked up once for each choice of what stands still.
    """
    if holds(primals):
        flat = Flat().function(root, positional(root, primals), primals)
        apart = prepared(flat, taken_apart(primals), has_aux, mode)
        return lambda tangents: apart(tuple(map(tangent_apart, tangents)))
    signature = signature_of(root)
    arguments = bind(signature, primals, {})
    floats = [has_floats(value) for value in arguments]
    made: dict[tuple[int, ...], Built] = {}

    def pushed(tangents: tuple[Any, ...]) -> Any:
        directions = _directions(signature, len(primals), tangents)
        moving = [direction is not None for direction in directions]
        dots: list[Any] = []
        for i, direction in enumerate(directions):
            if moving[i]:
                dot = tangent_tree(arguments[i], direction, f"tangents[{i}]")
                dots += [dot] if floats[i] else []
        wrt = tuple(i for i, on in enumerate(moving) if on and floats[i])
        built = made.get(wrt)
        if built is None or not built.guards.hold():
            built = made[wrt] = build(root, arguments, wrt, mode, has_aux)
        return called(built, root, *arguments, *dots)

    return pushed


@transform("linearize")
def linearize(fun: Callable[..., Any], *primals: Any) -> tuple[Any, Callable[..., Any]]:
    """The value of a function, and its derivative at this point as a linear function of tangents.

    Args:
        fun: the function.
        primals: its positional arguments.

    Returns:
        ``(y, pushforward)``. ``pushforward(*tangents)`` takes one tangent for each primal, ``None``
        for one that stands still, and gives the tangent of ``y``. It runs the function again
        (decision 28), so that what the function prints is printed again.
    """
    root = plain(fun)
    _check_apart(root, primals)
    kept = point(primals)  # the function may write into its arguments, and so may whoever has them
    y = root(*own(primals))
    used_up = has_streams(kept)
    pushed = prepared(root, kept, mode="pushforward")

    def pushforward(*tangents: Any) -> Any:
        """The tangent of the value for these tangents of the arguments.

        Raises:
            TypeError, ValueError: they do not fit the primals.
        """
        if len(tangents) != len(primals):
            raise TypeError(f"there are {len(primals)} primals and {len(tangents)} tangents")
        if used_up:
            return prepared(root, point(kept), mode="pushforward")(tangents)
        return pushed(tangents)

    return y, pushforward


def _check_apart(root: types.FunctionType, primals: tuple[Any, ...]) -> None:
    """Refuses what `jvp` refuses: copies of the arguments would not show what they share.

    Raises:
        S2SError: the function writes into an argument that it reaches by another name as well.
    """
    found = reachable(root, primals, lambda *_: True).mentioned.values()
    outside: list[Any] = []
    for fun in found:
        known = fun.__globals__
        outside += [value for _, value in held(fun)]
        outside += [*(fun.__defaults__ or ()), *(fun.__kwdefaults__ or {}).values()]
        outside += [known[name] for name in fun.__code__.co_names if name in known]
    if not holds(primals) and meet(primals, tuple(outside)):
        still = tuple(zeros_like(value) if has_floats(value) else None for value in primals)
        prepared(root, primals, mode="pushforward")(still)


def _directions(
    signature: inspect.Signature, count: int, tangents: tuple[Any, ...]
) -> tuple[Any, ...]:
    """One tangent for each parameter; parameters left to their default have none."""
    found: list[Any] = []
    rest = list(tangents)
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            found.append(tuple(rest))
            rest = []
        elif rest and parameter.kind is not parameter.KEYWORD_ONLY:
            found.append(rest.pop(0))
        else:
            found.append(None)
    return tuple(found)
