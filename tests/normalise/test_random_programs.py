"""Random programs mean the same in normal form."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Iterator

import gast
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from .execution import compiled, normal, outcome
from .random_programs import program

TRACE: list[object] = []


class _Clock:
    """Lets loops run a few times in all."""

    def __init__(self) -> None:
        self.left = 0

    def tick(self) -> bool:
        self.left -= 1
        return self.left > 0


def _note(value: object) -> object:
    TRACE.append(repr(value))
    return value


@contextlib.contextmanager
def _scope(value: object) -> Iterator[object]:
    TRACE.append(("enter", value))
    yield value
    TRACE.append(("exit", value))


def _runner(node: gast.FunctionDef) -> Callable[[tuple[object, ...]], tuple[object, ...]]:
    clock = _Clock()
    made = compiled(node, {"note": _note, "tick": clock.tick, "scope": _scope})

    def run(args: tuple[object, ...]) -> tuple[object, ...]:
        clock.left = 12
        return outcome(made, args, TRACE)

    return run


@given(st.integers(0, 2**32))
@settings(max_examples=40, phases=[Phase.generate])
def test_same_meaning(seed: int) -> None:
    text = program(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        node = gast.parse(text).body[0]
    before, after = _runner(node), _runner(normal(node).node)
    for args in [(0, 1), (2, -1), (1, 1)]:
        expected, found = before(args), after(args)
        if expected[1] == "NameError":  # an undefined name is read later, or is None in a loop
            continue
        assert found == expected, f"{args}\n{text}"
