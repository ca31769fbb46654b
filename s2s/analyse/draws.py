"""Draws of a random generator whose parameters vary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.call_kinds import elementwise_kind
from s2s.rules.prelude.draws import TEXTS
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class Draws:
    """Resolves ``rng.normal(loc, scale)`` and its like, where ``rng`` is of unknown type."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(self, node: gast.Call, func: gast.Attribute, out: list[gast.stmt]) -> gast.expr | None:
        """The rewritten call; None where no generator has such a method with a derivative."""
        rule = rules.by_name(f"numpy.random.Generator.{func.attr}")
        text = TEXTS.get(func.attr) if rule is None else None
        if rule is None and text is None:
            return None
        receiver = self._checked(func.value, out)
        method = build.attribute(receiver, func.attr)
        args, words = list(node.args), list(node.keywords)
        new = walk.copy_position(gast.Call(func=method, args=args, keywords=words), node)
        self.walker.unit.keep(new)
        users = self.resolver.users
        if text is not None:
            return users.call(text, text.__name__, new, [receiver, *args], words, [], out)
        assert rule is not None
        made = self.resolver.ruled.call(rule, rules.function_of(rule), new, args, words, out)
        self._settle(rule, args, words)
        return made

    def _checked(self, receiver: gast.expr, out: list[gast.stmt]) -> gast.expr:
        """The generator, after a check when the program runs that it is one."""
        self.walker.unit.linker.module("s2s.runtime")
        call = build.call("rt.generator", self.walker.linked.value(receiver))
        return self.resolver.temp(call, k.Opaque(), False, "generator", out, linked=True)

    def _settle(self, rule: rules.Rule, args: list[gast.expr], words: list[gast.keyword]) -> None:
        """The kind of the draws where no size is given: that of the parameters together."""
        if any(isinstance(arg, gast.Starred) for arg in args) or any(not w.arg for w in words):
            return
        given = rules.bind(rule, args, {word.arg: word.value for word in words if word.arg})
        kinds = [self.walker.kind(value) for value in given.values()]
        if "size" in given or not all(isinstance(kind, k.Scalar | k.Array) for kind in kinds):
            return
        if not any(isinstance(kind, k.Array) for kind in kinds):
            return  # a float, but formulas with NumPy's functions make other numbers of it
        wide = [
            k.Array("f8", i.shape) if isinstance(i, k.Array) else k.Scalar(float) for i in kinds
        ]
        # A draw of several variables is as long as their means.
        together = wide[:1] if "cov" in rule.params else wide
        total: k.Kind = together[0]
        for kind in together[1:]:
            total = elementwise_kind(
                np.add, [total, kind], self.walker.symbols, (id(rule), "draws")
            )
        self.resolver.kind = k.forget(total)
