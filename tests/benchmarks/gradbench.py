"""The derivatives that GradBench asks for, by s2s and by other systems."""

from __future__ import annotations

import statistics
import time
from typing import Any

import numpy as np

from tests.benchmarks.gradbench_cases import Objective, objectives
from tests.benchmarks.gradbench_peers import installed
from tests.benchmarks.report import Table, figure
from tests.benchmarks.timing import Call, say, seconds
from tests.examples.gradbench import error

TOLERANCE = 1e-8
BUDGET = 1.0  # seconds for the repetitions of one measurement


def gradbench() -> Table:
    """The table."""
    peers = installed()
    header = ["objective", "primal, ms", "s2s, ms", "s2s / primal"]
    header += [f"{peer.name} / s2s" for peer in peers]
    table = Table(
        "GradBench",
        header,
        "The derivatives of `examples/gradbench`, agreed to 1e-8 (|x - y| / max(1, |x| + |y|)) before "
        "they are timed. Other systems run the same program, or one without writes and loops over "
        "numbers where they need it; JAX compiles what does not branch on values, its compile time "
        "left out. Medians. The primal of `saddle` has its slopes by hand, that of `particle` by s2s. "
        "A dash: not expressed, or refused.",
    )
    for objective in objectives():
        say(f"gradbench: {objective.title}")
        table.rows.append(_row(objective, peers))
        say("  " + "  ".join(table.rows[-1][1:]))
    return table


def _row(objective: Objective, peers: list[Any]) -> list[str]:
    wanted = _flat(objective.ours())
    primal, ours = _median(objective.primal), _median(objective.ours)
    row = [objective.title, figure(1e3 * primal), figure(1e3 * ours), figure(ours / primal)]
    for peer in peers:
        row.append(_theirs(objective, peer, wanted, ours))
    return row


def _theirs(objective: Objective, peer: Any, wanted: Any, ours: float) -> str:
    try:
        call = objective.theirs(peer)
        found = _flat(call())
    except Exception as problem:  # whatever a peer cannot do is a gap in the table
        say(f"  {peer.name}: {type(problem).__name__}: {str(problem)[:120]}")
        return "-"
    assert error(found, wanted) < TOLERANCE, f"{peer.name} and s2s differ by {error(found, wanted)}"
    return figure(_median(call) / ours)


def _flat(found: Any) -> Any:
    """All numbers of a result in a row."""
    if isinstance(found, tuple | list):
        return np.concatenate([_flat(item) for item in found])
    return np.asarray(found).ravel()


def _median(call: Call) -> float:
    """The time of a call: of one, where it is long."""
    start = time.perf_counter()
    call()
    once = time.perf_counter() - start
    rounds = min(25, round(BUDGET / once))
    if rounds < 2:
        return once
    count = max(1, round(0.004 / once))
    return statistics.median(seconds(call, count) for _ in range(rounds))
