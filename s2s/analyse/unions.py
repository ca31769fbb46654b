"""Which names of a function may share memory: what each of its statements unites."""

from __future__ import annotations

import builtins
from collections.abc import Container, Iterator

import gast

from s2s.analyse import kinds as k
from s2s.analyse.flows import Flows
from s2s.analyse.forms import Forms, forms, under
from s2s.analyse.holding import holds_array, refers
from s2s.analyse.index_views import is_view
from s2s.analyse.labels import Spread
from s2s.analyse.mentions import mentioned, readers
from s2s.analyse.shares import ABOUT, makes_copy, shares
from s2s.analyse.tapes import Read
from s2s.analyse.typed import Append, Copied, Memory, RecordCall, RuleCall, Slot, Typed, UserCall
from s2s.syntax import build

_COPYING = frozenset({"list", "tuple", "dict", "sorted", "set"})
"""Functions that make a new container of what one holds; who calls one of his own so reads less."""
_COPYING_TEXTS = frozenset({"dict_joined", "sorted_list", "tuple_of"})
"""Texts of ours that do the same."""
_BUILTINS = frozenset(vars(builtins)) - {"setattr"}
RESULT = -1
"""Stands for the result among the positions of parameters."""


class Unions:
    """A union-find over the names of a function, and what is known of each class besides.

    Attributes:
        apart: names of what is read from a tape, and of what is put there, that are in the class of
            each other and not in that of the tape.
    """

    def __init__(self, typed: Typed, held: Memory, tapes: Read, apart: Container[str]) -> None:
        self.typed = typed
        self.tapes, self.apart = tapes, apart
        self.parent: dict[str, str] = {}
        self.arrays = {*typed.written, *held.written}
        self.slots = {*typed.slots, *held.slots}
        self.lengths = {*typed.lengths, *held.lengths}
        self.outside = dict(held.outside)
        self.writes = dict(held.writes)
        self.spread, self.flows = Spread(typed), Flows()
        self.held: list[tuple[str, Forms, object]] = []
        self.active = set(typed.varied)
        self.readers = readers(typed)
        for name, root in held.roots.items():
            self.union(root, name)
            self.flows.both([root, name])

    def find(self, name: str) -> str:
        """The representative of a name's class."""
        parent = self.parent
        while (up := parent.setdefault(name, name)) != name:
            parent[name] = name = parent.setdefault(up, up)
        return name

    def union(self, first: str, *others: gast.expr | str | None) -> None:
        """Puts names into one class, those that can share memory at all."""
        if not self.refers(first):
            return
        for other in others:
            if isinstance(other, str):
                self._join(first, other)
                continue
            for part in self._shares(other):
                if isinstance(part, gast.Name) and self.refers(part.id):
                    self._join(first, part.id)
                else:
                    self._hold(first, part)

    def _shares(self, value: gast.expr | None) -> Iterator[gast.expr]:
        """Names, and places outside, of what the value of an expression may share memory with."""
        return shares(value, self.typed.env, self.typed.fresh_calls)

    def _join(self, first: str, name: str) -> None:
        if self.refers(name):
            self.parent[self.find(name)] = self.find(first)
            self.flows.add(name, first)
            self.spread.join(first, name)

    def _hold(
        self, name: str, value: gast.expr, attr: str | None = None, copied: bool = False
    ) -> None:
        """Notes that a name holds, or is, what is read from outside: in an attribute, or a copy."""
        found = mentioned(self.typed, value)
        if found is not None:
            new = under(found[1] if copied else found[0], attr)
            add(self.outside, name, new)
            self.held.append((name, new, found[2]))

    def _item(self, name: str, base: str, key: gast.expr) -> None:
        """``name = base[key]``; an item of a container outside is not the container."""
        found = mentioned(self.typed, self.readers.get(base))
        if found is None:
            kind = self.typed.env.get(base)
            if not isinstance(kind, k.Array) or is_view(key, self.typed.env):
                self.union(name, base)
        elif self.refers(name):
            new = forms(self.typed.env[name])
            add(self.outside, name, new)
            self.held.append((name, new, found[2]))

    def refers(self, name: str) -> bool:
        """Whether a name can share memory."""
        return name in self.typed.env and refers(self.typed.env[name])

    # Statements

    def block(self, body: list[gast.stmt]) -> None:
        """Unites what the statements of a block unite."""
        for node in body:
            match node:
                case gast.Assign(targets=[gast.Name(id=name)], value=value):
                    self.value(name, value)
                case gast.Assign(targets=[gast.Tuple(elts=elts)], value=value):
                    for element in elts:
                        inner = element.value if isinstance(element, gast.Starred) else element
                        self._unpacked(inner.id, value)
                case gast.Assign(
                    targets=[gast.Subscript() | gast.Attribute() as goal], value=value
                ):
                    self.store(goal, value)
                case gast.Expr(value=value):
                    self.call(None, value)
                    self._passive(value)
                case gast.For(target=gast.Name(id=name), iter=iterable):
                    self.union(name, iterable)
            if not isinstance(node, gast.FunctionDef):
                for inner in ("body", "orelse"):
                    self.block(getattr(node, inner, []))

    def _unpacked(self, name: str, value: gast.expr) -> None:
        """A name is a part of a value."""
        self.union(name, *sorted(self.tapes.put.get(name, ())))
        if name not in self.apart:
            self.union(name, value)

    def _is_apart(self, name: str, element: gast.expr) -> bool:
        """Whether those who read an element of a tuple are known, so that it may stay out of it."""
        return (
            isinstance(element, gast.Name)
            and element.id in self.apart
            and (name, element.id) in self.tapes.told_apart
        )

    def store(self, goal: gast.expr, value: gast.expr) -> None:
        """``base[key] = value`` keeps a reference if the base is a container."""
        base = build.base(goal)
        kind = self.typed.env.get(base.id) if base is not None else None
        if base is None or (isinstance(kind, k.Array) and not k.is_objects(kind)):
            return
        if isinstance(goal, gast.Attribute):
            self._kept(base.id, goal.attr, value)
        else:
            self.union(base.id, value)

    def _kept(self, name: str, attr: str, value: gast.expr) -> None:
        """An attribute of an object holds a value."""
        for part in self._shares(value):
            if isinstance(part, gast.Name) and self.refers(name) and self.refers(part.id):
                self.parent[self.find(part.id)] = self.find(name)
                self.spread.keep(attr, part.id)
            else:
                self._hold(name, part, attr)

    def value(self, name: str, value: gast.expr) -> None:
        """What ``name = value`` unites."""
        if id(value) in self.typed.calls:
            self.call(name, value)
            return
        match value:
            case gast.Name():
                self.union(name, value)
            case gast.Subscript(value=base, slice=gast.Slice()) if _is_list(
                self.typed.env.get(name)
            ):
                self._copied(name, base)
            case gast.Subscript(value=gast.Name() as base, slice=key):
                self._item(name, base.id, key)
            case gast.Attribute(value=gast.Name() as base, attr=attr):
                self._read_attribute(name, base.id, attr)
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                starred = [e.value for e in elts if isinstance(e, gast.Starred)]
                self._copied(name, *starred)
                items = [e for e in elts if not isinstance(e, gast.Starred)]
                self.union(name, *[e for e in items if not self._is_apart(name, e)])
            case gast.Dict(keys=keys, values=values):
                pairs = list(zip(keys, values, strict=True))
                self._copied(name, *[value for key, value in pairs if key is None])
                self.union(name, *[value for key, value in pairs if key is not None])
            case gast.Call() if id(value) in self.typed.fresh_calls:
                pass  # by its rule, the result shares memory with no argument
            case gast.BinOp(left=left, right=right) if _is_list(self.typed.env.get(name)):
                self._copied(name, left, right)
            case gast.Call() if (copied := self._copies(value)) is not None:
                self._copied(name, *copied)
            case gast.Call():  # the result may be a view of whatever it was given
                self._unknown(name, value)
            case _:
                self.union(name, value)

    def _unknown(self, name: str, call: gast.Call) -> None:
        """``name`` is the result of a call of which no rule says what it gives."""
        self.call(name, call)
        self._passive(call)
        words = [word.value for word in call.keywords if word.arg is not None]
        receiver = call.func.value if isinstance(call.func, gast.Attribute) else None
        self.union(name, *call.args, *words, receiver, *self._spread(call))
        # Of a local function: what it captured.
        called = build.path(call.func) or ""
        captured = self.typed.real.get(called, called)
        if self._may_give(captured, name):
            self.union(name, captured)

    def _read_attribute(self, name: str, base: str, attr: str) -> None:
        """``name = base.attr``."""
        if k.is_numeric(self.typed.env.get(base, k.Opaque())):
            if attr not in ABOUT:
                self.union(name, base)
        elif name not in self.typed.of_classes and self.refers(name) and self.refers(base):
            self.parent[self.find(base)] = self.find(name)

    def _copied(self, name: str, *sources: gast.expr | str | None) -> None:
        """A new container with the items of others."""
        for source in sources:
            if isinstance(source, gast.expr) and mentioned(self.typed, source) is not None:
                self._hold(name, source, copied=True)
            elif not self._holds_numbers(source):
                self.union(name, source)

    def _copies(self, call: gast.Call) -> list[gast.expr] | None:
        """What a call makes a new container of the items of; None where it does something else."""
        match call:
            case gast.Call(func=gast.Name(id=called), args=args) if called in _COPYING:
                return list(args)
            case gast.Call(func=gast.Attribute(value=base, attr="copy"), args=[]):
                kind = self.typed.env.get(base.id) if isinstance(base, gast.Name) else None
                structure = kind is not None and k.is_structure(kind)
                return [base] if structure or mentioned(self.typed, base) else None
        return None

    def _holds_numbers(self, source: gast.expr | str | None) -> bool:
        """Whether a container has only what a copy of it does not share."""
        kind = self.typed.env.get(source.id) if isinstance(source, gast.Name) else None
        items = k.items_of(kind) if kind is not None else ()
        return bool(items) and all(isinstance(item, k.Scalar | k.Const) for item in items)

    def _spread(self, call: gast.Call) -> Iterator[gast.expr]:
        """What is passed by ``*`` and ``**``, of which the function gets the items."""
        starred = [arg.value for arg in call.args if isinstance(arg, gast.Starred)]
        for value in (*starred, *(word.value for word in call.keywords if word.arg is None)):
            kind = self.typed.env.get(value.id) if isinstance(value, gast.Name) else None
            if kind is None or not k.is_structure(kind) or any(map(refers, k.items_of(kind))):
                yield value

    def _may_give(self, function: str, result: str) -> bool:
        """Whether what a local function captured can be, or hold, what it gives."""
        if k.is_numeric(self.typed.env.get(result, k.Opaque())):
            return holds_array(self.typed.env.get(function, k.Opaque()))
        return True

    def call(self, name: str | None, value: gast.expr) -> None:
        """What a resolved call unites."""
        _, left = self.typed.left.get(id(value), (None, None))
        match self.typed.resolution(value) or left:
            case RuleCall(rule=rule, bound=bound, variadic=variadic, out=goal):
                if name is not None and goal is not None:  # the result is this, and no view
                    self.union(name, goal)
                elif name is not None and not makes_copy(rule, bound.get("copy")):
                    for param in rule.view:
                        atom = bound.get(param)
                        inside = atom.elts if isinstance(atom, gast.Tuple | gast.List) else [atom]
                        self.union(name, *inside, *variadic.get(param, ()))
            case UserCall() as call:
                self.user(name, call)
            case RecordCall(fields=fields) if name is not None:
                for field, value in fields.items():
                    self._kept(name, field, value)
            case Copied(value=source) if name is not None:
                self._copied(name, source)
            case Append(target=goal, value=item):
                self.union(goal, item)
            case Slot(target=goal, values=values):
                self.union(goal, name, *values)

    def _passive(self, value: gast.expr) -> None:
        """A call of something unknown: what it was given may be put into what can hold it."""
        typed, called = self.typed, build.path(getattr(value, "func", value)) or ""
        if called in _BUILTINS or called.startswith("rt."):
            return  # they look at what they are given
        if id(value) in typed.passive_calls and id(value) not in {*typed.left, *typed.calls}:
            parts = [part for part in self._shares(value) if isinstance(part, gast.Name)]
            names = [part.id for part in parts if self.refers(part.id)]
            held = [k.solid(typed.env[name]) for name in names]
            if not all(map(k.is_numeric, held)):
                self.union(names[0], *names)
                if not k.is_structure(held[0]):  # a list takes what it is given, and no more
                    self.flows.both(names)
                    self.spread.mix(names)

    def user(self, name: str | None, call: UserCall) -> None:
        """What a user's function unites and writes, by its summary."""
        for region in call.callee.memory.regions:
            atoms: list[gast.expr | str | None] = []
            for i in region.members:
                atoms.extend(self._shares(call.args[i]) if i >= 0 else [])
            if RESULT in region.members:
                atoms.append(name)
            names = [atom.id if isinstance(atom, gast.Name) else atom for atom in atoms]
            known = [n for n in names if isinstance(n, str) and self.refers(n)]
            if known:
                copies = getattr(call.callee.fun, "__name__", "") in _COPYING_TEXTS
                (self._copied if copies else self.union)(known[0], *atoms)
            if len(known) > 1:
                self.spread.mix(known)
                self.flows.both(known)
            if region.arrays:
                self.arrays.update(known)
            if region.slots:
                self.slots.update(known)
            if region.lengths:
                self.lengths.update(known)
            if region.active:
                self.active.update(known)
            for known_name in known:
                add(self.outside, known_name, region.foreign)
                self.held += [(known_name, *pair) for pair in region.buffers]
                add(self.writes, known_name, region.writes)


def add(found: dict[str, Forms], name: str, new: Forms) -> None:
    """Adds to the forms that are known of a name."""
    if new:
        found[name] = found.get(name, frozenset()) | new


def _is_list(kind: k.Kind | None) -> bool:
    return isinstance(kind, k.List | k.Tuple)
