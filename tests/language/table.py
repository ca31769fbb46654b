"""A table of small programs: each row is a function and the arguments to check it at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

import s2s
from s2s.testing import check

Program = Callable[..., Any]


class Row(NamedTuple):
    """A program, where to check it, options of `check`, and whether a clear error will do."""

    fun: Program
    args: tuple[Any, ...]
    options: dict[str, Any]
    or_error: bool

    def run(self) -> None:
        """Check the program."""
        try:
            check(self.fun, *self.args, **self.options)
        except s2s.S2SError:
            if not self.or_error:
                raise


class Table:
    """Collects rows: `@row(1.0, 2.0)` above a function adds it at these arguments."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def __call__(
        self, *args: Any, or_error: bool = False, **options: Any
    ) -> Callable[[Program], Program]:
        """Return a decorator that adds a row and leaves its function alone."""

        def add(fun: Program) -> Program:
            self.rows.append(Row(fun, args, options, or_error))
            return fun

        return add

    def parametrize(self) -> pytest.MarkDecorator:
        """Return the mark that runs a test with every row, named after its function."""
        return pytest.mark.parametrize(
            "row", [pytest.param(row, id=row.fun.__name__) for row in self.rows]
        )
