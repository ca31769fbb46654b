"""Derivatives inside of functions that are differentiated: `s2s.grad` called in the user's code.

The inner derivative is generated for the kinds of its arguments, as a Python function with a text
of its own; then it is differentiated like any function that is called.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_user
from s2s.analyse.bound import as_local
from s2s.analyse.known import known
from s2s.analyse.nested_composites import MODES, local_composite
from s2s.analyse.nested_effects import nested_effects
from s2s.analyse.nested_reverse import pulled_back
from s2s.analyse.used_up import may_be_used_up
from s2s.custom import Turned
from s2s.derived import TRANSFORMS, Derived, How, positions
from s2s.errors import S2SError, UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def transform(
    resolver: CallResolver, value: Any, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A call of ``s2s.grad`` or ``s2s.value_and_grad``: the function's own value stands for it."""
    walker = resolver.walker
    if args:
        args = [as_local(resolver, args[0], node, out), *args[1:]]
    if TRANSFORMS[value] in ("vjp", "linearize"):
        return pulled_back(resolver, TRANSFORMS[value], node, args, words, out)
    options = _options(resolver, node, args[1:], words)
    callee = the_callee(resolver, node, args)
    if isinstance(callee, k.Func):
        real = walker.link(node)
        walker.typed.pure_calls[id(real)] = real
        resolver.kind, resolver.varied = k.Func(value(callee.value, **options)), False
        return real
    assert isinstance(callee, k.Closure | k.Derived)
    mode = "hessian" if value.__name__ == "hessian" else TRANSFORMS[value]
    names = walk.parameters(closure_of(callee).definition.node)
    argnums = options.get("argnums", 0)
    try:
        wrt = positions(argnums, names)
    except (TypeError, ValueError) as error:
        raise walker.fail(UnsupportedError, str(error), node, "", "correct `argnums`") from error
    single = isinstance(argnums, int | str)
    how = How(mode, wrt, single, bool(options.get("has_aux", False)))
    resolver.kind, resolver.varied = k.Derived(callee, how), walker.varies(args[0])
    return walker.linked.value(args[0])


