"""Calls of functions with source: specialised where a derivative flows, plain elsewhere."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_user
from s2s.analyse.forms import forms, meet
from s2s.analyse.functions import holds_function
from s2s.analyse.generated import check_consumer, is_generator
from s2s.analyse.hoist import buffer_of, extra_arguments
from s2s.analyse.join import join
from s2s.analyse.parts import Activity, activity
from s2s.analyse.rebinding import may_overwrite
from s2s.analyse.retrieved import retrieved
from s2s.analyse.typed import Early, Typed, UserCall
from s2s.errors import S2SError
from s2s.origin import is_others
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver
    from s2s.analyse.walker import Walker


class UserCalls:
    """Resolves a call of a function with source."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, fun: object, name: str, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        extra: list[gast.expr], out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a function with source."""
        walker = self.walker
        atoms = bind_user(fun, node, args, words, self.resolver, out)
        atoms.extend(extra)
        atoms.extend(extra_arguments(walker, fun))
        kinds = tuple(walker.kind(atom) for atom in atoms)
        active = tuple(activity(atom, walker) for atom in atoms)
        stored = any(holds_function(kind) and not _is_local(kind) for kind in kinds)
        stored = stored or _may_keep(kinds) or any(self._keeps_functions(kind) for kind in kinds)
        stored = stored or self._is_tuple(node.func)
        refs = tuple(walker.by_reference(atom) for atom in atoms)
        wanted = walker.memory.shadow(walker.target)
        # What is not active yet may be handed out, and active values be put into it later.
        reached = [isinstance(a, gast.Name) and walker.memory.reached(a.id) for a in atoms]
        passed_on = any(reached) and walker.memory.reached(walker.target)
        passive = not any(active) and not stored and not passed_on
        if passive and _reads_texts(fun, kinds):
            return self._unread(node, atoms, kinds)
        if passive and not self._makes_functions(fun, kinds, active, name):
            made = self._passive(fun, name, node, atoms, kinds, active)
            if _lists(fun):
                self.resolver.kind = k.Opaque()  # it runs as it is
            if id(made) in walker.typed.passive_calls:
                for value in extra:  # what a local function captured
                    self.resolver.unknown.note_names(value)
            return made
        general = tuple(map(k.general, kinds))
        specialise = functools.partial(walker.unit.specialise, fun, general, active, name)
        callee = specialise(refs, wanted, self._changing(atoms))
        if self._keeps_outside(callee, atoms, out):
            refs = tuple(walker.by_reference(atom) for atom in atoms)
            callee = specialise(refs, wanted, self._changing(atoms))
        return self._resolved(fun, node, callee, atoms, stored, passed_on)

    def _resolved(
        self, fun: object, node: gast.Call, callee: Typed, atoms: list[gast.expr], stored: bool,
        passed_on: bool,
    ) -> gast.expr:  # fmt: skip
        """The call of a specialised function; as it is where no derivative flows out of it.

        Args:
            fun: the function.
            node: the call.
            callee: the function, specialised.
            atoms: what it is called with.
            stored: whether local functions are among the atoms, which are tuples then.
            passed_on: whether the result may be written into through other names.
        """
        walker = self.walker
        if is_generator(fun):
            if not check_consumer(walker, node, callee.effects):
                read = frozenset(atom.id for atom in atoms if isinstance(atom, gast.Name))
                walker.typed.generated.append(Early(node, read, walker.target))
        walker.typed.impure = walker.typed.impure or callee.impure
        walker.typed.effects = walker.typed.effects or callee.effects
        self.resolver.kind = self._result(callee, atoms)
        self.resolver.varied = callee.result_varied or callee.in_progress
        refuses = not self.resolver.varied and _refuses(fun, atoms, walker)
        made = stored or holds_function(callee.result_kind) or _lists(fun) or refuses
        writes = self._written_through(callee, atoms, node)
        kept = made or writes or passed_on or callee.in_progress
        lacking = not callee.in_progress and _lacks_part(callee.result_kind)
        if lacking and any(map(walker.varies, atoms)):
            walker.typed.of_nothing.append(callee)
        if not self.resolver.varied and not kept:
            self._changed(callee, atoms)
            new = self._plain(node, callee.impure, callee.effects, _names_given(callee, atoms))
            self._touched(callee, atoms)
            walker.typed.left[id(new)] = (new, UserCall(callee, atoms, new))
            return new
        new = build.call(f"{callee.name}__call", *[walker.linked.value(atom) for atom in atoms])
        walk.copy_position(new, node)
        plain = walker.link(node)
        walker.typed.passive_calls[id(plain)] = plain
        for atom in atoms:
            walker.typed.linked[id(atom)] = walker.linked.value(atom)
        walker.typed.calls[id(new)] = (new, UserCall(callee, atoms, plain, made))
        return new

    def text(
        self, source: Callable[..., Any], node: gast.Call, args: list[gast.expr],
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a text of ours where the user has written no call that could be made instead."""
        new = self.call(source, source.__name__, node, args, [], [], out)
        resolution = self.walker.typed.resolution(new)
        if isinstance(resolution, UserCall):
            resolution.made = True
        return new

    def _keeps_functions(self, kind: k.Kind, met: tuple[Hashable, ...] = ()) -> bool:
        """Whether an object has local functions: what it keeps for them cannot be called as it is."""
        kind = k.solid(kind)
        if isinstance(kind, k.Object):
            if kind.record in met:
                return False
            inner = self.walker.unit.heap.attributes(kind.record).values()
            return any(
                holds_function(i) or self._keeps_functions(i, (*met, kind.record)) for i in inner
            )
        return any(self._keeps_functions(item, met) for item in k.items_of(kind))

    def _changing(self, atoms: list[gast.expr]) -> tuple[bool, ...]:
        """What the function that calls writes into, by names that have no shadow."""
        walker = self.walker
        names = [atom.id if isinstance(atom, gast.Name) else None for atom in atoms]
        return tuple(map(walker.memory.changing, [*names, walker.target]))

    def _is_tuple(self, func: gast.expr) -> bool:
        """Whether a name holds a local function's tuple, and there is no real function for it."""
        walker = self.walker
        if isinstance(func, gast.Attribute) and isinstance(func.value, gast.Name):
            base = k.solid(walker.kind(func.value))
            if not isinstance(base, k.Object):
                return False
            kept = walker.unit.heap.field(base.record, func.attr)
            return kept is not None and holds_function(kept)
        if not isinstance(func, gast.Name) or func.id not in walker.env:
            return False
        kind = walker.env[func.id]
        known = isinstance(kind, k.Closure | k.Derived) and func.id in walker.real
        return holds_function(kind) and not known

    def _written_through(self, callee: Typed, atoms: list[gast.expr], node: gast.Call) -> bool:
        """Whether a function writes active values into what it is given."""
        active = [region for region in callee.memory.regions if region.active]
        for region in active:
            for position in region.members:
                if position < 0 or not self.walker.outside.is_foreign(atoms[position]):
                    continue
                kind = self.walker.kind(atoms[position])
                if meet(forms(kind), region.writes):
                    self.walker.updates.refuse(atoms[position], node)
        return bool(active)

    def _makes_functions(
        self, fun: object, kinds: tuple[k.Kind, ...], active: tuple[Activity, ...], name: str
    ) -> bool:
        """Whether the result of a passive call is, or holds, a local function."""
        try:
            callee = self.walker.unit.specialise(fun, tuple(map(k.general, kinds)), active, name)
        except S2SError:
            return False
        return holds_function(callee.result_kind)

    def _keeps_outside(self, callee: Typed, atoms: list[gast.expr], out: list[gast.stmt]) -> bool:
        """Gives names to arrays from outside that a function keeps in what it is given."""
        outside, found = self.walker.outside, False
        kept = {i for r in callee.memory.regions if len(r.members) > 1 for i in r.members if i >= 0}
        for i in sorted(kept):
            kind = self.walker.kind(atoms[i])
            if outside.is_foreign(atoms[i]) and isinstance(kind, k.Array):
                atom = atoms[i]
                base = atom.attr if isinstance(atom, gast.Attribute) else atom.id
                atoms[i] = self.resolver.temp(atom, kind, False, base, out)
                outside.note(atoms[i].id, buffer_of(self.walker, atom))
                found = True
        return found

    def _passive(
        self, fun: object, name: str, node: gast.Call, atoms: list[gast.expr],
        kinds: tuple[k.Kind, ...], active: tuple[Activity, ...],
    ) -> gast.expr:  # fmt: skip
        """A call of a function with source that no derivative flows through: called as it is."""
        impure = effects = True
        spared: frozenset[str] = frozenset()
        left: Typed | None = None
        self.resolver.kind, self.resolver.varied = k.Opaque(), False
        try:
            callee = self.walker.unit.specialise(fun, tuple(map(k.general, kinds)), active, name)
            self.resolver.kind, impure = self._result(callee, atoms), callee.impure
            effects = callee.effects
            if callee.in_progress:
                self.resolver.kind = k.Never()
        except S2SError:
            # It runs as the user wrote it; what is known of its result, and of what it writes, is lost.
            for atom in atoms:
                self.resolver.unknown.note_names(atom)
            if may_overwrite(fun):
                self.walker.unit.heap.see()
            if any(map(self.walker.texts.holds, kinds)):
                self.resolver.kind = k.Text()  # it may have read a number from it
        else:
            self._changed(callee, atoms)
            spared = _names_given(callee, atoms)
            self._touched(callee, atoms)
            left = callee
        new = self._plain(node, impure, effects, spared)
        if left is not None:
            self.walker.typed.left[id(new)] = (new, UserCall(left, atoms, new))
        return new

    def _result(self, callee: Typed, atoms: list[gast.expr]) -> k.Kind:
        """The kind of what this call gives: other calls of the function may give other lengths."""
        walker = self.walker
        site = (id(walker.typed), walker.target, "called")
        return retrieved(callee.result_kind, walker.symbols, site, map(walker.kind, atoms))

    def _unread(
        self, node: gast.Call, atoms: list[gast.expr], kinds: tuple[k.Kind, ...]
    ) -> gast.expr:
        """A call of Python's own library that nothing flows through, and nobody has to read."""
        texts = self.walker.texts
        for atom in atoms:
            self.resolver.unknown.note_names(atom)
        self.resolver.varied = False
        self.resolver.kind = k.Text() if any(map(texts.holds, kinds)) else k.Opaque()
        return self._plain(node, impure=True, effects=True)

    def _touched(self, callee: Typed, atoms: list[gast.expr]) -> None:
        """What a passive call writes into, in whatever way it gets there: its receiver, a global."""
        typed = self.walker.typed
        names = [atom.id if isinstance(atom, gast.Name) else "" for atom in atoms]
        for region in callee.memory.regions:
            hit = {names[i] for i in region.members if i >= 0} & self.walker.env.keys()
            if region.arrays:
                typed.written |= hit
            if region.slots:
                kinds = {name: self.walker.env[name] for name in hit}
                typed.slots |= {name for name in hit if not k.is_numeric(kinds[name])}
            for name in hit:
                typed.through[name] = typed.through.get(name, frozenset()) | region.writes
        self._note_given_out(callee)

    def _note_given_out(self, callee: Typed) -> None:
        """Notes that a passive call may give something from outside; written into, that is refused."""
        regions, target = callee.memory.regions, self.walker.target
        outside = any(region.foreign and -1 in region.members for region in regions)
        if target is not None and (outside or (callee.extra and forms(callee.result_kind))):
            self.walker.outside.note(target, None)

    def _changed(self, callee: Typed, atoms: list[gast.expr]) -> None:
        """What a passive call puts into the lists and dicts that it is given."""
        walker = self.walker
        for param, atom in zip(callee.params, atoms, strict=True):
            if param not in callee.memory.slots or not isinstance(atom, gast.Name):
                continue
            inside = callee.wide.get(param, callee.env[param])
            known = isinstance(inside, k.Dict | k.List | k.Tuple)
            if known and atom.id in walker.env and walker.env[atom.id] != inside:
                site = ("changed", id(walker.typed), atom.id)
                kind = join(k.forget(walker.env[atom.id]), k.forget(inside), walker.symbols, site)
                walker.define(atom.id, kind, atom.id in walker.varied)
                walker.typed.slots.add(atom.id)

    def _plain(
        self, node: gast.Call, impure: bool, effects: bool, spared: frozenset[str] = frozenset()
    ) -> gast.expr:
        """The call of the user's own function."""
        new = self.walker.link(node)
        self.walker.typed.effects = self.walker.typed.effects or effects
        if impure:
            self.walker.typed.impure = True
            self.walker.typed.passive_calls[id(new)] = new
            self.resolver.unknown.note_writes(node, spared)
        return new


def _refuses(fun: object, atoms: list[gast.expr], walker: Walker) -> bool:
    """Whether a text of ours may raise for what the function that it stands for can do.

    Where nothing comes of what varies, it may be because the text raises: so it is called.
    """
    ours = (getattr(fun, "__module__", None) or "").startswith("s2s.rules.")
    return ours and any(walker.varies(atom) for atom in atoms)


def _reads_texts(fun: object, kinds: tuple[k.Kind, ...]) -> bool:
    """Whether a function of Python's own library gets texts, and at most numbers besides.

    Nothing would be known of the result however long that is read: of `re.findall`, say, all that
    compiles a pattern.
    """
    if not is_others(getattr(fun, "__module__", None)):
        return False
    texts = [
        isinstance(kind, k.Opaque) or isinstance(getattr(kind, "value", None), str | bytes)
        for kind in kinds
    ]
    plain = (k.Const, k.Range, k.Scalar)
    return any(texts) and all(
        text or isinstance(kind, plain) for text, kind in zip(texts, kinds, strict=True)
    )


def _lacks_part(kind: k.Kind) -> bool:
    """Whether nothing was ever seen to stand for a value, or for a part of it."""
    if isinstance(kind, k.Tuple):
        return any(map(_lacks_part, kind.items))
    return isinstance(kind, k.Never)


def _may_keep(kinds: tuple[k.Kind, ...]) -> bool:
    """Whether a local function is given beside an object, which may hold now this one and now that."""
    return any(map(holds_function, kinds)) and any(isinstance(kind, k.Object) for kind in kinds)


def _names_given(callee: Typed, atoms: list[gast.expr]) -> frozenset[str]:
    """The names that a function is given; none where it is not known yet what it does to them."""
    if callee.in_progress:
        return frozenset()
    return frozenset(atom.id for atom in atoms if isinstance(atom, gast.Name))


def _is_local(kind: k.Kind) -> bool:
    """Whether passive code gets the real function in place of the local one."""
    return isinstance(kind, k.Closure | k.Derived)


def _lists(fun: object) -> bool:
    """Whether a function hands out an iterator: in derivative code it returns all items at once."""
    return inspect.isgeneratorfunction(fun) or getattr(fun, "__name__", "") == "__iter__"
