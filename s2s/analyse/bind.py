"""Binding the arguments of a call to the parameters of a rule or of a user's function."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.known import known
from s2s.analyse.stars import gathered_arguments, spread, spread_words
from s2s.analyse.typed import RuleCall
from s2s.errors import UnsupportedError
from s2s.origin import signature_of
from s2s.syntax import build, walk
from s2s.syntax.names import plain

_BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver
    from s2s.analyse.walker import Walker
    from s2s.rules import Rule


def bind_rule(
    rule: Rule, args: list[gast.expr], words: list[gast.keyword], walker: Walker, node: gast.AST
) -> RuleCall:
    """Parameters of the rule to atoms; those left out get the defaults."""
    named = {word.arg: word.value for word in words if word.arg is not None}
    try:
        found = rules.bind(rule, args, named)
    except TypeError as error:
        raise _misfit(rule, walker, node) from error
    return _resolved(rule, found, walker)


def fitted(rule: Rule, args: list[gast.expr], words: list[gast.keyword]) -> dict[str, Any] | None:
    """What a call gives for the parameters of a rule; None where it does not fit them."""
    named = {word.arg: word.value for word in words if word.arg is not None}
    try:
        return rules.bind(rule, args, named)
    except TypeError:
        return None


def covered(rule: Rule, args: list[gast.expr], words: list[gast.keyword], walker: Walker) -> bool:
    """Whether the rule's own formulas hold for a call, by what is known before it runs."""
    if rule.flavour == "composite":
        return False
    if walker.typed.fun is rule.source_function:
        return True  # the text means the function itself
    if rule.flavour == "zero":  # of real numbers: the text tells what complex ones do
        return not any(k.may_be_complex(walker.kind(atom)) for atom in args)
    if any(isinstance(arg, gast.Starred) for arg in args):
        return True
    if any(word.arg == "out" for word in words):
        return True  # no text of ours writes into a buffer
    bound = fitted(rule, args, words)
    if bound is None:
        return False
    if "out" in bound and known(walker.kind(bound["out"])) != (True, None):
        return True  # the same, given by its place
    for param, atom in bound.items():
        atoms = atom if isinstance(atom, tuple) else (atom,)
        ok, value = known(walker.kind(atoms[0])) if atoms else (True, ())
        default = rule.defaults.get(param)
        if param in rule.unsupported and not (
            ok and type(value) is type(default) and value == default
        ):
            return False
        if param in rule.covers and not (ok and value in rule.covers[param]):
            return False
        free = param not in rule.active and param not in rule.zeros
        if free and any(walker.varies(atom) for atom in atoms):
            return False
    return True


# Parameters besides ``out`` that hold what a function writes its result into.
_BUFFERS = ("output", "distances", "indices")


def overwrites(
    rule: Rule, args: list[gast.expr], words: list[gast.keyword], walker: Walker
) -> str | None:
    """The parameter by which a call says that the function may write into its arguments."""
    flags = [p for p in rule.unsupported if p.startswith("overwrite_") or p in _BUFFERS]
    if rule.name == "numpy.nan_to_num":
        flags.append("copy")
    if not flags:
        return None
    bound = fitted(rule, args, words)
    if bound is None:
        return None
    for param in flags:
        if param in bound and known(walker.kind(bound[param])) != (True, rule.defaults[param]):
            return param
    return None


def unknown_to_text(
    rule: Rule, args: list[gast.expr], words: list[gast.keyword], walker: Walker
) -> str | None:
    """The parameter that must keep its default in the rule's text, where a call gives another."""
    if rule.flavour != "composite" or not rule.unsupported:
        return None
    bound = fitted(rule, args, words)
    if bound is None:
        return None
    for param in rule.params:
        if param in rule.unsupported and param in bound:
            ok, value = known(walker.kind(bound[param]))
            if not ok or value != rule.defaults.get(param):
                return param
    return None


