"""Calls of one of several functions: a branch for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.standins import join
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class Choices:
    """Resolves a call whose callee is one of several functions."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, options: tuple[k.Kind, ...], node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of one of several functions: a branch for each."""
        walker = self.walker
        tests = _tests(options, func)
        if tests is None:
            return self.resolver.unknown.call(
                node, "several functions of the same name may be called here"
            )
        merge = walker.temp_name(node, f"{func.id if isinstance(func, gast.Name) else 'f'}_result")
        kind: k.Kind = k.Never()
        varied = False
        branches: list[list[gast.stmt]] = []
        for i, option in enumerate(options):
            body: list[gast.stmt] = []
            call = walk.clone(node)
            walker.unit.keep(call)
            value = self.resolver.dispatch(
                option, call, list(call.args), list(call.keywords), func, body
            )
            assert value is not None
            name = walker.temp_name(gast.Tuple(elts=[node, build.const(i)], ctx=gast.Load()), merge)
            walker.define(name, self.resolver.kind, self.resolver.varied)
            body += [build.assign(name, value), build.assign(merge, build.name(name))]
            kind = join(kind, self.resolver.kind, walker.symbols, (id(walker.typed), merge))
            varied = varied or self.resolver.varied
            branches.append([walk.copy_position(statement, node) for statement in body])
        walker.define(merge, kind, varied)
        chain = branches[-1]
        for test, body in zip(reversed(tests), reversed(branches[:-1]), strict=True):
            chain = [walk.copy_position(build.if_(test, body, chain), node)]
        out.extend(chain)
        self.resolver.kind, self.resolver.varied = kind, varied
        return build.name(merge)


def _tests(options: tuple[k.Kind, ...], func: gast.expr) -> list[gast.expr] | None:
    """For all options but the last, whether it is the one; closures come with their tag."""
    closures = [option for option in options if isinstance(option, k.Closure)]
    names = [getattr(o.value, "__name__", "") for o in options if isinstance(o, k.Func)]
    if len(set(names)) != len(names) or "<lambda>" in names or "" in names:
        return None
    found: list[gast.expr] = []
    for option in options[:-1]:
        if isinstance(option, k.Closure):
            tag = build.const(option.definition.tag)
            test: gast.expr = gast.Compare(
                left=build.index(walk.clone(func), build.const(0)),
                ops=[gast.Eq()],
                comparators=[tag],
            )
            if len(closures) != len(options):
                is_tuple = build.call("isinstance", walk.clone(func), build.name("tuple"))
                test = gast.BoolOp(op=gast.And(), values=[is_tuple, test])
        else:
            name = build.const(option.value.__name__)  # type: ignore[attr-defined]
            test = gast.Compare(
                left=build.call("getattr", walk.clone(func), build.const("__name__"), build.const(None)),
                ops=[gast.Eq()], comparators=[name],
            )  # fmt: skip
        found.append(test)
    return found
