"""Every program means the same in normal form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from . import programs
from .execution import compare


@pytest.mark.parametrize(
    ("fun", "inputs"), programs.PROGRAMS, ids=[fun.__name__ for fun, _ in programs.PROGRAMS]
)
def test_same_meaning(fun: Callable[..., Any], inputs: list[tuple[object, ...]]) -> None:
    compare(fun, inputs, programs.TRACE)
