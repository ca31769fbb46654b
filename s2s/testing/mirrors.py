"""Does a gradient look like the argument that it belongs to?"""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.testing.leaves import children, is_float


def mirrors(argument: Any, gradient: Any, path: str = "") -> str | None:
    """Say where `gradient` does not mirror `argument`, or return None if it does.

    The gradient has the type, structure, shape and dtype of its argument; where the argument
    holds something that has no derivative (an integer, a string) it holds None.

    >>> mirrors((1.0, 3, np.ones(2)), (0.5, None, np.zeros(2)))
    >>> mirrors((1.0, 3), (0.5, 0), "args[0]")
    'args[0][1] is an int, which has no derivative: its gradient should be None and is 0'
    """
    parts = children(argument)
    if parts is None and not is_float(argument):
        if gradient is None:
            return None
        kind = type(argument).__name__
        article = "an" if kind[0] in "aeiou" else "a"
        return (
            f"{path} is {article} {kind}, which has no derivative: "
            f"its gradient should be None and is {gradient!r}"
        )
    if type(gradient) is not type(argument):
        return (
            f"{path} is a {type(argument).__name__} "
            f"and its gradient a {type(gradient).__name__}: {gradient!r}"
        )
    if parts is None:
        return _mirrors_leaf(argument, gradient, path)
    others = children(gradient)
    assert others is not None, "equal types have equal structure"
    if [step for step, _ in parts] != [step for step, _ in others]:
        return f"{path} and its gradient have different parts: {parts!r} and {others!r}"
    found = (
        mirrors(part, other, path + step)
        for (step, part), (_, other) in zip(parts, others, strict=True)
    )
    return next((defect for defect in found if defect is not None), None)


def _mirrors_leaf(argument: Any, gradient: Any, path: str) -> str | None:
    if not isinstance(argument, (np.ndarray, np.generic)):
        return None
    if argument.shape != gradient.shape or argument.dtype != gradient.dtype:
        return (
            f"{path} is {argument.dtype}{list(argument.shape)} "
            f"and its gradient {gradient.dtype}{list(gradient.shape)}"
        )
    return None
