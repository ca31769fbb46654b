"""Calls of functions with tangents among their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import runtime as rt
from s2s.analyse import kinds as k
from s2s.differentiate.several.forms import ALONG, Forms
from s2s.differentiate.several.parts import OneAtATime, Part, padded, rank
from s2s.syntax import build

if TYPE_CHECKING:
    from s2s.differentiate.several.expressions import Expressions

_SAME = frozenset({np.copy, np.real, np.imag, np.array, np.asarray, np.ascontiguousarray, np.conj})
_NAMED = ("numpy", "scipy", "s2s.runtime", "math")
_METHODS = frozenset({"sum", "mean", "cumsum", "ravel", "reshape", "transpose", "dot", "conj"})
_ROWS = {
    rt.buffer: "rt.buffer_each", rt.own_tangents: "rt.own_each",
    rt.view_dot: "rt.view_each", rt.unbroadcast: "rt.unbroadcast_each",
}  # fmt: skip
# Their results share memory with an argument, or they write into one.
_NEVER = frozenset(
    """
    own own_tangent shadow shadows view_bar replica accumulate accumulated accumulate_at fields
    slots generator copyto put place putmask fill_diagonal put_along_axis at
    """.split()
)


class Calls:
    """Rewrites the calls of one function."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.evaluator = expressions.evaluator
        self.forms = Forms(expressions)

    def __call__(self, node: gast.Call, kind: k.Kind) -> Part:
        """The call for several tangents.

        Raises:
            OneAtATime: it has no such form.
        """
        on = self.expressions
        function = self.evaluator(node.func)
        meant = function.value if isinstance(function, k.Func) else None
        if meant is rt.zero_tangent:
            zero = build.call("rt.zero_tangents", *node.args, build.name(on.count))
            return Part(on.pure(zero), kind, True)
        if not on.mentions(node):
            return Part(node, kind, False)
        if id(node) in on.sweep.typed.passive_calls:
            raise OneAtATime("a call with an effect")
        if any(isinstance(arg, gast.Starred) for arg in node.args):
            raise OneAtATime("a starred argument")
        if isinstance(kind, k.Record) and not node.args:
            fields = {word.arg: on.full(on(word.value)) for word in node.keywords}
            return Part(on.pure(build.call(node.func, **fields)), kind, True)
        words = {word.arg: word.value for word in node.keywords}
        if None in words or any(map(on.mentions, words.values())):
            raise OneAtATime("a tangent by keyword")
        if isinstance(node.func, gast.Attribute) and on.mentions(node.func.value):
            return self.method(node, kind, words)
        if meant is rt.expand:
            return self.expanded(node, kind)
        parts = [on(arg) for arg in node.args]
        made = self.function(meant, node, parts, words, kind)
        for call in gast.walk(made):
            if isinstance(call, gast.Call):
                on.pure(call)
        return Part(made, kind, True)

    def expanded(self, node: gast.Call, kind: k.Kind) -> Part:
        """``rt.expand(tangent, like)``."""
        on = self.expressions
        like = self.evaluator(node.args[1])
        before = on.hint
        on.hint = None if isinstance(like, k.Unknown) else rank(like)
        value = on(node.args[0])
        on.hint = before
        made = build.call("rt.expand_each", on.full(value), node.args[1])
        return Part(on.pure(made), kind if isinstance(like, k.Unknown) else like, True)

    def method(self, node: gast.Call, kind: k.Kind, words: dict[str, gast.expr]) -> Part:
        """A method of an array of tangents: the function of that name."""
        on = self.expressions
        base, name = on(node.func.value), node.func.attr
        if not k.is_numeric(base.kind):
            raise OneAtATime("a method of a structure")
        rank(base.kind)
        if name in ("copy", "astype"):
            same = build.call(build.attribute(base.node, name), *node.args, **words)
            return Part(on.pure(same), kind, True)
        if name not in _METHODS:
            raise OneAtATime("a method of an array")
        args = [on(arg) for arg in node.args]
        if name == "reshape" and len(args) > 1:
            args = [Part(build.tuple_(node.args), k.Opaque(), False)]
        called = build.call(f"np.{name}")  # a method would be that of all the tangents together
        made = self.function(getattr(np, name), called, [base, *args], words, kind)
        for call in gast.walk(made):
            if isinstance(call, gast.Call):
                on.pure(call)
        return Part(made, kind, True)

    def function(
        self, meant: Any, node: gast.Call, parts: list[Part], words: dict[str, gast.expr],
        kind: k.Kind,
    ) -> gast.expr:  # fmt: skip
        """A call of a function that is known."""
        first = parts[0]
        if meant is float and rank(first.kind) == 0:
            return first.node
        if meant in (list, dict, tuple) and first.on and len(parts) == 1:
            if isinstance(first.kind, k.Tuple | k.List | k.Dict):
                return build.call(node.func, first.node)
        if meant is sum and not words and len(parts) == 1:
            return self.summed(first)
        if meant in _ROWS and not words:
            return self.rowwise(meant, parts)
        if meant is rt.mirror:
            if not parts[1].on:
                raise OneAtATime("a constant that is mirrored")
            return parts[1].node
        if meant in _SAME and first.on and k.is_numeric(first.kind) and len(parts) == 1:
            rank(first.kind)
            return build.call(node.func, first.node, **words)
        if meant is np.array and not words and first.on:
            if isinstance(first.kind, k.List | k.Tuple):
                return self.forms.joined([first], {}, kind, "stack")
        if meant in ALONG and first.on:
            made = self.forms.along(meant, parts, dict(words))
            if made is not None:
                return made
        ufunc = isinstance(meant, np.ufunc) and meant.signature is None and not words
        if (ufunc and len(parts) == meant.nin) or meant is rt.strong_zero:
            return build.call(node.func, *[padded(part, rank(kind)) for part in parts])
        if meant is np.matmul and not words:
            return self.expressions.product(*parts)
        if meant in self.forms.table:
            try:
                return self.forms.table[meant](parts, words, kind)
            except OneAtATime:
                pass
        return self.one_by_one(meant, node, parts, words, kind)

    def summed(self, part: Part) -> gast.expr:
        """``sum(xs)`` of numbers or of an array."""
        count = build.name(self.expressions.count)
        match part.kind:
            case k.List(item=k.Scalar()):
                return build.call("sum", part.node, build.call("np.zeros", count))
            case k.Tuple(items=items) if all(isinstance(item, k.Scalar) for item in items):
                return build.call("sum", part.node, build.call("np.zeros", count))
            case k.Array():
                return build.call("np.sum", part.node, axis=build.const(1))
        raise OneAtATime("a sum of which too little is known")

    def rowwise(self, meant: Any, parts: list[Part]) -> gast.expr:
        """A helper of the runtime that has a form of its own for rows."""
        on = self.expressions
        if meant is rt.own_tangents:
            return build.call("rt.own_each", *[part.node for part in parts])
        if meant is rt.view_dot:
            if not (parts[2].on and parts[3].on):
                raise OneAtATime("the view of a constant")
            return build.call("rt.view_each", *[part.node for part in parts])
        value = parts[0]
        node = value.node if value.on else on.full(value)
        return build.call(_ROWS[meant], node, parts[1].node)

    def one_by_one(
        self, meant: Any, node: gast.Call, parts: list[Part], words: dict[str, gast.expr],
        kind: k.Kind,
    ) -> gast.expr:  # fmt: skip
        """A function that is called for each direction."""
        module = getattr(meant, "__module__", None) or ""
        if isinstance(meant, np.ufunc):
            module = "numpy"
        if not module.startswith(_NAMED) or meant in _ROWS or meant.__name__ in _NEVER:
            raise OneAtATime("a function that is not known")
        numbers = kind.items if isinstance(kind, k.Tuple) else [kind]
        for item in numbers:
            rank(item)
        for part in parts:
            if part.on and not isinstance(part.kind, k.Scalar | k.Array | k.Tuple | k.List):
                raise OneAtATime("an argument of which too little is known")
        rows = build.tuple_([build.const(part.on) for part in parts])
        args = [part.node for part in parts]
        return build.call("rt.one_by_one", node.func, rows, *args, **words)
