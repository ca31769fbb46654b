"""What the functions of one derivative share: symbols, names, links, and each other."""

from __future__ import annotations

import builtins
import types
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.heap import Heap
from s2s.analyse.link import Linker
from s2s.analyse.normal import Normal
from s2s.analyse.parts import Activity
from s2s.analyse.rebound import Missing, Rebound
from s2s.analyse.symbols import Symbols
from s2s.analyse.typed import Typed
from s2s.custom import Annotated, CustomVjp
from s2s.derived import Derived, How
from s2s.frontend.apart import free_names
from s2s.syntax import walk
from s2s.syntax.names import Namer

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_CONSTANT = (
    types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type, CustomVjp, Annotated,
    Derived, np.ufunc, type(np.sum),
)  # fmt: skip


@dataclass(eq=False, repr=False)
class Unit:
    """One derivative under construction: the root function and all that it calls.

    Attributes:
        nested: whether it is for a call inside a function that is itself differentiated.
        forward: whether it is differentiated by forward mode.
        within: what derivative it is then, and what those around it are: they share no trees.
        later: whether the reverse sweep runs when the user wants it to.
    """

    root: object
    namer: Namer = field(default_factory=Namer)
    symbols: Symbols = field(init=False)
    functions: dict[object, Typed] = field(default_factory=dict)
    normal: dict[object, Normal] = field(default_factory=dict)
    dependencies: list[object] = field(default_factory=list)
    temps: dict[int, dict[Hashable, str]] = field(default_factory=dict)
    names: dict[object, str] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)
    calls: dict[object, gast.Call] = field(default_factory=dict)
    heap: Heap = field(default_factory=lambda: Heap(Symbols()))
    depth: int = 0
    nested: bool = False
    forward: bool = False
    within: tuple[object, ...] = ()
    later: bool = False
    version: int | None = None  # of the heap: what is derived by an older one is dropped
    stack: list[Typed] = field(default_factory=list)
    specialise_: Callable[..., Typed] | None = None
    derivative_: Callable[..., types.FunctionType] | None = None
    derivatives: dict[object, types.FunctionType] = field(default_factory=dict)
    lowered: dict[object, list[str]] = field(default_factory=dict)
    loops: list[tuple[Walker, gast.For]] = field(
        default_factory=list
    )  # walkers, and what they are in
    _kept: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.linker = Linker(self.namer)
        self.symbols = self.heap.symbols
        code = getattr(self.root, "__code__", None)
        closure = getattr(self.root, "__closure__", None) or ()
        if code is not None:
            pairs = zip(closure, code.co_freevars, strict=True)
            self.linker.cells = {id(cell): name for cell, name in pairs}

    @property
    def rebound(self) -> Rebound:
        """What the program may assign outside of its functions."""
        return self.heap.rebound

    def outdated(self) -> bool:
        """Whether more has become known of objects, so that nothing derived here is used."""
        return self.version is not None and self.heap.version != self.version

    def keep(self, *objects: object) -> None:
        """Keeps objects alive whose ``id`` is a key."""
        self._kept.extend(objects)

    def depend(self, fun: object) -> None:
        """Notes that the derivative was made from the source of ``fun``."""
        if fun not in self.dependencies:
            self.dependencies.append(fun)

    def specialise(
        self, fun: object, kinds: tuple[k.Kind, ...], active: tuple[Activity, ...], name: str,
        refs: tuple[bool, ...] = (), by_reference: bool = False, changing: tuple[bool, ...] = (),
    ) -> Typed:  # fmt: skip
        """The typed form of a function that is called."""
        assert self.specialise_ is not None
        return self.specialise_(self, fun, kinds, active, name, refs, by_reference, changing)

    def derivative(self, fun: object, kinds: tuple[k.Kind, ...], how: How) -> types.FunctionType:
        """The derivative of a function, as a Python function with source."""
        assert self.derivative_ is not None
        key = (id(fun), kinds, how)
        if key not in self.derivatives:
            self.keep(fun)
            self.heap.listed.update(self.heap.fields)  # what it does with objects is in its text
            self.derivatives[key] = self.derivative_(self, fun, kinds, how)
        return self.derivatives[key]

    def captured(self, fun: object) -> list[str]:
        """The closed-over variables of an outside function that are passed to its derivative."""
        if fun is self.root or not isinstance(fun, types.FunctionType):
            return []
        held = self._cells(fun)
        return [n for n, v in held.items() if not isinstance(v, (*_CONSTANT, Missing))]

    def closure_of(self, fun: object) -> Mapping[str, object]:
        """The closed-over variables that are read as constants (or, for the root, live)."""
        if isinstance(fun, k.Definition):
            return fun.constants
        assert isinstance(fun, types.FunctionType)
        everything = self._cells(fun)
        passed = set(self.captured(fun))
        return {name: value for name, value in everything.items() if name not in passed}

    def changing(self, fun: object) -> frozenset[str]:
        """Names from outside of a function that the program may assign while the function runs."""
        if isinstance(fun, k.Definition):
            held, scope = fun.constants, fun.globals
        else:
            assert isinstance(fun, types.FunctionType)
            held, scope = self._cells(fun), fun.__globals__
        found = {n for n, value in held.items() if isinstance(value, Missing)}
        if self.heap.unseen:  # what is in them may change
            found |= {n for s in (held, scope) for n, value in s.items() if _has_items(value)}
        return self.rebound.within(scope) | found

    def _cells(self, fun: types.FunctionType) -> dict[str, object]:
        """The closed-over variables; ``Missing`` for the value of one that the program assigns."""
        found = cells(fun)
        if self.rebound.cells:
            for name, cell in zip(free_names(fun), fun.__closure__ or (), strict=True):
                if id(cell) in self.rebound.cells:
                    found[name] = Missing()
        return found

    def lookup(
        self, name: str, scope: Mapping[str, object], closure: Mapping[str, object]
    ) -> object:
        """The object that a free name stands for."""
        if name in closure:
            return closure[name]
        if (id(scope), name) in self.rebound.names:
            return Missing()
        return scope[name] if name in scope else getattr(builtins, name, None)

    def definition(
        self, node: gast.FunctionDef, scope: dict[str, object], closure: Mapping[str, object],
        captured: tuple[str, ...], siblings: dict[str, gast.FunctionDef], constants: dict[str, object], owner: Typed,
        held: tuple[str, ...] = (),
    ) -> k.Definition:  # fmt: skip
        """The definition for a ``def`` node: the same one each time the node is walked.

        Also when all is derived again since more is known of objects: they may hold the function; and
        whatever the kinds of what is captured: nothing tells the functions apart at run time.
        """
        key = (self.within, id(node), captured, held, id(owner.fun))
        found = self.heap.definitions
        within, constants = dict(closure), {**closure, **constants}
        if key not in found:
            self.keep(node, owner)
            tag = self.tag(node)
            found[key] = k.Definition(
                node, scope, within, captured, siblings, constants, owner, held, tag
            )
        made = found[key]
        made.closure, made.constants, made.siblings, made.owner = within, constants, siblings, owner
        return made

    def tag(self, node: gast.FunctionDef) -> str:
        """The string that tells the tuples of one local function from those of another."""
        tags = self.heap.tags
        if id(node) not in tags:
            tags[id(node)] = self.heap.tag_names.fresh(node.name), node
            self.symbols.tags.add(tags[id(node)][0])
        return tags[id(node)][0]

    def sibling(self, fun: k.Definition, name: str, node: gast.FunctionDef) -> k.Definition:
        """The definition of a local function as another of the same group sees it."""
        if node is fun.node:
            return fun
        free = walk.read([node])
        reach = captured_by(node, fun.siblings, set(fun.captured), sorted(free))
        captured = tuple(c for c in fun.captured if c in reach)
        owner = fun.owner
        assert isinstance(owner, Typed)
        return self.definition(
            node, fun.globals, fun.closure, captured, fun.siblings, fun.constants, owner
        )


def _has_items(value: object) -> bool:
    if isinstance(value, dict):
        return "__builtins__" not in value
    return isinstance(value, np.ndarray | list)


def captured_by(
    node: gast.FunctionDef,
    siblings: Mapping[str, gast.FunctionDef],
    available: Collection[str],
    free: list[str],
) -> list[str]:
    """Names that a local function captures, through the local functions that it calls too."""
    found: list[str] = []
    seen = {node.name}
    pending = list(free)
    while pending:
        name = pending.pop(0)
        if name in siblings:
            if name not in seen:
                seen.add(name)
                pending.extend(sorted(walk.read([siblings[name]])))
        elif name in available and name not in found:
            found.append(name)
    return found


def cells(fun: types.FunctionType) -> dict[str, object]:
    """The closed-over variables of a function and their values."""
    found: dict[str, object] = {}
    for name, cell in zip(free_names(fun), fun.__closure__ or (), strict=True):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not assigned yet
            continue
    return found
