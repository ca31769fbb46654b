"""Follow a path from a function to an object that its derivative uses."""

from __future__ import annotations

import types
from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any

from s2s.store.generated import Path


class Unreachable(LookupError):
    """There is nothing at the path any more."""


def reach(root: object, path: Path) -> Any:
    """The object at ``path``.

    From a function, "globals" leads to the dict of its globals and "closure" to its cells by name;
    from a dict a step is a key, from a cell and any other object an attribute, and an int is an
    index. A path that ends at a cell gives the cell, so that its value can be read live; a last
    step "cell_contents" gives the value itself.

    Raises:
        Unreachable: a name of the path is not there.
    """
    found = root
    for step in path:
        get, container = step_from(found, step)
        try:
            found = get(container)
        except (LookupError, AttributeError, ValueError, TypeError) as error:
            raise Unreachable(f"nothing at {path!r}") from error
    return found


def step_from(found: object, step: str | int) -> tuple[Callable[[Any], Any], Any]:
    """One step of a path, as a getter and what to call it on."""
    if isinstance(found, types.CellType):
        if step == "cell_contents":
            return attrgetter(step), found
        found = attrgetter("cell_contents")(found) if found is not None else None
    if isinstance(found, types.FunctionType):
        if step == "globals":
            return attrgetter("__globals__"), found
        if step == "closure":
            return _cells, found
    if isinstance(found, dict) or isinstance(step, int):
        return itemgetter(step), found
    return attrgetter(step), found


def value_at(root: object, path: Path) -> Any:
    """The value at ``path``: that in the cell if the path ends at one.

    Raises:
        Unreachable: a name of the path is not there, or the cell is empty.
    """
    found = reach(root, path)
    if isinstance(found, types.CellType):
        try:
            return found.cell_contents
        except ValueError as error:
            raise Unreachable(f"{path!r} has no value yet") from error
    return found


def _cells(function: types.FunctionType) -> dict[str, Any]:
    return dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
