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
from s2s.analyse.bounded import bounded, fans_out
from s2s.analyse.heap import Heap
from s2s.analyse.item_kinds import item_kind, subscript_kind
from s2s.analyse.join import join
from s2s.analyse.known import known
from s2s.analyse.symbols import Symbols
from s2s.analyse.typed import Append, Copied, RecordCall, Slot, Typed, UserCall
from s2s.errors import UnsupportedError, place
from s2s.syntax import walk

_RESULT = "return"
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
        if _carries(typed.env[name]):
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


def _carries(kind: k.Kind) -> bool:
    """Whether values of this kind are containers, or local functions, which captured what they read."""
    if isinstance(kind, k.Choice):
        return any(map(_carries, kind.options))
    if isinstance(kind, k.Record):
        return any(_carries(field) for _, field in kind.fields)
    if isinstance(kind, k.Tuple) and kind.type is tuple and kind.items:
        return not all(map(_is_kept, kind.items))
    return is_container(kind) or any(map(_carries, _held(kind).values()))


def _is_kept(kind: k.Kind) -> bool:
    """Whether an item of a tuple is what it is, or known by its class: nothing is joined for it."""
    return isinstance(kind, k.Const | k.Func) or k.is_by_class(kind)


def _as_tuple(kind: k.Kind) -> k.Kind:
    """A named tuple as the tuple that it is."""
    if isinstance(kind, k.Record) and hasattr(kind.type, "_fields"):
        return k.Tuple(tuple(field for _, field in kind.fields))
    return kind


def _like(kind: k.Kind, other: k.Kind | None) -> k.Kind:
    """What a kind has become of which `_as_tuple` or `solid` was asked, as one of the same form."""
    if isinstance(other, k.Maybe):
        return k.Maybe(_like(kind, other.kind))
    if isinstance(kind, k.Tuple) and isinstance(other, k.Record):
        both = zip(other.fields, kind.items, strict=True)
        return dataclasses.replace(other, fields=tuple((name, item) for (name, _), item in both))
    return kind


def _held(kind: k.Kind) -> dict[int, k.Kind]:
    """What the tuple that stands for a function holds, by position."""
    if isinstance(kind, k.Closure):
        return dict(enumerate(kind.kinds, 1))
    if isinstance(kind, k.Partial):
        return dict(enumerate((kind.function, *kind.args, *kind.kwargs)))
    return {}


