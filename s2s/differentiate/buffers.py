"""Tangents of arrays that are written in place: arrays of the same aliasing, written the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import RuleCall
from s2s.analyse.views import SPREAD, VIEWS, may_share
from s2s.differentiate.places import loaded, stored
from s2s.differentiate.spans import spans
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pushforwards import Pushforwards

_SHARED = VIEWS | SPREAD
_FRESH = frozenset({"zeros_like", "zeros", "array", "copy", "buffer", "zero_tangent"})


class Buffers:
    """Statements about tangents that other names may refer to."""

    def __init__(self, pushforwards: Pushforwards) -> None:
        self.push = pushforwards
        self.sweep = pushforwards.sweep
        self.tangents = pushforwards.tangents
        self.env = pushforwards.env

    def has(self, atom: object) -> bool:
        """Whether an atom's tangent is written in place, or shares memory with one that is."""
        return isinstance(atom, gast.Name) and atom.id in self.sweep.shadow

    def made(self, name: str, tangent: gast.expr, value: gast.expr) -> gast.expr:
        """The tangent of ``name = value`` with the aliasing that its primal has."""
        resolution = self.sweep.typed.resolution(value)
        kind = k.solid(self.env[name])
        if not isinstance(kind, k.Array | k.Unknown):
            return tangent
        if isinstance(resolution, RuleCall):
            base = self._base(resolution)
            if resolution.rule.name in _SHARED and base is not None:
                return tangent
            if resolution.rule.name == "s2s.runtime.mirror":  # so does the tangent mirror its own
                return tangent
            if base is not None and isinstance(k.solid(self.env[base]), k.Array | k.Unknown):
                dot = self.tangents.plain(base)
                return build.call("rt.view_dot", build.name(name), build.name(base), dot, tangent)
        elif isinstance(value, gast.Name | gast.Subscript | gast.Attribute):
            if walk.read(value) & self.tangents.active:
                return tangent
        if isinstance(kind, k.Unknown):
            return self.buffer(name, tangent)
        fresh = (
            self._fresh(name, tangent)
            or self._follows(name, tangent, value)
            or self._spans(name, tangent, value)
        )
        return tangent if fresh else self.buffer(name, tangent)

    def buffer(self, name: str, tangent: gast.expr) -> gast.expr:
        """An array like the primal that holds the tangent."""
        return build.call("rt.buffer", tangent, build.name(name))

    def apart(self, tangent: gast.expr, goal: k.Kind) -> gast.expr:
        """The tangent of an array that stays, copied where it may share memory with one that changes.

        The primal is new where the tangent need not be: that of ``x + 1.0`` is that of ``x``.
        """
        changing = {self.tangents.dot(name) for name in self.sweep.shadow if name in self.env}
        goal = k.solid(goal)
        large = isinstance(goal, k.Unknown) or (isinstance(goal, k.Array) and goal.shape)
        if not large or not walk.read(tangent) & changing or _makes_new(tangent):
            return tangent
        return build.call("np.copy" if isinstance(goal, k.Array) else "rt.own", tangent)

    def _base(self, call: RuleCall) -> str | None:
        for param in call.rule.view:
            for atom in (call.bound.get(param), *call.variadic.get(param, ())):
                if self.has(atom):
                    return str(atom.id)
        return None

    def _fresh(self, name: str, tangent: gast.expr) -> bool:
        """Whether an expression makes an array of its own, of the shape of its primal."""
        goal, kind = self.env[name], self.sweep.evaluator(tangent)
        goal = k.solid(goal)
        if not isinstance(goal, k.Array) or not goal.shape or kind != goal:
            return False
        if isinstance(tangent, gast.Call) and isinstance(tangent.func, gast.Attribute):
            return tangent.func.attr in _FRESH
        return isinstance(tangent, gast.BinOp)

    def _follows(self, name: str, tangent: gast.expr, value: gast.expr) -> bool:
        """Whether a new vector is made of a whole tangent by the same call as its primal.

        Of more axes the primal may have another order in memory, which its views depend on.
        """
        goal, kind = k.solid(self.env[name]), self.sweep.evaluator(tangent)
        if not (isinstance(goal, k.Array) and isinstance(kind, k.Array)):
            return False
        same = kind.dtype == goal.dtype and len(kind.shape) == 1 == len(goal.shape)
        is_call = isinstance(value, gast.Call) and isinstance(tangent, gast.Call)
        return same and is_call and self.push.is_exact(value) and _makes_new(tangent)

    def _spans(self, name: str, tangent: gast.expr, value: gast.expr) -> bool:
        """Whether arithmetic makes a new array for a tangent, as large as its primal."""
        goal, kind = k.solid(self.env[name]), self.sweep.evaluator(tangent)
        if not (isinstance(goal, k.Array) and isinstance(kind, k.Array) and goal.shape):
            return False
        same = kind.dtype == goal.dtype and len(kind.shape) == len(goal.shape)
        made = same and isinstance(tangent, gast.BinOp | gast.UnaryOp)
        return made and spans(tangent, value, self.sweep.typed.resolution(value), self.tangents)

    def store(self, goal: gast.expr, value: gast.expr, node: gast.stmt) -> list[gast.stmt]:
        """``base[key] = value`` or ``base.attr = value``."""
        place = self._place(goal)
        if isinstance(self.env[goal.value.id], k.Array | k.Unknown):
            active = self.tangents.is_active(value)
            dot = self.tangents.plain(value.id) if active else build.const(0.0)
        else:
            dot = self.tangents.of(value)
        return [node, walk.copy_position(build.assign(place, dot), node)]

    def update(self, node: gast.AugAssign) -> list[gast.stmt]:
        """``base[key] op= value``."""
        goal, value, op = node.target, node.value, node.op
        place = self._place(goal)
        active = self.tangents.is_active(value)
        dot = self.tangents.plain(value.id) if active else None
        if isinstance(op, gast.Add | gast.Sub):
            if dot is None:
                return [node]
            return [walk.copy_position(gast.AugAssign(target=place, op=op, value=dot), node), node]
        if dot is None:
            scaled = gast.AugAssign(target=place, op=op, value=walk.clone(value))
            return [walk.copy_position(scaled, node), node]
        if self._apart(goal, value):
            return [walk.copy_position(made, node) for made in self._scaled(place, dot, node)]
        old, old_dot = _read(goal), _read(place)
        if isinstance(op, gast.Mult):
            total = _binary(_binary(old_dot, op, value), gast.Add(), _binary(old, op, dot))
        else:
            share = _binary(_binary(old, op, value), gast.Mult(), dot)
            total = _binary(_binary(old_dot, gast.Sub(), share), op, value)
        self.sweep.pure_expression(total)
        return [walk.copy_position(build.assign(place, total), node), node]

    def _apart(self, goal: gast.expr, value: gast.expr) -> bool:
        """Whether an update of an array, or of a part, leaves what it is updated with as it is.

        What a caller gave may share memory with anything else that it gave.
        """
        typed = self.sweep.typed
        root = typed.memory.roots.get(goal.value.id)
        given = any(typed.memory.roots.get(param) == root for param in typed.params)
        factor = k.solid(self.env[value.id])
        alone = isinstance(factor, k.Scalar) or (
            isinstance(factor, k.Array)
            and root is not None
            and typed.memory.roots.get(value.id) != root
            and not given
        )
        whole = self.sweep.evaluator(_read(goal))
        return alone and isinstance(whole, k.Array) and bool(whole.shape)

    def _scaled(self, place: gast.expr, dot: gast.expr, node: gast.AugAssign) -> list[gast.stmt]:
        """``x *= y`` and ``x /= y`` of arrays: the tangent is scaled in place; of a quotient, after it."""

        def step(op: gast.operator, value: gast.expr) -> gast.stmt:
            return gast.AugAssign(target=walk.clone(place), op=op, value=value)

        share = _binary(_read(node.target), gast.Mult(), dot)
        scale = step(node.op, walk.clone(node.value))
        if isinstance(node.op, gast.Mult):
            return [scale, step(gast.Add(), share), node]
        return [node, step(gast.Sub(), share), scale]

    def written_out(
        self, name: str, value: gast.expr, call: RuleCall, node: gast.stmt
    ) -> list[gast.stmt]:
        """``name = np.add(a, b, out=goal)``: the tangent is computed first, then stored."""
        goal = call.out
        assert isinstance(goal, gast.Name)
        tangent = self.push.rules.value(name, call, value)
        if k.is_complex(self.sweep.evaluator(tangent)) and not k.is_complex(self.env[goal.id]):
            tangent = build.call("np.real", tangent)
        # NumPy puts operands aside where they overlap the result, not always what it copies.
        tangent = self.apart(tangent, self.env[goal.id])
        self.sweep.pure_expression(tangent)
        place = stored(build.index(self.tangents.plain(goal.id), build.const(...)))
        before: list[gast.stmt] = []
        if name in walk.read(tangent):
            tangent, before = self._kept(name, goal.id, tangent)
            after = [build.assign(place, tangent)]
        else:
            held = self.sweep.namer.fresh("out_dot")
            self.sweep.foldable.add(held)
            before = [build.assign(held, tangent)]
            after = [build.assign(place, build.name(held))]
        alias = build.assign(self.tangents.dot(name), self.tangents.plain(goal.id))
        self.tangents.hold(name, self.env[name])
        return [walk.copy_position(s, node) for s in [*before, node, *after, alias]]

    def _kept(self, name: str, goal: str, tangent: gast.expr) -> tuple[gast.expr, list[gast.stmt]]:
        """Copies of operands that the call overwrites, where the formula reads the result too."""
        roots = self.sweep.typed.memory.roots
        copies: list[gast.stmt] = []
        table: dict[str, gast.expr] = {}
        for read in sorted(walk.read(tangent) & set(self.env) - {name}):
            if isinstance(k.solid(self.env[read]), k.Array) and roots.get(read) == roots.get(goal):
                kept = self.sweep.namer.fresh(f"{read}_kept")
                self.sweep.env[kept] = self.env[read]
                copy = build.call(build.attribute(build.name(read), "copy"))
                copies.append(build.assign(kept, copy))
                table[read] = build.name(kept)
        return walk.substitute(tangent, table), copies

    def _place(self, goal: gast.expr) -> gast.expr:
        """The place in the tangent that corresponds to a place in the primal, to be stored."""
        place = walk.clone(goal)
        place.value = self.tangents.plain(goal.value.id)
        place.ctx = gast.Store()
        return place


def _makes_new(tangent: gast.expr) -> bool:
    """Whether an expression makes an array of its own."""
    match tangent:
        case gast.BinOp() | gast.UnaryOp():
            return True
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=attr)):
            return not may_share(tangent, attr)
        case gast.Call(func=gast.Attribute(attr="copy"), keywords=[]):
            return True
        case gast.Call(func=gast.Attribute(value=gast.Attribute(value=gast.Name(id="np")))):
            return True
    return False


def _read(place: gast.expr) -> gast.expr:
    """A place as it is read; the whole array where it is all of it."""
    fresh = loaded(place)
    if isinstance(fresh, gast.Subscript) and isinstance(fresh.slice, gast.Constant):
        if fresh.slice.value is ...:
            whole: gast.expr = fresh.value
            return whole
    return fresh


def _binary(left: gast.expr, op: gast.operator, right: gast.expr) -> gast.expr:
    return gast.BinOp(left=left, op=op, right=walk.clone(right))
