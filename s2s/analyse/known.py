"""What is known of a value before the program runs."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.analyse import kinds as k


def known(kind: k.Kind) -> tuple[bool, Any]:
    """Whether the value is known and the same under both assignments, and the value."""
    match kind:
        case k.Const(value=value):
            return True, value
        case k.Scalar(value=(first, second)) if first is second or (
            type(first) is type(second) and first == second
        ):
            return True, first
        case k.Tuple(items=items, type=cls):
            parts = [known(item) for item in items]
            if all(ok for ok, _ in parts):
                return True, cls(value for _, value in parts)
    return False, None


def settled(result: k.Kind, args: list[k.Kind]) -> k.Kind:
    """A number that only happens to be the same for both assignments is not known."""
    if known(result)[0] and not all(known(arg)[0] for arg in args):
        return k.forget(result)
    return result


def all_known(args: list[k.Kind]) -> bool:
    """Whether a number in the result means the number that the program will compute."""
    for arg in args:
        if isinstance(arg, k.Scalar) and arg.value is None:
            return False
        if isinstance(arg, k.Tuple) and not all_known(list(arg.items)):
            return False
        if isinstance(arg, k.Array | k.List | k.Range | k.Dict | k.Record):
            return False
    return True


def unclear(args: list[k.Kind]) -> bool:
    """Whether an integer that may say a length is unknown."""
    for arg in args:
        if (
            isinstance(arg, k.Scalar)
            and arg.value is None
            and issubclass(arg.type, int | np.integer)
        ):
            return True
        if isinstance(arg, k.Tuple) and unclear(list(arg.items)):
            return True
        if isinstance(arg, k.List | k.Range | k.Dict | k.Opaque | k.Record):
            return True
    return False