def _holding(kind: k.Kind, at: int, part: k.Kind) -> k.Kind:
    """The kind of such a tuple with another part."""
    parts = list({**_held(kind), at: part}.values())
    if isinstance(kind, k.Closure):
        return dataclasses.replace(kind, kinds=tuple(parts))
    assert isinstance(kind, k.Partial)
    count = 1 + len(kind.args)
    args, kwargs = tuple(parts[1:count]), tuple(parts[count:])
    return dataclasses.replace(kind, function=parts[0], args=args, kwargs=kwargs)


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
            return k.solid(self.typed.wide.get(name, self.typed.env[name]))
        return self.ask(node) if not isinstance(node, str) else k.Opaque()

    def set(self, name: object, kind: k.Kind) -> None:
        """Notes a kind that a name must hold, if it may share memory with what is written."""
        if not isinstance(name, str) or name not in self.typed.memory.slots:
            return
        kind = _like(kind, self.typed.env.get(name))
        if name not in self.typed.wide and kind == self.typed.env.get(name):
            return
        if self.heap.gradients and not self.heap.turned and fans_out(kind):
            raise self._too_much()
        self.typed.wide[name] = bounded(kind)

    def _too_much(self) -> UnsupportedError:
        """A gradient whose text cannot be read again in good time: there is another way, perhaps."""
        name, source = getattr(self.typed.fun, "__name__", "this"), self.typed.source
        return UnsupportedError(
            f"s2s cannot follow what the calls of `{name}` keep for the reverse sweep",
            place=place(source, self.typed.body[0]) if source and self.typed.body else None,
            note="each keeps what those inside it keep, and there are too many of them to tell apart",
            hint="give the function that calls itself a rule with `s2s.custom_vjp`, or write a loop",
        )

    def meet(self, first: gast.expr | str | None, second: gast.expr | str | None) -> None:
        """Two names of one object have one kind."""
        if first is None or second is None:
            return
        a, b = self.kind(first), self.kind(second)
        if a == b or not (_carries(a) and _carries(b)):
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
        whole, inner = _as_tuple(self.kind(base)), self.kind(item)
        if isinstance(whole, k.Closure | k.Choice | k.Partial):
            self._captured(base, key, item)
            return
        site = ("wide", id(self.typed), _name(base))
        if isinstance(key, gast.Slice):
            self.copied(item, base)
            return
        asked = self.kind(key) if key is not None else None
        if stored or _carries(inner):
            new = put(whole, asked, inner, self.symbols, site)
            if isinstance(whole, k.Tuple) and not stored and (asked is None or not known(asked)[0]):
                new = self._any_of(whole, inner, site)
            self.set(_name(base), new)
        whole = _as_tuple(self.kind(base))
        if not is_container(whole) or not _carries(inner):
            return
        if key is not None:
            found = subscript_kind(whole, key, self.kind, self.symbols, site)
        else:
            found = item_kind(whole, self.symbols, site)
        if _carries(found):
            self.set(_name(item), join(inner, found, self.symbols, (site, "inner")))

    def copied(self, name: gast.expr | str, source: gast.expr | str) -> None:
        """Two containers have items of which some are the same: one is a copy of the other, or of a part."""
        a, b = _as_tuple(self.kind(name)), _as_tuple(self.kind(source))
        if not (is_container(a) and is_container(b)):
            return
        site = ("wide", id(self.typed), _name(name), _name(source))
        self.set(_name(name), self._sharing(a, b, site))
        self.set(_name(source), self._sharing(b, a, site))

    def _sharing(self, whole: k.Kind, other: k.Kind, site: object) -> k.Kind:
        """The first kind with what the items of the second one have become."""
        if (
            isinstance(whole, k.Dict)
            and isinstance(other, k.Dict)
            and whole.entries
            and other.entries
        ):
            known = dict(other.entries)
            entries = tuple(
                (key, self._met(item, known.get(key), (site, key))) for key, item in whole.entries
            )
            return dataclasses.replace(whole, entries=entries)
        if isinstance(whole, k.Tuple) and isinstance(other, k.Tuple):
            if len(whole.items) == len(other.items):
                pairs = enumerate(zip(whole.items, other.items, strict=True))
                items = [self._met(item, its, (site, at)) for at, (item, its) in pairs]
                return k.Tuple(tuple(items), whole.type)
        inner = item_kind(other, self.symbols, site)
        if isinstance(whole, k.Tuple):
            return self._any_of(whole, inner, site) if _carries(inner) else whole
        if isinstance(whole, k.List):
            return k.List(self._met(whole.item, inner, site), whole.type)
        return whole

    def _met(self, item: k.Kind, other: k.Kind | None, site: object) -> k.Kind:
        """The kind of an item that may be the other one."""
        if other is None or other == item or not _carries(item):
            return item
        joined = join(k.forget(item), k.forget(other), self.symbols, site)
        return joined if is_container(joined) or type(joined) is type(item) else item

    def _any_of(self, whole: k.Tuple, inner: k.Kind, site: object) -> k.Kind:
        """A tuple of which one item, nobody knows which, is of this kind."""
        options = inner.options if isinstance(inner, k.Choice) else (inner,)
        items = []
        for i, item in enumerate(whole.items):
            for option in options:
                item = self._met(item, option, (site, i))
            items.append(item)
        return k.Tuple(tuple(items), whole.type)

    def _captured(
        self, base: gast.expr | str, key: gast.expr | None, item: gast.expr | str
    ) -> None:
        """``item`` is what a function holds, number ``key`` of the tuple that stands for it."""
        at = key.value if isinstance(key, gast.Constant) and type(key.value) is int else -1
        whole = self.kind(base)
        options = whole.options if isinstance(whole, k.Choice) else (whole,)
        definition = self.typed.of_closures.get(str(_name(item)))
        for number, option in enumerate(options):
            part = _held(option).get(at)
            if definition not in (None, getattr(option, "definition", None)):
                continue
            if part is None or not _carries(part) or part == self.kind(item):
                continue
            site = ("wide", id(self.typed), _name(base), number, at)
            both = join(k.forget(part), k.forget(self.kind(item)), self.symbols, site)
            new = _holding(option, at, both)
            if isinstance(whole, k.Choice):
                new = k.Choice((*options[:number], new, *options[number + 1 :]))
            self.set(_name(base), new)
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
                    elif isinstance(element, gast.Starred):
                        self.copied(element.value, base)
            case gast.Expr(value=value):
                self.call(None, value)
            case gast.For(target=gast.Name(id=name), iter=gast.Name() as base):
                self.inside(base, None, name, stored=False)

    def attribute(self, base: gast.Name, attr: str, item: gast.expr | str) -> None:
        """``item`` is, or becomes, an attribute of an object."""
        whole, inner = self.kind(base), self.kind(item)
        if not isinstance(whole, k.Object | k.Record) or not _carries(inner):
            return
        if isinstance(whole, k.Record):
            self._field(base, whole, attr, item)
            return
        if isinstance(inspect.getattr_static(whole.type, attr, None), property):
            return  # no field: what is behind it is a call
        self.heap.store(whole.record, attr, inner)
        found = self.heap.fields[whole.record][attr]
        if _carries(found):
            key = ("wide", id(self.typed), _name(item))
            self.set(_name(item), join(k.forget(inner), found, self.symbols, key))

    def _field(
        self, base: gast.expr | str, whole: k.Record, attr: str, item: gast.expr | str
    ) -> None:
        """``item`` is a field of a record."""
        site = ("wide", id(self.typed), _name(base), attr)
        known = dict(whole.fields)
        if attr not in known or not _carries(known[attr]):
            return
        both = join(k.forget(known[attr]), k.forget(self.kind(item)), self.symbols, site)
        fields = tuple((name, both if name == attr else kind) for name, kind in whole.fields)
        self.set(_name(base), dataclasses.replace(whole, fields=fields))
        self.set(_name(item), both)

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
                    if isinstance(element, gast.Starred):
                        self.copied(name, element.value)
                    else:
                        self.inside(name, gast.Constant(value=i, kind=None), element)
            case gast.Call(func=gast.Attribute(value=gast.Name() as base)):  # `xs.pop()`, say
                self.inside(base, None, name, stored=False)
            case gast.Call(func=gast.Name(id="list" | "tuple" | "dict" | "sorted"), args=[source]):
                self.copied(name, source)
            case gast.BinOp(left=left, op=gast.Add() | gast.Mult(), right=right):
                self.copied(name, left)
                self.copied(name, right)
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
                self.copied(name, source)
            case RecordCall(fields=fields) if name is not None:
                for attr, atom in fields.items():
                    self.attribute(gast.Name(id=name, ctx=gast.Load()), attr, atom)
            case UserCall(callee=callee, args=args):
                for param, atom in zip(callee.params, args, strict=True):
                    self._passed(callee, param, atom)
                result = callee.result.id if isinstance(callee.result, gast.Name) else None
                if name is not None and result in callee.env:
                    self._passed(callee, result, name)
                    self._handed_out(callee, result, args, name)

    def _passed(self, callee: Typed, inner: str, outer: gast.expr | str) -> None:
        """A container that the caller calls ``outer`` and the callee ``inner``."""
        if inner not in callee.memory.slots:
            return
        theirs = callee.wide.get(inner, callee.env[inner])
        ours = self.kind(outer)
        if _carries(ours):
            key = ("wide", id(self.typed), _name(outer))
            self.set(_name(outer), join(k.forget(ours), theirs, self.symbols, key))

    def _handed_out(self, callee: Typed, result: str, args: list[gast.expr], outer: str) -> None:
        """What is put into a result stands in what the function was given, if it is from there."""
        ours, theirs = self.kind(outer), callee.wide.get(result, callee.env[result])
        if result not in callee.memory.slots or not _carries(ours):
            return
        if any(callee is running for running in self.around):
            return
        key = ("wide", id(self.typed), outer, "result")
        both = join(k.forget(theirs), k.forget(ours), self.symbols, key)
        if both == theirs:
            return
        given = self._given(callee, result, both)
        if _RESULT in given:  # of which one part may be seen through another
            whole = join(k.forget(ours), k.forget(given[_RESULT]), self.symbols, key)
            self.set(outer, whole)
        for param, kind in given.items():
            if param == _RESULT:
                continue
            atom = args[callee.params.index(param)]
            if _carries(kind) and _carries(self.kind(atom)):
                site = ("wide", id(self.typed), _name(atom))
                both = join(k.forget(self.kind(atom)), k.forget(kind), self.symbols, site)
                self.set(_name(atom), both)

    def _given(self, callee: Typed, result: str, kind: k.Kind) -> dict[str, k.Kind]:
        """The kinds of the parameters of a function whose result becomes of this kind."""
        key = (*map(id, self.around), id(callee), result, kind, self.heap.version)
        if key not in self.seen:
            before = dict(callee.wide)
            callee.wide[result] = kind
            found = _settled(_Widening(callee, self.heap, self.ask, self), callee)
            self.seen[key] = {**found, _RESULT: callee.wide[result]}
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
