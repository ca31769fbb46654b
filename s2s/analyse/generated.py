"""Calls of generators, which return a list: refused where that can be told apart."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.uses import EAGER, consumer
from s2s.errors import UnsupportedError
from s2s.frontend.parse import parse
from s2s.frontend.yields import GENERATOR

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


def is_generator(fun: object) -> bool:
    """Whether a function, or a local definition, is a generator in the user's text."""
    if isinstance(fun, k.Definition):
        return bool(fun.node.type_comment == GENERATOR)
    return inspect.isgeneratorfunction(fun) and parse(fun).node.type_comment == GENERATOR


def check_consumer(walker: Walker, node: gast.Call, effects: bool) -> bool:
    """Refuses a generator that is kept, or handed on, or whose steps have an effect.

    Returns:
        Whether it is used up at once, before anything else happens.

    Raises:
        UnsupportedError: with the place of the call.
    """
    name, why = walker.target, ""
    if isinstance(node.func, gast.Attribute) and node.func.attr == "__iter__":
        return False  # a loop runs through the object
    if effects:
        why = "its steps have an effect (random draws, say), in an order that would change"
    elif name is None or name in walker.typed.origin or not consumer(walker, name):
        why = "it is kept, and how often it is run through is not known"
    if why:
        raise walker.fail(
            UnsupportedError,
            "s2s cannot differentiate this use of a generator",
            node,
            why,
            "use it up where it is called: in a `for`, or by `list(...)` or `sum(...)`",
        )
    return consumer(walker, name or "") in EAGER
