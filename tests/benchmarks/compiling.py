"""What making a derivative, reading it from the store and importing s2s cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.report import Table, figure
from tests.benchmarks.timing import say

COLD, STORE, IMPORT = 60.0, 3.0, 80.0  # milliseconds
_ROOT = Path(__file__).parents[2]
_FUNCTIONS = 30
_PROCESSES = 9

_FUNCTION = """
def thirty_{i}(w, v, x, y, rate, steps):
    n = x.shape[0]
    scale = 1.0 / (n + {i}.0)
    hidden = np.tanh(x @ w)
    gate = 1.0 / (1.0 + np.exp(-hidden))
    mixed = hidden * gate + 0.1 * x
    out = mixed @ v
    error = out - y
    loss = np.sum(error**2) * scale
    total = 0.0
    speed = rate
    for i in range(steps):
        change = math.sin(total) * speed
        if change > 0.5:
            change = change * 0.5
            speed = speed * 0.9
        else:
            change = change + 0.01 * loss
        total = total + change
        speed = speed / (1.0 + 0.001 * total**2)
    norm = np.sqrt(np.sum(w**2) + 1e-6)
    spread = np.max(out) - np.min(out)
    centre = np.mean(mixed, axis=0)
    weights = np.exp(centre - np.max(centre))
    weights = weights / np.sum(weights)
    entropy = -np.sum(weights * np.log(weights))
    penalty = 0.1 * norm + 0.01 * spread
    tilt = np.dot(v, centre) * rate
    result = loss + total + penalty
    return result + 0.01 * entropy * tilt
"""

_START = """
import time
import numpy as np
start = time.perf_counter()
import s2s
s2s.grad
imported = time.perf_counter()
import functions

r = np.random.default_rng(0)
arguments = r.normal(size=(4, 4)), r.normal(size=4), r.normal(size=(8, 4)), r.normal(size=8), 0.3, 5


def first(fun):
    derivative = s2s.grad(fun, argnums=(0, 1, 2, 3, 4))
    begin = time.perf_counter()
    derivative(*arguments)
    middle = time.perf_counter()
    derivative(*arguments)
    return 2 * middle - begin - time.perf_counter()


"""
# The import alone; the first derivative of all, with the import; another one, when all is warm.
_MAKE = (
    _START
    + """
ever = first(functions.thirty_0) + imported - start
print(imported - start, ever, first(functions.thirty_1))
"""
)
_FILL = _START + "all_of_them = [first(getattr(functions, f'thirty_{i}')) for i in range(COUNT)]\n"
_READ = _FILL + "print(all_of_them[0], sum(all_of_them) / COUNT)\n"


def compiling() -> Table:
    """The table."""
    table = Table(
        "Making, storing, importing",
        ["what", "milliseconds", "target"],
        "Medians over fresh processes, for functions of 30 lines with array statements, a loop and "
        "branches, gradients with respect to 5 arguments; the run itself is taken off.",
    )
    with tempfile.TemporaryDirectory() as folder:
        text = "import math\n\nimport numpy as np\n\n"
        text += "\n".join(_FUNCTION.format(i=i) for i in range(_FUNCTIONS))
        Path(folder, "functions.py").write_text(text)
        _run(folder, "compiled", _FILL)  # byte code, and the store that is read below
        say("compiling: cold")
        cold = [_run(folder, f"cold-{i}", _MAKE) for i in range(_PROCESSES)]
        say("compiling: from the store")
        warm = [_run(folder, "compiled", _READ) for i in range(_PROCESSES)]
    bare, ever, made = map(statistics.median, zip(*cold, strict=True))
    first, each = map(statistics.median, zip(*warm, strict=True))
    _row(table, "import s2s, beyond NumPy", bare, IMPORT)
    _row(table, "the first derivative of all, nothing imported", ever, None)
    _row(table, "a derivative of a 30-line function, nothing stored", made, COLD)
    _row(table, "the first one from the store in a process", first, None)
    _row(table, f"one from the store, mean of {_FUNCTIONS}", each, STORE)
    return table


def _row(table: Table, title: str, seconds: float, limit: float | None) -> None:
    found = 1e3 * seconds
    table.rows.append([title, figure(found), "-" if limit is None else figure(limit)])
    if limit is not None:
        table.check(title, found, limit, " ms")


def _run(folder: str, store: str, text: str) -> list[float]:
    """The numbers that a program prints, in a process of its own with the store of that name."""
    environment = dict(os.environ, S2S_CACHE_DIR=os.path.join(folder, store))
    environment["PYTHONPATH"] = os.pathsep.join([str(_ROOT), folder])
    done = subprocess.run(
        [sys.executable, "-c", text.replace("COUNT", str(_FUNCTIONS))],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return [float(number) for number in done.stdout.split()]
