"""The contributions of calls of functions with source or with a rule of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import CustomCall, Typed, UserCall
from s2s.differentiate.cells import zero_shadow
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks


class CallPullbacks:
    """Emits the calls of forward and reverse functions."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env

    def call(self, name: str, call: UserCall, node: gast.stmt) -> list[gast.stmt]:
        """A call of a function with source: its forward function keeps, its reverse one uses."""
        callee = call.callee
        saved = self.sweep.namer.fresh(f"{callee.name}_saved")
        lists = self.sweep.gathered(callee)
        shared = [*by_reference(callee), *lists]
        goals, before, seed = (
            self._again(name, callee) if call.again else self._result(name, callee)
        )
        targets = [
            atom
            for param, atom, on in zip(callee.params, call.args, callee.active, strict=True)
            if on and param not in shared
        ]
        self.sweep.pairs.append(callee)
        self.adjoints.consume(name)
        handed = [
            (atom, callee.env[param])
            for param, atom in zip(callee.params, call.args, strict=True)
            if param in shared and param not in lists
        ]
        bars, made, lent = self._lent(handed)
        args = [self._linked(atom) for atom in call.args]
        forward = build.unpack([*goals, saved], build.call(f"{callee.name}_fwd", *args, *bars))
        self.sweep.unit_impure(forward.value)
        more = [] if returns_shadow(callee) and not call.again else self._shadow(name)
        if call.again:
            self.adjoints.emit(forward)
            forward = build.assign(name, call.plain)
        self.adjoints.out.extend(before)
        buffers = [
            self._buffer(atom)
            for param, atom in zip(callee.params, call.args, strict=True)
            if param in lists
        ]
        reverse = build.call(f"{callee.name}_rev", build.name(saved), *seed, *buffers)
        self._receive(targets, reverse)
        for atom, bar in lent.items():
            self.adjoints.add(atom, build.name(bar), self.env[atom])
        return [*made, walk.copy_position(forward, node), *more]

    def _buffer(self, atom: gast.expr) -> gast.expr:
        """The adjoint of an argument, to be added to; one that nobody reads where it does not vary."""
        if not self.pullbacks.is_active(atom):
            return build.call("np.zeros_like", atom)
        assert isinstance(atom, gast.Name)
        self.adjoints.own(atom.id)
        bar = build.name(self.adjoints.bar(atom.id))
        self.sweep.in_place.add(bar.id)
        return bar

    def _lent(
        self, atoms: list[tuple[gast.expr, k.Kind]]
    ) -> tuple[list[gast.expr], list[gast.stmt], dict[str, str]]:
        """Shadows for what a function wants by reference, and by value is held here.

        Returns:
            One expression for each atom; the statements that make shadows; names of atoms to the
            shadow that holds their cotangent afterwards.
        """
        bars: list[gast.expr] = []
        made: list[gast.stmt] = []
        lent: dict[str, str] = {}
        for atom, goal in atoms:
            bar = self.pullbacks.shadows.slot_for(goal, atom)
            if self.pullbacks.shadows.has(atom) or not self.pullbacks.is_active(atom):
                bars.append(bar)
                continue
            if atom.id not in lent:
                lent[atom.id] = self.sweep.namer.fresh(f"{atom.id}_part")
                self.sweep.env[lent[atom.id]] = self.env[atom.id]
                made.append(build.assign(lent[atom.id], bar))
            bars.append(build.name(lent[atom.id]))
        return bars, made, lent

    def _again(
        self, name: str, callee: Typed
    ) -> tuple[list[str], list[gast.stmt], list[gast.expr]]:
        """The same where the reverse sweep runs the forward function: its value is there already."""
        unused = self.sweep.namer.fresh("unused")
        if not returns_shadow(callee):
            _, before, seed = self._result(name, callee)
            return [unused], before, seed
        bar = self.sweep.namer.fresh("unused")
        ct = self.adjoints.whole(name)
        return (
            [unused, bar],
            [build.statement(build.call("rt.accumulate", build.name(bar), ct))],
            [],
        )

    def _result(
        self, name: str, callee: Typed
    ) -> tuple[list[str], list[gast.stmt], list[gast.expr]]:
        """What the forward function gives, what is done before the reverse one, and its seed."""
        adjoints = self.adjoints
        if not returns_shadow(callee):
            if adjoints.defined(name):
                return [name], [], [adjoints.whole(name)]
            zero = build.call("rt.zeros_like", build.name(name))
            return [name], [], [zero if callee.result_varied else build.const(None)]
        if name in self.sweep.shadow:
            return [name, adjoints.bar(name)], [], []
        bar = self.sweep.namer.fresh("unused")
        before: list[gast.stmt] = []
        if adjoints.defined(name):
            added = build.call("rt.accumulate", build.name(bar), adjoints.whole(name))
            before.append(build.statement(added))
        return [name, bar], before, []

    def _shadow(self, name: str) -> list[gast.stmt]:
        """The shadow of a result that comes without one."""
        if name not in self.sweep.shadow:
            return []
        return [build.assign(self.adjoints.bar(name), zero_shadow(name, self.env[name]))]

    def _receive(self, targets: list[gast.expr], reverse: gast.expr) -> None:
        """Adds what a reverse function returns to the adjoints of the arguments."""
        adjoints = self.adjoints
        if not targets:
            self.sweep.unit_impure(reverse)
            adjoints.emit(build.statement(reverse))
            return
        names = [
            self.sweep.namer.fresh(f"{atom.id}_part" if isinstance(atom, gast.Name) else "part")
            for atom in targets
        ]
        for n, atom in zip(names, targets, strict=True):
            self.sweep.env[n] = self._handed(atom)
            self.sweep.foldable.add(n)
        self.sweep.unit_impure(reverse)
        adjoints.emit(
            build.assign(names[0], reverse) if len(names) == 1 else build.unpack(names, reverse)
        )
        for n, atom in zip(names, targets, strict=True):
            if self.pullbacks.is_active(atom):
                adjoints.add(atom.id, build.name(n), self._handed(atom))

    def inactive(self, name: str, call: UserCall, node: gast.stmt) -> list[gast.stmt]:
        """A call whose result no derivative flows through: the user's own function is called.

        A local function that is returned is a tuple here, so then the generated one is called.
        """
        callee = call.callee
        if not call.made:
            return [walk.copy_position(build.assign(name, call.plain), node)]
        self.sweep.pairs.append(callee)
        shared = by_reference(callee)
        bars = [
            self.pullbacks.shadows.slot(atom)
            for param, atom in zip(callee.params, call.args, strict=True)
            if param in shared
        ]
        goals = [name, *(["unused"] if returns_shadow(callee) else []), "unused"]
        goals[1:] = map(self.sweep.namer.fresh, goals[1:])
        args = [self._linked(atom) for atom in call.args]
        forward = build.unpack(goals, build.call(f"{callee.name}_fwd", *args, *bars))
        return [walk.copy_position(forward, node)]

    def _handed(self, atom: gast.expr) -> k.Kind:
        kind = self.env[atom.id]
        return k.Scalar(kind.type) if isinstance(kind, k.Scalar) else kind

    def _linked(self, atom: gast.expr) -> gast.expr:
        """An argument as the forward sweep writes it."""
        return self.sweep.typed.linked.get(id(atom), atom)

    def custom(self, name: str, call: CustomCall, node: gast.stmt) -> list[gast.stmt]:
        """A call of a function whose pullback the user has written."""
        adjoints = self.adjoints
        ct = adjoints.whole(name)
        saved = self.sweep.namer.fresh(f"{name}_saved")
        parts = self.sweep.namer.fresh(f"{name}_parts")
        what = build.const(getattr(call.function, "__name__", "the function"))
        everything = build.tuple_(call.args)
        pulled = build.call(build.attribute(call.link, "bwd"), build.name(saved), ct)
        if call.function.bwd is None:
            rule = build.attribute(call.link, "jvp")
            pulled = build.call("rt.pulled_by_columns", rule, everything, ct, what)
        self.sweep.unit_impure(pulled)
        adjoints.emit(build.assign(parts, build.call("rt.fitting", pulled, everything, what)))
        adjoints.consume(name)
        for i, atom in enumerate(call.args):
            if self.pullbacks.is_active(atom):
                adjoints.add(
                    atom.id, build.index(build.name(parts), build.const(i)), self.env[atom.id]
                )
        given = build.call(build.attribute(call.link, "fwd"), *call.args)
        self.sweep.unit_impure(given)
        forward: gast.stmt = build.unpack(
            [name, saved], build.call("rt.with_residuals", given, walk.clone(what))
        )
        if call.function.fwd is None:
            forward = build.assign(name, walk.clone(node.value))
        self.sweep.unit_impure(forward.value)
        return [walk.copy_position(forward, node), *self._shadow(name)]


def by_reference(callee: Typed) -> list[str]:
    """The parameters of a function that come with a shadow."""
    pairs = zip(callee.params, callee.refs, strict=True)
    return [param for param, on in pairs if on and param in callee.memory.shadow]


def returns_shadow(callee: Typed) -> bool:
    """Whether a function returns the shadow of its result too."""
    return isinstance(callee.result, gast.Name) and callee.result.id in callee.memory.shadow
