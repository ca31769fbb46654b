"""Expressions as values of the generated module: local functions in them stay tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.hoist import Buffer, hoisted
from s2s.analyse.standins import kind_of
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class Linked:
    """Links expressions of one function whose values are wanted."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def value(self, node: gast.expr) -> gast.expr:
        """Links an expression that holds a function where its value, not a call, is wanted."""
        if isinstance(node, gast.Name) and isinstance(
            self.walker.env.get(node.id), k.Closure | k.Derived
        ):
            return walk.clone(node)
        if isinstance(node, gast.Subscript | gast.Attribute) and isinstance(
            node.value, gast.Name | gast.Attribute
        ):
            return with_value(node, self.value(node.value))
        if isinstance(node, gast.Tuple | gast.List):
            return self.display(node, node.elts)
        if isinstance(node, gast.Dict):
            return self.entries(node)
        return self.walker.link(node)

    def arguments(self, node: gast.Call) -> gast.Call:
        """Links a call that keeps its arguments: a local function among them is a value."""
        new: gast.Call = self.walker.link(node)
        new.args = [a if isinstance(a, gast.Starred) else self.value(a) for a in node.args]
        for word, old in zip(new.keywords, node.keywords, strict=True):
            word.value = self.value(old.value)
        return new

    def entries(self, node: gast.Dict) -> gast.Dict:
        """Links a dict display; a local function in it is a value."""
        new: gast.Dict = self.walker.link(node)
        new.values = [self.value(value) for value in node.values]
        return new

    def display(self, node: gast.expr, elts: list[gast.expr]) -> gast.expr:
        """The display with its elements linked as values."""
        items = [
            self.walker.link(e) if isinstance(e, gast.Starred) else self.value(e) for e in elts
        ]
        return walk.copy_position(type(node)(elts=items, ctx=gast.Load()), node)

    def constant(self, value: object, name: str, out: list[gast.stmt]) -> gast.expr:
        """A name bound to a function with a rule."""
        linked = self.walker.unit.linker.known(value)
        assert linked is not None
        return self.walker.resolver.temp(
            linked, kind_of(value, self.walker.symbols), False, name, out, linked=True
        )

    def default(self, fun: object, name: str, value: object, out: list[gast.stmt]) -> gast.expr:
        """A default value that is an object, read from the function that has it."""
        buffer = Buffer(fun, name, "default")  # type: ignore[arg-type]
        known = hoisted(self.walker, buffer)
        if known is not None:
            return known
        linked = self.walker.unit.linker.default(fun, name)
        kind = kind_of(value, self.walker.symbols)
        self.walker.unit.linker.note(linked, value, kind)
        bound = self.walker.resolver.temp(linked, kind, False, name, out, linked=True)
        self.walker.outside.note(bound.id, buffer)
        return bound


def with_value(node: gast.expr, value: gast.expr) -> gast.expr:
    """The same subscript or attribute of another value."""
    fresh = walk.clone(node)
    fresh.value = value
    return fresh
