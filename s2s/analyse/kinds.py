"""Kinds: what is known of a value before the program runs.

A dimension of an array is a pair of sizes, the sizes that it has under two different assignments of
sizes to the symbolic lengths. Two dimensions are equal if their pairs are; a pair of equal sizes is a
constant. So symbolic shape arithmetic is ordinary arithmetic, done twice, and NumPy itself does it.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import gast
import numpy as np

from s2s.derived import How

Dim = tuple[int, int]


@dataclass(frozen=True)
class Kind:
    """The base of all kinds; on its own, a value of which nothing is known and nothing flows."""


@dataclass(frozen=True)
class Never(Kind):
    """No value: the result of a recursive call whose kind is not known yet."""


@dataclass(frozen=True)
class Opaque(Kind):
    """A passive value of which nothing is known.

    ``changes``: it is a container of whose methods nothing is known either, a set or a deque.
    """

    changes: bool = field(default=False, compare=False, kw_only=True)


@dataclass(frozen=True)
class Slice(Opaque):
    """A slice object that a name holds; its bounds are read when the program runs."""


@dataclass(frozen=True)
class Table(Opaque):
    """A ``defaultdict`` that nothing active is put into: who reads a missing item puts it there."""


@dataclass(frozen=True)
class Generator(Opaque):
    """A generator of random numbers, of NumPy's or Python's."""

    cls: type


@dataclass(frozen=True)
class Lazy(Opaque):
    """A passive iterator: who runs through it moves it on.

    ``acts``: that calls functions which do more than give a value. ``text``: its items were read
    from a ``Text``.
    """

    acts: bool = False
    text: bool = False


@dataclass(frozen=True)
class Text(Opaque):
    """A text in which numbers stand that vary, or what something read from one.

    ``carried``: it is an attribute of an exception, and may be such a number itself.
    """

    carried: bool = False


@dataclass(frozen=True)
class Tried(Opaque):
    """What says whether a step of a ``try`` statement was done, and holds the exception."""


@dataclass(frozen=True)
class Unknown(Kind):
    """A number or array of unknown rank; derivatives may flow through it.

    ``array``: it is no number, but an array of one axis or more, or ``None``. ``shape`` is given
    where it is ``None`` or else an array of this shape; or a number, for the shape ``()``.
    """

    dtype: str = "float64"
    array: bool = False
    shape: tuple[Dim, ...] | None = None


@dataclass(frozen=True)
class Mixed(Kind):
    """A number on one path and a structure on another: nothing can be computed with it."""


@dataclass(frozen=True)
class Scalar(Kind):
    """A number. ``value`` is the pair of its values under the two assignments, where known."""

    type: type
    value: tuple[object, object] | None = None


@dataclass(frozen=True)
class Array(Kind):
    """A NumPy array."""

    dtype: str
    shape: tuple[Dim, ...]


@dataclass(frozen=True, eq=False)
class Const(Kind):
    """A passive value that is known: ``None``, a string, a type, a slice; or any other object.

    Plain values are equal by value. Other objects may have a notion of equality of their own (a
    table compares its cells): they are the same where they are one object.
    """

    value: object

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Const) or type(self.value) is not type(other.value):
            return NotImplemented
        return self.value is other.value or (_plain(self.value) and self.value == other.value)

    def __hash__(self) -> int:
        """A hash for slices too, which have none of their own before Python 3.12."""
        if isinstance(self.value, slice):
            return hash((self.value.start, self.value.stop, self.value.step))
        return hash(self.value) if _plain(self.value) else id(self.value)


@dataclass(frozen=True)
class Range(Kind):
    """A ``range``; its bounds are read when the program runs."""


_PLAIN = (
    type(None), bool, int, float, complex, str, bytes, slice, np.dtype, np.generic,
)  # fmt: skip


def _plain(value: object) -> bool:
    if isinstance(value, tuple):
        return all(map(_plain, value))
    return isinstance(value, _PLAIN)


@dataclass(frozen=True)
class Tuple(Kind):
    """A tuple, or a list whose length is known; ``type`` tells."""

    items: tuple[Kind, ...]
    type: type = tuple


@dataclass(frozen=True)
class List(Kind):
    """A list (or tuple) of unknown length, all items of one kind."""

    item: Kind
    type: type = list


@dataclass(frozen=True)
class Dict(Kind):
    """A dict; ``entries`` where the keys are known, else one kind for all values.

    Some of the keys may be missing if the entries are not ``exact``; an ``open`` dict may hold
    further ones, which something put there that s2s cannot look into.
    """

    entries: tuple[tuple[object, Kind], ...] | None
    item: Kind = Opaque()
    type: type = dict
    exact: bool = True
    open: bool = False


@dataclass(frozen=True)
class Record(Kind):
    """A dataclass, named tuple or other object with attributes."""

    type: type
    fields: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True)
class Object(Kind):
    """An object of a class whose objects change; the kinds of its attributes are kept by class."""

    type: type


@dataclass(frozen=True, eq=False)
class Func(Kind):
    """A callable object that is known: the same one, or the same method of the same object."""

    value: Callable[..., object]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Func) and _identity(self.value) == _identity(other.value)

    def __hash__(self) -> int:
        return hash(_identity(self.value))


def _identity(fun: object) -> tuple[object, ...]:
    receiver = getattr(fun, "__self__", None)
    if receiver is None or isinstance(fun, type):
        return (id(fun),)
    return id(receiver), getattr(fun, "__qualname__", None), type(fun)


@dataclass(frozen=True)
class Method(Kind):
    """A bound method: a function and the kind of its ``self``."""

    function: Kind
    receiver: Kind


@dataclass(eq=False, repr=False)
class Definition:
    """A function defined inside a differentiated one."""

    node: gast.FunctionDef
    globals: dict[str, object]
    closure: dict[str, object]
    captured: tuple[str, ...]
    siblings: dict[str, gast.FunctionDef]
    constants: dict[str, object]
    owner: Any
    held: tuple[str, ...] = ()
    tag: str = ""


@dataclass(frozen=True)
class Closure(Kind):
    """A local function; at run time a tuple of its name and the values that it captured."""

    definition: Definition
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Derived(Kind):
    """A derivative of a local function; at run time the function's own tuple."""

    function: Closure | Derived
    how: How


