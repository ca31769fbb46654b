"""The machine that flattens: it collects statements while an expression is taken apart.

What is done to each kind of node stands in the files beside this one, as functions that take the
machine and the node; ``flatten`` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gast

from s2s.normalise import passive
from s2s.normalise.context import Context
from s2s.syntax import build, walk

Handlers = Mapping[type, Callable[["Flattener", Any], Any]]

_LONGEST = 14
_WORDS = {
    "Await": "an `await`",
    "Yield": "a `yield`",
    "YieldFrom": "a `yield from`",
    "Try": "a `try` statement",
    "TryStar": "a `try` statement",
    "Match": "a `match` statement",
    "AsyncFor": "an `async for` loop",
    "AsyncWith": "an `async with` statement",
    "AsyncFunctionDef": "an `async def`",
    "Starred": "a starred expression",
    "Slice": "a slice",
}
_JUMPS = (gast.Return, gast.Raise, gast.Break, gast.Continue)


class Flattener:
    """Takes expressions apart, left to right, into statements of the normal form."""

    def __init__(self, context: Context, expressions: Handlers, statements: Handlers) -> None:
        self.context = context
        self._expressions = expressions
        self._statements = statements
        self._out: list[gast.stmt] = []
        self._walrus = bool(context.scope.walrus)

    def emit(self, statement: gast.stmt, place: gast.AST) -> None:
        """Adds a finished statement; it gets the position of ``place``."""
        self._out.append(walk.copy_position(statement, place))

    def statement(self, node: gast.stmt) -> None:
        """Flattens one of the user's statements."""
        handler = self._statements.get(type(node))
        if handler is None:
            self.context.unsupported(node, f"{_word(node)} is not supported")
        handler(self, node)

    def block(self, statements: Sequence[gast.stmt]) -> list[gast.stmt]:
        """Flattens a list of statements; what follows a jump is dead and goes."""
        saved, self._out = self._out, []
        for node in statements:
            self.statement(node)
            if self._out and isinstance(self._out[-1], _JUMPS):
                break
        result, self._out = self._out, saved
        return result

    def rhs(self, node: gast.expr, base: str | None = None) -> gast.expr:
        """The expression in the form of a right-hand side; its parts have been evaluated.

        ``base`` suggests a name where the value has to be kept in a variable.
        """
        if self.keeps(node):
            return node
        handler = self._expressions.get(type(node))
        if handler is None:
            self.context.unsupported(node, f"{_word(node)} is not supported here")
        result = handler(self, node)
        if not hasattr(result, "lineno"):
            walk.copy_position(result, node)
        return result

    def keeps(self, node: gast.expr) -> bool:
        """Whether the expression is passive and stays whole."""
        if not passive.is_passive(node, self.context.redefined):
            return False
        return not (self._walrus and passive.has_walrus(node))

    def has_walrus(self, node: gast.expr) -> bool:
        """Whether evaluating the expression binds a name."""
        return self._walrus and passive.has_walrus(node)

    def atom(self, node: gast.expr) -> gast.expr:
        """A name or constant that holds the expression's value."""
        value = self.rhs(node)
        if passive.is_atom(value) and not self.changes(value):
            return value
        return self.bind(value, node)

    def name(self, node: gast.expr) -> gast.Name:
        """A name that holds the expression's value."""
        value = self.rhs(node)
        held = isinstance(value, gast.Name) and not self.changes(value)
        return value if held else self.bind(value, node)

    def changes(self, value: gast.expr) -> bool:
        """Whether it is a name from outside that may mean something else when it is read again."""
        return isinstance(value, gast.Name) and value.id in self.context.changing

    def bind(self, value: gast.expr, place: gast.AST, base: str | None = None) -> gast.Name:
        """Assigns a finished right-hand side to a new name, and reads it."""
        named = value.id if isinstance(value, gast.Name) else None
        goal = self.context.temp(base or named or _base(value))
        self.assign(goal, value, place)
        return self.read(goal, place)

    def assign(self, goal: str, value: gast.expr, place: gast.AST) -> None:
        """Emits ``goal = value``."""
        target = walk.copy_position(build.target(goal), place)
        self.emit(build.assign(target, value), place)

    def read(self, name: str, place: gast.AST) -> gast.Name:
        """A name that is read, with the position of ``place``."""
        return walk.copy_position(build.name(name), place)

    def keep(self, atom: gast.expr) -> gast.expr:
        """The value that the atom has now, whatever is assigned later."""
        if not isinstance(atom, gast.Name):
            return atom
        kept = self.context.alias(atom.id)
        self.assign(kept, atom, atom)
        return self.read(kept, atom)

    def operands(self, nodes: Sequence[gast.expr]) -> list[gast.expr]:
        """Atoms that hold the values of expressions evaluated from left to right."""
        atoms: list[gast.expr] = []
        last = len(nodes) - 1
        for position, node in enumerate(nodes):
            atom = self.atom(node)
            if position < last and isinstance(atom, gast.Name):
                atom = self.steady(atom, nodes[position + 1 :])
            atoms.append(atom)
        return atoms

    def steady(self, atom: gast.Name, later: Sequence[gast.expr]) -> gast.expr:
        """The atom, kept aside where evaluating the later expressions may assign its name."""
        if atom.id in self.context.volatile and not all(map(passive.is_atom, later)):
            return self.keep(atom)
        return atom

    def test(self, node: gast.expr) -> gast.expr:
        """The expression as a test: only its truth matters."""
        if self.can_test(node):
            return node
        value = self.rhs(node)
        if passive.is_atom(value) or passive.is_passive(value, self.context.redefined):
            return value
        return self.bind(value, node)

    def can_test(self, node: gast.expr) -> bool:
        """Whether the expression can stand as a test as it is."""
        return passive.is_test(node, self.context.redefined) and not self.has_walrus(node)


def nonempty(body: list[gast.stmt], place: gast.AST) -> list[gast.stmt]:
    """The body, with a ``pass`` where there is nothing."""
    return body or [walk.copy_position(gast.Pass(), place)]


def _word(node: gast.AST) -> str:
    """What the user calls the construct."""
    return _WORDS.get(type(node).__name__, f"this construct ({type(node).__name__})")


def _base(value: gast.expr) -> str:
    """A readable name for what a right-hand side holds."""
    base = _described(value)
    return base if len(base) <= _LONGEST else "t"


def _described(value: gast.expr) -> str:
    if isinstance(value, gast.Call):
        func = value.func
        last = func.attr if isinstance(func, gast.Attribute) else getattr(func, "id", "t")
        last = last.strip("_") or "t"
        if isinstance(func, gast.Attribute) and getattr(func.value, "id", "") == "operator":
            return "t"
        only = value.args[0] if len(value.args) == 1 and not value.keywords else None
        if isinstance(only, gast.Name) and len(last) + len(only.id) < 12:
            return f"{last}_{only.id}"
        return str(last)
    if isinstance(value, gast.Attribute):
        attr = value.attr.strip("_") or "t"
        if len(attr) == 1 and isinstance(value.value, gast.Name):
            return f"{value.value.id}_{attr}"
        return str(attr)
    if isinstance(value, gast.Subscript):
        key = value.slice
        if isinstance(value.value, gast.Name):
            if isinstance(key, gast.Name) and len(key.id) < 6:
                return f"{value.value.id}_{key.id}"
            return f"{value.value.id}_t"
    if isinstance(value, gast.Compare | gast.BoolOp):
        return "cond"
    if isinstance(value, gast.List | gast.Set | gast.Dict | gast.ListComp):
        return "items"
    if isinstance(value, gast.JoinedStr):
        return "text"
    return "t"