def _options(
    resolver: CallResolver, node: gast.Call, rest: list[gast.expr], words: list[gast.keyword]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    pairs = [*zip(("argnums",), rest, strict=False), *((w.arg, w.value) for w in words)]
    for name, value in pairs:
        ok, constant = known(resolver.walker.kind(value))
        kind = resolver.walker.kind(value)
        if not ok and isinstance(kind, k.Tuple):
            parts = [known(item) for item in kind.items]
            ok, constant = all(part[0] for part in parts), tuple(part[1] for part in parts)
        if not ok or name is None:
            raise resolver.walker.fail(
                UnsupportedError,
                f"s2s cannot tell what `{name or '**'}` of this derivative is",
                node,
                "it is not known before the program runs",
                "write it as a literal",
            )
        found[name] = constant
    return found


def the_callee(resolver: CallResolver, node: gast.Call, args: list[gast.expr]) -> k.Kind:
    """The function whose derivative is asked for."""
    walker = resolver.walker
    kind = walker.kind(args[0]) if args else k.Opaque()
    if isinstance(kind, k.Func | k.Closure | k.Derived):
        return kind
    raise walker.fail(
        UnsupportedError,
        "s2s cannot tell which function this is the derivative of",
        node,
        "it is not a function that is defined with `def` or `lambda`",
        "wrap it in a `lambda`",
    )


def closure_of(kind: k.Closure | k.Derived) -> k.Closure:
    """The local function at the bottom of derivatives of derivatives."""
    while isinstance(kind, k.Derived):
        kind = kind.function
    return kind


def local_derivative(
    resolver: CallResolver, kind: k.Derived, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], func: gast.expr, out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A call of the derivative of a local function."""
    closure = closure_of(kind)
    if kind.how.mode in MODES:
        return local_composite(resolver, kind, closure.definition, node, args, words, func, out)
    extra = resolver.closures.captures(closure, func, out)
    return derivative(resolver, closure.definition, hows_of(kind), node, args, words, extra, out)


def hows_of(kind: k.Closure | k.Derived) -> list[How]:
    """What derivative of a local function is meant, the innermost first."""
    hows: list[How] = []
    while isinstance(kind, k.Derived):
        hows.insert(0, kind.how)
        kind = kind.function
    return hows


def turned_call(
    resolver: CallResolver, value: Derived, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], func: gast.expr, out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A call of a gradient that is differentiated the other way round: it has a rule of its own."""
    walker = resolver.walker
    atoms = bind_user(value.root, node, args, words, resolver, out)
    varying = active_positions([walker.kind(atom) for atom in atoms])
    active = tuple(i for i in varying if walker.varies(atoms[i]) or i in value.how.wrt)
    drawn = any(may_be_used_up(resolver, walker.kind(atom)) for atom in atoms)
    rule = turned_rule(resolver, value, active, node, drawn)
    positions_ = build.tuple_([build.const(i) for i in active])
    flag = {"drawn": build.const(True)} if drawn else {}
    link = build.call(build.attribute(func, "turned"), positions_, **flag)
    call = walk.copy_position(gast.Call(func=func, args=atoms, keywords=[]), node)
    return resolver.custom.call(rule, call, atoms, link)


def rule_again(resolver: CallResolver, node: gast.Call, func: gast.Attribute) -> gast.expr | None:
    """``gradient.turned((0,))``, as generated code spells it: the rule. None for another method."""
    walker = resolver.walker
    kind = walker.kind(func.value)
    if not isinstance(kind, k.Func) or not isinstance(kind.value, Derived) or len(node.args) != 1:
        return None
    _, active = known(walker.kind(node.args[0]))
    rule = turned_rule(resolver, kind.value, active, node, bool(node.keywords))
    real = walker.link(node)
    walker.typed.pure_calls[id(real)] = real
    resolver.kind, resolver.varied = k.Func(rule), False
    return real


def active_positions(kinds: list[k.Kind]) -> tuple[int, ...]:
    """The arguments that have a derivative."""
    return tuple(i for i, kind in enumerate(kinds) if k.is_differentiable(k.general(kind)))


def turned_rule(
    resolver: CallResolver, value: Derived, active: tuple[int, ...], node: gast.Call, drawn: bool
) -> Turned:
    """The rule of a gradient that is differentiated the other way round."""
    try:
        rule: Turned = value.turned(active, drawn)
    except TypeError as error:
        raise resolver.walker.fail(
            UnsupportedError,
            "s2s cannot differentiate this gradient the other way round",
            node,
            str(error),
            "write the second derivative with `s2s.jvp` and `s2s.grad`",
        ) from error
    return rule


def derivative(
    resolver: CallResolver, fun: Any, hows: list[How], node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], extra: list[gast.expr], out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A call of a derivative: its text is generated, and it is called like any function.

    Args:
        fun: the function that is differentiated: a plain one, or a local ``Definition``.
        hows: what derivative of it, and of that again.
        extra: the values of what it captured.
    """
    walker = resolver.walker
    atoms = [*bind_user(fun, node, args, words, resolver, out), *extra]
    kinds = tuple(k.general(walker.kind(atom)) for atom in atoms)
    nested_effects(resolver, fun, node, atoms)
    number = all(len(how.wrt) == 1 and kinds[how.wrt[0]] == k.Scalar(float) for how in hows)
    start = len(out)
    try:
        return _called(resolver, fun, hows, kinds, node, atoms, out)
    except S2SError:
        if not number or any(how.has_aux for how in hows):
            raise
    del out[start:]  # a tape that is filled item by item: forward mode has none
    forward = [replace(how, forward=True) for how in hows]
    return _called(resolver, fun, forward, kinds, node, atoms, out)


def _called(
    resolver: CallResolver, fun: Any, hows: list[How], kinds: tuple[k.Kind, ...], node: gast.Call,
    atoms: list[gast.expr], out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    made = fun
    for how in hows:
        made = resolver.walker.unit.derivative(made, kinds, how)
    resolver.walker.unit.heap.gradients = True  # there is a text of it, if it can be read again
    return resolver.users.call(made, made.__name__, node, atoms, [], [], out)
