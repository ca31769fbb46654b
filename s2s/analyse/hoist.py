"""Buffers from outside that are written into: closed over, a default value, or a global.

Such a buffer becomes a local variable of the root function, read once at its start, and a further
argument of every function that leads to it: one name, one shadow. Only what the first attempt found
to be written is treated so; whatever is merely read is read where it stands.
"""

from __future__ import annotations

import types
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.forms import forms, meet
from s2s.analyse.standins import kind_of
from s2s.analyse.typed import Typed
from s2s.analyse.unit import Unit, cells
from s2s.frontend.apart import free_names
from s2s.origin import mentioned, signature_of
from s2s.runtime import field_names
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.heap import Heap
    from s2s.analyse.walker import Walker


@dataclass(frozen=True)
class Buffer:
    """A buffer from outside.

    Attributes:
        fun: the function that has it.
        name: its closed-over or global variable, or the parameter whose default it is.
        form: "closed over", "default" or "global".
    """

    fun: types.FunctionType
    name: str
    form: str

    @property
    def key(self) -> object:
        """What tells one buffer from another: functions can share a variable."""
        match self.form:
            case "closed over":
                return id(self.cell())
            case "global":
                return id(self.fun.__globals__), self.name
        return id(self.fun), self.name

    @property
    def value(self) -> object:
        """The buffer itself."""
        match self.form:
            case "closed over":
                return self.cell().cell_contents
            case "global":
                return self.fun.__globals__[self.name]
        return signature_of(self.fun).parameters[self.name].default

    def cell(self) -> types.CellType:
        """The cell of the closed-over variable."""
        assert self.fun.__closure__ is not None
        return self.fun.__closure__[free_names(self.fun).index(self.name)]


def extra_parameters(unit: Unit, fun: Any, params: list[str]) -> dict[object, str]:
    """The name of each hoisted buffer that ``fun`` leads to, beyond its own ``params``."""
    found: dict[object, str] = {}
    owner = fun.owner if isinstance(fun, k.Definition) else None
    for key, buffer in unit.heap.hoisted.items():
        if fun is unit.root or (isinstance(owner, Typed) and owner.buffers.get(key) in params):
            continue
        if key in _own_cells(fun) or not _leads_to(fun, key, set()):
            continue
        # Its text reads a global under its own name.
        name = buffer.name if _reads(fun, key) else f"outer_{buffer.name}"
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
        elif unit.nested and unit.stack[0] is typed and _is_shared(buffer, typed.fun):
            typed.buffers[key] = _read(walker, key, buffer)  # nobody has read it before


def buffer_of(walker: Walker, value: gast.expr) -> Buffer | None:
    """The buffer that an expression from outside reads, if it is a closed-over variable."""
    while isinstance(value, gast.Attribute | gast.Subscript):
        value = value.value
    name = value.id if isinstance(value, gast.Name) else ""
    fun: Any = walker.typed.fun
    root = walker.unit.root
    if name in walker.unit.changing(fun):
        return None  # it is another buffer from one time to the next
    for owner in (fun, root):
        if isinstance(owner, types.FunctionType) and name in free_names(owner):
            found = Buffer(owner, name, "closed over")
            if owner is fun or found.value is walker.closure.get(name):
                return found
    reader = fun
    while isinstance(reader, k.Definition):
        reader = reader.owner.fun
    local = name in walker.closure or name in walker.globals or name not in walker.scope
    if (
        local
        or not isinstance(reader, types.FunctionType)
        or reader.__globals__ is not walker.scope
    ):
        return None
    if is_generated(walker.scope):
        return None  # the text is made again whenever more is known, and its globals with it
    return Buffer(reader, name, "global") if is_mutable(walker.scope[name]) else None


def place_of(walker: Walker, value: gast.expr) -> gast.expr | None:
    """The name of a hoisted buffer that an expression reads otherwise, as generated text does.

    That is ``module.A``, ``user_globals['A']``, or the content of a cell.
    """
    if not walker.typed.buffers or not isinstance(value, gast.Attribute | gast.Subscript):
        return None
    base = value.value
    if isinstance(value, gast.Subscript) and getattr(base, "id", None) in walker.holders:
        value = build.index(walker.holders[base.id], value.slice)
    name = walker.typed.buffers.get(_key(walker, value))
    return None if name is None else walk.copy_position(build.name(name), value)


