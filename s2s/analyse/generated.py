"""Calls of generators, which return a list: refused where that can be told apart."""

from __future__ import annotations

import builtins
import inspect
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed
from s2s.errors import UnsupportedError
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.normal import Normal
    from s2s.analyse.walker import Walker

_BUILTINS = frozenset(
    "list tuple sum max min sorted enumerate zip set any all dict map filter".split()
)
_METHODS = frozenset(
    "extend reduce accumulate chain from_iterable pairwise islice takewhile dropwhile starmap "
    "fsum prod fromiter".split()
)

_EAGER = frozenset(
    "list tuple sum max min sorted set any all dict extend fsum prod fromiter".split()
)


def is_generator(fun: object) -> bool:
    """Whether a function, or a local definition, is a generator in the user's text."""
    if isinstance(fun, k.Definition):
        return bool(fun.node.type_comment == "generator")
    return inspect.isgeneratorfunction(fun)


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
    elif name is None or name in walker.typed.origin or not _use(walker, name):
        why = "it is kept, and how often it is run through is not known"
    if why:
        raise walker.fail(
            UnsupportedError,
            "s2s cannot differentiate this use of a generator",
            node,
            why,
            "use it up where it is called: in a `for`, or by `list(...)` or `sum(...)`",
        )
    return _use(walker, name or "") in _EAGER


def check_untouched(typed: Typed, walker: Walker) -> None:
    """Refuses a generator that reads what the function writes into.

    Raises:
        UnsupportedError: with the place of the call.
    """
    memory = typed.memory
    written = memory.written | memory.slots | typed.written | typed.slots
    for node, names in typed.generated:
        if names & written:
            raise walker.fail(
                UnsupportedError,
                "s2s cannot differentiate a generator that reads what is overwritten here",
                node,
                "its steps and the writes alternate",
                "give it a copy, or write a plain loop",
            )


def _use(walker: Walker, name: str) -> str:
    """What runs through the value of a name, if that is the only thing that reads it."""
    uses = [(node, part) for node, part in _parts(walker.text) if name in walk.read(part)]
    if len(uses) != 1:
        return ""
    statement, part = uses[0]
    if isinstance(statement, gast.For):
        return "for"
    if isinstance(statement, gast.Assign) and isinstance(statement.targets[0], gast.Tuple):
        return "list"
    call = getattr(part, "value", None)
    if not isinstance(call, gast.Call):
        return ""
    if any(isinstance(a, gast.Starred) and a.value.id == name for a in call.args):
        return "list"
    func = call.func
    if isinstance(func, gast.Attribute):
        return str(func.attr) if func.attr in _METHODS else ""
    if not isinstance(func, gast.Name) or func.id not in _BUILTINS or func.id in walker.env:
        return ""
    ours = walker.outside.lookup(func.id) is getattr(builtins, func.id)
    return str(func.id) if ours else ""


def _parts(text: Normal) -> list[tuple[gast.stmt, gast.AST]]:
    """The statements of a function, and what of each is not a block."""
    found: list[tuple[gast.stmt, gast.AST]] = []
    for statement in walk.statements(text.node.body):
        part: gast.AST = statement
        if isinstance(statement, gast.For):
            part = statement.iter
        elif isinstance(statement, gast.If | gast.While):
            part = statement.test
        elif isinstance(statement, gast.With):
            part = statement.items[0].context_expr
        found.append((statement, part))
    return found
