"""Variables whose arrays have no other name: ``total += y`` is ``total = total + y`` for them.

A sum that starts as a number may become an array (``total = 0.0``, then ``total += x``). Whether it is
one, and is overwritten, only the running program knows; where nobody else can see it, it does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.bind import flag
from s2s.analyse.callables import unhashable
from s2s.analyse.shares import ABOUT, makes_copy
from s2s.normalise.ssa import is_unassigned
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_NEW = (gast.BinOp, gast.UnaryOp, gast.Compare, gast.Constant, gast.JoinedStr)


class Alone:
    """Says of the variables of one function whether they are."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self._versions: dict[str, frozenset[str]] | None = None
        self._found: dict[frozenset[str], bool] = {}

    def is_alone(self, name: str) -> bool:
        """Whether no other variable, container or function has the arrays that a variable holds."""
        names = self.versions(name)
        if names not in self._found:
            self._found[names] = self._is_alone(names)
        return self._found[names]

    def becomes_array(self, name: str) -> bool:
        """Whether a variable of that kind is a number at first, and an array later."""
        env = self.walker.env
        kinds = [k.solid(env[n]) for n in sorted(self.versions(name) & env.keys())]
        unclear = any(isinstance(kind, k.Unknown) and not kind.array for kind in kinds)
        return unclear and self.is_alone(name)

    def is_element(self, name: str) -> bool:
        """Whether a name was made for what stands in an array, where its new value is put back."""
        walker = self.walker
        if name in walker.text.origin:
            return False
        for node in walk.statements(walker.text.node.body):
            match node:
                case gast.Assign(
                    targets=[gast.Name(id=goal)], value=gast.Subscript(value=gast.Name(id=base))
                ) if goal == name:
                    return _is_number(walker.env.get(base))
        return False

    def versions(self, name: str) -> frozenset[str]:
        """The names that hold what a name holds, by copies and updates."""
        if self._versions is None:
            self._versions = _versions(self.walker.text.node.body)
        return self._versions.get(name, frozenset({name}))

    def _is_alone(self, names: frozenset[str]) -> bool:
        walker, origin = self.walker, self.walker.text.origin
        variables = {origin[n] for n in names if n in origin}
        if names & set(walker.text.params) or len(variables) > 1:
            return False
        statements = walk.statements(walker.text.node.body)
        return all(_keeps_apart(node, names, walker) for node in statements)


def _versions(body: list[gast.stmt]) -> dict[str, frozenset[str]]:
    """For each name that others hold the value of, all of them."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (up := parent.setdefault(name, name)) != name:
            parent[name] = name = parent.setdefault(up, up)
        return name

    for node in walk.statements(body):
        for goal, source in _same(node):
            parent[root(goal)] = root(source)
    members: dict[str, set[str]] = {}
    for name in list(parent):
        members.setdefault(root(name), set()).add(name)
    found = {top: frozenset(names) for top, names in members.items()}
    return {name: found[root(name)] for name in list(parent)}


def _same(node: gast.stmt) -> Iterator[tuple[str, str]]:
    match node:
        case gast.Assign(targets=[gast.Name(id=goal)], value=gast.Name(id=source)):
            yield goal, source
        case gast.Assign(targets=[gast.Name(id=goal)], value=gast.Call() as call):
            updated = _updated(call)
            if updated is not None:
                yield goal, updated


def _updated(call: gast.Call) -> str | None:
    """The name that an augmented assignment overwrites."""
    path = build.path(call.func) or ""
    first = call.args[0] if call.args else None
    if path.startswith("operator.i") and isinstance(first, gast.Name) and len(call.args) == 2:
        return str(first.id)
    return None


def _keeps_apart(node: gast.stmt, names: frozenset[str], walker: Walker) -> bool:
    """Whether a statement gives none of the names a value that others have, or others theirs."""
    bound = walk.bound(node) if not isinstance(node, gast.If | gast.While) else set()
    match node:
        case gast.FunctionDef():
            return not names & (walk.read(node.body) | {node.name})
        case gast.If(test=test) | gast.While(test=test):
            return isinstance(test, gast.Name | gast.Constant | gast.Compare | gast.UnaryOp)
        case gast.For(target=target, iter=over):
            return not names & (walk.read(over) | walk.bound(target))
        case gast.With(items=items):
            return not names & {n for item in items for n in walk.read(item) | walk.bound(item)}
        case gast.Assign(targets=[gast.Name(id=goal)], value=value):
            read = names & walk.read(value)
            if goal not in names and not read:
                return True
            return _is_new(value, names, walker, goal in names)
        case gast.Expr(value=gast.Call() as call):
            return not names & walk.read(call) or _is_new(call, names, walker, False)
        case gast.Return() | gast.Assert() | gast.Raise():
            return True
    return not names & (walk.read(node) | bound)


def _is_new(value: gast.expr, names: frozenset[str], walker: Walker, held: bool) -> bool:
    """Whether a value is a new one, or (``held``: for one of the names) what they hold already."""
    if isinstance(value, gast.Name):
        return held and value.id in names
    if isinstance(value, _NEW):
        return True
    if isinstance(value, gast.Attribute):
        return not held and value.attr in ABOUT
    if not isinstance(value, gast.Call):
        return False
    if _updated(value) in names:
        return held
    return is_unassigned(value) or _makes_new(value, walker)


def _makes_new(call: gast.Call, walker: Walker) -> bool:
    """Whether a function with a rule is called, and its result is memory of its own."""
    func = call.func
    rule: Any = None
    if isinstance(func, gast.Attribute) and not walker.outside.is_global(func):
        kind = walker.kind(func.value) if isinstance(func.value, gast.Name) else None
        method = rules.method("ndarray", func.attr) if _is_number(kind) else None
        rule = method.rule if method is not None and not method.attribute else None
    elif isinstance(func, gast.Name | gast.Attribute) and walker.outside.is_global(func):
        value = walker.outside.object_of(func)
        rule = rules.lookup(value) if not unhashable(value) else None
    if rule is None or any(word.arg in (None, "out") for word in call.keywords):
        return False
    return makes_copy(rule, flag(call.keywords, "copy"))


def _is_number(kind: k.Kind | None) -> bool:
    """Whether it is a number or an array; of what is not reached yet, nobody knows better."""
    return isinstance(kind, k.Scalar | k.Array | k.Unknown)