def note_holder(walker: Walker, name: str, value: gast.expr) -> None:
    """Notes a name for the defaults of a function, as normalised generated text has it."""
    if isinstance(value, gast.Attribute) and value.attr in _DEFAULTS:
        walker.holders[name] = value


_DEFAULTS = ("__defaults__", "__kwdefaults__")


def _key(walker: Walker, value: gast.expr) -> object:
    """What identifies the place outside that an expression reads, as the key of a buffer does."""
    match value:
        case gast.Attribute(attr="cell_contents", value=cell):
            found = _object(walker, cell)
            return id(found) if isinstance(found, types.CellType) else None
        case gast.Attribute(value=owner, attr=name):
            found = _object(walker, owner)
            return (id(vars(found)), name) if isinstance(found, types.ModuleType) else None
        case gast.Subscript(
            value=gast.Attribute(attr="__defaults__" | "__kwdefaults__" as attr, value=owner),
            slice=gast.Constant(value=key),
        ):
            found = _object(walker, owner)
            parameter = _with_default(found, attr, key)
            return None if parameter is None else (id(found), parameter)
        case gast.Subscript(value=owner, slice=gast.Constant(value=str(name))):
            found = _object(walker, owner)
            return (id(found), name) if isinstance(found, dict) else None
    return None


def _with_default(fun: object, attr: str, key: object) -> str | None:
    """The parameter whose default ``fun.__defaults__[key]`` or ``fun.__kwdefaults__[key]`` is."""
    if not isinstance(fun, types.FunctionType):
        return None
    if attr == "__kwdefaults__":
        return key if isinstance(key, str) else None
    code = fun.__code__
    count = len(fun.__defaults__ or ())
    names = code.co_varnames[code.co_argcount - count : code.co_argcount]
    return names[key] if isinstance(key, int) and key < count else None


def _object(walker: Walker, value: gast.expr) -> object:
    """The object from outside that an expression reads, as far as that can be said."""
    match value:
        case gast.Name(id=name) if name not in walker.env and name not in walker.locals:
            return walker.outside.lookup(name)
        case gast.Attribute(value=owner, attr=name):
            return getattr(_object(walker, owner), name, None)
        case gast.Subscript(value=owner, slice=gast.Constant(value=key)):
            found = _object(walker, owner)
            if isinstance(found, dict):
                return found.get(key)
            if isinstance(found, tuple) and isinstance(key, int) and 0 <= key < len(found):
                return found[key]
    return None


def note_written(walker: Walker) -> None:
    """Hoists what a function writes into from outside, be it passive: it may be read before."""
    typed, heap = walker.typed, walker.unit.heap
    for name in sorted((typed.written | typed.slots) - walker.env.keys()):
        buffer = buffer_of(walker, build.name(name))
        if buffer is not None:
            heap.hoist(buffer)
    if hoist_written(typed, heap):
        heap.see()
    # An array that an object holds is not changed by what becomes of the object's attributes.
    arrays = {name for name in typed.origins if isinstance(walker.env.get(name), k.Array)}
    changed = typed.memory.written | (typed.memory.slots - arrays)
    changed -= typed.memory.spared
    for name in sorted(typed.origins.keys() & changed):
        if typed.origins[name] is not None:
            heap.hoist(typed.origins[name])
        else:
            heap.see()


def hoist_written(typed: Typed, heap: Heap) -> bool:
    """Hoists the buffers that are written into by other names; whether there are others besides."""
    buffers = typed.memory.buffers
    for buffer in sorted((b for b in buffers if isinstance(b, Buffer)), key=lambda b: b.name):
        heap.hoist(buffer)
    return None in buffers


def active_global(typed: Typed, heap: Heap) -> str | None:
    """The name of a global that active values are written into."""
    memory = typed.memory
    for key, name in typed.buffers.items():
        if heap.hoisted[key].form == "global" and name in memory.shadow - memory.spared:
            if meet(forms(typed.env[name]), memory.writes.get(memory.roots.get(name, name), ())):
                return name
    return None


def is_mutable(value: object) -> bool:
    """Whether a value is data that can be written into: an array, a list, a dict, an object."""
    code = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)
    if isinstance(value, code):
        return False
    return isinstance(value, np.ndarray | list | dict) or field_names(value) is not None


