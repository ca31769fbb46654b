"""Frozen distributions: ``scipy.stats.norm(mu, sigma)`` and its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.errors import NoRuleError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

# Methods whose first argument comes before the parameters of the distribution.
_METHODS = "pdf logpdf cdf logcdf sf logsf ppf isf pmf logpmf interval".split()
_WHOLE = "entropy mean var std median".split()  # of the distribution as such, at no place


class Frozen:
    """Resolves what makes a frozen distribution, and the calls of its methods."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def make(
        self, value: object, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
    ) -> gast.expr | None:  # fmt: skip
        """``scipy.stats.norm(...)``; None for calls of something else.

        Where a parameter varies it is a tuple, of None and them; else the object itself.
        """
        name = rules.owner(value)
        plain = not any(isinstance(a, gast.Starred) for a in args) and all(w.arg for w in words)
        if name is None or not name.startswith("scipy.stats.") or not plain:
            return None
        varied = self.resolver.any_varied(args, words)
        if varied:
            values = [build.const(None), *args, *(word.value for word in words)]
            linked = [self.walker.linked.value(one) for one in values]
            made = walk.copy_position(build.tuple_(linked), node)
        else:
            made = self.resolver.unknown.call(node, "")
        kinds = (
            tuple(map(self.walker.kind, args)),
            tuple(self.walker.kind(w.value) for w in words),
        )
        names = tuple(str(w.arg) for w in words)
        if not varied and rules.has_attributes(value) and not _as_given(*kinds):
            return None
        callee = k.Func(value)  # type: ignore[arg-type]  # it is callable
        self.resolver.kind = k.Partial(callee, kinds[0], names, kinds[1], real=not varied)
        self.resolver.varied = varied
        return made

    def call(
        self, node: gast.Call, func: gast.Attribute, base: k.Kind, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``frozen.logpdf(x)`` as ``scipy.stats.norm.logpdf(x, mu, sigma)``; None for others."""
        if not isinstance(base, k.Partial) or not isinstance(base.function, k.Func):
            return None
        dist, walker = base.function.value, self.walker
        if rules.owner(dist) is None or not isinstance(func.value, gast.Name):
            return None
        varied = walker.varies(func.value)
        if not varied and not self.resolver.any_varied(node.args, node.keywords):
            return None
        method = getattr(dist, func.attr, None)
        target = walker.unit.linker.known(method)
        if (
            func.attr not in (*_METHODS, *_WHOLE)
            or not callable(method)
            or target is None
            or len(node.args) != (func.attr not in _WHOLE)
            or node.keywords
        ):
            raise walker.fail(
                NoRuleError,
                f"s2s knows no derivative of `{func.attr}` of this distribution",
                node,
                "it has no rule, or gets other arguments than one place",
                "write the formula in plain NumPy",
            )
        held = self._held(base, func.value, varied, out)
        count = len(base.args)
        words = [
            gast.keyword(arg=name, value=value)
            for name, value in zip(base.names, held[count:], strict=True)
        ]
        new = gast.Call(func=target, args=[*node.args, *held[:count]], keywords=words)
        walker.unit.keep(walk.copy_position(new, node))
        return self.resolver.dispatch(k.Func(method), new, new.args, words, target, out)

    def _held(
        self, base: k.Partial, owner: gast.Name, varied: bool, out: list[gast.stmt]
    ) -> list[gast.expr]:
        """The parameters of the distribution, each with a name."""
        count, held = len(base.args), []
        assert isinstance(base.function, k.Func)
        for i, kind in enumerate((*base.args, *base.kwargs)):
            place: gast.expr = build.index(walk.clone(owner), build.const(i + 1))
            if base.real and rules.has_attributes(base.function.value):
                name = ("mean", "cov")[i] if i < count else base.names[i - count]
                place = build.attribute(owner, name)
            elif base.real and i < count:
                place = build.index(build.attribute(owner, "args"), build.const(i))
            elif base.real:
                word = build.const(base.names[i - count])
                place = build.index(build.attribute(owner, "kwds"), word)
            held.append(self.resolver.temp(place, kind, varied, "held", out))
        return held


def _as_given(args: tuple[k.Kind, ...], words: tuple[k.Kind, ...]) -> bool:
    """Whether a normal distribution of several variables keeps its parameters as they are."""
    return all(isinstance(kind, k.Array) and kind.shape for kind in (*args, *words))
