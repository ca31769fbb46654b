"""Forward mode inside of functions that are differentiated: `s2s.jvp` called in the user's code."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_user
from s2s.analyse.bound import as_local
from s2s.analyse.known import known
from s2s.analyse.nested import (
    active_positions,
    closure_of,
    hows_of,
    the_callee,
    turned_rule,
)
from s2s.analyse.nested_effects import nested_effects
from s2s.analyse.used_up import may_be_used_up
from s2s.derived import Derived, How
from s2s.errors import UnsupportedError
from s2s.frontend.wrap import wrap
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def pushforward(
    resolver: CallResolver, mode: str, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """``s2s.jvp(f, primals, tangents)``: the tangent function of ``f`` is called.

    In the mode "pushforward" it gives the tangent alone.
    """
    given = {**dict(zip(("fun", "primals", "tangents", "has_aux"), args, strict=False)),
             **{w.arg or "**": w.value for w in words}}  # fmt: skip
    if not {"fun", "primals", "tangents"} <= given.keys() <= {
        "fun", "primals", "tangents", "has_aux",
    }:  # fmt: skip
        raise _refused(resolver, node, "the call does not fit the signature of `s2s.jvp`")
    primals = _items(resolver, node, given["primals"], "primal", out)
    tangents = _items(resolver, node, given["tangents"], "tangent", out)
    if len(primals) != len(tangents):
        raise _refused(resolver, node, "there is not one tangent for each primal")
    given["fun"] = as_local(resolver, given["fun"], node, out)
    gradient = _turned(resolver, given["fun"])
    if gradient is not None:
        return _pushed(resolver, gradient, mode, node, primals, tangents, out)
    fun, hows, extra = _function(resolver, node, given["fun"], out)
    tangents = _packed(resolver, node, fun, tangents, out)
    atoms = [*bind_user(fun, node, primals, [], resolver, out), *extra]
    kinds = tuple(k.general(resolver.walker.kind(atom)) for atom in atoms)
    wrt = tuple(
        i
        for i, tangent in enumerate(tangents)
        if k.is_differentiable(kinds[i]) and not _is_none(resolver.walker.kind(tangent))
    )
    has_aux = _has_aux(resolver, node, given.get("has_aux"))
    params = walk.parameters(fun.node) if isinstance(fun, k.Definition) else ()
    nested_effects(resolver, fun, node, atoms, params)
    for how in hows:
        fun = resolver.walker.unit.derivative(fun, kinds, how)
    resolver.walker.unit.heap.gradients |= bool(hows)
    made = resolver.walker.unit.derivative(fun, kinds, How(mode, wrt, True, has_aux))
    dots = [tangents[i] for i in wrt]
    return resolver.users.call(made, made.__name__, node, [*atoms, *dots], [], [], out)


def _turned(resolver: CallResolver, func: gast.expr) -> Derived | None:
    """The gradient that is differentiated the other way round, if the function is one."""
    kind = resolver.walker.kind(func)
    value = kind.value if isinstance(kind, k.Func) else None
    if not resolver.walker.unit.heap.turned or not isinstance(value, Derived):
        return None
    return value if value.generated_as_one else None


def _pushed(
    resolver: CallResolver, gradient: Derived, mode: str, node: gast.Call,
    primals: list[gast.expr], tangents: list[gast.expr], out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A gradient and its tangent, which is the gradient of the tangent; or the tangent alone."""
    walker = resolver.walker
    if len(primals) != gradient.root.__code__.co_argcount:
        raise _refused(resolver, node, "not all arguments of the gradient are among the primals")
    kinds = [walker.kind(atom) for atom in primals]
    still = [_is_none(walker.kind(tangent)) for tangent in tangents]
    active = tuple(i for i in active_positions(kinds) if not still[i])
    drawn = any(may_be_used_up(resolver, kind) for kind in kinds)
    if drawn and mode == "jvp":
        raise _refused(resolver, node, "an argument, such as a generator, is used up by one run")
    rule = turned_rule(resolver, gradient, active, node, drawn)
    atoms = [*primals, *(tangents[i] for i in active)]
    plain = rule.pushed if mode == "jvp" else rule.tangent
    return resolver.users.call(plain, plain.__name__, node, atoms, [], [], out)


