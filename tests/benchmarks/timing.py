"""Times that can be compared: runs are interleaved, and what is kept is the median."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence

Call = Callable[[], object]


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def seconds(call: Call, times: int = 1) -> float:
    """The time of one call, as the mean of several in a row."""
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times


def interleaved(calls: Sequence[Call], rounds: int = 25, least: float = 0.004) -> list[list[float]]:
    """The times of each call, one per round; in each round every call runs.

    Args:
        calls: what is timed.
        rounds: how often.
        least: how long one measurement takes at least, in seconds.
    """
    times = []
    for call in calls:
        call()
        once = min(seconds(call) for _ in range(3))
        times.append(max(1, round(least / max(once, 1e-7))))
    found: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for kept, call, count in zip(found, calls, times, strict=True):
            kept.append(seconds(call, count))
    return found


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios of paired times."""
    return statistics.median(a / b for a, b in zip(above, below, strict=True))
