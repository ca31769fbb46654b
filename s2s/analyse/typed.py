"""What specialisation knows of a function for one signature."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.forms import ANY, forms, meet
from s2s.analyse.parts import Activity
from s2s.errors import Source
from s2s.normalise.unroll import Unrolled
from s2s.rules import Rule


@dataclass
class RuleCall:
    """A call of a function that has a rule: parameters bound to atoms of the caller."""

    rule: Rule
    bound: dict[str, gast.expr]
    variadic: dict[str, list[gast.expr]] = field(default_factory=dict)
    out: gast.expr | None = None


@dataclass
class UserCall:
    """A call of a function with source; one atom for each parameter of the callee.

    Attributes:
        callee: the function for these arguments.
        args: one atom for each of its parameters.
        plain: the call of the user's own function.
        made: whether the generated function must be called, not the user's own: a local function is
            handed over, or the user has written no call.
        again: whether the reverse sweep runs the forward function, and nothing is kept until then.
    """

    callee: Typed
    args: list[gast.expr]
    plain: gast.expr
    made: bool = False
    again: bool = False


@dataclass
class RecordCall:
    """The construction of a named tuple or dataclass: field names to atoms."""

    cls: type
    fields: dict[str, gast.expr]


@dataclass
class CustomCall:
    """A call of a function whose pullback the user has written."""

    function: Any
    link: gast.expr
    args: list[gast.expr]


@dataclass
class Append:
    """``out.append(value)`` or ``out.add(value)`` on a local list."""

    target: str
    value: gast.expr


@dataclass
class Copied:
    """``list(x)``, ``tuple(x)``, ``x.copy()`` of a sequence or dict."""

    value: gast.expr


@dataclass
class Slot:
    """A method that changes which items a list or dict has: ``xs.pop(i)``, ``xs.insert(i, v)``."""

    method: str
    target: str
    values: list[gast.expr]


@dataclass(frozen=True)
class Early:
    """A call that lists at once what Python would take one by one.

    Attributes:
        node: the call.
        names: what it reads.
        name: what holds the list; None where it is not followed until it is used up.
        words: what the user calls it.
    """

    node: gast.Call
    names: frozenset[str]
    name: str | None = None
    words: str = "a generator"


Resolution = RuleCall | UserCall | RecordCall | CustomCall | Append | Copied | Slot


@dataclass(frozen=True)
class Region:
    """Parameters, and the result (-1), that may share memory after a call, and what is written.

    Attributes:
        members: positions of parameters, and -1 for the result.
        arrays: whether elements of an array are overwritten.
        slots: whether items of a container or attributes of an object are.
        active: whether derivatives flow through what is written.
        foreign: the forms of that which may be memory that no argument leads to.
        writes: the forms of what is written into.
        lengths: whether lists become longer or shorter.
        buffers: the forms of each thing from outside that it holds, and the buffer if it is known.
    """

    members: tuple[int, ...]
    arrays: bool
    slots: bool
    active: bool
    foreign: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    lengths: bool = False
    buffers: frozenset[tuple[frozenset[str], object]] = frozenset()


@dataclass(frozen=True)
class Memory:
    """What a function writes into; every field but the last is about its own names.

    Attributes:
        shadow: names whose adjoint is held by reference, in a shadow of the same aliasing.
        written: names whose arrays may be overwritten.
        overwritten: those among them whose arrays are while the function runs.
        slots: names whose items or attributes may be replaced.
        exposed: names that share memory with what the caller writes into.
        foreign: names of memory from outside that active values are written into.
        reached: names that may see what active values are written into, whatever they hold so far.
        lengths: names of lists, or of what holds them, that become longer or shorter here.
        regions: what a caller must know.
        roots: the representative of the class of each name that is written into.
        outside: the forms of what in a class is from outside, by its representative.
        writes: the forms of what in a class is written into, by its representative.
        buffers: those from outside that may be written into, by other names; None for what is none.
        spared: names of arrays from outside that stay, whatever is written in their class.
    """

    shadow: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    overwritten: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    exposed: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()
    lengths: frozenset[str] = frozenset()
    regions: tuple[Region, ...] = ()
    roots: Mapping[str, str] = field(default_factory=dict)
    outside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    writes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    buffers: frozenset[object] = frozenset()
    spared: frozenset[str] = frozenset()

    @property
    def parameters_written(self) -> frozenset[int]:
        """Positions of the parameters whose elements, items or attributes are overwritten."""
        written = [region for region in self.regions if region.arrays or region.slots]
        return frozenset(i for region in written for i in region.members if i >= 0)


@dataclass(eq=False, repr=False)  # it leads to all functions of the derivative
class Typed:
    """A normalised function, its calls resolved and every name's kind known."""

    name: str
    fun: object
    params: list[str]
    active: tuple[Activity, ...]
    source: Source | None
    origin: dict[str, str]
    body: list[gast.stmt] = field(default_factory=list)
    env: dict[str, k.Kind] = field(default_factory=dict)
    varied: set[str] = field(default_factory=set)
    calls: dict[int, tuple[gast.expr, Resolution]] = field(default_factory=dict)
    passive_calls: dict[int, gast.expr] = field(default_factory=dict)
    fresh_calls: dict[int, gast.expr] = field(default_factory=dict)
    real: dict[str, str] = field(default_factory=dict)
    pure_calls: dict[int, gast.expr] = field(default_factory=dict)
    linked: dict[int, gast.expr] = field(default_factory=dict)
    result: gast.expr | None = None
    result_kind: k.Kind = field(default_factory=k.Never)
    result_varied: bool = False
    written: set[str] = field(default_factory=set)
    slots: set[str] = field(default_factory=set)
    # The forms of what passive calls write into, by the name that they are given.
    through: dict[str, frozenset[str]] = field(default_factory=dict)
    lengths: set[str] = field(default_factory=set)  # names of lists that become longer or shorter
    foreign: set[str] = field(default_factory=set)
    of_nothing: list[Typed] = field(default_factory=list)  # called; their results are not known
    origins: dict[str, object] = field(default_factory=dict)
    # What is read from outside by its own name there: its forms, those of what it holds, and the
    # buffer if it is known.
    mentioned: dict[Hashable, tuple[frozenset[str], frozenset[str], object]] = field(
        default_factory=dict
    )
    generated: list[Early] = field(default_factory=list)
    # Items of generators, by the name that each gets: the node that gives it, and what it gives.
    drawn: dict[str, tuple[gast.expr, str]] = field(default_factory=dict)
    # Calls of known functions that nothing flows through, which are made as the user wrote them.
    left: dict[int, tuple[gast.expr, UserCall]] = field(default_factory=dict)
    unsteady: set[str] = field(default_factory=set)  # names of what unseen code may overwrite
    # Names of what a local function captured, read out of it.
    of_closures: dict[str, object] = field(default_factory=dict)
    of_classes: set[str] = field(default_factory=set)  # names of what classes hold
    extra: dict[object, str] = field(default_factory=dict)
    buffers: dict[object, str] = field(default_factory=dict)
    kinds: tuple[k.Kind, ...] = ()
    unrolled: Unrolled = frozenset()
    refs: tuple[bool, ...] = ()
    changing: tuple[bool, ...] = ()
    by_reference: bool = False
    memory: Memory = field(default_factory=Memory)
    wide: dict[str, k.Kind] = field(default_factory=dict)
    impure: bool = False
    effects: bool = False
    in_progress: bool = True
    recursive: bool = False
    guesses: list[Typed] = field(default_factory=list)

    @property
    def parameters_written(self) -> frozenset[int]:
        """Positions of the parameters of which a part may be overwritten, by what is known of both."""
        return frozenset(
            i for region in self.memory.regions for i in region.members if self.is_hit(region, i)
        )

    def is_hit(self, region: Region, position: int) -> bool:
        """Whether what is written in a region may be a part of the parameter at this position."""
        if position < 0 or not (region.arrays or region.slots):
            return False
        return meet(forms(self.env[self.params[position]]), region.writes or {ANY})

    def resolution(self, value: object) -> Resolution | None:
        """What an expression calls, if it is a call that is known; None for anything else."""
        return self.calls.get(id(value), (None, None))[1]


@dataclass(frozen=True)
class Dependency:
    """A function whose source a derivative was made from, and how it was reached."""

    name: str
    fun: Callable[..., object]
