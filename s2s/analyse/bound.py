"""Bound methods and `functools.partial` where a local function is meant: ``s2s.grad(self.loss)``."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.origin import signature_of
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_PLAIN = (int, float, complex, str, bool, type(None))
_Parameters = list[inspect.Parameter]


def as_local(
    resolver: CallResolver, atom: gast.expr, node: gast.Call, out: list[gast.stmt]
) -> gast.expr:
    """``lambda x: method(x)`` for a bound method or partial; any other function as it is."""
    walker = resolver.walker
    kind = walker.kind(atom)
    found = _parameters(kind) if isinstance(kind, k.Method | k.Partial) else None
    if found is None or not isinstance(atom, gast.Name):
        return atom
    title, parameters = found
    text = _text(atom.id, title, parameters, node)
    name = walker.temp_name(gast.Tuple(elts=[node, walk.clone(atom)], ctx=gast.Load()), title)
    key = id(walker.typed.fun), name, title, tuple(map(str, parameters))
    made = walker.unit.heap.wrappers.setdefault(key, text)
    definition = walker.unit.definition(made, {}, {}, (atom.id,), {}, {}, walker.typed)
    walker.define(name, k.Closure(definition, (kind,)), walker.varies(atom))
    value = build.tuple_([build.const(definition.tag), walker.linked.value(atom)])
    out.append(walk.copy_position(build.assign(name, value), node))
    return walk.copy_position(build.name(name), node)


def _parameters(kind: k.Kind) -> tuple[str, _Parameters] | None:
    """The name of a function and the parameters that are left to give; None where they are not known."""
    match kind:
        case k.Func(value=value):
            try:
                found = [*signature_of(value).parameters.values()]
            except (TypeError, ValueError):
                return None
            plain = all(p.kind in _BY_PLACE and _has_plain_default(p) for p in found)
            return (getattr(value, "__name__", "function"), found) if plain else None
        case k.Closure(definition=definition):
            args = definition.node.args
            if args.vararg or args.kwarg or args.kwonlyargs or args.defaults:
                return None
            names = walk.parameters(definition.node)
            plain_kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
            return definition.node.name, [inspect.Parameter(n, plain_kind) for n in names]
        case k.Method(function=function):
            inner = _parameters(function)
            return inner and (inner[0], inner[1][1:])
        case k.Partial(function=function, args=args, names=names):
            inner = _parameters(function)
            if inner is None or len(args) > len(inner[1]):
                return None
            left = [p for p in inner[1][len(args) :] if p.name not in names]
            late = [p.name in names for p in inner[1][len(args) :]]
            return (inner[0], left) if sorted(late) == late else None
    return None


def _has_plain_default(parameter: inspect.Parameter) -> bool:
    return parameter.default is parameter.empty or type(parameter.default) in _PLAIN


def _text(function: str, title: str, parameters: _Parameters, node: gast.Call) -> gast.FunctionDef:
    """``def title(x, y=2): value = function(x, y); return value``."""
    names = [p.name for p in parameters]
    value = build.call(function, *map(build.name, names))
    result = next(word for word in ("value", "result", "found") if word not in names)
    body = [build.assign(result, value), gast.Return(value=build.name(result))]
    for part in (value, *body):
        walk.copy_position(part, node)
    made = build.function(title if title.isidentifier() else "function", names, body)
    given = [p.default for p in parameters if p.default is not p.empty]
    made.args.defaults = [build.const(default) for default in given]
    return walk.copy_position(made, node)
