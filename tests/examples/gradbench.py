"""GradBench's objectives, for tests and benchmarks."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

FOLDER = Path(__file__).parents[2] / "examples" / "gradbench"
# Central differences of the eighth order.
WEIGHTS = (4 / 5, -1 / 5, 4 / 105, -1 / 280)


def load(name: str) -> ModuleType:
    """A copy of the example of that name, and of what it imports from its folder."""
    spec = importlib.util.spec_from_file_location(f"gradbench_{name}", FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(FOLDER))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(FOLDER))
        for other in FOLDER.glob("*.py"):
            sys.modules.pop(other.stem, None)
    return module


def differences(f: Callable[[Any], Any], x: Any, step: float = 2e-3) -> Any:
    """The Jacobian of f at the array x, the axes of x last, from values of f alone."""
    columns = []
    for place in np.ndindex(x.shape):
        shift = np.zeros_like(x)
        shift[place] = step
        terms = [
            w * (np.asarray(f(x + k * shift)) - np.asarray(f(x - k * shift)))
            for k, w in enumerate(WEIGHTS, 1)
        ]
        columns.append(sum(terms) / step)
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


def error(found: Any, wanted: Any) -> float:
    """GradBench's measure: |x - y| / max(1, |x| + |y|), the largest of all."""
    found, wanted = np.asarray(found), np.asarray(wanted)
    assert found.shape == wanted.shape, f"shape {found.shape}, not {wanted.shape}"
    scale = np.maximum(1.0, np.abs(found) + np.abs(wanted))
    return float(np.max(np.abs(found - wanted) / scale))
