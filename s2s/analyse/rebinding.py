"""Finds what a program may assign outside of its functions, without running it."""

from __future__ import annotations

import collections
import dis
import functools
import types
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from s2s.analyse.rebound import Global, Rebound
from s2s.custom import Annotated, CustomVjp
from s2s.derived import Derived
from s2s.origin import attributes_of, is_compiled, is_library, mentioned

_LEAVES = frozenset(
    {float, int, bool, complex, str, bytes, type(None), np.ndarray, np.float64, range, slice}
    | set(weakref.ProxyTypes)  # what they stand for may be gone
)
_ITEMS = (list, tuple, set, frozenset, collections.deque)
_WRAPPERS = (
    "__wrapped__",
    "__func__",
    "__self__",
    "func",
    "args",
    "keywords",
    "fget",
    "fset",
    "fdel",
)
_OURS = ("fun", "root", "fwd", "bwd", "jvp")
_GLOBALS = ("STORE_GLOBAL", "DELETE_GLOBAL")
_CELLS = ("STORE_DEREF", "DELETE_DEREF")
_ATTRIBUTES = ("STORE_ATTR", "DELETE_ATTR")


_MAKES = frozenset({"__init__", "__new__", "__post_init__", "__setstate__"})
"""Methods that give a new object its attributes: they change no object that is there."""


@dataclass
class _Found:
    """What has been found; ``waiting`` are members of classes that nothing has mentioned yet."""

    names: set[Global] = field(default_factory=set)
    cells: set[int] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    waiting: dict[str, list[object]] = field(default_factory=dict)

    def mention(self, code: types.CodeType) -> Iterator[object]:
        """Notes the names in code; the members of classes that wait for one of them are reached."""
        for word in {*mentioned(code), *_texts(code)} - self.words:
            self.words.add(word)
            yield from self.waiting.pop(word, ())

    def member(self, name: str, value: object) -> Iterator[object]:
        """A member of a class: reached if anything mentions its name, or Python itself calls it."""
        if name in self.words or name.startswith("__"):
            yield value
        else:
            self.waiting.setdefault(name, []).append(value)


def may_overwrite(fun: object) -> bool:
    """Whether a function, or one that it leads to, has any text that writes into memory."""
    found, seen = _Found(), set()
    pending = [fun]
    while pending:
        value = pending.pop()
        if type(value) in _LEAVES or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, types.FunctionType) and _overwrites(value.__code__):
            return True
        pending.extend(_parts(value, found))
    return False


@functools.lru_cache(maxsize=4096)
def _overwrites(code: types.CodeType) -> bool:
    inner = (const for const in code.co_consts if isinstance(const, types.CodeType))
    if not _WRITING.isdisjoint(code.co_names) or any(map(_overwrites, inner)):
        return True
    return any(
        step.opname in ("STORE_SUBSCR", "STORE_SLICE", "DELETE_SUBSCR")
        or (step.opname == "BINARY_OP" and step.argrepr.endswith("="))
        for step in dis.get_instructions(code)
    )


_WRITING = frozenset(
    "fill sort put itemset resize partition copyto putmask place shuffle fill_diagonal at "
    "append extend insert pop clear update setdefault popitem remove __setitem__".split()
)


def rebinding(roots: Iterable[object]) -> Rebound:
    """What functions, and those that they and the objects given lead to, may assign.

    A function leads to what its text mentions, by name or as an attribute of a module, to what it
    closes over, and to its defaults; an object to its class and to what it holds.
    """
    found = _Found()
    seen: dict[int, object] = {}
    pending = list(roots)
    while pending:
        value = pending.pop()
        if type(value) in _LEAVES or id(value) in seen:
            continue
        seen[id(value)] = value  # kept: the id of what is gone is given to something else
        pending.extend(_parts(value, found))
    return Rebound(
        frozenset(found.names), frozenset(found.cells), frozenset(found.attributes),
        frozenset(found.shared),
    )  # fmt: skip


def _parts(value: object, found: _Found) -> Iterator[object]:
    """What a value leads to."""
    if isinstance(value, types.FunctionType):
        if not is_library(value.__module__):
            _note(value, found)
            yield from found.mention(value.__code__)
            yield from _reached(value)
        yield from vars(value).values()  # what decorates it keeps it there
    elif isinstance(value, type):
        if not is_library(value.__module__):
            for name, part in vars(value).items():
                yield from found.member(name, part)
            yield from value.__mro__[1:]
    elif isinstance(value, dict | types.MappingProxyType):
        yield from value.values()
    elif isinstance(value, _ITEMS):
        if not set(map(type, value)) <= _LEAVES:
            yield from value
    elif isinstance(value, Derived | CustomVjp | Annotated):
        yield from (getattr(value, name, None) for name in _OURS)
    elif isinstance(value, types.ModuleType):
        return
    else:
        yield from _held(value)