def _read(walker: Walker, key: object, buffer: Buffer) -> str:
    linker = walker.unit.linker
    root = walker.typed.fun
    own = _own_cells(root).get(key)
    name = own or (buffer.name if _reads(root, key) else "")
    if not name:
        name = walker.temp_name(build.const(f"buffer {buffer.name}"), f"outer_{buffer.name}")
    if own is not None:
        place: gast.expr | None = linker.cell(own, buffer.cell())
    elif buffer.form == "global":
        place = linker.globals_(buffer.fun.__globals__, buffer.name)
    elif buffer.form == "default":
        place = linker.default(buffer.fun, buffer.name)
    else:
        place = linker.captured(buffer.fun, buffer.name)
    assert place is not None
    walker.define(name, kind_of(buffer.value, walker.symbols), False)
    walker.prologue.append(build.assign(name, place))
    return name


def _is_shared(buffer: Buffer, fun: object) -> bool:
    """Whether a function leads to a buffer that its own closure does not hold."""
    return buffer.key not in _own_cells(fun) and _leads_to(fun, buffer.key, set())


def _own_cells(fun: object) -> dict[object, str]:
    if not isinstance(fun, types.FunctionType):
        return {}
    pairs = zip(fun.__closure__ or (), free_names(fun), strict=True)
    return {id(cell): name for cell, name in pairs}


def _leads_to(fun: Any, key: object, seen: set[int]) -> bool:
    """Whether a function, or one that it mentions, has the buffer."""
    if id(fun) in seen:
        return False
    seen.add(id(fun))
    if isinstance(fun, k.Definition):
        names = walk.read([fun.node])
        scope = ChainMap(fun.constants, fun.closure, fun.globals)
    elif isinstance(fun, types.FunctionType):
        if key in _own_cells(fun) or (isinstance(key, tuple) and key[0] == id(fun)):
            return True
        names = {*mentioned(fun.__code__), *free_names(fun)}
        scope = ChainMap(cells(fun), fun.__globals__)
    else:
        return False
    if _reads(fun, key):
        return True
    if isinstance(fun, types.FunctionType) and is_generated(fun.__globals__):
        return _text_leads_to(fun, scope, key, seen)
    return any(_leads_to(scope[name], key, seen) for name in sorted(names) if name in scope)


def _text_leads_to(
    fun: types.FunctionType, scope: Mapping[str, Any], key: object, seen: set[int]
) -> bool:
    """The same for generated text, which reaches what is global by way of the user's modules."""
    names = sorted({*mentioned(fun.__code__), *_texts(fun.__code__)})
    values = [scope[name] for name in names if name in scope]
    for value in values:
        held = vars(value) if isinstance(value, types.ModuleType) else value
        if not isinstance(held, dict) or "__builtins__" not in held:
            continue
        if isinstance(key, tuple) and key[0] == id(held) and key[1] in names:
            return True
        if any(_leads_to(held[name], key, seen) for name in names if name in held):
            return True
    return any(_leads_to(value, key, seen) for value in values)


def _texts(code: types.CodeType) -> Iterator[str]:
    """The texts in code, functions inside it included."""
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from _texts(const)
        elif isinstance(const, str):
            yield const


def is_generated(scope: Mapping[str, object]) -> bool:
    """Whether these are the globals of a text that s2s has made."""
    return str(scope.get("__name__")).startswith("s2s_generated.")


def _reads(fun: Any, key: object) -> bool:
    """Whether the text of a function reads the global that a key is about."""
    if not isinstance(key, tuple):
        return False
    scope, name = key
    if isinstance(fun, k.Definition):
        return id(fun.globals) == scope and name in walk.read([fun.node])
    return (
        isinstance(fun, types.FunctionType)
        and id(fun.__globals__) == scope
        and name in mentioned(fun.__code__)
    )


def extra_arguments(walker: Walker, callee: object) -> list[gast.expr]:
    """What a call gives for the extra parameters of a function: all of them, or none."""
    captured = list(callee.captured) if isinstance(callee, k.Definition) else []
    keys = extra_parameters(walker.unit, callee, captured)
    if not keys.keys() <= walker.typed.buffers.keys():
        return []  # the caller was made when less was known; it will be made again
    return [build.name(walker.typed.buffers[key]) for key in keys]


def hoisted(walker: Walker, buffer: Buffer) -> gast.expr | None:
    """The name of a buffer in a function, if it was hoisted and the function leads to it."""
    name = walker.typed.buffers.get(buffer.key)
    return None if name is None else build.name(name)
