"""A collection of real programs: each with arguments to run it at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from s2s.testing.leaves import float_leaves

Program = Callable[..., Any]


class Entry(NamedTuple):
    """A program with a scalar result, its arguments, and the positions that are differentiated."""

    fun: Program
    args: tuple[Any, ...]
    wrt: tuple[int, ...]

    @property
    def name(self) -> str:
        """The module's and the function's name."""
        return f"{self.fun.__module__.rpartition('.')[2]}.{self.fun.__name__}"


class Collection:
    """Collects entries: `@program(x, 2.0)` above a function adds it with these arguments."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def __call__(
        self, *args: Any, wrt: tuple[int, ...] | None = None
    ) -> Callable[[Program], Program]:
        """Return a decorator that adds an entry and leaves its function alone.

        Args:
            *args: example arguments.
            wrt: what is differentiated: by default every argument that holds a float.
        """
        found = tuple(i for i, arg in enumerate(args) if float_leaves(arg)) if wrt is None else wrt

        def add(fun: Program) -> Program:
            self.entries.append(Entry(fun, args, found))
            return fun

        return add