@dataclass(frozen=True)
class Choice(Kind):
    """One of several functions, or objects of several classes; which one is seen at run time."""

    options: tuple[Kind, ...]


@dataclass(frozen=True)
class Super(Kind):
    """``super()``: the object, seen from above ``cls``; at run time the object itself."""

    cls: type
    receiver: Kind


@dataclass(frozen=True)
class Partial(Kind):
    """``functools.partial``; at run time the tuple of function, positional and named values."""

    function: Kind
    args: tuple[Kind, ...]
    names: tuple[str, ...]
    kwargs: tuple[Kind, ...]
    real: bool = False


@dataclass(frozen=True)
class Iterator(Kind):
    """``zip``, ``enumerate``, ``reversed`` or a dict view, over the named sources."""

    form: str
    sources: tuple[Kind, ...]


NUMBERS = (float, int, bool, complex, np.number, np.bool_)


def is_float_dtype(dtype: str) -> bool:
    """Whether derivatives flow through values of this dtype."""
    return np.dtype(dtype).kind in "fc"


def is_objects(kind: Kind) -> bool:
    """Whether the kind is an array of Python objects."""
    return isinstance(kind, Array) and kind.dtype == "object"


def has_fields(record: Record) -> bool:
    """Whether the attributes of a record are its fields: a named tuple, or a dataclass."""
    return hasattr(record.type, "_fields") or dataclasses.is_dataclass(record.type)


def is_differentiable(kind: Kind) -> bool:
    """Whether a value of this kind holds any number that a derivative flows through."""
    match kind:
        case Unknown() | Mixed() | Object():
            return True
        case Scalar(type=cls):
            return issubclass(cls, float | complex | np.inexact)
        case Array(dtype=dtype):
            return dtype == "object" or is_float_dtype(dtype)
        case Tuple(items=items):
            return any(is_differentiable(item) for item in items)
        case List(item=item):
            return is_differentiable(item)
        case Dict(entries=entries, item=item):
            kinds = [value for _, value in entries] if entries is not None else [item]
            return any(is_differentiable(value) for value in kinds)
        case Record(fields=fields):
            if not has_fields(kind):
                return False  # objects with state of their own are passive
            return any(is_differentiable(value) for _, value in fields)
        case Choice(options=options):
            return any(is_differentiable(option) for option in options)
        case Closure(kinds=kinds):
            return any(is_differentiable(value) for value in kinds)
        case Partial(function=function, args=args, kwargs=kwargs, real=real):
            return not real and any(
                is_differentiable(value) for value in (function, *args, *kwargs)
            )
        case Derived(function=function):
            return is_differentiable(function)
        case Method(receiver=receiver) | Super(receiver=receiver):
            return is_differentiable(receiver)
        case Iterator(sources=sources):
            return any(is_differentiable(value) for value in sources)
    return False


def is_object(kind: Kind) -> bool:
    """Whether the kind is an object of a user's class, or one of several."""
    if isinstance(kind, Choice):
        return all(is_object(option) for option in kind.options)
    return isinstance(kind, Object) or (
        isinstance(kind, Record) and not hasattr(kind.type, "_fields")
    )


def is_frozen(kind: Kind) -> bool:
    """Whether the kind is a frozen distribution of SciPy's, itself at run time, or one of several."""
    if isinstance(kind, Choice):
        return all(map(is_frozen, kind.options))
    if not isinstance(kind, Partial) or not kind.real or not isinstance(kind.function, Func):
        return False
    return hasattr(kind.function.value, "logcdf")


def is_numeric(kind: Kind) -> bool:
    """Whether the kind is a number or an array."""
    return isinstance(kind, Scalar | Array | Unknown)


