"""Calls of one of several functions: a branch for each."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import TYPE_CHECKING

import gast

from s2s import runtime
from s2s.analyse import kinds as k
from s2s.analyse.join import join
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
    ) -> gast.expr | None:  # fmt: skip
        """A call of one of several functions or objects: a branch for each."""
        resolver = self.resolver
        # Generated code calls what its tests have told from the tuples of local functions.
        options = tuple(option for option in options if not isinstance(option, k.Tuple))
        if len(options) == 1:
            return resolver.dispatch(options[0], node, args, words, func, out)

        def resolve(option: k.Kind, this: gast.expr, body: list[gast.stmt]) -> gast.expr | None:
            call = walk.clone(node)
            self.walker.unit.keep(call)
            if isinstance(option, k.Func) and self._has_name(option.value):
                # By its own name, no further derivative has to tell again which one it is.
                name = getattr(option.value, "__name__", "function")
                this = call.func = self.walker.linked.constant(option.value, name, body)
            return resolver.dispatch(option, call, list(call.args), list(call.keywords), this, body)

        return self._branches(options, node, func, resolve, out)

    def _has_name(self, value: object) -> bool:
        """Whether a function goes by a public name, and is no method of some object."""
        owner = getattr(value, "__self__", None)
        if owner is not None and not isinstance(owner, types.ModuleType):
            return False
        return self.walker.unit.linker.known(value) is not None

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
        # Python itself fails for an object without the attribute.
        options = tuple(option for option in options if self._has(option, node.attr)) or options

        def resolve(option: k.Kind, this: gast.expr, body: list[gast.stmt]) -> gast.expr | None:
            place = walk.copy_position(build.attribute(this, node.attr), node)
            self.walker.unit.keep(place)
            value, resolver.kind, resolver.varied = self.walker.attributes.read(place, body)
            return value

        return self._branches(options, node, node.value, resolve, out)

    def _has(self, option: k.Kind, attr: str) -> bool:
        """Whether objects of this kind have an attribute, as far as is known."""
        if not isinstance(option, k.Record | k.Object):
            return True
        if self.resolver.objects.field(option, attr) is not None:
            return True
        return hasattr(option.type, attr)

    def store(
        self, options: tuple[k.Kind, ...], goal: gast.Attribute, value: gast.expr, node: gast.stmt,
        out: list[gast.stmt],
    ) -> None:  # fmt: skip
        """``obj.attr = value`` where ``obj`` is one of several objects."""
        walker = self.walker
        branches: list[list[gast.stmt]] = []
        for i, option in enumerate(options):
            body: list[gast.stmt] = []
            site = gast.Tuple(elts=[goal, build.const(i), build.const("store")], ctx=gast.Load())
            this = self._narrowed(option, goal.value, site, body)
            place = gast.Attribute(value=this, attr=goal.attr, ctx=gast.Store())
            walker.stores.store(walk.copy_position(place, goal), value, node, body)
            branches.append(body)
        out.extend(self._chain(options, goal.value, branches, node))

    def _chain(
        self, options: tuple[k.Kind, ...], subject: gast.expr, branches: list[list[gast.stmt]],
        node: gast.AST,
    ) -> list[gast.stmt]:  # fmt: skip
        """The branches, one for each option, each under its test."""
        tests = _tests(options, subject)
        if tests is None:
            raise self.walker.fail(
                UnsupportedError,
                "s2s cannot tell which of several functions or objects this is",
                node,
                "they have the same name and the same code",
                "choose with `if`, or pass what differs between them as an argument",
            )
        chain = branches[-1]
        for test, body in zip(reversed(tests), reversed(branches[:-1]), strict=True):
            chain = [walk.copy_position(build.if_(test, body, chain), node)]
        return chain

    def _branches(
        self, options: tuple[k.Kind, ...], node: gast.expr, subject: gast.expr,
        resolve: Callable[[k.Kind, gast.expr, list[gast.stmt]], gast.expr | None], out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        walker, resolver = self.walker, self.resolver
        self._chain(options, subject, [[] for _ in options], node)  # they can be told apart
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
        out.extend(self._chain(options, subject, branches, node))
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
    """For all options but the last, whether it is the one; None if two of them look the same."""
    names = [o.type.__name__ for o in options if isinstance(o, k.Record | k.Object)]
    frozen = [_distribution(option) for option in options if isinstance(option, k.Partial)]
    functions = [o.value for o in options if isinstance(o, k.Func)]
    by_name = [getattr(fun, "__name__", "") for fun in functions]
    named = len(set(by_name)) == len(by_name) and not {"<lambda>", ""} & set(by_name)
    if not named:
        by_name = list(map(runtime.fingerprint, functions))
    for words in (names, by_name, frozen):
        if len(set(words)) != len(words) or "" in words:
            return None
    mixed = any(not isinstance(option, k.Closure) for option in options)
    return [_test(option, func, named, mixed) for option in options[:-1]]


def _distribution(option: k.Partial) -> str:
    """What tells a frozen distribution from others."""
    assert isinstance(option.function, k.Func)
    return str(runtime.distribution(option.function.value))


def _test(option: k.Kind, func: gast.expr, named: bool, mixed: bool) -> gast.expr:
    """Whether a value is this option; closures come with their tag."""

    def equal(left: gast.expr, right: object) -> gast.expr:
        return gast.Compare(left=left, ops=[gast.Eq()], comparators=[build.const(right)])

    this = walk.clone(func)
    if isinstance(option, k.Record | k.Object):
        return equal(build.attribute(build.call("type", this), "__name__"), option.type.__name__)
    if isinstance(option, k.Partial):
        return equal(build.call("rt.distribution", this), _distribution(option))
    if isinstance(option, k.Closure):
        test = equal(build.index(this, build.const(0)), option.definition.tag)
        if not mixed:
            return test
        is_tuple = build.call("isinstance", walk.clone(func), build.name("tuple"))
        return gast.BoolOp(op=gast.And(), values=[is_tuple, test])
    fun = option.value  # type: ignore[attr-defined]
    if not named:
        return equal(build.call("rt.fingerprint", this), runtime.fingerprint(fun))
    return equal(
        build.call("getattr", this, build.const("__name__"), build.const(None)), fun.__name__
    )
