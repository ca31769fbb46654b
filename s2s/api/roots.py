"""Roots of negative numbers, which Python's floats take into the complex numbers unasked."""

from __future__ import annotations

import functools
import re
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.api.leaves import leaves
from s2s.api.places import users_line
from s2s.errors import KindError
from s2s.store import Generated

# A power whose exponent is not a whole number that is written out.
_POWER = re.compile(r"\*\* (?!-?\d+(?![\d.e]))|\bpower_[xy]\(")
_ADVICE = "write `complex(x) ** y` if complex numbers are meant, or keep the base positive"
_WHY = "Python gives roots of negative numbers, and s2s held this power to be real"

Pick = Callable[[Any], Any]
PICKS: dict[tuple[str, bool], Pick] = {
    ("grad", False): lambda result: result,
    ("grad", True): lambda result: result[0],
    ("value_and_grad", False): lambda result: result[1],
    ("value_and_grad", True): lambda result: result[1],
    ("jvp", False): lambda result: None if is_complex(result[0]) else result[1],
    ("jvp", True): lambda result: None if is_complex(result[0]) else result[1],
}
"""What of the result of each mode, without and with ``aux``, is real where all arguments are."""


def roots(
    call: Callable[..., Any], pick: Pick, generated: Generated, fun: types.FunctionType
) -> Callable[..., Any]:
    """A generated function that checks its result, where a root may have become complex.

    Kinds hold ``x ** 0.5`` of a float to be a float, which it is not where ``x`` is negative. What
    follows is complex then, and so is the derivative by arguments that are real.

    Args:
        call: the generated function, of real arguments.
        pick: takes that of its result which is real where the arguments are; None for nothing.
        generated: the module that it is from.
        fun: the function that is differentiated.

    Returns:
        The generated function itself, where its module has no such power in it.
    """
    lines = zip(generated.text.splitlines(), generated.lines, strict=False)
    places = [place for text, place in lines if place and _POWER.search(text)]
    if not places:
        return call
    where = places[0]
    named = [fun.__code__.co_filename + where if where.startswith(":") else where]

    @functools.wraps(call)
    def checked(*args: Any) -> Any:
        try:
            result = call(*args)
        except TypeError as error:
            if "must be real number, not complex" in str(error):  # of the slope of `abs`
                raise KindError(str(error), users_line(named, fun), _WHY, _ADVICE) from error
            raise
        found = pick(result)
        if type(found) is not float and is_complex(found):
            raise KindError(
                "this power is complex at these arguments",
                users_line(named, fun),
                _WHY,
                _ADVICE,
            )
        return result

    return checked


def is_complex(tree: Any) -> bool:
    """Whether a number in it is complex.

    >>> is_complex([1.0, {"a": 1j}]), is_complex(2.0)
    (True, False)
    """
    return any(np.iscomplexobj(leaf) for _, leaf in leaves(tree))
