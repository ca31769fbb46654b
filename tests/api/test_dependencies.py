"""What a stored derivative was made from: whatever of it is edited, the next process notices."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import s2s
from s2s.api.reachable import reachable

MAIN = """
import s2s, helpers
def f(x):
    return helpers.outer(x) * x
print(s2s.grad(f)(2.0))
"""
DEEP = """
import leaves
def outer(x):
    return middle(x)
def middle(x):
    return leaves.leaf(x)
"""
METHODS = """
class Base:
    def slope(self):
        return 2.0
class Model(Base):{more}
    pass
MODEL = Model()
def outer(x):
    return MODEL.slope() * x
"""
OVERRIDE = "\n    def slope(self):\n        return 5.0"
CONSTANT = """
GAIN = {gain}
def outer(x):
    return x * GAIN if isinstance(GAIN, float) else x
"""
INSIDE = """
import s2s
import leaves
def outer(x):
    def inner(y):
        return leaves.leaf(y) * y
    return s2s.grad(inner)(x)
"""
# Each row: the versions of a module, and the derivative that each one gives.
ROWS = {
    "deep": (
        "leaves.py",
        {"def leaf(x): return 2.0 * x": 8.0, "def leaf(x): return 5.0 * x": 20.0},
    ),
    "inside": (
        "leaves.py",
        {"def leaf(x): return 2.0 * x": 16.0, "def leaf(x): return 5.0 * x": 40.0},
    ),
    "override": ("helpers.py", {METHODS.format(more=""): 8.0, METHODS.format(more=OVERRIDE): 20.0}),
    "kind": ("helpers.py", {CONSTANT.format(gain="3.0"): 12.0, CONSTANT.format(gain="'no'"): 4.0}),
}


@pytest.mark.parametrize("name", ROWS)
def test_an_edit_is_noticed(name: str, tmp_path: Path) -> None:
    edited, versions = ROWS[name]
    (tmp_path / "main.py").write_text(MAIN)
    (tmp_path / "helpers.py").write_text(INSIDE if name == "inside" else DEEP)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(tmp_path), os.getcwd()]),
        "S2S_CACHE_DIR": str(tmp_path / "cache"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    first = next(iter(versions))
    for text in (*versions, first):
        (tmp_path / edited).write_text(text)
        done = subprocess.run(
            [sys.executable, str(tmp_path / "main.py")],
            capture_output=True, text=True, env=environment,
        )  # fmt: skip
        assert done.stdout.strip() == str(versions[text]), done.stderr


def leaf(x):
    return x


def middle(x):
    return leaf(x)


def outer(x):
    return middle(x)


def test_functions_are_looked_through_where_their_source_was_read_only() -> None:
    shallow = reachable(outer, (), lambda path, fun: False)
    assert list(shallow.mentioned.values()) == [outer, middle]
    deep = reachable(outer, (), lambda path, fun: fun is middle)
    assert list(deep.mentioned.values()) == [outer, middle, leaf]
    assert list(deep.read.values()) == [outer, middle]


def test_a_derivative_taken_inside_is_stored_too() -> None:
    def nested(x):
        def inner(y):
            return (y - x) ** 2

        return s2s.grad(inner)(0.3) * x

    first = s2s.grad(nested)
    first(1.5)
    again = s2s.grad(nested)
    again(1.5)
    assert again.path == first.path


@s2s.checkpoint
def squared(x):
    return x * x


def test_a_checkpointed_function_is_found_in_the_store() -> None:
    first = s2s.grad(lambda x: squared(x) * x)
    first(1.5)
    code = first.root.__code__
    again = s2s.grad(type(first.root)(code, globals()))
    again(1.5)
    assert again.path == first.path
