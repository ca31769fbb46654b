"""Calls of something that s2s cannot look into, and what they may write into."""

from __future__ import annotations

import collections
import dataclasses
import types
from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.callables import top_module, unhashable
from s2s.analyse.forms import ANY, ARRAY, forms
from s2s.analyse.hoist import buffer_of
from s2s.analyse.holding import EMPTY
from s2s.errors import NoRuleError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_QUEUES = frozenset(
    {"append", "appendleft", "extend", "extendleft", "popleft", "pop", "rotate", "insert"}
)
_QUIET = (
    print,
    repr,
    str,
    format,
    isinstance,
    type,
    len,
    callable,
    hasattr,
    id,
    hash,
    bool,
    int,
    range,
    ValueError,
)


_FLAT_METHODS = frozenset(
    {
        "count", "index", "keys", "searchsorted", "is_integer", "tofile", "dump",
    }
)  # fmt: skip
"""Methods whose result does not follow small changes of what they belong to.

Bytes, digits and fractions are none of them: the number can be read back from what they hold.
"""


POSITIONS = frozenset({"index", "find", "rfind", "rindex", "count"})
"""Methods of sequences and texts that give an integer."""

_TOP = 2
"""Numbers that tell a place in no block of a function."""
_RULE = "give it a rule with `s2s.custom_vjp`, or keep values to differentiate away from it"


