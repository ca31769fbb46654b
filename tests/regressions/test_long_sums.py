"""A sum of a few hundred terms ended in a `RecursionError`, and the collector ran all the time."""

from __future__ import annotations

import gc
import linecache
import sys
from collections.abc import Callable

import pytest

import s2s


def _long_sum(terms: int) -> Callable[[float], float]:
    text = f"def f(x):\n    return {' + '.join(['x * x'] * terms)}\n"
    name = f"<sum of {terms}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    scope: dict[str, Callable[[float], float]] = {}
    exec(compile(text, name, "exec"), scope)
    return scope["f"]


def test_a_sum_of_a_thousand_terms() -> None:
    limit = sys.getrecursionlimit()
    assert s2s.grad(_long_sum(1000))(3.0) == 6000.0
    assert sys.getrecursionlimit() == limit
    assert gc.isenabled()


def test_what_is_too_deep_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("s2s.syntax.room._DEPTH", 0)
    with pytest.raises(s2s.UnsupportedError, match="too deeply"):
        s2s.grad(_long_sum(800))(3.0)
