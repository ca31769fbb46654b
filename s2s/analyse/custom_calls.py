"""Calls of functions with the user's own rule, and of those that count as constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import CustomCall
from s2s.custom import CustomVjp, Nondifferentiable, stop_gradient
from s2s.errors import S2SError

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class CustomCalls:
    """Resolves a call of a function that the user has declared something about."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, value: CustomVjp, node: gast.Call, args: list[gast.expr], func: gast.expr
    ) -> gast.expr:
        """A call of a function whose pullback the user has written."""
        walker = self.walker
        new = walker.link(node)
        self.resolver.varied = self.resolver.any_varied(args, node.keywords)
        self.resolver.kind = k.Opaque()
        try:
            callee = walker.unit.specialise(
                value.fun,
                tuple(k.general(walker.kind(a)) for a in args),
                (False,) * len(args),
                "custom",
            )
            self.resolver.kind = callee.result_kind
        except (S2SError, ValueError):
            self.resolver.kind = k.Unknown()
        if self.resolver.varied:
            if node.keywords:
                return self.resolver.unknown.call(
                    node, "a function with a custom rule takes positional arguments only"
                )
            if isinstance(self.resolver.kind, k.Opaque):
                self.resolver.kind = k.Unknown()
            walker.typed.calls[id(new)] = (new, CustomCall(value, walker.link(func), args))
        walker.typed.passive_calls[id(new)] = new
        return new

    def constant(self, value: Any, node: gast.Call) -> gast.expr:
        """A call whose result counts as a constant."""
        walker = self.walker
        new = walker.link(node)
        self.resolver.kind, self.resolver.varied = k.Opaque(), False
        plain = not node.keywords and not any(isinstance(a, gast.Starred) for a in node.args)
        kinds = tuple(k.general(walker.kind(a)) for a in node.args) if plain else ()
        if value is stop_gradient and len(kinds) == 1:
            self.resolver.kind = kinds[0]
            walker.typed.fresh_calls[id(new)] = new
            walker.typed.pure_calls[id(new)] = new
            return new
        if plain and isinstance(value, Nondifferentiable):
            try:
                still = (False,) * len(kinds)
                callee = walker.unit.specialise(value.fun, kinds, still, "constant")
                self.resolver.kind = callee.result_kind
                if not callee.impure:
                    walker.typed.passive_calls[id(new)] = new
                    return new
            except (S2SError, ValueError, AttributeError, TypeError):
                self.resolver.kind = k.Opaque()  # it runs as it is; only its kind is not known
        walker.typed.impure = True
        walker.typed.passive_calls[id(new)] = new
        self.resolver.unknown.note_writes(node)
        return new
