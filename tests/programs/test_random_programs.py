"""Random programs: the value is the program's own, and the gradient agrees with finite differences.

`S2S_RANDOM=5000` tries more programs.
"""

from __future__ import annotations

import linecache
import os
from collections.abc import Callable

import numpy as np
import pytest

import s2s
from tests.programs.random_programs import HELPERS, program

COUNT = int(os.environ.get("S2S_RANDOM", "60"))


def made(seed: int) -> Callable[..., float]:
    text = HELPERS + program(seed)
    filename = f"<random program {seed}>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    scope: dict = {"__name__": f"random_{seed}"}
    exec(compile(text, filename, "exec"), scope)
    return scope["f"]


@pytest.mark.parametrize("seed", range(COUNT))
@pytest.mark.filterwarnings("ignore")
def test_gradient_of_random_program(seed: int) -> None:
    rng = np.random.default_rng(seed)
    arguments = (0.7, -0.4, rng.normal(size=3), rng.normal(size=3))
    try:
        f = made(seed)
        value = f(*arguments)
    except (SyntaxError, OverflowError, UnboundLocalError, ValueError, IndexError):
        return  # not a program that runs
    if not np.isfinite(value) or abs(value) > 1e4:
        return
    found, gradient = s2s.value_and_grad(f, argnums=(0, 1, 2, 3))(*arguments)
    assert found == value
    direction = rng.normal(size=8)
    slope = np.concatenate([np.ravel(part) for part in gradient]) @ direction

    def along(step: float) -> float:
        d = step * direction
        return f(
            arguments[0] + d[0], arguments[1] + d[1], arguments[2] + d[2:5], arguments[3] + d[5:8]
        )

    steps = [(along(h) - along(-h)) / (2 * h) for h in (1e-4, 1e-5, 1e-6)]
    if max(abs(steps[0] - steps[1]), abs(steps[1] - steps[2])) > 1e-2 * (1 + abs(steps[1])):
        return  # a kink or a jump is near
    assert min(abs(slope - step) for step in steps) <= 1e-4 * (1 + abs(steps[1]))
