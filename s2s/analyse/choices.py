"""Calls of one of several functions: a branch for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.standins import join
from s2s.errors import UnsupportedError
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
        """A call of one of several functions or objects: a branch for each."""
        resolver = self.resolver

        def resolve(option: k.Kind, this: gast.expr, body: list[gast.stmt]) -> gast.expr | None:
            call = walk.clone(node)
            self.walker.unit.keep(call)
            return resolver.dispatch(option, call, list(call.args), list(call.keywords), this, body)

        return self._branches(options, node, func, resolve, out)

    def method(
        self, options: tuple[k.Kind, ...], node: gast.Call, func: gast.Attribute,
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a method of one of several objects."""
        resolver = self.resolver

        def resolve(option: k.Kind, this: gast.expr, body: list[gast.stmt]) -> gast.expr | None:
            call = walk.clone(node)
            self.walker.unit.keep(call)
            call.func = walk.copy_position(build.attribute(this, func.attr), func)
            return resolver.methods.call(call, call.func, option, body)

        return self._branches(options, node, func.value, resolve, out)

    def attribute(
        self, options: tuple[k.Kind, ...], node: gast.Attribute, out: list[gast.stmt]
    ) -> gast.expr:
        """An attribute of one of several objects."""
        resolver = self.resolver

        def resolve(option: k.Kind, this: gast.expr, body: list[gast.stmt]) -> gast.expr | None:
            place = walk.copy_position(build.attribute(this, node.attr), node)
            self.walker.unit.keep(place)
            value, resolver.kind, resolver.varied = self.walker.attributes.read(place, body)
            return value

        return self._branches(options, node, node.value, resolve, out)

    def _branches(
        self, options: tuple[k.Kind, ...], node: gast.expr, subject: gast.expr,
        resolve: Callable[[k.Kind, gast.expr, list[gast.stmt]], gast.expr | None], out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        walker, resolver = self.walker, self.resolver
        tests = _tests(options, subject)
        if tests is None:
            raise walker.fail(
                UnsupportedError,
                "s2s cannot tell which of several functions or objects this is",
                node,
                "their names are the same, or they have none",
                "give them names of their own, or choose with `if`",
            )
        merge = walker.temp_name(
            node, f"{subject.id if isinstance(subject, gast.Name) else 'f'}_result"
        )
        kind: k.Kind = k.Never()
        varied = False
        branches: list[list[gast.stmt]] = []
        for i, option in enumerate(options):
            body: list[gast.stmt] = []
            site = gast.Tuple(elts=[node, build.const(i)], ctx=gast.Load())
            this = self._narrowed(option, subject, site, body)
            value = resolve(option, this, body)
            if value is None:
                value, resolver.kind, resolver.varied = build.const(None), k.Const(None), False
            name = walker.temp_name(site, merge)
            walker.define(name, resolver.kind, resolver.varied)
            body += [build.assign(name, value), build.assign(merge, build.name(name))]
            kind = join(kind, resolver.kind, walker.symbols, (id(walker.typed), merge))
            varied = varied or resolver.varied
            branches.append([walk.copy_position(statement, node) for statement in body])
        walker.define(merge, kind, varied)
        chain = branches[-1]
        for test, body in zip(reversed(tests), reversed(branches[:-1]), strict=True):
            chain = [walk.copy_position(build.if_(test, body, chain), node)]
        out.extend(chain)
        resolver.kind, resolver.varied = kind, varied
        return build.name(merge)

    def _narrowed(
        self, option: k.Kind, subject: gast.expr, site: gast.expr, body: list[gast.stmt]
    ) -> gast.expr:
        """The object under a name of its own, where it is of one class."""
        if not isinstance(option, k.Record | k.Object):
            return subject
        key = gast.Tuple(elts=[site, build.const("this")], ctx=gast.Load())
        name = self.walker.temp_name(key, option.type.__name__.lower())
        self.walker.define(name, option, self.walker.varies(subject))
        body.append(build.assign(name, walk.clone(subject)))
        return build.name(name)


def _tests(options: tuple[k.Kind, ...], func: gast.expr) -> list[gast.expr] | None:
    """For all options but the last, whether it is the one; closures come with their tag."""
    closures = [option for option in options if isinstance(option, k.Closure)]
    names = [getattr(o.value, "__name__", "") for o in options if isinstance(o, k.Func)]
    names += [o.type.__name__ for o in options if isinstance(o, k.Record | k.Object)]
    if len(set(names)) != len(names) or "<lambda>" in names or "" in names:
        return None
    found: list[gast.expr] = []
    for option in options[:-1]:
        if isinstance(option, k.Record | k.Object):
            cls = build.attribute(build.call("type", walk.clone(func)), "__name__")
            name = build.const(option.type.__name__)
            test: gast.expr = gast.Compare(left=cls, ops=[gast.Eq()], comparators=[name])
        elif isinstance(option, k.Closure):
            tag = build.const(option.definition.tag)
            test = gast.Compare(
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
