"""Jacobians and their like inside of functions: each is a plain function of pushforwards."""

from __future__ import annotations

import inspect
import types
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_user
from s2s.analyse.columns import column_kind, columns_of
from s2s.analyse.derivative_texts import Asked
from s2s.analyse.layouts import Layout, Leaf, layout
from s2s.analyse.nested_effects import nested_effects
from s2s.analyse.tables import of_columns
from s2s.analyse.used_up import may_be_used_up
from s2s.derived import Derived, How
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_ONE_RUN = ("hvp", "elementwise_grad")
_OF_GRADIENTS = ("hessian", "hvp", "value_grad_and_hessian")
MODES = ("jacobian", "elementwise_grad", *_OF_GRADIENTS)
_NAMED = inspect.Parameter.KEYWORD_ONLY
_PLACED = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def local_composite(
    resolver: CallResolver, kind: k.Derived, definition: Any, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], func: gast.expr, out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A call of the Jacobian, or its like, of a local function, or of a gradient of one."""
    how, walker = kind.how, resolver.walker
    if isinstance(kind.function, k.Derived) and kind.function.how.mode == "hvp":
        raise _refused(resolver, node, how, "it is of a product")
    names = walk.parameters(definition.node)
    along = []
    if how.mode == "hvp" and len(args) > 1:
        along = [args[1]]
        args = [args[0], *args[2:]]
    atoms = bind_user(definition, node, args, words, resolver, out)
    nested_effects(resolver, definition, node, atoms, names)
    layouts = _layouts(resolver, node, how, [walker.kind(atoms[i]) for i in how.wrt])
    site = gast.Tuple(elts=[func, gast.Constant(value=how.mode, kind=None)], ctx=gast.Load())
    fun = build.name(walker.temp_name(site, "fun"))
    walker.define(fun.id, kind.function, walker.varies(func))
    out.append(build.assign(fun.id, walker.linked.value(func)))
    out.extend(walker.passive.rebuilt(fun.id, kind.function))
    asked = Asked(how, tuple(names), (), None, how.mode in _OF_GRADIENTS)
    call = _Call(resolver, node, [fun, *atoms], along, [], out)
    return call.of(asked, layouts, f"{how.mode}_of_function", None)


def composite(
    resolver: CallResolver, value: Derived, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A call of a Jacobian, or its like, that was made outside."""
    how, walker = value.how, resolver.walker
    given = [*args, *(word.value for word in words)]
    if how.mode not in _ONE_RUN and any(may_be_used_up(resolver, walker.kind(a)) for a in given):
        raise _refused(
            resolver, node, how,
            "it runs the function several times, and an argument, such as a generator, is used up by one",
            "draw before: give the function the numbers",
        )  # fmt: skip
    try:
        fun, signature = value.pushed()
    except TypeError as error:
        raise _refused(resolver, node, how, str(error)) from error
    parameters = list(signature.parameters.values())
    if any(p.kind not in (*_PLACED, _NAMED) for p in parameters):
        raise _refused(resolver, node, how, "the function takes a variable number of arguments")
    along = [args[1]] if how.mode == "hvp" and len(args) > 1 else []
    args = [args[0], *args[2:]] if along else args
    by_name = {word.arg: word.value for word in words}
    chosen = []
    for i in how.wrt:
        atom = args[i] if i < len(args) else by_name.get(parameters[i].name)
        chosen.append(walker.kind(atom) if atom is not None else k.Scalar(float))
    placed = tuple(p.name for p in parameters if p.kind is not _NAMED)
    named = tuple(p.name for p in parameters if p.kind is _NAMED)
    asked = Asked(how, placed, named, fun, how.mode == "value_grad_and_hessian")
    name = f"{how.mode}_of_{getattr(fun, '__name__', 'function')}"
    call = _Call(resolver, node, args, along, words, out)
    layouts = _layouts(resolver, node, how, chosen)
    return call.of(asked, layouts, name if name.isidentifier() else how.mode, signature)


class _Call:
    """A call of a derivative of several runs: of a text that depends on what the function returns."""

    def __init__(
        self, resolver: CallResolver, node: gast.Call, args: list[gast.expr], along: list[gast.expr],
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> None:  # fmt: skip
        self.resolver, self.node = resolver, node
        self.args, self.along, self.words, self.out = args, along, words, out

    def of(
        self,
        asked: Asked,
        layouts: tuple[Layout, ...],
        name: str,
        signature: inspect.Signature | None,
    ) -> gast.expr:
        """The call of the derivative."""
        mode = asked.how.mode
        value = None if mode in _ONE_RUN else self._value(asked, layouts, signature)
        first = 1 if asked.fun is not None else 2
        args = [*self.args[:first], *self.along, *self.args[first:]]
        return self._called(of_columns(asked, layouts, value, name), signature, args, self.along)

    def _value(
        self, asked: Asked, layouts: tuple[Layout, ...], signature: inspect.Signature | None
    ) -> Layout:
        """The layout of what is pushed: known when its first columns are."""
        start = len(self.out)
        found = None
        for x, own in zip(asked.chosen, layouts, strict=True):
            self._called(columns_of(asked, x, own), signature, self.args, [])
            del self.out[start:]
            kind = column_kind(own, self.resolver.kind)
            if kind is not None:
                found = layout(kind)
                break
        if found is None:
            why = "what the function returns is not known to be a number, an array or a structure of them"
            raise _refused(self.resolver, self.node, asked.how, why)
        return found

    def _called(
        self, fun: types.FunctionType, signature: inspect.Signature | None, args: list[gast.expr],
        along: list[gast.expr],
    ) -> gast.expr:  # fmt: skip
        if signature is not None:
            _give_defaults(fun, signature, len(along))
        return self.resolver.users.call(
            fun, fun.__name__, self.node, args, self.words, [], self.out
        )


def _give_defaults(fun: types.FunctionType, signature: inspect.Signature, more: int) -> None:
    """The defaults of a function for a text with its parameters, and ``more`` after the first one."""
    parameters = signature.parameters.values()
    placed = [p for p in parameters if p.kind is not _NAMED]
    found = [p.default for p in placed if p.default is not p.empty]
    if more and len(found) == len(placed):
        found = found[1:]
    fun.__defaults__ = tuple(found) or None
    named = [p for p in parameters if p.kind is _NAMED and p.default is not p.empty]
    fun.__kwdefaults__ = {p.name: p.default for p in named} or None


def _layouts(
    resolver: CallResolver, node: gast.Call, how: How, chosen: list[k.Kind]
) -> tuple[Layout, ...]:
    if how.mode == "hvp":
        return (Leaf(True),)
    found = [layout(kind) for kind in chosen]
    known = tuple(own for own in found if own is not None)
    by_element = how.mode != "elementwise_grad" or all(isinstance(own, Leaf) for own in known)
    if len(known) < len(found) or not by_element:
        raise _refused(
            resolver, node, how,
            "it is by an object, or by a structure whose parts are not known",
            "take the derivative with respect to arrays, or tuples, lists and dicts of them",
        )  # fmt: skip
    return known


def _refused(
    resolver: CallResolver, node: gast.AST, how: How, why: str,
    then: str = "write it with `s2s.grad` and `s2s.jvp`, by one argument",
) -> Exception:  # fmt: skip
    return resolver.walker.fail(
        UnsupportedError,
        f"s2s cannot differentiate through this `{how.mode}`",
        node,
        why,
        then,
    )
