"""A stored derivative kept the fallback of an import that had failed when it was made."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

import s2s

USER = """
def of_module(x):
    try:
        import fast_or_nowhere
    except ImportError:
        return x * x
    return fast_or_nowhere.cube(x)


def of_name(x):
    try:
        from fast_or_nowhere import cube
    except (ImportError, ModuleNotFoundError):
        cube = None
    return helper(x) if cube is None else cube(x)


def helper(x):
    try:
        import fast_or_nowhere
        scale = 2.0
    except ImportError:
        scale = 1.0
    return x * x * scale


def in_helper(x):
    return helper(x) * 1.0
"""


def anew(name: str) -> ModuleType:
    """The module as another process would import it."""
    sys.modules.pop("fast_or_nowhere", None)
    sys.modules.pop(name, None)
    importlib.invalidate_caches()
    return importlib.import_module(name)


@pytest.mark.parametrize(
    "name, with_it", [("of_module", 12.0), ("of_name", 12.0), ("in_helper", 8.0)]
)
def test_what_is_there_now_counts(
    name: str, with_it: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    user = f"user_of_optional_{name}"
    (tmp_path / f"{user}.py").write_text(USER)
    fast = tmp_path / "fast_or_nowhere.py"
    assert s2s.grad(getattr(anew(user), name))(2.0) == 4.0
    fast.write_text("def cube(x):\n    return x**3\n")
    assert s2s.grad(getattr(anew(user), name))(2.0) == with_it
    fast.unlink()
    assert s2s.grad(getattr(anew(user), name))(2.0) == 4.0
