"""Texts that numbers are written into, and what reads the numbers back: no derivative flows there.

Messages, labels and keys are made of numbers that vary, and are passive. Where one of them turns into a
number again (``float(str(x))``), the derivative would be lost without a word: that is refused.
"""

from __future__ import annotations

import operator
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.callables import module_name, unhashable
from s2s.analyse.typed import UserCall
from s2s.errors import UnsupportedError
from s2s.origin import is_unread
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_WRITERS = frozenset(
    {
        str, repr, format, ascii, print, np.array2string, np.array_repr, np.array_str,
        np.format_float_positional, np.format_float_scientific,
    }
)  # fmt: skip
"""Functions that write the numbers that they are given."""

_READERS = frozenset({float, complex, np.float64, np.float32, np.array, np.asarray})
"""Functions that read a number from a text."""

_STRUCTURES = (k.Record, k.Object, k.Dict, k.List, k.Tuple, k.Choice, k.Super)


class Texts:
    """Follows texts through what s2s does not look into, for one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def of_call(self, node: gast.Call, new: gast.expr | None) -> None:
        """Sees to the kind that the resolver has found for a call.

        Raises:
            UnsupportedError: the call reads a number from a text.
        """
        walker, resolver = self.walker, self.walker.resolver
        if isinstance(walker.typed.resolution(new), UserCall) or self._shown(node):
            return
        func = node.func
        values = [*node.args, *(word.value for word in node.keywords)]
        values = [v.value if isinstance(v, gast.Starred) else v for v in values]
        if isinstance(func, gast.Attribute) and not walker.outside.is_global(func):
            values.append(func.value)
        read = any(self.holds(walker.kind(value)) for value in values)
        written = any(map(self._active, values)) and self._writes(node)
        if not (read or written) or self._followed(func):
            self._check_key(node, values)
            return
        if read and (resolver.varied or self._is_number(resolver.kind)):
            raise self.refusal(node)
        if isinstance(resolver.kind, k.Opaque | k.Unknown) or written:
            carried = not self._writes(node) and any(k.is_carried(walker.kind(v)) for v in values)
            resolver.kind, resolver.varied = k.Text(carried), False
            walker.typed.calls.pop(id(new), None)
        self._taken(func, node)

    def _shown(self, node: gast.Call) -> bool:
        """Whether this is ``str(obj)``, of which it is known what the text is made of."""
        overloads = self.walker.resolver.overloads
        shown = overloads.shows(self._callee(node.func), node.args) is not None
        return shown and id(node) not in overloads.failed

    def note_keys(self, keys: list[gast.expr]) -> None:
        """Notes texts that become keys of a dict: whoever reads the keys again may not know it."""
        heap = self.walker.unit.heap
        if not heap.written_keys and any(self.holds(self.walker.kind(key)) for key in keys):
            heap.written_keys = True
            heap.version += 1

    def _check_key(self, node: gast.Call, values: list[gast.expr]) -> None:
        """Refuses a number that is read from what may be such a key."""
        if not self.walker.unit.heap.written_keys or not self._is_number(self.walker.resolver.kind):
            return
        value = self._callee(node.func)
        if not unhashable(value) and value in _READERS:
            if any(type(self.walker.kind(one)) is k.Opaque for one in values):
                raise self.refusal(node)

    def of_expression(self, node: gast.expr, kind: k.Kind) -> k.Kind:
        """The kind of an expression that is kept whole."""
        if isinstance(node, gast.JoinedStr):
            return k.Text() if any(map(self._shows, walk.nodes(node))) else kind
        if not isinstance(node, gast.IfExp | gast.BoolOp) or not self._reads(node):
            return kind
        if self._is_number(kind):
            raise self.refusal(node)
        return k.Text() if isinstance(kind, k.Opaque | k.Unknown) else kind

    def of_operator(self, node: gast.BinOp, kinds: list[k.Kind]) -> k.Kind | None:
        """The kind of ``left op right`` where a text is an operand, or filled in; None elsewhere."""
        if isinstance(node.op, gast.Mod) and _is_text(kinds[0]):
            written = self._active(node.right) or self.holds(kinds[1])
            return k.Text() if written else k.Opaque()
        if not any(isinstance(kind, k.Text) for kind in kinds):
            return None
        if any(map(self.walker.varies, (node.left, node.right))):
            raise self.refusal(node)
        return k.Text(any(map(k.is_carried, kinds)))

    def check_store(self, value: gast.expr, base: k.Kind, node: gast.AST) -> None:
        """Refuses a text that is stored into an array of numbers, which reads it."""
        if isinstance(base, k.Array) and self.holds(self.walker.kind(value)):
            raise self.refusal(node)

    def refusal(self, node: gast.AST) -> Exception:
        """The error of what reads a number from a text."""
        return self.walker.fail(
            UnsupportedError,
            "s2s cannot differentiate a number that is read from a text or an exception",
            node,
            "the text, or the exception that holds it, was made of what is differentiated",
            "hand the number on itself, not in an exception; make texts only to show them",
        )

    def holds(self, kind: k.Kind) -> bool:
        """Whether a value is, or holds, such a text."""
        match k.solid(kind):
            case k.Text() | k.Lazy(text=True):
                return True
            case k.Tuple(items=items):
                return any(map(self.holds, items))
            case k.List(item=item):
                return self.holds(item)
            case k.Dict(entries=entries, item=item):
                return self.holds(item) or any(self.holds(value) for _, value in entries or ())
            case k.Iterator(sources=sources):
                return any(map(self.holds, sources))
        return False

    def _active(self, value: gast.expr) -> bool:
        """Whether a derivative flows to a value."""
        return self.walker.varies(value) and k.is_differentiable(self.walker.kind(value))

    def _shows(self, node: gast.AST) -> bool:
        """Whether this is the part of an f-string that shows a value a derivative flows to."""
        if not isinstance(node, gast.FormattedValue):
            return False
        names = [gast.Name(id=name, ctx=gast.Load()) for name in sorted(walk.read(node.value))]
        if not any(self._active(name) or self.holds(self.walker.kind(name)) for name in names):
            return False
        kind = self.walker.kind(node.value)
        return isinstance(kind, k.Opaque) or self.holds(kind) or k.is_differentiable(kind)

    def _reads(self, node: gast.expr) -> bool:
        """Whether an expression names such a text."""
        env = self.walker.env
        return any(self.holds(env[name]) for name in walk.read(node) if name in env)

    def _writes(self, node: gast.Call) -> bool:
        """Whether a call writes the numbers that it is given into a text."""
        func, kind = node.func, self.walker.resolver.kind
        if isinstance(kind, k.Array) and np.dtype(kind.dtype).kind in "US":
            return True
        if isinstance(func, gast.Attribute) and _is_text(self.walker.kind(func.value)):
            return not isinstance(kind, k.Scalar)
        value = self._callee(func)
        if isinstance(value, type) and issubclass(value, BaseException):
            return True
        if value is operator.mod:
            return _is_text(self.walker.kind(node.args[0]))
        return not unhashable(value) and value in _WRITERS

    def _callee(self, func: gast.expr) -> Any:
        """The function from outside that is called; None for any other."""
        outside = self.walker.outside
        if isinstance(func, gast.Name) and func.id not in self.walker.env:
            return outside.lookup(func.id)
        if isinstance(func, gast.Attribute) and outside.is_global(func):
            return outside.object_of(func)
        kind = self.walker.kind(func) if isinstance(func, gast.Name) else None
        return kind.value if isinstance(kind, k.Func | k.Const) else None

    def _followed(self, func: gast.expr) -> bool:
        """Whether s2s looks into what is called, and so knows itself what becomes of a text."""
        if isinstance(func, gast.Attribute) and not self.walker.outside.is_global(func):
            known = type(self.walker.resolver.kind) is not k.Opaque
            return known and isinstance(self.walker.kind(func.value), _STRUCTURES)
        if isinstance(func, gast.Name) and func.id in self.walker.env:
            kind = self.walker.env[func.id]
            if not isinstance(kind, k.Opaque | k.Func | k.Const):
                return True
        value = self._callee(func)
        if isinstance(value, types.FunctionType) and rules.lookup(value) is None:
            return not is_unread(module_name(value))
        return isinstance(value, type) and self.walker.resolver.objects.makes(value)

    def _is_number(self, kind: k.Kind) -> bool:
        """Whether a value is surely one that a derivative flows to."""
        return not isinstance(kind, k.Unknown | k.Mixed) and k.is_differentiable(kind)

    def _taken(self, func: gast.expr, node: gast.Call) -> None:
        """What nothing is known of may keep a text that its method gets, such as a buffer of text."""
        owners = [word.value for word in node.keywords if word.arg == "file"]
        if isinstance(func, gast.Attribute):
            owners.append(func.value)
        for owner in owners:
            name = owner.id if isinstance(owner, gast.Name) else ""
            if type(self.walker.env.get(name)) is k.Opaque:
                self.walker.define(name, k.Text(), False)


def _is_text(kind: k.Kind) -> bool:
    """Whether a value is a text that is known."""
    return isinstance(kind, k.Const) and isinstance(kind.value, str)
