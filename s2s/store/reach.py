"""Follow a path from a function and its arguments to an object that its derivative uses."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import Any

from s2s.store.generated import Path


class Unreachable(LookupError):
    """There is nothing at the path any more."""


def reach(function: object, arguments: Sequence[object], path: Path) -> Any:
    """The object at ``path``; the empty path is ``function``.

    A path that starts with "argument" starts at the arguments. From a function, "globals" leads to
    the dict of its globals and "closure" to its cells by name. From a dict a step is a key, from
    anything else an attribute; an int is an index. A cell that is not the end of the path stands
    for its content.

    Raises:
        Unreachable: a name of the path is not there.

    >>> reach(reach, [[1.5]], ("argument", 0, 0)), reach(reach, [], ("globals", "Any")) is Any
    (1.5, True)
    """
    found: Any = function
    try:
        for position, step in enumerate(path):
            if position == 0 and step == "argument":
                found = arguments
                continue
            if isinstance(found, types.CellType):
                found = found.cell_contents
            found = _step(found, step)
    except (LookupError, AttributeError, ValueError, TypeError) as error:
        raise Unreachable(f"nothing at {path!r}") from error
    return found


def _step(found: Any, step: str | int) -> Any:
    if isinstance(found, types.FunctionType):
        if step == "globals":
            return found.__globals__
        if step == "closure":
            return cells(found)
    if isinstance(found, dict) or isinstance(step, int):
        return found[step]
    return getattr(found, step)


def cells(function: types.FunctionType) -> dict[str, types.CellType]:
    """The cells of the variables that a function closes over."""
    return dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
