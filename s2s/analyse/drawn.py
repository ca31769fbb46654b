"""The kinds of random numbers, told by a generator of ours: the user's is not to be drawn from."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.known import unclear
from s2s.analyse.lengths import fresh_lengths
from s2s.analyse.stand_in_calls import call_on_stand_ins
from s2s.analyse.standins import NoStandIn
from s2s.analyse.symbols import Symbols

_CLASSES = (np.random.Generator, np.random.RandomState, random.Random)
# Of the functions that have a rule, those that make a generator.
_MAKERS: dict[Any, type] = {
    np.random.default_rng: np.random.Generator, np.random.RandomState: np.random.RandomState,
}  # fmt: skip


@dataclass(frozen=True)
class _Draw:
    """Draws from a new generator of a class."""

    cls: type
    method: str

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        made = np.random.default_rng(0) if self.cls is np.random.Generator else self.cls(0)
        return getattr(made, self.method)(*args, **kwargs)


def made_kind(function: Callable[..., Any]) -> k.Kind:
    """The kind of what a function with an effect returns: a generator, or nothing that is known."""
    cls = _MAKERS.get(function)
    return k.Opaque() if cls is None else k.Generator(cls)


def drawn_kind(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """The kind of what ``np.random.normal`` and its like, or a method of a generator, returns."""
    cls = type(getattr(function, "__self__", None))
    if cls not in _CLASSES:
        return made_kind(function)
    return draw_kind(cls, function.__name__, args, kwargs, symbols, key)


def draw_kind(
    cls: type, method: str, args: list[k.Kind], kwargs: dict[str, k.Kind], symbols: Symbols,
    key: object,
) -> k.Kind:  # fmt: skip
    """The kind of what a method of a generator returns, where it is numbers."""
    try:
        found = call_on_stand_ins(_Draw(cls, method), args, kwargs)
    except NoStandIn:
        return k.Opaque()
    if not isinstance(found, k.Array | k.Scalar):
        return k.Opaque()
    everything = [*args, *kwargs.values()]
    return fresh_lengths(found, symbols, key) if unclear(everything) else k.forget(found)
