"""``from package.solve import solve`` in a package hides the module: its globals were looked for in
the function.
"""

from __future__ import annotations

import importlib
import sys

import s2s
from s2s.testing import check
from tests.regressions.shadowed import solve

module = sys.modules["tests.regressions.shadowed.solve"]


def through_the_module(x):
    return module.solve(x) + module.SCALE * x


def test_derivatives() -> None:
    check(solve, 1.3)
    check(lambda x: solve(x) * x, 1.3)
    check(through_the_module, 1.3)


def test_globals_are_read_live() -> None:
    slope = s2s.grad(solve)
    assert slope(2.0) == 9.0
    module.SCALE = 3.0
    try:
        assert slope(2.0) == 18.0
    finally:
        module.SCALE = 1.5
    assert importlib.import_module("tests.regressions.shadowed.solve") is module
