"""Golden files of second derivatives, forward over reverse: text as s2s generates it, right numbers.

`S2S_UPDATE_GOLDEN=1 python -m pytest tests/golden` writes the files anew; read the difference.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.pipeline import Generated, Request, derive
from s2s.testing.directional_derivative import directional_derivative
from s2s.testing.mirrors import mirrors
from s2s.testing.probe import direction, pairing, step_along
from tests.golden.second_programs import FIRST, ROWS, second
from tests.golden.table import Golden

FILES = Path(__file__).parent / "seconds"

each = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fun.__name__)


def generate(row: Golden) -> Generated:
    """The derivative of the gradient along a direction: what `hvp` runs."""
    return derive(Request(s2s.grad(row.fun), row.args, (0,), "pushforward"))


def load(row: Golden) -> Any:
    """The function of the golden file."""
    path = FILES / f"{row.fun.__name__}.py"
    spec = importlib.util.spec_from_file_location(f"second_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, generate(row).entry)


def test_all_programs_are_there() -> None:
    names = {*FIRST, *(row.fun.__name__ for row in second.rows)}
    assert {path.stem for path in FILES.glob("*.py")} == {row.fun.__name__ for row in ROWS} == names


@each
def test_text(row: Golden) -> None:
    path, text = FILES / f"{row.fun.__name__}.py", generate(row).text
    if os.environ.get("S2S_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text, "read the difference, then run with S2S_UPDATE_GOLDEN=1"
    assert generate(row).text == text, "the same input gives the same bytes"


@each
def test_numbers(row: Golden) -> None:
    rng = np.random.default_rng(6)
    (x, *rest), (along,) = row.args, direction(row.args[:1], rng)
    product = load(row)(x, *rest, along)
    assert mirrors(x, product, "x") is None

    def along_itself(step: float) -> float:
        (moved,) = step_along((x,), (along,), step)
        return pairing(along, s2s.grad(row.fun)(moved, *rest))

    curvature, error = directional_derivative(along_itself)
    assert abs(pairing(along, product) - curvature) <= 1e-7 * max(1.0, abs(curvature)) + 20 * error
    assert np.array_equal(s2s.hvp(row.fun)(x, along, *rest), product)
