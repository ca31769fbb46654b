"""Calls of the methods of arrays and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_method, flag
from s2s.analyse.call_kinds import call_kind
from s2s.analyse.known import known
from s2s.analyse.lengths import reshaped, squeezed
from s2s.analyse.several_values import tell_apart
from s2s.analyse.shares import makes_copy
from s2s.analyse.typed import RuleCall
from s2s.errors import MutationError, UnsupportedError
from s2s.syntax import build

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_UP_TO_COPY = 5
"""How many arguments of `astype` stand before and at `copy`."""

_IN_PLACE = frozenset(
    {"fill", "sort", "put", "itemset", "resize", "partition", "setflags", "byteswap"}
)


class NumberMethods:
    """Resolves a call of a method of an array or a number."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, node: gast.Call, func: gast.Attribute, base: k.Kind, args: list[gast.expr],
        words: list[gast.keyword],
    ) -> gast.expr:  # fmt: skip
        """A method of an array or a number."""
        walker = self.walker
        method = rules.method("ndarray", func.attr)
        if method is None or method.attribute:
            return self._without_rule(node, func, args, words)
        rule = method.rule
        varied = walker.varies(func.value) or self.resolver.any_varied(args, words)
        if varied:
            tell_apart([*args, *[word.value for word in words]], walker)
        new = walker.link(node)
        if len(args) < _UP_TO_COPY and makes_copy(rule, flag(words, "copy")):
            walker.typed.fresh_calls[id(new)] = new
        goal, args, words = _apart(method, args, words)
        if goal is not None and known(walker.kind(goal)) == (True, None):
            goal = None
        self.resolver.kind = self._kind(node, func, base, args, words)
        if func.attr == "view" and varied and (args or words):
            self._check_bits(node, base, self.resolver.kind)
        if rule.pure:
            walker.typed.pure_calls[id(new)] = new
        if goal is not None:
            self.resolver.ruled.written_out(goal, node, new, varied)
        flows = varied and (rule.flavour != "zero" or goal is not None)
        self.resolver.varied = flows and k.is_differentiable(self.resolver.kind)
        if self.resolver.varied and rule.flavour == "zero":
            walker.typed.calls[id(new)] = (new, RuleCall(rule, {}, out=goal))
        elif self.resolver.varied:
            resolution = bind_method(method, func.value, args, words, walker, node)
            resolution.out = goal
            walker.typed.calls[id(new)] = (new, resolution)
        return new

    def _check_bits(self, node: gast.Call, base: k.Kind, kind: k.Kind) -> None:
        """Bits that vary may be regarded as the numbers they are, or as those of complex ones."""
        seen, given = k.dtype_of(kind), k.dtype_of(base)
        if seen is not None and given is not None and np.dtype(seen).kind in "fc":
            if np.empty(0, seen).real.dtype == np.empty(0, given).real.dtype:
                return
        raise self.walker.fail(
            UnsupportedError,
            "s2s cannot differentiate bits that are regarded as another type of number",
            node,
            "what such numbers mean does not move smoothly with the array",
            "convert the values by `.astype(...)`; wrap what works with bits in `s2s.custom_vjp`",
        )

    def _without_rule(
        self, node: gast.Call, func: gast.Attribute, args: list[gast.expr],
        words: list[gast.keyword],
    ) -> gast.expr:  # fmt: skip
        """A method that has no rule: right only if nothing varies."""
        walker = self.walker
        if func.attr in _IN_PLACE and walker.varies(func.value):
            raise walker.fail(
                MutationError,
                f"s2s cannot yet differentiate `.{func.attr}()`, which writes in place",
                node,
                "the array is overwritten",
                "use the NumPy function that returns a new array",
            )
        if walker.varies(func.value) or self.resolver.any_varied(args, words):
            return self.resolver.unknown.call(node, f"the method `{func.attr}` has no rule")
        if isinstance(func.value, gast.Name):
            walker.typed.written.add(func.value.id)
        return self.resolver.unknown.call(node, "")

    def _kind(
        self, node: gast.Call, func: gast.Attribute, base: k.Kind, args: list[gast.expr],
        words: list[gast.keyword],
    ) -> k.Kind:  # fmt: skip
        """The kind of the result."""
        walker, name = self.walker, func.attr
        site = (id(walker.typed), id(node))

        def call(receiver: Any, *rest: Any, **named: Any) -> Any:
            return getattr(receiver, name)(*rest, **named)

        kinds = [base, *[walker.kind(a) for a in args]]
        named = {w.arg: walker.kind(w.value) for w in words if w.arg}
        kind = call_kind(call, kinds, named, walker.symbols, site)
        if name == "squeeze" and len(kinds) == 1 and not named:
            kind = squeezed(base)
        if name == "view" and len(kinds) + len(named) > 1:
            kind = _regarded(
                base, [*kinds, named.get("dtype")][1], walker.symbols.pair((site, "last"))
            )
        if name == "reshape" and isinstance(kind, k.Unknown):
            kind = reshaped(base, kinds[1:], walker.symbols, site)
        if isinstance(base, k.Unknown) and name in ("item", "tolist"):
            kind = k.Unknown()
        return kind


def _apart(
    method: rules.Method, args: list[gast.expr], words: list[gast.keyword]
) -> tuple[gast.expr | None, list[gast.expr], list[gast.keyword]]:
    """The argument that the result is written into, by name or by place, and the others."""
    goal = next((word.value for word in words if word.arg == "out"), None)
    place = method.params.index("out") if "out" in method.params else len(args)
    if len(args) > place:
        goal, args = args[place], [*args[:place], build.const(None), *args[place + 1 :]]
    return goal, args, [word for word in words if word.arg != "out"]


def _regarded(base: k.Kind, wanted: k.Kind | None, length: k.Dim) -> k.Kind:
    """The kind of an array of which the memory is regarded as numbers of another type.

    The stand-ins have lengths that such numbers may not fill.
    """
    ok, dtype = known(wanted) if wanted is not None else (False, None)
    try:
        dtype = np.dtype(dtype) if ok and dtype is not None else None
    except TypeError:
        return k.Opaque()
    if dtype is None or not isinstance(base, k.Array | k.Scalar):
        return k.Opaque()
    if isinstance(base, k.Scalar) or not base.shape:
        return k.Array(str(dtype), ())
    same = np.dtype(base.dtype).itemsize == dtype.itemsize
    return k.Array(str(dtype), base.shape if same else (*base.shape[:-1], length))