def bind_method(
    method: rules.Method, receiver: gast.expr, args: list[gast.expr], words: list[gast.keyword],
    walker: Walker, node: gast.AST,
) -> RuleCall:  # fmt: skip
    """The same for ``receiver.method(args)``."""
    found: dict[str, object] = {method.receiver: receiver}
    found |= {name: _literal(value) for name, value in method.preset.items()}
    rest = list(args)
    for param in method.params:
        if param.startswith("*"):
            if rest:
                whole = (
                    rest[0]
                    if len(rest) == 1 and not isinstance(walker.kind(rest[0]), k.Scalar)
                    else build.tuple_(rest)
                )
                found[param[1:]] = whole
            rest = []
        elif rest:
            found[param] = rest.pop(0)
    if rest:
        raise _misfit(method.rule, walker, node)
    for word in words:
        name = method.renamed.get(word.arg or "", word.arg or "")
        found[name] = word.value
    return _resolved(method.rule, found, walker)


def _resolved(rule: Rule, found: dict[str, object], walker: Walker) -> RuleCall:
    bound: dict[str, gast.expr] = {}
    variadic: dict[str, list[gast.expr]] = {}
    for name, value in found.items():
        if isinstance(value, tuple):
            variadic[name] = [_outside(item, walker) for item in value]
        else:
            bound[name] = _outside(value, walker)  # a tree
    for name, default in rule.defaults.items():
        if name not in bound and name not in variadic:
            bound[name] = _literal(default)
    return RuleCall(rule, bound, variadic)


def _outside(atom: gast.expr, walker: Walker) -> gast.expr:
    """An argument as the reverse sweep may write it: a global is read where its module keeps it."""
    names = walk.read(atom)
    return atom if names <= walker.env.keys() else walker.linked.value(atom)


def flag(words: list[gast.keyword], name: str) -> gast.expr | None:
    """What a call gives for a keyword."""
    return next((word.value for word in words if word.arg == name), None)


def _literal(value: object) -> gast.expr:
    if isinstance(value, tuple):
        return build.tuple_([_literal(item) for item in value])
    return build.const(value)


def _misfit(rule: Rule, walker: Walker, node: gast.AST) -> Exception:
    return walker.fail(
        UnsupportedError,
        f"s2s does not know this way of calling `{rule.name}`",
        node,
        f"its rule knows the arguments {', '.join(rule.params)}",
        "call it with these arguments only",
    )


def bind_user(
    fun: object, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
    resolver: CallResolver, out: list[gast.stmt],
) -> list[gast.expr]:  # fmt: skip
    """One atom for each parameter of the function, in the order of its signature."""
    walker = resolver.walker
    params, defaults = _signature(fun, walker)
    given = {word.arg for word in words}
    places = [name for name, kind in params if kind in _BY_PLACE and name not in given]
    variadic = next((n for n, kind in params if kind == inspect.Parameter.VAR_POSITIONAL), None)
    args, whole = gathered_arguments(
        args, places, variadic is not None, defaults, node, resolver, out
    )
    positional = spread(args, node, resolver, out)
    named = spread_words(words, node, resolver, out)
    bound: list[gast.expr] = []
    rest = list(positional)
    for name, kind in params:
        if whole is not None and name == variadic:
            bound.append(whole)
        elif kind == inspect.Parameter.VAR_POSITIONAL:
            items = k.Tuple(tuple(map(walker.kind, rest)))
            values = dict(enumerate(rest))
            bound.append(_structure(build.tuple_(rest), items, name, values, resolver, out))
            rest = []
        elif kind == inspect.Parameter.VAR_KEYWORD:
            display = gast.Dict(keys=[build.const(n) for n in named], values=list(named.values()))
            entries = k.Dict(tuple((n, walker.kind(v)) for n, v in named.items()))
            bound.append(_structure(display, entries, name, dict(named), resolver, out))
            named = {}
        elif rest and kind != inspect.Parameter.KEYWORD_ONLY:
            bound.append(rest.pop(0))
        elif name in named:
            bound.append(named.pop(name))
        elif name in defaults:
            bound.append(defaults[name](resolver, out))
        else:
            raise _wrong_call(fun, f"the argument `{name}` is missing", walker, node)
    if rest or named:
        raise _too_many(fun, [f"`{name}`" for name in named], walker, node)
    return bound


