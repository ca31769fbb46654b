"""Every golden file is what s2s generates today, and gives the right numbers when executed.

`S2S_UPDATE_GOLDEN=1 python -m pytest tests/golden` writes the files anew; read the difference.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from s2s.testing.compare import Tolerance, compare
from s2s.testing.mirrors import mirrors
from s2s.testing.probe import seed
from s2s.testing.same import same
from tests.golden.programs import golden
from tests.golden.table import Golden

FILES = Path(__file__).parent / "files"
UPDATE = "S2S_UPDATE_GOLDEN"


def path_of(name: str) -> Path:
    """The golden file of a program."""
    return FILES / f"{name}.py"


def load(name: str) -> ModuleType:
    """The golden file as a module, without s2s having a hand in it."""
    spec = importlib.util.spec_from_file_location(f"golden_{name}", path_of(name))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@golden.parametrize()
def test_text(row: Golden) -> None:
    path, text = path_of(row.fun.__name__), row.generate()
    if os.environ.get(UPDATE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text, f"read the difference, then run with {UPDATE}=1"
    assert row.generate() == text, "the same input gives the same bytes"


@golden.parametrize()
def test_numbers(row: Golden) -> None:
    module = load(row.fun.__name__)
    before = copy.deepcopy(row.args)
    expected = row.fun(*copy.deepcopy(row.args))
    assert same(row.fun(*row.args), expected, "value") is None
    value, gradient, cotangent = run(row, module, expected)
    if value is not None:
        assert same(expected, value, "value") is None
    assert same(before, row.args, "args") is None
    chosen = tuple(row.args[i] for i in row.wrt)
    assert mirrors(chosen, gradient, "args") is None
    problems = compare(
        chosen_function(row),
        chosen,
        gradient,
        cotangent,
        np.random.default_rng(8),
        Tolerance(),
    )
    assert not problems, "\n".join(problems)


def run(row: Golden, module: ModuleType, expected: Any) -> tuple[Any, tuple[Any, ...], Any]:
    """The value if it is computed, the gradients, and the cotangent that they are for."""
    name = row.fun.__name__
    if row.mode == "vjp":
        cotangent = seed(expected, np.random.default_rng(4))
        value, saved = getattr(module, f"{name}_fwd")(*row.args)
        reverse = getattr(module, f"{name}_rev")
        gradient = reverse(saved, cotangent)
        assert same(gradient, reverse(saved, cotangent), "a second pullback") is None
        return value, gradient, cotangent
    cotangent = 0.75
    function = getattr(module, f"{name}_grad")
    result = function(*row.args, cotangent)
    value, gradient = result if row.mode == "value_and_grad" else (None, result)
    gradient = gradient if len(row.wrt) > 1 else (gradient,)
    unit = function(*row.args)
    unit = unit[1] if row.mode == "value_and_grad" else unit
    assert mirrors(tuple(row.args[i] for i in row.wrt), unit if len(row.wrt) > 1 else (unit,)) is None
    return value, gradient, cotangent


def chosen_function(row: Golden) -> Any:
    """The program as a function of the arguments that are differentiated, without its aux."""

    def restricted(*chosen: Any) -> Any:
        args = list(row.args)
        for position, value in zip(row.wrt, chosen, strict=True):
            args[position] = value
        result = row.fun(*args)
        return result[0] if row.has_aux else result

    return restricted


def test_no_file_is_left_over() -> None:
    assert {path.stem for path in FILES.glob("*.py")} == {row.fun.__name__ for row in golden.rows}


def test_four_matrix_products() -> None:
    tree = ast.parse(path_of("two_products").read_text())
    products = [node for node in ast.walk(tree) if isinstance(node, ast.MatMult)]
    assert len(products) == 4


def test_standalone_imports_numpy_and_the_standard_library_only() -> None:
    tree = ast.parse(path_of("standalone").read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in imports if isinstance(node, ast.ImportFrom)}
    assert names <= {"numpy", "typing", "math"}
