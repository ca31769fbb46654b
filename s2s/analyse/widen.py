"""Kinds of lists and dicts that change: one kind holds for every name, for good.

What is stored into a list through one name is read through another. So the kind of a container that
is written into is joined, over all names that may stand for it, until nothing changes; the function
is then walked again with the joined kinds.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable

import gast

from s2s.analyse import kinds as k
from s2s.analyse.bounded import bounded
from s2s.analyse.heap import Heap
from s2s.analyse.item_kinds import item_kind, subscript_kind
from s2s.analyse.join import join
from s2s.analyse.known import known
from s2s.analyse.symbols import Symbols
from s2s.analyse.typed import Append, Copied, Slot, Typed, UserCall
from s2s.syntax import walk

Ask = Callable[[gast.expr], k.Kind]


def widen(typed: Typed, heap: Heap, kind: Ask) -> bool:
    """Joins kinds along everything that may pass a changing container on; whether any changed.

    Args:
        typed: the function after a walk; ``typed.wide`` is updated.
        heap: what is known of objects' attributes, which is joined too.
        kind: the kind of an atom of the function.
    """
    if not typed.memory.slots:
        return False
    work = _Widening(typed, heap, kind)
    start = dict(typed.wide)
    for name in sorted(typed.memory.slots):  # what it has become holds from the start
        if is_container(typed.env[name]):
            typed.wide[name] = typed.env[name]
    _settled(work, typed)
    return typed.wide != start


def put(kind: k.Kind, key: k.Kind | None, value: k.Kind, symbols: Symbols, site: object) -> k.Kind:
    """The kind of a container after ``value`` was stored under ``key``, or added if that is None."""
    value = k.forget(value)
    ok, at = known(key) if key is not None else (False, None)
    match kind:
        case k.Tuple(items=items, type=cls) if (
            ok and isinstance(at, int) and -len(items) <= at < len(items)
        ):
            at %= len(items)
            new = join(k.forget(items[at]), value, symbols, (site, at))
            return k.Tuple((*items[:at], new, *items[at + 1 :]), cls)
        case k.Tuple(type=cls) if cls is tuple:
            return kind
        case k.Tuple() | k.List():
            inner = item_kind(kind, symbols, site) if getattr(kind, "items", True) else k.Never()
            return k.List(join(k.forget(inner), value, symbols, (site, "item")), kind.type)
        case k.Dict(entries=entries) if entries is not None and ok:
            table = dict(entries)
            exact = kind.exact and at in table
            old = table.get(at, k.Never())
            table[at] = join(k.forget(old), value, symbols, (site, "entry", at))
            entries = tuple(table.items())
            return dataclasses.replace(kind, entries=entries, item=k.Opaque(), exact=exact)
        case k.Dict():
            inner = item_kind(kind, symbols, site) if kind.entries != () else k.Never()
            return k.Dict(None, join(k.forget(inner), value, symbols, (site, "item")), kind.type)
    return kind


def is_container(kind: k.Kind) -> bool:
    """Whether values of this kind are lists, dicts or tuples, which may hold such."""
    return isinstance(kind, k.Tuple | k.List | k.Dict)


class _Widening:
    def __init__(
        self, typed: Typed, heap: Heap, kind: Ask, caller: _Widening | None = None
    ) -> None:
        self.typed = typed
        # Whose calls lead here: a recursion is entered once.
        self.around: tuple[Typed, ...] = (*(caller.around if caller is not None else ()), typed)
        self.heap = heap
        self.symbols = heap.symbols
        self.ask = kind
        # A call is looked into once: functions that call each other twice are not seen 2**n times.
        self.seen: dict[object, dict[str, k.Kind]] = caller.seen if caller is not None else {}

    def kind(self, node: gast.expr | str) -> k.Kind:
        """The kind of an atom, as wide as it is known to be."""
        name = node if isinstance(node, str) else getattr(node, "id", None)
        if name is not None and name in self.typed.env:
            return self.typed.wide.get(name, self.typed.env[name])
        return self.ask(node) if not isinstance(node, str) else k.Opaque()

    def set(self, name: object, kind: k.Kind) -> None:
        """Notes a kind that a name must hold, if it may share memory with what is written."""
        if not isinstance(name, str) or name not in self.typed.memory.slots:
            return
        if name not in self.typed.wide and kind == self.typed.env.get(name):
            return
        self.typed.wide[name] = bounded(kind)

    def meet(self, first: gast.expr | str | None, second: gast.expr | str | None) -> None:
        """Two names of one object have one kind."""
        if first is None or second is None:
            return
        a, b = self.kind(first), self.kind(second)
        if a == b or not (is_container(a) and is_container(b)):
            return
        both = join(k.forget(a), k.forget(b), self.symbols, ("wide", id(self.typed), _name(first)))
        self.set(_name(first), both)
        self.set(_name(second), both)

    def inside(
        self,
        base: gast.expr | str,
        key: gast.expr | None,
        item: gast.expr | str,
        stored: bool = True,
    ) -> None:
        """``item`` is what comes to stand, or (not ``stored``) is read, in ``base`` under ``key``."""
        whole, inner = self.kind(base), self.kind(item)
        if isinstance(whole, k.Closure):
            self._captured(base, whole, key, item)
            return
        site = ("wide", id(self.typed), _name(base))
        if isinstance(key, gast.Slice):
            return
        asked = self.kind(key) if key is not None else None
        if stored or is_container(inner):
            self.set(_name(base), put(whole, asked, inner, self.symbols, site))
        whole = self.kind(base)
        if not is_container(whole) or not is_container(inner):
            return
        if key is not None:
            found = subscript_kind(whole, key, self.kind, self.symbols, site)
        else:
            found = item_kind(whole, self.symbols, site)
        if is_container(found):
            self.set(_name(item), join(inner, found, self.symbols, (site, "inner")))

    def _captured(
        self, base: gast.expr | str, whole: k.Closure, key: gast.expr | None, item: gast.expr | str
    ) -> None:
        """``item`` is what a local function captured, number ``key`` of its tuple."""
        at = key.value - 1 if isinstance(key, gast.Constant) and type(key.value) is int else -1
        if not 0 <= at < len(whole.kinds) or not is_container(whole.kinds[at]):
            return
        site = ("wide", id(self.typed), _name(base), at)
        both = join(k.forget(whole.kinds[at]), k.forget(self.kind(item)), self.symbols, site)
        kinds = (*whole.kinds[:at], both, *whole.kinds[at + 1 :])
        self.set(_name(base), dataclasses.replace(whole, kinds=kinds))
        self.set(_name(item), both)

    def statement(self, node: gast.stmt) -> None:
        """What one statement passes on."""
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                self.value(name, value)
            case gast.Assign(targets=[gast.Subscript(value=gast.Name() as base, slice=key)]):
                self.inside(base, key, node.value)
            case gast.Assign(targets=[gast.Attribute(value=gast.Name() as base, attr=attr)]):
                self.attribute(base, attr, node.value)
            case gast.Assign(targets=[gast.Tuple(elts=elts)], value=gast.Name() as base):
                for i, element in enumerate(elts):
                    if isinstance(element, gast.Name):
                        key = gast.Constant(value=i, kind=None)
                        self.inside(base, key, element, stored=False)
            case gast.Expr(value=value):
                self.call(None, value)

    def attribute(self, base: gast.Name, attr: str, item: gast.expr | str) -> None:
        """``item`` is, or becomes, an attribute of an object."""
        whole, inner = self.kind(base), self.kind(item)
        if not isinstance(whole, k.Object) or not is_container(inner):
            return
        if isinstance(inspect.getattr_static(whole.type, attr, None), property):
            return  # no field: what is behind it is a call
        self.heap.store(whole.type, attr, inner)
        found = self.heap.fields[whole.type][attr]
        if is_container(found):
            key = ("wide", id(self.typed), _name(item))
            self.set(_name(item), join(k.forget(inner), found, self.symbols, key))

    def value(self, name: str, value: gast.expr) -> None:
        """``name = value``."""
        match value:
            case _ if id(value) in self.typed.calls:
                self.call(name, value)
            case gast.Name():
                self.meet(name, value)
            case gast.Subscript(value=gast.Name() as base, slice=key):
                self.inside(base, key, name, stored=False)
            case gast.Attribute(value=gast.Name() as base, attr=attr):
                if name not in self.typed.of_classes:
                    self.attribute(base, attr, name)
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                for i, element in enumerate(elts):
                    if not isinstance(element, gast.Starred):
                        self.inside(name, gast.Constant(value=i, kind=None), element)
            case gast.Dict(keys=keys, values=values):
                for key, element in zip(keys, values, strict=True):
                    if key is not None:
                        self.inside(name, key, element)

    def call(self, name: str | None, value: gast.expr) -> None:
        """A call that stores, or that passes containers to a function with source."""
        match self.typed.resolution(value):
            case Append(target=goal, value=item):
                self.inside(goal, None, item)
            case Slot(method="insert", target=goal, values=[_, item]):
                self.inside(goal, None, item)
            case Slot(method="pop", target=goal) if name is not None:
                self.inside(goal, None, name, stored=False)
            case Copied(value=source) if name is not None:
                inner = item_kind(self.kind(source), self.symbols, ("wide", name))
                if is_container(inner):
                    whole = self.kind(name)
                    new = put(whole, None, inner, self.symbols, ("wide", id(self.typed), name))
                    self.set(name, new)
            case UserCall(callee=callee, args=args):
                for param, atom in zip(callee.params, args, strict=True):
                    self._passed(callee, param, atom)
                if name is not None and isinstance(callee.result, gast.Name):
                    self._passed(callee, callee.result.id, name)
                    self._handed_out(callee, callee.result.id, args, name)

    def _passed(self, callee: Typed, inner: str, outer: gast.expr | str) -> None:
        """A container that the caller calls ``outer`` and the callee ``inner``."""
        if inner not in callee.memory.slots:
            return
        theirs = callee.wide.get(inner, callee.env[inner])
        ours = self.kind(outer)
        if is_container(ours):
            key = ("wide", id(self.typed), _name(outer))
            self.set(_name(outer), join(k.forget(ours), theirs, self.symbols, key))

    def _handed_out(self, callee: Typed, result: str, args: list[gast.expr], outer: str) -> None:
        """What is put into a result stands in what the function was given, if it is from there."""
        ours, theirs = self.kind(outer), callee.wide.get(result, callee.env[result])
        if result not in callee.memory.slots or not is_container(ours):
            return
        if any(callee is running for running in self.around):
            return
        key = ("wide", id(self.typed), outer, "result")
        both = join(k.forget(theirs), k.forget(ours), self.symbols, key)
        if both == theirs:
            return
        for param, kind in self._given(callee, result, both).items():
            atom = args[callee.params.index(param)]
            if is_container(kind) and is_container(self.kind(atom)):
                site = ("wide", id(self.typed), _name(atom))
                both = join(k.forget(self.kind(atom)), k.forget(kind), self.symbols, site)
                self.set(_name(atom), both)

    def _given(self, callee: Typed, result: str, kind: k.Kind) -> dict[str, k.Kind]:
        """The kinds of the parameters of a function whose result becomes of this kind."""
        key = (*map(id, self.around), id(callee), result, kind, self.heap.version)
        if key not in self.seen:
            before = dict(callee.wide)
            callee.wide[result] = kind
            self.seen[key] = _settled(_Widening(callee, self.heap, self.ask, self), callee)
            callee.wide.clear()
            callee.wide.update(before)
        return self.seen[key]


def _settled(work: _Widening, typed: Typed) -> dict[str, k.Kind]:
    """The kinds of the parameters that change, once everything has been passed on."""
    for _ in range(30):
        before = dict(typed.wide)
        for node in walk.statements(typed.body):
            work.statement(node)
        if typed.wide == before:
            break
    return {param: typed.wide[param] for param in typed.params if param in typed.wide}


def _name(node: gast.expr | str) -> object:
    return node if isinstance(node, str) else getattr(node, "id", None)
