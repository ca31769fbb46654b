"""What a call of a derivative costs beyond the generated function itself."""

from __future__ import annotations

import statistics

import numpy as np

import s2s
from tests.benchmarks.report import Table, figure
from tests.benchmarks.timing import interleaved, say

FIXED, EACH = 2.0, 0.3  # microseconds


def one(a: float) -> float:
    """A function of one argument."""
    return a * 2.0


def three(a: float, b: float, c: float) -> float:
    """A function of three."""
    return a * b + c


def six(a: float, b: float, c: float, d: float, e: float, f: float) -> float:
    """A function of six."""
    return a * b + c * d + e * f


def many(a: list[float]) -> float:
    """A function of a list."""
    return a[0] * a[1]


def overhead() -> Table:
    """The table."""
    table = Table(
        "Call overhead",
        ["arguments", "microseconds"],
        f"Target: at most {FIXED} + {EACH} per argument. The arrays have no axes.",
    )
    for fun, count in ((one, 1), (three, 3), (six, 6)):
        for kind, value in (("float", 1.5), ("array", np.array(1.5))):
            title = f"{count} {kind}{'s' if count > 1 else ''}"
            _row(table, title, fun, (value,) * count, FIXED + EACH * count)
    _row(table, "1 list of 1000 floats", many, ([1.5] * 1000,), FIXED + EACH)
    return table


def _row(
    table: Table, title: str, fun: object, arguments: tuple[object, ...], limit: float
) -> None:
    say(f"overhead: {title}")
    wrt = tuple(range(len(arguments))) if len(arguments) > 1 else 0
    derivative = s2s.grad(fun, argnums=wrt)
    derivative(*arguments)
    inner = derivative.generated
    whole, part = interleaved(
        [lambda: derivative(*arguments), lambda: inner(*arguments)], rounds=51
    )
    spent = 1e6 * statistics.median(a - b for a, b in zip(whole, part, strict=True))
    table.rows.append([title, figure(spent)])
    table.check(title, spent, limit, " us")