def _too_many(fun: object, named: list[str], walker: Walker, node: gast.AST) -> Exception:
    """The error for arguments that a function does not take; a text of ours may just not know them."""
    if named and str(getattr(fun, "__module__", "")).startswith("s2s."):
        return walker.fail(
            UnsupportedError,
            f"s2s does not know the derivative of `{getattr(fun, '__name__', 'the function')}`"
            f" with {', '.join(named)} given",
            node,
            "its text holds for calls that leave this out",
            "leave it out, or give your function a rule with `s2s.custom_vjp`",
        )
    return _wrong_call(fun, "there are too many arguments", walker, node)


def _wrong_call(fun: object, why: str, walker: Walker, node: gast.AST) -> Exception:
    name = (
        fun.node.name if isinstance(fun, k.Definition) else getattr(fun, "__name__", "the function")
    )
    return walker.fail(
        UnsupportedError,
        f"this call does not fit the signature of `{name}`",
        node,
        why,
        "check the call",
    )


def _structure(
    display: gast.expr,
    kind: k.Kind,
    name: str,
    values: Mapping[Any, gast.expr],
    resolver: CallResolver,
    out: list[gast.stmt],
) -> gast.expr:
    walker = resolver.walker
    varied = frozenset(key for key, value in values.items() if walker.varies(value))
    made = resolver.temp(display, kind, bool(varied), name, out)
    if isinstance(made, gast.Name):
        walker.parts[made.id] = varied
    return made


def _signature(fun: Any, walker: Walker) -> tuple[list[tuple[str, object]], dict[str, Any]]:
    """Parameters with their kinds, and for each default a way to write it down."""
    if isinstance(fun, k.Definition):
        return _local_signature(fun)
    signature = signature_of(fun)
    params: list[tuple[str, object]] = [(p.name, p.kind) for p in signature.parameters.values()]
    defaults: dict[str, object] = {}
    for p in signature.parameters.values():
        if p.default is not inspect.Parameter.empty:
            defaults[p.name] = _default(fun, p.name, p.default)
    return params, defaults


def _default(fun: object, name: str, value: object) -> object:
    from_literal = type(value) in (int, float, complex, str, bool, type(None))

    def write(resolver: CallResolver, out: list[gast.stmt]) -> gast.expr:
        walker = resolver.walker
        if from_literal:
            return build.const(value)
        if type(value) is tuple and not value:  # nobody can write into it
            return resolver.temp(build.tuple_([]), k.Tuple(()), False, name, out)
        if callable(value) and walker.unit.linker.known(value) is not None:
            return walker.linked.constant(value, name, out)
        return walker.linked.default(fun, name, value, out)

    return write


def _local_signature(fun: k.Definition) -> tuple[list[tuple[str, object]], dict[str, object]]:
    args = fun.node.args
    P = inspect.Parameter
    listed = [*args.posonlyargs, *args.args]
    params: list[tuple[str, object]] = [(plain(a.id), P.POSITIONAL_OR_KEYWORD) for a in listed]
    if args.vararg:
        params.append((plain(args.vararg.id), P.VAR_POSITIONAL))
    params += [(plain(a.id), P.KEYWORD_ONLY) for a in args.kwonlyargs]
    if args.kwarg:
        params.append((plain(args.kwarg.id), P.VAR_KEYWORD))
    defaults: dict[str, object] = {}
    pairs = list(zip(listed[len(listed) - len(args.defaults) :], args.defaults, strict=True))
    pairs += [
        (a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None
    ]
    for param, default in pairs:
        defaults[plain(param.id)] = _local_default(param.id, default)
    return params, defaults


def _local_default(name: str, node: gast.expr) -> object:
    def write(resolver: CallResolver, out: list[gast.stmt]) -> gast.expr:
        return resolver.closures.held.get(name) or walk.clone(node)

    return write