def _held(value: object) -> Iterator[object]:
    """What an object leads to: its class, its attributes, and what it wraps."""
    if is_compiled(value):  # all of the compiler hangs on it
        yield _attribute(value, "__wrapped__")
        return
    cls = type(value)
    yield cls
    for name in _WRAPPERS:
        held = vars(cls).get(name, None)
        if held is not None or name in attributes_of(value):
            yield _attribute(value, name)
    if not is_library(cls.__module__) or cls.__module__ == "types":
        yield from attributes_of(value).values()
        for base in cls.__mro__:
            for slot in _slots(base):
                yield _attribute(value, slot)


def _attribute(value: object, name: str) -> object:
    """What an object has under a name, if it gives that: properties may do anything."""
    try:
        return getattr(value, name, None)
    except Exception:
        return None


def _slots(cls: type) -> tuple[str, ...]:
    named = vars(cls).get("__slots__", ())
    return (named,) if isinstance(named, str) else tuple(named)


def _reached(fun: types.FunctionType) -> Iterator[object]:
    """What a function mentions: globals, what modules of the user's have, and closed-over values."""
    names = mentioned(fun.__code__)
    values = [fun.__globals__[name] for name in names if name in fun.__globals__]
    for value in values:  # it grows: a package has modules
        if isinstance(value, types.ModuleType) and not is_library(value.__name__):
            more = (vars(value)[name] for name in names if name in vars(value))
            values += [one for one in more if not any(one is known for known in values)]
    yield from values
    for cell in fun.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:  # not assigned yet
            continue
    yield from fun.__defaults__ or ()
    yield from (fun.__kwdefaults__ or {}).values()


def _note(fun: types.FunctionType, found: _Found) -> None:
    """What a function assigns itself, functions inside it included."""
    code, scope = fun.__code__, fun.__globals__
    stored = _assigned(code)
    found.names.update((id(scope), name) for name in stored.names)
    closure = dict(zip(code.co_freevars, fun.__closure__ or (), strict=True))
    found.cells.update(id(closure[name]) for name in stored.cells if name in closure)
    found.shared |= stored.shared
    if code.co_name not in _MAKES:
        found.attributes |= stored.attributes
    if stored.shared:
        for module in (value for value in _reached(fun) if isinstance(value, types.ModuleType)):
            shared = stored.of_modules if is_library(module.__name__) else stored.shared
            members = shared & vars(module).keys()
            found.names.update((id(vars(module)), name) for name in members)


@dataclass
class _Stored:
    """The globals, closed-over variables and attributes that code assigns.

    ``shared`` may be attributes of classes and modules, ``of_modules`` of a library's modules too: nobody
    hands such a module to a function that assigns its attributes.
    """

    names: set[str] = field(default_factory=set)
    cells: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    of_modules: set[str] = field(default_factory=set)


@functools.lru_cache(maxsize=4096)
def _assigned(code: types.CodeType) -> _Stored:
    """What code assigns, functions inside it included."""
    found = _Stored()
    if not _STORES.isdisjoint(code.co_code[::2]):
        _stored(code, found)
    texts = _texts(code)
    if "setattr" in code.co_names:
        found.attributes.update(texts)
        found.shared.update(texts)
        found.of_modules.update(texts)
    if "globals" in code.co_names:
        found.names.update(texts)
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            inner = _assigned(const)
            found.names |= inner.names
            found.cells |= inner.cells & set(code.co_freevars)
            found.attributes |= inner.attributes
            found.shared |= inner.shared
            found.of_modules |= inner.of_modules
    return found


def _texts(code: types.CodeType) -> list[str]:
    """The names that code holds as texts: for ``setattr`` and ``getattr``."""
    return [const for const in code.co_consts if isinstance(const, str) and const.isidentifier()]


def _stored(code: types.CodeType, found: _Stored) -> None:
    """The same for code itself, without the functions inside it."""
    owner, local, held, before = None, False, False, ""
    updated: dict[object, bool] = {}  # by ``x.attr += v``: whether each ``x`` is a local variable
    imports = dis.opmap["IMPORT_NAME"] in code.co_code[::2]
    for step in dis.get_instructions(code):
        if step.opname in _GLOBALS:
            found.names.add(step.argval)
        elif step.opname in _CELLS and step.argval in code.co_freevars:
            found.cells.add(step.argval)
        elif step.opname in _ATTRIBUTES:
            found.attributes.add(step.argval)
            if owner != "self":
                found.shared.add(step.argval)
            if imports or not (updated.get(step.argval) if before == "SWAP" else local):
                found.of_modules.add(step.argval)
        elif step.opname == "LOAD_ATTR" and before == "COPY":
            updated[step.argval] = held and updated.get(step.argval, True)
        before, held = step.opname, local
        local = "LOAD_FAST" in step.opname
        owner = step.argval[-1] if local and isinstance(step.argval, tuple) else step.argval


_STORES = frozenset(
    dis.opmap[name] for name in (*_GLOBALS, *_CELLS, *_ATTRIBUTES) if name in dis.opmap
)
