"""Second derivatives the other way round: the gradient of the derivative along a direction."""

from __future__ import annotations

import types
from typing import Any

from s2s.api.derivative import Derivative
from s2s.api.expanded import expanded
from s2s.api.forward import jvp


def turned(gradient: Any, wrt: tuple[int, ...]) -> Derivative | None:
    """The product of Hessian and vector by reverse over forward mode; None if there is none.

    A tangent of an object is an object of the same class, so that forward mode gives a program that
    reverse mode takes, where the reverse sweep over objects keeps shadows that forward mode does not
    know.

    Args:
        gradient: what is to be differentiated again.
        wrt: by which arguments.

    Returns:
        A derivative that takes the arguments of the function, and the vector.
    """
    if not isinstance(gradient, Derivative) or gradient.mode != "grad" or gradient.has_aux:
        return None
    if len(wrt) != 1 or gradient.how.wrt != wrt or not gradient.how.single:
        return None
    fun: Any = gradient.fun
    try:
        along: types.FunctionType = expanded("along", fun, gradient.__signature__, wrt[0], jvp)
    except TypeError:
        return None
    return Derivative(along, wrt[0], "grad", False)
