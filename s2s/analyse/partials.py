"""`functools.partial`: making one and calling one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class Partials:
    """Resolves what makes and calls a ``functools.partial``."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def make(self, node: gast.Call, args: list[gast.expr], words: list[gast.keyword]) -> gast.expr:
        """``functools.partial(f, ...)``: a tuple of what it holds."""
        walker = self.walker
        names = tuple(w.arg or "" for w in words)
        callee = (
            walker.kind(args[0])
            if isinstance(args[0], gast.Name) and args[0].id in walker.env
            else self.resolver.callee_kind(walker.outside.object_of(args[0]))
        )
        self.resolver.kind = k.Partial(
            callee,
            tuple(walker.kind(a) for a in args[1:]),
            names,
            tuple(walker.kind(w.value) for w in words),
        )
        self.resolver.varied = self.resolver.any_varied(args, words)
        values = [args[0], *args[1:], *[w.value for w in words]]
        return walk.copy_position(build.tuple_([walker.linked.value(v) for v in values]), node)

    def call(
        self, callee: k.Partial, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of a ``functools.partial``."""
        real = callee.real
        varied = self.walker.varies(func)
        held: list[gast.expr] = []
        kinds = (*callee.args, *callee.kwargs)
        for i, kind in enumerate(kinds):
            constant = self._constant(callee, func, i)
            if constant is not None:
                held.append(walk.copy_position(constant, node))
                continue
            place = _held(callee, func, i) if real else build.index(func, build.const(i + 1))
            held.append(self.resolver.temp(place, kind, varied, "held", out))
        base = build.attribute(func, "func") if real else build.index(func, build.const(0))
        inner = self.resolver.temp(base, callee.function, varied, "function", out)
        given = {w.arg for w in words}
        count = len(callee.args)
        named = [
            gast.keyword(arg=name, value=value)
            for name, value in zip(callee.names, held[count:], strict=True)
            if name not in given
        ]
        fresh = walk.copy_position(
            gast.Call(func=inner, args=[*held[:count], *args], keywords=[*named, *words]), node
        )
        return self.resolver.dispatch(
            callee.function, fresh, fresh.args, fresh.keywords, inner, out
        )

    def _constant(self, callee: k.Partial, func: gast.expr, i: int) -> gast.expr | None:
        """A whole number, flag or word that a partial call from outside holds; None for all else."""
        if not callee.real or not self.walker.outside.is_global(func):
            return None
        made: Any = self.walker.outside.object_of(func)
        count = len(callee.args)
        value = made.args[i] if i < count else made.keywords[callee.names[i - count]]
        return build.const(value) if type(value) in (int, bool, str) else None


def _held(callee: k.Partial, func: gast.expr, i: int) -> gast.expr:
    """Where a ``functools.partial`` holds an argument."""
    count = len(callee.args)
    if i < count:
        return build.index(build.attribute(func, "args"), build.const(i))
    return build.index(build.attribute(func, "keywords"), build.const(callee.names[i - count]))
