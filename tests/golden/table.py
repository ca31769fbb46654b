"""The table of golden programs: a function, where it is differentiated, and what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from s2s.pipeline import Request, derive

Program = Callable[..., Any]
Mode = Literal["grad", "value_and_grad", "vjp"]


@dataclass(frozen=True)
class Golden:
    """A program and the derivative of it that a golden file holds.

    Attributes:
        fun: the program.
        args: example arguments, which the derivative is also executed at.
        wrt: the positions of the arguments to differentiate.
        mode: what is asked for.
        has_aux: whether the program returns a value and something else.
        standalone: whether the file may not import s2s.
    """

    fun: Program
    args: tuple[Any, ...]
    wrt: tuple[int, ...] = (0,)
    mode: Mode = "grad"
    has_aux: bool = False
    standalone: bool = False

    def generate(self) -> str:
        """The text of the derivative, made anew."""
        return derive(
            Request(self.fun, self.args, self.wrt, self.mode, self.has_aux, self.standalone)
        ).text


class Table:
    """Collects programs: `@golden(1.0, 2)` above a function adds it at these arguments."""

    def __init__(self) -> None:
        self.rows: list[Golden] = []

    def __call__(self, *args: Any, **options: Any) -> Callable[[Program], Program]:
        """Return a decorator that adds a row and leaves its function alone."""

        def add(fun: Program) -> Program:
            self.rows.append(Golden(fun, args, **options))
            return fun

        return add

    def parametrize(self) -> pytest.MarkDecorator:
        """Return the mark that runs a test with every row, named after its function."""
        return pytest.mark.parametrize(
            "row", [pytest.param(row, id=row.fun.__name__) for row in self.rows]
        )