class UnknownCalls:
    """Resolves a call of something that s2s cannot look into."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def effect(self, node: gast.Call) -> gast.expr:
        """A call that no derivative flows through whatever it is given: logging and the like."""
        new = self.walker.link(node)
        self.resolver.kind, self.resolver.varied = k.Opaque(), False
        self.walker.typed.impure = self.walker.typed.effects = True
        self.walker.typed.passive_calls[id(new)] = new
        return new

    def _hoist_receiver(self, func: gast.expr) -> None:
        """A closed-over list or dict that a method changes is known when it has a name inside."""
        buffer = buffer_of(self.walker, func) if isinstance(func, gast.Attribute) else None
        if buffer is not None:
            self.walker.unit.heap.hoist(buffer)

    def _follow_queues(self, node: gast.Call) -> None:
        """What varies gets into a ``deque``: they are made as objects that can be followed."""
        func = node.func
        made = not isinstance(func, gast.Attribute) or self.walker.outside.is_global(func)
        if made and isinstance(func, gast.Name | gast.Attribute):
            queue = self.walker.outside.object_of(func) is collections.deque
        else:
            queue = getattr(func, "attr", "") in _QUEUES
        if queue:
            self.follow_queues()

    def follow_queues(self) -> None:
        """From now on, what stands for a ``deque`` or ``defaultdict`` is an object of ours."""
        self.walker.unit.heap.follow_queues()

    def call(self, node: gast.Call, why: str, hint: str = _RULE) -> gast.expr:
        """A call of something that s2s cannot look into; right only if nothing varies."""
        walker = self.walker
        if self._is_undefined(node.func) and len(walker.place) > _TOP:
            return self._never(node)
        if self.resolver.any_varied(node.args, node.keywords) or self._of_varied(node.func):
            quiet = False
            if isinstance(node.func, gast.Name | gast.Attribute) and (
                isinstance(node.func, gast.Name) or walker.outside.is_global(node.func)
            ):
                value = (
                    walker.outside.object_of(node.func)
                    if isinstance(node.func, gast.Attribute)
                    else walker.outside.lookup(node.func.id)
                )
                quiet = value in _QUIET if not unhashable(value) else False
                quiet = quiet or top_module(value) in ("logging", "warnings", "_warnings", "time")
            if not quiet:
                self._follow_queues(node)
                self._hoist_receiver(node.func)
                name, absent = _words(node.func), self._absent(node.func)
                raise walker.fail(
                    NoRuleError,
                    f"s2s cannot differentiate the call of `{name}`",
                    node,
                    absent or why,
                    "check the spelling, or define it first" if absent else hint,
                )
        new = walker.link(node)
        self.resolver.kind, self.resolver.varied = k.Opaque(), False
        walker.typed.impure = walker.typed.effects = True
        walker.typed.passive_calls[id(new)] = new
        self.note_writes(node)
        if isinstance(node.func, gast.Attribute) and node.func.attr in POSITIONS:
            base = walker.kind(node.func.value)
            text = isinstance(base, k.Const) and isinstance(base.value, str)
            if text or isinstance(base, k.List | k.Tuple):
                self.resolver.kind = k.Scalar(int)
        return new

    def _never(self, node: gast.Call) -> gast.expr:
        """Python raises a ``NameError`` if it comes to this call, and so does the generated code."""
        walker = self.walker
        new = walker.link(node)
        walker.typed.passive_calls[id(new)] = new
        walker.typed.impure = True
        self.resolver.kind, self.resolver.varied = k.Never(), False
        return new

    def _is_undefined(self, func: gast.expr) -> bool:
        """Whether the name that is called, or whose attribute is, is not there at all."""
        base = build.base(func)
        return base is not None and base.id in self.walker.missing - self.walker.env.keys()

    def _absent(self, func: gast.expr) -> str | None:
        """What the user should know of a function that is not there at all."""
        walker = self.walker
        if isinstance(func, gast.Name):
            return "nothing of this name is defined" if self._is_undefined(func) else None
        if not isinstance(func, gast.Attribute):
            return None
        if walker.outside.is_global(func.value):
            owner = walker.outside.object_of(func.value)
            if isinstance(owner, types.ModuleType) and not hasattr(owner, func.attr):
                return f"the module `{owner.__name__}` has no `{func.attr}`"
        elif isinstance(walker.kind(func.value), k.Array) and not hasattr(np.ndarray, func.attr):
            return f"an array has no method `{func.attr}`"
        return None

    def _of_varied(self, func: gast.expr) -> bool:
        """Whether a derivative may flow through what is called, or what its method belongs to."""
        walker = self.walker
        if isinstance(func, gast.Attribute):
            if walker.outside.is_global(func) or func.attr in _FLAT_METHODS:
                return False
            return walker.varies(func.value)
        return isinstance(func, gast.Name) and walker.varies(func)

    def note_writes(self, node: gast.Call, spared: frozenset[str] = frozenset()) -> None:
        """An unknown function may write into the arrays that it is given, but those spared."""
        spread = {id(word.value) for word in node.keywords if word.arg is None}
        for argument in (*node.args, *(w.value for w in node.keywords)):
            if isinstance(argument, gast.Name) and id(argument) in spread:
                if forms(self.walker.kind(argument)) & {ARRAY, ANY}:
                    self.walker.typed.written.add(argument.id)  # it gets a dict of its own
            elif not (isinstance(argument, gast.Name) and argument.id in spared):
                self.note_names(argument)
        if isinstance(node.func, gast.Attribute) and buffer_of(self.walker, node.func):
            self.note_names(node.func.value)
        elif isinstance(node.func, gast.Attribute) and self._fills(node.func):
            if getattr(node.func.value, "id", None) not in spared:
                self.note_names(node.func.value)

    def _fills(self, func: gast.Attribute) -> bool:
        """Whether this method may put something into a list or dict that was empty up to here."""
        if not isinstance(func.value, gast.Name) or func.attr in _FLAT_METHODS:
            return False
        return func.value.id in self.walker.env and self.walker.kind(func.value) in EMPTY

    def note_names(self, argument: gast.expr) -> None:
        """Something unknown may write into the arrays that an expression names."""
        for name in walk.read(argument):
            kind = self.walker.kind(build.name(name))
            if isinstance(kind, k.Array | k.List | k.Dict | k.Tuple | k.Object | k.Record):
                self.walker.typed.written.add(name)
                self.walker.typed.through[name] = frozenset({ANY})
            if kind in EMPTY:
                self.resolver.mutation.widen(name, None, k.Opaque())
            elif isinstance(kind, k.Dict) and not kind.open and name in self.walker.env:
                opened = dataclasses.replace(kind, exact=False, open=True)
                self.walker.define(name, opened, name in self.walker.varied)
            if isinstance(kind, k.List | k.Dict):
                self.walker.typed.slots.add(name)


def _words(node: gast.expr) -> str:
    if isinstance(node, gast.Attribute):
        return f"{_words(node.value)}.{node.attr}"
    return node.id if isinstance(node, gast.Name) else "this function"
