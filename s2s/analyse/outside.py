"""Names from outside of a function: what they stand for."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.forms import forms, held
from s2s.analyse.hoist import buffer_of
from s2s.analyse.mentions import key_outside
from s2s.analyse.rebound import Missing
from s2s.analyse.standins import kind_of
from s2s.syntax import build

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class Outside:
    """Looks up what comes from outside of one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def lookup(self, name: str) -> object:
        """The object that a name that is not local stands for."""
        if name in self.walker.globals:
            return Missing()  # it is written here: what it is now says nothing
        return self.walker.unit.lookup(name, self.walker.scope, self.walker.closure)

    def is_global(self, node: gast.expr) -> bool:
        """Whether an attribute chain starts at a name that is not local."""
        while isinstance(node, gast.Attribute):
            node = node.value
        return (
            isinstance(node, gast.Name)
            and node.id not in self.walker.env
            and node.id not in self.walker.locals
        )

    def object_of(self, node: gast.expr) -> object:
        """The object that a dotted global name stands for."""
        if isinstance(node, gast.Attribute):
            value = self.object_of(node.value)
            return self.walker.unit.heap.attribute(value, node.attr)
        return self.lookup(node.id)

    def kind(self, value: object) -> k.Kind:
        """The kind of a global object."""
        if isinstance(value, Missing):
            return k.Opaque()
        return self.walker.unit.heap.lift(kind_of(value, self.walker.symbols))

    def mentioned(self, node: gast.expr, value: object) -> k.Kind:
        """The kind of what an expression reads from outside, which is noted if it can be written into."""
        kind = self.kind(value)
        if isinstance(kind, k.Array | k.List | k.Tuple | k.Dict | k.Record | k.Object):
            key, noted = key_outside(node), self.walker.typed.mentioned
            if key not in noted:
                noted[key] = forms(kind), held(kind), buffer_of(self.walker, node)
                noted[key_outside(self.walker.link(node))] = noted[key]
        return kind

    def note(self, name: str, buffer: object) -> None:
        """Notes that a name may stand for memory from outside, of a buffer if it is known."""
        self.walker.typed.foreign.add(name)
        self.walker.typed.origins[name] = buffer

    def note_member(self, module: object, name: str) -> None:
        """Notes data that is read from a module imported inside the function."""
        if isinstance(module, types.ModuleType) and hasattr(module, name):
            value, linker = getattr(module, name), self.walker.unit.linker
            if isinstance(value, np.ndarray | list | dict):
                place = build.attribute(build.name(linker.module(module.__name__)), name)
                linker.note(place, value, self.kind(value))

    def may_move(self, name: str, value: gast.expr) -> bool:
        """Whether what ``name = value`` reads is, or is in memory that is, changed from elsewhere."""
        walker = self.walker
        if walker.unit.heap.unseen:
            held = isinstance(value, gast.Name) and value.id in walker.typed.buffers.values()
            if held or walker.typed.origins.get(name, name) is None:
                return True
        if isinstance(value, gast.Name | gast.Attribute) and self.is_global(value):
            return isinstance(self.object_of(value), Missing)
        return False

    def is_foreign(self, value: gast.expr) -> bool:
        """Whether an expression reads memory that no parameter leads to: a global, say."""
        while isinstance(value, gast.Attribute | gast.Subscript):
            value = value.value
            if isinstance(value, gast.Name | gast.Attribute) and self.is_global(value):
                if isinstance(self.object_of(value), str | bytes):  # a part of it is one, too
                    return False
        return isinstance(value, gast.Name) and value.id not in self.walker.env
