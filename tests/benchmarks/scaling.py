"""How time and memory grow with the size of a problem or of a program."""

from __future__ import annotations

import importlib.util
import tempfile
import time
from collections.abc import Callable
from math import sin
from pathlib import Path

import numpy as np

import s2s
from tests.benchmarks.memory import peak_memory
from tests.benchmarks.programs import Array
from tests.benchmarks.report import Table, figure
from tests.benchmarks.timing import say, seconds

LINEAR = 1.15
_SLOWEST = 100.0  # seconds that the next size may be expected to take


def loop(x: float, n: int) -> float:
    """A scalar loop of n trips."""
    for i in range(n):
        x = sin(x) * 0.9 + 0.3
    return x


def reading(x: Array) -> float:
    """A loop that reads every element."""
    total = 0.0
    for i in range(len(x)):
        total += x[i] * x[i]
    return total


def squared_item(x: Array, i: int) -> float:
    """A helper that reads one element."""
    return x[i] ** 2


def reading_in_helpers(x: Array) -> float:
    """A loop whose helper reads every element."""
    total = 0.0
    for i in range(len(x)):
        total += squared_item(x, i)
    return total


def writing(x: Array) -> float:
    """A loop that writes every element of a new array."""
    y = np.zeros(len(x))
    y[0] = x[0]
    for i in range(1, len(x)):
        y[i] = 0.5 * y[i - 1] + x[i] * x[i]
    return np.sum(y)


def scaling() -> Table:
    """The table."""
    table = Table(
        "Scaling",
        ["what grows", "sizes", "cost of each, against the smallest", "exponent", "at the end"],
        "Cost of the gradient for each trip, element or statement, the smallest size being 1, and the "
        "exponent fitted to the total cost, over all sizes and between the two largest. Linear means "
        f"at most {LINEAR}.",
    )
    trips = [10**k for k in range(2, 7)]
    _row(table, "trips of a scalar loop: time", trips, _loop_time)
    _row(table, "trips of a scalar loop: peak memory", trips[1:], _loop_memory)
    elements = [10**k for k in range(2, 6)]
    _row(table, "`x[i]` in a loop over an array: time", elements, _reading_time)
    _row(table, "`x[i]` in a helper that a loop calls: time", elements, _helper_time)
    elements = [10**k for k in range(2, 7)]
    _row(table, "`y[i] = ...` in a loop over an array: time", elements, _writing_time)
    _row(table, "`y[i] = ...` in a loop over an array: peak memory", elements[1:], _writing_memory)
    statements = [10, 30, 100, 300, 1000, 2000, 5000]
    _row(table, "statements: making the derivative", statements, _making_time)
    return table


def _row(table: Table, title: str, sizes: list[int], measure: Callable[[int], float]) -> None:
    done: list[int] = []
    found: list[float] = []
    spent = 0.0
    for size in sizes:
        if len(done) > 1 and spent * (size / done[-1]) ** 1.5 > _SLOWEST:
            table.missed.append(f"{title}: stopped before {size}")
            break
        start = time.perf_counter()
        try:
            found.append(measure(size))
        except RecursionError:
            table.missed.append(f"{title}: RecursionError at {size}")
            break
        spent = time.perf_counter() - start
        done.append(size)
        say(f"scaling: {title}: {size}: {found[-1] / size:.3g} each")
    exponent, last = _exponent(done, found), _exponent(done[-2:], found[-2:])
    costs = [
        figure(cost / size * done[0] / found[0]) for size, cost in zip(done, found, strict=True)
    ]
    each = ", ".join(costs)
    table.rows.append([title, f"{done[0]} to {done[-1]}", each, f"{exponent:.2f}", f"{last:.2f}"])
    if max(exponent, last) > LINEAR:
        table.missed.append(f"{title}: exponent {exponent:.2f}, {last:.2f} at the end")


def _exponent(sizes: list[int], costs: list[float]) -> float:
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def _repeated(call: Callable[[], object]) -> float:
    call()
    once = seconds(call)
    return min(seconds(call, max(1, int(0.01 / once))) for _ in range(7 if once < 1 else 2))


def _loop_time(n: int) -> float:
    gradient = s2s.grad(loop)
    return _repeated(lambda: gradient(0.5, n))


def _loop_memory(n: int) -> float:
    gradient = s2s.grad(loop)
    return peak_memory(lambda: gradient(0.5, n))


def _reading_time(n: int) -> float:
    gradient = s2s.grad(reading)
    x = np.linspace(0.0, 1.0, n)
    return _repeated(lambda: gradient(x))


def _helper_time(n: int) -> float:
    gradient = s2s.grad(reading_in_helpers)
    x = np.linspace(0.0, 1.0, n)
    return _repeated(lambda: gradient(x))


def _writing_time(n: int) -> float:
    gradient = s2s.grad(writing)
    x = np.linspace(0.0, 1.0, n)
    return _repeated(lambda: gradient(x))


def _writing_memory(n: int) -> float:
    gradient = s2s.grad(writing)
    x = np.linspace(0.0, 1.0, n)
    return peak_memory(lambda: gradient(x))


def _making_time(n: int) -> float:
    lines = ["from math import sin", "", "", f"def straight_{n}(x, a, b):", "    v0 = x * b"]
    for i in range(1, n + 1):
        lines.append(f"    v{i} = sin(v{i - 1}) * a + v{max(0, i - 3)} * b")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"straight_{n}.py")
        path.write_text("\n".join([*lines, f"    return v{n}", ""]))
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        derivative = s2s.grad(getattr(module, path.stem))
        return seconds(lambda: derivative(0.5, 0.4, 0.3))
