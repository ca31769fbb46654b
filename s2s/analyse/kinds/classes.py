"""Kinds: what is known of a value before the program runs.

A dimension of an array is a pair of sizes, the sizes that it has under two different assignments of
sizes to the symbolic lengths. Two dimensions are equal if their pairs are; a pair of equal sizes is a
constant. So symbolic shape arithmetic is ordinary arithmetic, done twice, and NumPy itself does it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
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
    """An object of a class whose objects change; the kinds of its attributes are kept by class.

    Attributes:
        type: the class.
        tangent: whether it is the tangent of such an object: 0.0 stands in it for a whole number.
    """

    type: type
    tangent: bool = False

    @property
    def record(self) -> Hashable:
        """What the kinds of its attributes are kept by."""
        return (self.type, "tangent") if self.tangent else self.type


@dataclass(frozen=True)
class Maybe(Kind):
    """A tuple, list, dict or record, or ``None``; who computes with it has a name for what it holds."""

    kind: Kind


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
    """A local function; at run time a tuple of its name and the values that it captured.

    Attributes:
        definition: the function.
        kinds: of what it captured, and of its defaults that are local values.
        again: whether the reverse sweep runs it again, so that nothing is kept of it.
    """

    definition: Definition
    kinds: tuple[Kind, ...]
    again: bool = False


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
