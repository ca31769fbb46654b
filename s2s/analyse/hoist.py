"""Buffers from outside that active values are written into: closed over, or a default value.

Such a buffer becomes a local variable of the root function, read once at its start, and a further
argument of every function that leads to it: one name, one shadow. Only what the first attempt found
to be written is treated so; whatever is merely read is read where it stands.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.standins import kind_of
from s2s.analyse.typed import Typed
from s2s.analyse.unit import Unit
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


@dataclass(frozen=True)
class Buffer:
    """A buffer from outside.

    Attributes:
        fun: the function that has it.
        name: its closed-over variable, or the parameter whose default it is.
        closed: whether it is closed over.
    """

    fun: types.FunctionType
    name: str
    closed: bool

    @property
    def key(self) -> object:
        """What tells one buffer from another: functions can share a closed-over variable."""
        return id(self.cell()) if self.closed else (id(self.fun), self.name)

    def cell(self) -> types.CellType:
        """The cell of the closed-over variable."""
        assert self.fun.__closure__ is not None
        return self.fun.__closure__[self.fun.__code__.co_freevars.index(self.name)]


def extra_parameters(unit: Unit, fun: Any, params: list[str]) -> dict[object, str]:
    """The name of each hoisted buffer that ``fun`` leads to, beyond its own ``params``."""
    found: dict[object, str] = {}
    owner = fun.owner if isinstance(fun, k.Definition) else None
    for key, buffer in unit.heap.hoisted.items():
        if fun is unit.root or (isinstance(owner, Typed) and owner.buffers.get(key) in params):
            continue
        if key in _own_cells(fun) or not _leads_to(fun, key, set()):
            continue
        name = f"outer_{buffer.name}"
        while name in params or name in found.values():
            name += "_"
        found[key] = name
    return found


def hoist(walker: Walker) -> None:
    """Names the buffers in the environment of a function; the root function reads them."""
    unit, typed = walker.unit, walker.typed
    typed.buffers.clear()
    owner = getattr(typed.fun, "owner", None)
    inherited = owner.buffers if isinstance(owner, Typed) else {}
    own = _own_cells(typed.fun)
    for key, buffer in unit.heap.hoisted.items():
        if typed.fun is unit.root:
            typed.buffers[key] = _read(walker, key, buffer)
        elif own.get(key) in typed.params:
            typed.buffers[key] = own[key]
        elif inherited.get(key) in typed.params:
            typed.buffers[key] = inherited[key]
        elif key in typed.extra:
            typed.buffers[key] = typed.extra[key]


def buffer_of(walker: Walker, value: gast.expr) -> Buffer | None:
    """The buffer that an expression from outside reads, if it is a closed-over variable."""
    while isinstance(value, gast.Attribute | gast.Subscript):
        value = value.value
    name = value.id if isinstance(value, gast.Name) else ""
    fun = walker.typed.fun
    root = walker.unit.root
    for owner in (fun, root):
        if isinstance(owner, types.FunctionType) and name in owner.__code__.co_freevars:
            found = Buffer(owner, name, closed=True)
            if owner is fun or found.cell().cell_contents is walker.closure.get(name):
                return found
    return None


def _read(walker: Walker, key: object, buffer: Buffer) -> str:
    linker = walker.unit.linker
    root = walker.typed.fun
    if key in _own_cells(root):
        name = _own_cells(root)[key]
        place = linker.cell(name, buffer.cell())
    else:
        name = walker.temp_name(build.const(f"buffer {buffer.name}"), f"outer_{buffer.name}")
        by_default = linker.default(buffer.fun, buffer.name) if not buffer.closed else None
        place = by_default or linker.captured(buffer.fun, buffer.name)
    value = buffer.cell().cell_contents if buffer.closed else _default(buffer)
    walker.define(name, kind_of(value, walker.symbols), False)
    walker.prologue.append(build.assign(name, place))
    return name


def _default(buffer: Buffer) -> object:
    named = buffer.fun.__kwdefaults__ or {}
    if buffer.name in named:
        return named[buffer.name]
    code = buffer.fun.__code__
    defaults = buffer.fun.__defaults__ or ()
    index = code.co_varnames.index(buffer.name)
    return defaults[index - (code.co_argcount - len(defaults))]


def _own_cells(fun: object) -> dict[object, str]:
    if not isinstance(fun, types.FunctionType):
        return {}
    pairs = zip(fun.__closure__ or (), fun.__code__.co_freevars, strict=True)
    return {id(cell): name for cell, name in pairs}


def _leads_to(fun: Any, key: object, seen: set[int]) -> bool:
    """Whether a function, or one that it mentions, has the buffer."""
    if id(fun) in seen:
        return False
    seen.add(id(fun))
    if isinstance(fun, k.Definition):
        names = walk.read([fun.node])
        scope = {**fun.globals, **fun.closure, **fun.constants}
    elif isinstance(fun, types.FunctionType):
        if key in _own_cells(fun) or (isinstance(key, tuple) and key[0] == id(fun)):
            return True
        names = set(fun.__code__.co_names) | set(fun.__code__.co_freevars)
        scope = {**fun.__globals__, **_contents(fun)}
    else:
        return False
    return any(_leads_to(scope[name], key, seen) for name in sorted(names) if name in scope)


def _contents(fun: types.FunctionType) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, cell in zip(fun.__code__.co_freevars, fun.__closure__ or (), strict=True):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not assigned yet
            continue
    return found


def extra_arguments(walker: Walker, callee: object) -> list[gast.expr]:
    """What a call gives for the extra parameters of a function."""
    captured = list(callee.captured) if isinstance(callee, k.Definition) else []
    keys = extra_parameters(walker.unit, callee, captured)
    return [build.name(walker.typed.buffers[key]) for key in keys if key in walker.typed.buffers]


def hoisted(walker: Walker, buffer: Buffer) -> gast.expr | None:
    """The name of a buffer in a function, if it was hoisted and the function leads to it."""
    name = walker.typed.buffers.get(buffer.key)
    return None if name is None else build.name(name)
