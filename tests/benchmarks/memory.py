"""The memory of a gradient against that of the one by hand."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import s2s
from tests.benchmarks.cases import cases
from tests.benchmarks.report import Table, figure
from tests.benchmarks.timing import say

TARGET = 1.1


def memory() -> Table:
    """The table."""
    table = Table(
        "Memory",
        ["program", "by hand, MB", "s2s, MB", "s2s / by hand"],
        "Peak of what is allocated during one gradient. Target for programs that write in place: at "
        f"most {TARGET} times the adjoint by hand, which keeps one array for each step.",
    )
    for case in cases():
        if not case.name.startswith("heat"):
            continue
        derivative = s2s.grad(case.primal, argnums=case.argnums)
        by_hand = peak_memory(lambda case=case: case.by_hand(*case.arguments))
        ours = peak_memory(lambda case=case, derivative=derivative: derivative(*case.arguments))
        say(f"memory: {case.name}: {ours / by_hand:.3g}")
        row = [figure(by_hand / 1e6), figure(ours / 1e6), figure(ours / by_hand)]
        table.rows.append([case.title, *row])
        table.check(case.title, ours / by_hand, TARGET)
    return table


def peak_memory(call: Callable[[], object]) -> float:
    """The peak of what is allocated during a call, its first one left out, in bytes."""
    call()
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return float(peak)