def _function(
    resolver: CallResolver, node: gast.Call, func: gast.expr, out: list[gast.stmt]
) -> tuple[Any, list[How], list[gast.expr]]:
    """The function, what derivative of it is meant, and the values that it captured."""
    kind = the_callee(resolver, node, [func])
    if isinstance(kind, k.Closure | k.Derived):
        closure = closure_of(kind)
        return closure.definition, hows_of(kind), resolver.closures.captures(closure, func, out)
    assert isinstance(kind, k.Func)
    value: Any = kind.value
    if isinstance(value, Derived):
        root = build.attribute(func, "root")
        return value.root, [value.how], resolver.closures.values(value.root, root, out)
    plain = wrap(value)
    return plain, [], resolver.closures.values(plain, func, out) if plain is value else []


def _packed(
    resolver: CallResolver, node: gast.Call, fun: Any, tangents: list[gast.expr],
    out: list[gast.stmt],
) -> list[gast.expr]:  # fmt: skip
    """One tangent for each parameter: those of ``*args`` are a tuple, like their primals."""
    start = _variadic(fun)
    if start is None:
        return tangents
    rest = tangents[start:]
    kinds = tuple(resolver.walker.kind(tangent) for tangent in rest)
    if any(map(_is_none, kinds)):
        raise _refused(resolver, node, "a tangent among those of `*args` is None")
    varied = any(map(resolver.walker.varies, rest))
    packed = resolver.temp(build.tuple_(rest), k.Tuple(kinds), varied, "tangents", out)
    return [*tangents[:start], packed]


def _variadic(fun: Any) -> int | None:
    if isinstance(fun, k.Definition):
        args = fun.node.args
        return len(args.posonlyargs) + len(args.args) if args.vararg else None
    code = fun.__code__
    return code.co_argcount if code.co_flags & inspect.CO_VARARGS else None


def _items(
    resolver: CallResolver, node: gast.Call, atom: gast.expr, base: str, out: list[gast.stmt]
) -> list[gast.expr]:
    """The items of the primals or tangents, each under a name."""
    walker = resolver.walker
    display = _display(atom, out)
    if display is not None:
        return [_named(resolver, item, base, out) for item in display]
    kind = walker.kind(atom)
    if not isinstance(kind, k.Tuple):
        raise _refused(resolver, node, f"it is not known how many {base}s there are")
    names = []
    for i, item in enumerate(kind.items):
        name = walker.temp_name(build.index(atom, build.const(i)), f"{base}_{i}")
        walker.define(name, item, walker.varies(atom) and k.is_differentiable(item))
        names.append(name)
    whole = walker.linked.value(atom)
    if not isinstance(whole, gast.Name):  # read from outside of the function
        whole = resolver.temp(whole, kind, False, f"{base}s", out, linked=True)
    out.append(walk.copy_position(build.unpack(names, whole), node))
    return [build.name(name) for name in names]


def _named(resolver: CallResolver, item: gast.expr, base: str, out: list[gast.stmt]) -> gast.expr:
    """An item that is read from outside of the function, under a name: its kind is known then."""
    known_kind = resolver.walker.unit.linker.kinds.get(walk.key(item))
    if known_kind is None or isinstance(item, gast.Name):
        return item
    return resolver.temp(item, known_kind, False, base, out, linked=True)


def _display(atom: gast.expr, out: list[gast.stmt]) -> list[gast.expr] | None:
    """The items of a tuple that is displayed in the same block: each name is assigned once."""
    if isinstance(atom, gast.Name):
        made = [s for s in out if isinstance(s, gast.Assign) and atom.id in walk.bound(s)]
        atom = made[0].value if len(made) == 1 else atom
    if not isinstance(atom, gast.Tuple) or any(isinstance(e, gast.Starred) for e in atom.elts):
        return None
    return list(atom.elts)


def _has_aux(resolver: CallResolver, node: gast.Call, value: gast.expr | None) -> bool:
    if value is None:
        return False
    ok, found = known(resolver.walker.kind(value))
    if not ok:
        raise _refused(resolver, node, "`has_aux` is not a literal")
    return bool(found)


def _is_none(kind: k.Kind) -> bool:
    return isinstance(kind, k.Const) and kind.value is None


def _refused(resolver: CallResolver, node: gast.Call, why: str) -> Exception:
    return resolver.walker.fail(
        UnsupportedError,
        "s2s cannot differentiate through this call of `s2s.jvp`",
        node,
        why,
        "write `s2s.jvp(f, (x, y), (x_dot, y_dot))`",
    )
