"""Where the value of a name is run through: by what, and whether in one place."""

from __future__ import annotations

import builtins
import collections
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.origin import is_library
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

_CONTAINERS = (collections.OrderedDict, collections.Counter, collections.deque)

EAGER = frozenset(
    "list tuple sum max min sorted set dict extend fsum prod fromiter array asarray stack".split()
)
"""What takes every value at once; ``any`` and ``all`` may stop early."""
_PASSING = frozenset("enumerate map filter chain accumulate starmap from_iterable pairwise".split())
"""What gives one value after the other of what it gets, to the last."""


def once(walker: Walker, name: str | None) -> bool:
    """Whether an iterator is run through in one place, once for each time that it is made."""
    if name is None:
        return True
    body = walker.text.node.body
    reads = [
        node for statement in body for node in walk.nodes(statement)
        if type(node) is gast.Name and node.id == name and type(node.ctx) is gast.Load
    ]  # fmt: skip
    return len(reads) < 2 and not _repeated(body, name)


def spent(walker: Walker, name: str | None) -> bool:
    """Whether what runs through an iterator takes its items, in one place, and does not keep it.

    A function of the user's, a container or a caller that gets it may use it further.
    """
    return name is None or (once(walker, name) and consumer(walker, name) != "")


def given_to_library(walker: Walker, name: str | None) -> bool:
    """Whether only Python's and NumPy's functions and methods get an iterator."""
    uses = _reading(walker, name) if name is not None else []
    calls = [getattr(part, "value", None) for _, part in uses]
    return all(isinstance(call, gast.Call) and _is_library(walker, call.func) for call in calls)


def listed_by(walker: Walker, name: str | None) -> bool:
    """Whether all that gets an iterator is a list or tuple that holds its items, one beside the other."""
    uses = _reading(walker, name) if name is not None else []
    calls = [getattr(part, "value", None) for _, part in uses]
    kinds = [walker.kind(call.func) for call in calls if isinstance(call, gast.Call)]
    return len(kinds) == len(calls) and all(kind in _LISTS for kind in kinds)


_LISTS = (k.Const(list), k.Const(tuple))


def made_from(walker: Walker, items: gast.expr) -> set[str]:
    """The names that a comprehension reads, given the name of its list."""
    made = walk.after(walker.text.node.body, items.id) or []
    read = [walk.read(node) for node in made if items.id in walk.read(node)]
    return (set().union(*read) & walker.env.keys()) - {items.id}


def _is_library(walker: Walker, func: gast.expr) -> bool:
    """Whether a callee is Python's or NumPy's, or a method of a list, a string or an array."""
    if walker.outside.is_global(func):
        value = walker.outside.object_of(func)
        return is_library(getattr(value, "__module__", None) or "builtins")
    if isinstance(func, gast.Name) and isinstance(kind := walker.kind(func), k.Const):
        return isinstance(kind.value, type) and is_library(kind.value.__module__)  # `type(x)`
    if not isinstance(func, gast.Attribute):
        return False
    return not isinstance(walker.kind(func.value), k.Object | k.Record | k.Opaque)


def exhausts(walker: Walker, call: gast.Call) -> bool:
    """Whether a loop takes all that ``enumerate``, ``map`` or ``filter`` gives of one iterator."""
    plain = isinstance(call.func, gast.Name) and call.func.id in ("enumerate", "map", "filter")
    uses = _reading(walker, walker.target) if walker.target is not None else []
    if not plain or len(call.args) > (1 if call.func.id == "enumerate" else 2) or len(uses) != 1:
        return False
    loop = uses[0][0]
    return isinstance(loop, gast.For) and not any(
        isinstance(inner, gast.Break | gast.Return) for inner in walk.statements(loop.body)
    )


def _repeated(body: list[gast.stmt], name: str) -> bool:
    """Whether a loop reads a name again and again that is assigned before it."""
    for statement in body:
        inner = [*getattr(statement, "body", []), *getattr(statement, "orelse", [])]
        if isinstance(statement, gast.While) and name in walk.read(statement.test):
            return True
        if isinstance(statement, gast.For | gast.While) and name in walk.read(inner):
            if name not in walk.bound(inner):
                return True
        if not isinstance(statement, gast.FunctionDef) and _repeated(inner, name):
            return True
    return False


def at_once(walker: Walker, name: str) -> bool:
    """Whether all values of an iterator are taken before anything else happens."""
    found = consumer(walker, name)
    if found not in _PASSING:
        return found in EAGER
    statement, _ = _reading(walker, name)[0]
    goal = statement.targets[0] if isinstance(statement, gast.Assign) else None
    return isinstance(goal, gast.Name) and at_once(walker, goal.id)


def consumer(walker: Walker, name: str) -> str:
    """What runs through the value of a name, if that is the only thing that reads it."""
    uses = _reading(walker, name)
    if len(uses) != 1:
        return ""
    statement, part = uses[0]
    if isinstance(statement, gast.For):
        return "for"
    if isinstance(statement, gast.Assign) and isinstance(statement.targets[0], gast.Tuple):
        return "list"
    call = getattr(part, "value", None)
    if isinstance(call, gast.List | gast.Tuple | gast.Set):  # `[*items]`
        starred = [item.value for item in call.elts if isinstance(item, gast.Starred)]
        return "list" if any(item.id == name for item in starred) else ""
    if not isinstance(call, gast.Call):
        return ""
    if any(isinstance(a, gast.Starred) and a.value.id == name for a in call.args):
        return "list"
    func = call.func
    if walker.outside.is_global(func) and any(
        walker.outside.object_of(func) is cls for cls in _CONTAINERS
    ):
        return "list"
    if isinstance(func, gast.Attribute):
        return str(func.attr) if func.attr in _METHODS else ""
    if not isinstance(func, gast.Name) or func.id not in _BUILTINS or func.id in walker.env:
        return ""
    ours = walker.outside.lookup(func.id) is getattr(builtins, func.id)
    return str(func.id) if ours else ""


def _reading(walker: Walker, name: str) -> list[tuple[gast.stmt, gast.AST]]:
    """The statements that read a name, and what of each does."""
    return [(node, part) for node, part in _parts(walker.text) if name in walk.read(part)]


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
