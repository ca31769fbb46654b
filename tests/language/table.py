"""A table of small programs: each row is a function and the arguments to check it at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

import s2s
from s2s.testing import check
from s2s.testing.leaves import float_leaves

Program = Callable[..., Any]


class Row(NamedTuple):
    """A program, where to check it, options of `check`, and whether a clear error will do."""

    fun: Program
    args: tuple[Any, ...]
    options: dict[str, Any]
    or_error: bool
    alone: bool = False

    def run(self) -> None:
        """Check the program."""
        self.check()
        if self.alone and not self.or_error:
            check_alone(self.fun, self.args)

    def check(self) -> None:
        """Check the program, all arguments together."""
        try:
            check(self.fun, *self.args, **self.options)
        except s2s.S2SError:
            if not self.or_error:
                raise


def check_alone(fun: Program, args: tuple[Any, ...]) -> None:
    """Compare the gradient of each argument alone with its part of the gradient of all."""
    chosen = [i for i, arg in enumerate(args) if float_leaves(arg)]
    whole = s2s.grad(fun, argnums=chosen)(*args)
    for i, expected in zip(chosen, whole, strict=True):
        found = s2s.grad(fun, argnums=i)(*args)
        pairs = zip(float_leaves(found, f"args[{i}]"), float_leaves(expected), strict=True)
        for (path, one), (_, other) in pairs:
            close = np.allclose(one, other, rtol=1e-6, atol=1e-12)
            assert close, f"{path} alone: {one!r}, with the others {other!r}"


class Table:
    """Collects rows: `@row(1.0, 2.0)` above a function adds it at these arguments."""

    def __init__(self, *, alone: bool = False) -> None:
        """Make an empty table.

        Args:
            alone: whether to differentiate with respect to each argument alone too.
        """
        self.rows: list[Row] = []
        self.alone = alone

    def __call__(
        self, *args: Any, or_error: bool = False, **options: Any
    ) -> Callable[[Program], Program]:
        """Return a decorator that adds a row and leaves its function alone."""

        def add(fun: Program) -> Program:
            self.rows.append(Row(fun, args, options, or_error, self.alone))
            return fun

        return add

    def parametrize(self) -> pytest.MarkDecorator:
        """Return the mark that runs a test with every row, named after its function."""
        return pytest.mark.parametrize(
            "row", [pytest.param(row, id=row.fun.__name__) for row in self.rows]
        )
