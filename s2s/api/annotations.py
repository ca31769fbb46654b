"""What the user says about how a function is to be differentiated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from s2s.api.forward import jvp
from s2s.custom import ForwardMode


def forward_mode(fun: Callable[..., Any]) -> ForwardMode:
    """Decorate a function of few numbers: forward mode differentiates it, in reverse sweeps too.

    Nothing is kept of its loops and branches. The reverse sweep runs its tangent once for each
    number in the arguments that vary, so that this serves functions of a handful of numbers. Calls
    with objects, or functions that captured what varies, and calls by keyword of what can be given
    by keyword only, are differentiated as if the function was not decorated.

    Args:
        fun: a function of numbers, arrays, and lists, tuples and dicts of them, without effects.

    Raises:
        TypeError: ``fun`` is not callable.

    >>> forward_mode(lambda x: x * x)(3.0)
    9.0
    """
    if not callable(fun):
        raise TypeError(f"forward_mode takes a function, not a {type(fun).__name__}")
    made = ForwardMode(fun)

    def pushed(primals: tuple[Any, ...], tangents: tuple[Any, ...]) -> tuple[Any, Any]:
        value, tangent = jvp(fun, primals, tangents)
        return value, tangent

    made.jvp = pushed
    return made
