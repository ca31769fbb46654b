"""Variables that no path taken has assigned."""

from __future__ import annotations

from typing import Any


class Unassigned(tuple[()]):
    """What a function keeps of a variable that no path taken has assigned: it may not read it.

    It is no value that a variable of the user's has. A zero of it may be made, which has no items.
    """

    __slots__ = ()


def assigned(value: Any, name: str) -> None:
    """Checks that a variable has a value.

    Raises:
        UnboundLocalError: it has none, in the words of Python.
    """
    if isinstance(value, Unassigned):
        raise UnboundLocalError(
            f"cannot access local variable '{name}' where it is not associated with a value"
        )


def missing(name: str) -> None:
    """What Python does where a name is read that is not there.

    Raises:
        NameError: in the words of Python.
    """
    raise NameError(f"name '{name}' is not defined")
