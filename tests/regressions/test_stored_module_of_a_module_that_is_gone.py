"""A stored derivative imports the user's module: one loaded under that name without being importable failed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import s2s

TEXT = """
import numpy as np

SCALES = np.array([1.0, 2.0])


def scaled(x):
    return np.sum(SCALES * x * x)
"""


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("kept_by_nobody", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept_by_nobody.py"
    path.write_text(TEXT)
    x = np.array([1.0, 3.0])
    module = load(path)
    monkeypatch.setitem(sys.modules, "kept_by_nobody", module)
    assert s2s.grad(module.scaled)(x).tolist() == [2.0, 12.0]
    monkeypatch.delitem(sys.modules, "kept_by_nobody")
    assert s2s.grad(load(path).scaled)(x).tolist() == [2.0, 12.0]
