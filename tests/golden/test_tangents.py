"""Golden files of the forward mode: what s2s generates today, with the right numbers.

`S2S_UPDATE_GOLDEN=1 python -m pytest tests/golden` writes the files anew; read the difference.
"""

from __future__ import annotations

import copy
import importlib.util
import os
from pathlib import Path

import numpy as np
import pytest

from s2s.pipeline import Request, derive
from s2s.testing.directional_derivative import directional_derivative
from s2s.testing.mirrors import mirrors
from s2s.testing.probe import direction, pairing, seed, step_along
from s2s.testing.same import same
from tests.golden.programs import golden
from tests.golden.table import Golden

FILES = Path(__file__).parent / "tangents"
NAMES = """
    straight_line halve_or_scale while_with_break recursion helper_calls closures mlp mixture
    leapfrog dictionary named_tuple data_class rows reductions broadcasting linear_solve
""".split()
ROWS = [row for row in golden.rows if row.fun.__name__ in NAMES]


def generate(row: Golden) -> str:
    """The text of the tangent function."""
    return derive(Request(row.fun, row.args, row.wrt, "jvp")).text


each = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fun.__name__)


def test_all_programs_are_there() -> None:
    assert {row.fun.__name__ for row in ROWS} == set(NAMES)
    assert {path.stem for path in FILES.glob("*.py")} == set(NAMES)


@each
def test_text(row: Golden) -> None:
    path, text = FILES / f"{row.fun.__name__}.py", generate(row)
    if os.environ.get("S2S_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text, "read the difference, then run with S2S_UPDATE_GOLDEN=1"
    assert generate(row) == text, "the same input gives the same bytes"


@each
def test_numbers(row: Golden) -> None:
    name = row.fun.__name__
    spec = importlib.util.spec_from_file_location(f"tangent_{name}", FILES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rng = np.random.default_rng(5)
    chosen = tuple(row.args[i] for i in row.wrt)
    along = direction(chosen, rng)
    expected = row.fun(*copy.deepcopy(row.args))
    entry = getattr(module, f"{name}_jvp_entry", None) or getattr(module, f"{name}_jvp")
    value, tangent = entry(*row.args, *along)
    assert same(expected, value, "value") is None
    assert mirrors(value, tangent, "value") is None
    cotangent = seed(expected, rng)

    def phi(step: float) -> float:
        args = list(row.args)
        for i, moved in zip(row.wrt, step_along(chosen, along, step), strict=True):
            args[i] = moved
        return pairing(cotangent, row.fun(*args))

    slope, error = directional_derivative(phi)
    assert abs(pairing(cotangent, tangent) - slope) <= 1e-7 * max(1.0, abs(slope)) + 20 * error
