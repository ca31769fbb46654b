"""Every refusal, word for word: what is printed for each program is in ``messages.txt``.

`S2S_UPDATE_GOLDEN=1 python -m pytest tests/errors` writes the file anew; read the difference.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import s2s
from tests.errors import programs as p

HERE = Path(__file__).parent
FILE = HERE / "messages.txt"
UPDATE = "S2S_UPDATE_GOLDEN"


exec("def typed(x):\n    return x * x")  # a function without text

CASES: dict[str, tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = {
    "generator": (p.yields, (1.0,), {}),
    "generator that delegates": (p.yields_from, (1.0,), {}),
    "yield": (p.takes_in, (1.0,), {}),
    "yield from": (p.hands_on, (1.0,), {}),
    "async": (p.waits, (1.0,), {}),
    "await": (p.awaits, (1.0,), {}),
    "nonlocal": (p.nonlocal_write, (1.0,), {}),
    "global": (p.global_write, (1.0,), {}),
    "match": (p.matches, (1.0,), {}),
    "class": (p.makes_a_class, (1.0,), {}),
    "with": (p.opens, (1.0,), {}),
    "eval": (p.calls_eval, (1.0,), {}),
    "unbound": (p.handles_unbound, (1.0,), {}),
    "attribute of a local function": (p.attribute_of_a_local_function, (1.0,), {}),
    "call without rule": (p.calls_without_rule, (1.0,), {}),
    "name that is not there": (p.calls_nothing, (1.0,), {}),
    "name that a module lacks": (p.calls_nothing_of_a_module, (1.0,), {}),
    "method that arrays lack": (p.calls_no_method, (1.0,), {}),
    "call of a method without rule": (p.calls_foreign, (1.0,), {}),
    "call that does not fit": (p.too_few, (1.0,), {}),
    "unknown number of arguments": (p.unknown_length, (1.0, 3), {}),
    "array result": (p.returns_array, (np.ones(3),), {}),
    "list result": (p.returns_list, (1.0,), {}),
    "no result": (p.returns_none, (1.0,), {}),
    "text result": (p.returns_string, (1.0,), {}),
    "complex result": (p.returns_complex, (1.0,), {}),
    "no aux": (p.squared, (1.0,), {"has_aux": True}),
    "integer": (p.squared, (3,), {}),
    "integer array": (p.squared, (np.arange(3),), {}),
    "text": (p.squared, ("a",), {}),
    "None": (p.squared, (None,), {}),
    "argnums too large": (p.squared, (1.0,), {"argnums": 1}),
    "argnums unknown": (p.squared, (1.0,), {"argnums": "z"}),
    "argnums twice": (p.squared, (1.0,), {"argnums": (0, 0)}),
    "argnums no integer": (p.squared, (1.0,), {"argnums": 1.5}),
    "argnums empty": (p.squared, (1.0,), {"argnums": ()}),
    "steps": (math.gcd, (1.0, 2.0), {}),
    "no function": (3, (1.0,), {}),  # type: ignore[dict-item]
    "source not found": (globals()["typed"], (1.0,), {}),
}


def message(name: str) -> str:
    """The error of a case: its class and its text, without the folder that the tests are in."""
    fun, args, options = CASES[name]
    with pytest.raises((s2s.S2SError, TypeError, ValueError)) as caught:
        s2s.grad(fun, **options)(*args)
    return f"{type(caught.value).__name__}: {caught.value}".replace(f"{HERE}{os.sep}", "")


def recorded() -> dict[str, str]:
    """The messages of the file."""
    parts = FILE.read_text().split("\n=== ")
    pairs = (part.removeprefix("=== ").partition("\n") for part in parts)
    return {head: text.strip("\n") for head, _, text in pairs}


def test_the_file_lists_the_cases() -> None:
    if os.environ.get(UPDATE):
        FILE.write_text("\n".join(f"=== {name}\n{message(name)}\n" for name in CASES))
    assert list(recorded()) == list(CASES)


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    assert message(name) == recorded()[name]


@pytest.mark.parametrize("name", CASES)
def test_messages_have_a_hint_and_are_in_the_users_words(name: str) -> None:
    text = recorded()[name]
    assert "ast." not in text and "Error:" in text
    if text.startswith(("UnsupportedError", "KindError", "NoRuleError", "SourceNotFoundError")):
        assert "\nhint: " in text
