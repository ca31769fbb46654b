"""Objects of users' classes whose attributes change: what is known of them, by class.

All objects of one class in a derivative share one record of their attributes' kinds, since one may
be reached under many names. When it grows, whatever was derived from it is derived again, unless
nobody has asked yet for what is new.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Hashable
from typing import Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.helper_kinds import still
from s2s.analyse.hooks import asks_first
from s2s.analyse.join import join
from s2s.analyse.rebound import NOTHING, Missing, Rebound
from s2s.analyse.symbols import Symbols
from s2s.normalise.passive import Location
from s2s.syntax.names import Namer

_WALKS = 10  # in which attributes are followed one by one; there are not many more


class Heap:
    """The classes whose objects change, and the kinds of their attributes.

    Attributes:
        rebound: what the program may assign outside of its functions.
        fields: of each such class, the kinds of its attributes.
        marked: those of them that the walk which is on its way has found.
        altered: attributes of objects that nothing flows through which are assigned, and what to.
        maybe_none: attributes that are None at times: tests of it are not decided beforehand.
        apart: calls, by file and place, that may write though their names do not say so.
        queues: whether deques are made as objects of ours, since values that vary get into them.
        unseen: whether memory is written that a class or a module holds, which has no name.
        hoisted: buffers from outside of all functions that active values are written into.
        turned: whether gradients of functions from outside are differentiated the other way round:
            reverse mode over forward mode.
        gradients: whether there are such gradients.
        differing: whether a function has rules of the user's own for both modes, which may say different
            things: then one mode does not stand for the other.
        guarded: whether the derivative may turn out to be of no use, when it runs.
        texts: the normal forms of functions, which are the same whatever is known of objects.
        definitions: the local functions, by their trees and where they are defined.
        wrappers: the trees that stand for bound methods, by who hands them on and under which name.
        tags: what tells the tuples of one local function from those of another, by their trees.
        varying: attributes, by class, that something was put into that varies.
        still: those of which it was said that they hold no such thing; None where objects come with
            what varies in them, so that nothing is said of any.
        missed: attributes, by class, that were asked for before they were known.
        listed: classes whose attributes were asked for all together.
        version: grows with every change that what is derived so far may depend on.
    """

    def __init__(self, symbols: Symbols, rebound: Rebound = NOTHING, turned: bool = False) -> None:
        self.symbols = symbols
        self.rebound = rebound
        self.turned = turned
        self.gradients = False
        self.guarded = False
        self.differing = False
        self.fields: dict[Hashable, dict[str, k.Kind]] = {}
        self.marked: set[Hashable] = set()
        self.altered: dict[tuple[type, str], k.Kind] = {}
        self.maybe_none: set[tuple[Hashable, str]] = set()
        self.hoisted: dict[object, Any] = {}
        self.queues = False
        self.written_keys = False  # whether texts of numbers that vary are keys of dicts
        self.unseen = False
        self.apart: set[tuple[str, Location]] = set()
        self.texts: dict[object, tuple[Any, object]] = {}
        self.definitions: dict[object, k.Definition] = {}
        self.wrappers: dict[Hashable, gast.FunctionDef] = {}
        self.tags: dict[int, tuple[str, object]] = {}
        self.tag_names = Namer()
        self.varying: set[tuple[Hashable, str]] = set()
        self.still: set[tuple[Hashable, str]] | None = set()
        self.walks = 0
        self.missed: set[tuple[Hashable, str]] = set()
        self.listed: set[Hashable] = set()
        self.version = 0

    def mark(self, cls: Hashable) -> None:
        """Notes that objects of a class change."""
        if cls not in self.fields:
            self.fields[cls] = {}
            self.marked.add(cls)
            if cls in self.symbols.records or cls in self.listed:
                self.version += 1

    def begin(self) -> None:
        """A walk begins: what the last one did not know yet of classes that it marked is forgotten."""
        for cls in self.marked:
            known = self.fields[cls].items()
            self.fields[cls] = {name: kind for name, kind in known if not _is_vague(kind)}
        self.marked.clear()
        self.walks += 1
        if (
            self.walks > _WALKS
        ):  # what varies is handed on from one attribute to the next, and so on
            self.still = None

    def field(self, cls: Hashable, name: str) -> k.Kind | None:
        """The kind of an attribute of the objects of a class; None as long as none is known."""
        found = self.fields.get(cls, {}).get(name)
        if found is None:
            self.missed.add((cls, name))
            return None
        return self._at_times(cls, name, found)

    def attributes(self, cls: Hashable) -> dict[str, k.Kind]:
        """The attributes that objects of a class have of their own, with their kinds."""
        self.listed.add(cls)
        known = self.fields.get(cls, {})
        return {name: self._at_times(cls, name, kind) for name, kind in known.items()}

    def _at_times(self, cls: Hashable, name: str, kind: k.Kind) -> k.Kind:
        """The kind of an attribute with the ``None`` that it may be."""
        if (cls, name) not in self.maybe_none:
            return kind
        return join(k.Const(None), kind, self.symbols) if k.is_structure(kind) else kind

    def hoist(self, buffer: Any) -> None:
        """Notes that active values are written into a buffer from outside."""
        if buffer.key not in self.hoisted:
            self.hoisted[buffer.key] = buffer
            self.version += 1

    def follow_queues(self) -> None:
        """From now on, deques are objects of ours: attributes that hold them are looked at anew."""
        if not self.queues:
            self.queues = True
            self.fields = {cls: {} for cls in self.fields}
            self.altered = {}
            self.version += 1

    def see(self) -> None:
        """Notes that memory without a name of its own is written: whoever reads it keeps a copy."""
        if not self.unseen:
            self.unseen = True
            self.version += 1

    def store(self, cls: Hashable, name: str, kind: k.Kind) -> None:
        """Notes that an attribute may hold a value of this kind."""
        self.mark(cls)
        kind = self.lift(k.forget(kind))
        if isinstance(kind, k.Maybe):
            self.store(cls, name, k.Const(None))
            kind = kind.kind
        old = self.fields[cls].get(name, k.Never())
        none = k.Const(None)
        if (none in (old, kind)) and old != kind and not isinstance(old, k.Never):
            if (cls, name) not in self.maybe_none:
                self.maybe_none.add((cls, name))
                self.version += 1
            old, kind = (kind, kind) if old == none else (old, old)
        elif (cls, name) in self.maybe_none and kind == none:
            kind = old
        new = join(old, kind, self.symbols, ("field", cls, name))
        if new != self.fields[cls].get(name):
            known = name in self.fields[cls]
            self.fields[cls][name] = new
            if known or (cls, name) in self.missed or cls in self.listed:
                self.version += 1

    def vary(self, cls: Hashable, *names: str) -> None:
        """Notes that attributes hold what varies."""
        new = {(cls, name) for name in names} - self.varying
        self.varying |= new
        self.version += bool(self.still and new & self.still)

    def give(self, kind: k.Kind) -> None:
        """Notes a value that varies and that no statement has put together: objects are not followed."""
        if self.still is not None and _may_hold_objects(kind):
            self.version += bool(self.still)
            self.still = None

    def varies(self, kind: k.Object, name: str) -> bool:
        """Whether an attribute of an object through which derivatives flow may hold what varies.

        Of numbers it is known: nobody comes to them but by the attribute. What an array or a list
        holds may be written by another name.
        """
        place = kind.record, name
        plain = isinstance(self.fields.get(kind.record, {}).get(name), k.Scalar)
        if self.still is None or not plain or kind.tangent or place in self.varying:
            return True
        self.still.add(place)
        return False

    def follow_tangent(self, kind: k.Kind, met: tuple[Hashable, ...] = ()) -> None:
        """Notes which attributes the zero tangents of the objects in a value have."""
        match kind:
            case k.Object(record=record) if record not in met:
                tangent = k.Object(kind.type, tangent=True).record
                self.mark(tangent)
                for name, inner in self.attributes(record).items():
                    self.store(tangent, name, still(inner))
                    self.follow_tangent(inner, (*met, record))
            case k.Tuple() | k.List() | k.Dict() | k.Maybe():
                inside = (kind.kind,) if isinstance(kind, k.Maybe) else k.items_of(kind)
                for inner in inside:
                    self.follow_tangent(inner, met)

    def alter(self, cls: type, name: str, kind: k.Kind) -> None:
        """Notes that an attribute of a class or its objects is assigned, though nothing varies."""
        old = self.altered.get((cls, name), k.Never())
        new = join(old, k.forget(kind), self.symbols, ("altered", cls, name))
        if new != old:
            self.altered[cls, name] = new
            self.version += 1

    def attribute(self, owner: object, name: str) -> object:
        """What an object from outside has; ``Missing`` where that may be another value in the run."""
        cls = owner if isinstance(owner, type) else type(owner)
        if (cls, name) in self.altered or self.rebound.moves(owner, name):
            return Missing()
        if asks_first(owner, name):
            return Missing()
        return getattr(owner, name, Missing())

    def _field(self, cls: type, name: str, kind: k.Kind) -> k.Kind:
        """The kind of an attribute of an object that nothing flows through."""
        return self._loose(cls, name, self.lift(kind), name in self.rebound.attributes)

    def class_field(self, cls: type, name: str, kind: k.Kind) -> k.Kind:
        """The kind of what an object takes from its class."""
        return self._loose(cls, name, kind, name in self.rebound.shared)

    def _loose(self, cls: type, name: str, kind: k.Kind, assigned: bool) -> k.Kind:
        """The kind of an attribute without what holds only as long as it is not assigned."""
        if (cls, name) in self.altered:
            new = self.altered[cls, name]
            return join(kind, new, self.symbols, ("altered", cls, name, "now"))
        if assigned:
            return k.Opaque() if isinstance(kind, k.Const) else k.forget(kind)
        return kind

    def lift(self, kind: k.Kind) -> k.Kind:
        """The kind with records of classes whose objects change replaced by ``Object``."""
        if not (self.fields or self.altered or self.rebound.attributes):
            return kind
        match kind:
            case k.Record(type=cls, fields=fields) if not hasattr(cls, "_fields"):
                if cls in self.fields:
                    for name, inner in fields:
                        self.store(cls, name, inner)
                    return k.Object(cls)
                return k.Record(
                    cls, tuple((name, self._field(cls, name, of)) for name, of in fields)
                )
            case k.Record(type=cls, fields=fields):
                return k.Record(cls, tuple((name, self.lift(inner)) for name, inner in fields))
            case k.Choice(options=options):
                return k.Choice(tuple(map(self.lift, options)))
            case k.Maybe(kind=inner):
                lifted = self.lift(inner)
                return lifted if isinstance(lifted, k.Object) else k.Maybe(lifted)
            case k.Method(function=function, receiver=receiver):
                return k.Method(self.lift(function), self.lift(receiver))
            case k.Closure(kinds=kinds):
                return dataclasses.replace(kind, kinds=tuple(map(self.lift, kinds)))
            case k.Partial():
                return dataclasses.replace(
                    kind, args=tuple(map(self.lift, kind.args)),
                    kwargs=tuple(map(self.lift, kind.kwargs)),
                )  # fmt: skip
        return k.with_items(kind, self.lift)

    def mark_within(self, kind: k.Kind) -> None:
        """Marks the classes of all objects that a value to differentiate holds."""
        match kind:
            case k.Record(type=cls, fields=fields):
                if is_plain(cls):
                    self.mark(cls)
                for _, inner in fields:
                    self.mark_within(inner)
            case k.Maybe(kind=inner):
                self.mark_within(inner)
            case k.Tuple(items=items):
                for inner in items:
                    self.mark_within(inner)
            case k.List(item=item):
                self.mark_within(item)
            case k.Choice(options=options):
                for inner in options:
                    self.mark_within(inner)
            case k.Dict(entries=entries):
                for _, inner in entries or ():
                    self.mark_within(inner)


def _may_hold_objects(kind: k.Kind) -> bool:
    """Whether a value may be, or hold, an object of a class."""
    kind = k.solid(kind)
    if isinstance(kind, k.Scalar | k.Array | k.Unknown | k.Const | k.Range | k.Never):
        return False
    if isinstance(kind, k.Object):
        return not kind.tangent
    if isinstance(kind, k.Tuple | k.List | k.Dict) and not getattr(kind, "open", False):
        return any(map(_may_hold_objects, k.items_of(kind)))
    return True


def _is_vague(kind: k.Kind) -> bool:
    """Whether next to nothing is known of a value: there was no record of its class."""
    return type(kind) in (k.Opaque, k.Mixed)


def is_plain(cls: type) -> bool:
    """Whether a class is written in Python, with attributes in the usual places."""
    if hasattr(cls, "_fields") or dataclasses.is_dataclass(cls):
        return False
    return creatable(cls)


def fills(cls: type) -> bool:
    """Whether a class is a dataclass whose constructor assigns the fields, and none of its own."""
    if not dataclasses.is_dataclass(cls):
        return False
    code = getattr(inspect.getattr_static(cls, "__init__"), "__code__", None)
    return code is not None and code.co_filename == "<string>"  # made by `dataclasses`


def creatable(cls: type) -> bool:
    """Whether ``cls(...)`` is ``cls.__new__(cls)`` and then ``__init__``, and nothing else."""
    constructor: Any = getattr(cls, "__new__", None)
    return (
        type(cls).__call__ is type.__call__
        and (constructor is object.__new__ or cls is types.SimpleNamespace)
        and not issubclass(cls, BaseException)
        and not isinstance(inspect.getattr_static(cls, "__setattr__"), types.FunctionType)
        and not isinstance(inspect.getattr_static(cls, "__getattr__", None), types.FunctionType)
    )