def is_carried(kind: Kind) -> bool:
    """Whether a value is, or holds, what an exception carried, which may be a number that varies."""
    if isinstance(kind, Text):
        return kind.carried
    if isinstance(kind, Record):
        return any(is_carried(value) for _, value in kind.fields)
    return any(map(is_carried, items_of(kind)))


def fills_in(kind: Kind) -> bool:
    """Whether reading a missing item of the kind puts it there."""
    return isinstance(kind, Table) or (
        isinstance(kind, Dict) and issubclass(kind.type, collections.defaultdict)
    )


def is_sequence(kind: Kind) -> bool:
    """Whether NumPy takes the kind for an array, which it is not: a list, a tuple or a range."""
    return isinstance(kind, List | Tuple | Range)


def is_complex(kind: Kind) -> bool:
    """Whether the kind is a complex number or array."""
    if isinstance(kind, Scalar):
        return issubclass(kind.type, complex | np.complexfloating)
    if isinstance(kind, Array | Unknown):
        return np.dtype(kind.dtype).kind == "c"
    return False


def may_be_complex(kind: Kind) -> bool:
    """Whether it is complex, or nobody knows: the dtype of an unknown value is a guess."""
    return is_complex(kind) or not isinstance(kind, Scalar | Array)


def solid(kind: Kind) -> Kind:
    """The kind of a value that is computed with, and so is not ``None``."""
    if not isinstance(kind, Unknown) or kind.shape is None:
        return kind
    return Array(kind.dtype, kind.shape) if kind.shape else Scalar(np.dtype(kind.dtype).type)


def has_axes(kind: Kind) -> bool:
    """Whether it is an array of one axis or more, or ``None`` instead of one."""
    return bool(kind.shape) if isinstance(kind, Array) else isinstance(kind, Unknown) and kind.array


def repeated(kinds: Sequence[Kind]) -> list[bool]:
    """Which operand of ``*`` is a sequence that the other one repeats: an array multiplies it."""
    arrays = any(isinstance(kind, Array | Unknown) for kind in kinds)
    return [isinstance(kind, List | Tuple) and not arrays for kind in kinds]


def dtype_of(kind: Kind) -> str | None:
    """The dtype name of a number or array."""
    if isinstance(kind, Scalar):
        return str(np.dtype(kind.type))
    if isinstance(kind, Array | Unknown):
        return kind.dtype
    return None


def forget(kind: Kind) -> Kind:
    """The kind without the values that are known of it: what may hold in every iteration."""
    match kind:
        case Scalar(type=cls):
            return Scalar(cls)
        case Const(value=bool()):
            return Scalar(bool)
        case Tuple(items=items, type=cls):
            return Tuple(tuple(forget(item) for item in items), cls)
        case List(item=item, type=cls):
            return List(forget(item), cls)
        case Dict(entries=entries, item=item):
            if entries is not None:
                entries = tuple((key, forget(value)) for key, value in entries)
            return dataclasses.replace(kind, entries=entries, item=forget(item))
    return kind


def opened(kind: Kind) -> Kind:
    """The kind with what nothing is known of as what may be a number: a derivative may flow to it."""
    match kind:
        case Slice() | Generator() | Text():
            return kind
        case Opaque():
            return Unknown()
        case Tuple(items=items, type=cls):
            return Tuple(tuple(map(opened, items)), cls)
        case List(item=item, type=cls):
            return List(opened(item), cls)
        case Dict(entries=entries, item=item):
            if entries is not None:
                entries = tuple((key, opened(value)) for key, value in entries)
            return dataclasses.replace(kind, entries=entries, item=opened(item))
        case Record(type=cls, fields=fields):
            return Record(cls, tuple((name, opened(value)) for name, value in fields))
    return kind


def general(kind: Kind) -> Kind:
    """The kind under which a callee is specialised: values of numbers do not count, flags do."""
    if isinstance(kind, Scalar):
        return Scalar(kind.type)
    if isinstance(kind, Tuple | List | Dict):
        return forget(kind)
    return kind


def changes(kind: Kind) -> bool:
    """Whether a value is or holds a set, a deque or the like, which any method may change."""
    match kind:
        case Opaque():
            return kind.changes
        case Tuple() | List():
            return any(map(changes, items_of(kind)))
        case Dict(entries=entries, item=item, type=cls):
            if cls is collections.defaultdict:  # to read an item may put it there
                return True
            return changes(item) or any(changes(value) for _, value in entries or ())
        case Record(fields=fields):
            return any(changes(value) for _, value in fields)
    return False


def items_of(kind: Kind) -> tuple[Kind, ...]:
    """The kinds of what a tuple, list or dict holds; none of other kinds."""
    match kind:
        case Tuple(items=items):
            return items
        case List(item=item):
            return (item,)
        case Dict(entries=entries, item=item):
            return tuple(value for _, value in entries) if entries is not None else (item,)
    return ()
