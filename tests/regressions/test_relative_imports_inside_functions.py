"""A relative import inside a function failed in the generated module, which stands in no package."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import s2s

FILES = {
    "__init__.py": "",
    "scales.py": "GAIN = 3.0\n\n\ndef scaled(x):\n    return GAIN * x * x\n",
    "inner/__init__.py": "",
    "inner/offsets.py": "def moved(x):\n    return x + 1.0\n",
    "inner/work.py": """
def beside(x):
    from .offsets import moved as further
    return further(x) * x


def above(x):
    from ..scales import scaled, GAIN
    return scaled(x) + GAIN


def module_above(x):
    from .. import scales
    return scales.scaled(x)


def in_a_method(x):
    class_of = Work()
    return class_of.run(x)


class Work:
    def run(self, x):
        from . import offsets
        from ..scales import scaled
        return scaled(offsets.moved(x))
""",
}


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    package = tmp_path / "packed_away"
    for name, text in FILES.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("packed_away.inner.work")
    for name in [name for name in sys.modules if name.startswith("packed_away")]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("beside", 5.0), ("above", 12.0), ("module_above", 12.0), ("in_a_method", 18.0)],
)
def test_both_modes(work: ModuleType, name: str, expected: float) -> None:
    fun = getattr(work, name)
    assert s2s.value_and_grad(fun)(2.0) == (fun(2.0), expected)
    assert s2s.jvp(fun, (2.0,), (1.0,)) == (fun(2.0), expected)
