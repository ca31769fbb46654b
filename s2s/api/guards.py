"""What a derivative was made from outside of its arguments, and whether that is as it was."""

from __future__ import annotations

import functools
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from s2s.api.signature import defaults, exact
from s2s.custom import changes
from s2s.derived import Derived
from s2s.origin import attributes_of, is_compiled, is_library, mentioned

_Space = Mapping[str, Any]


class Guards:
    """Names outside of the function that its derivative was made from, and what they meant then.

    The names are those of the functions' modules, and what these functions mention of the classes
    and modules of the user's that they can reach.
    """

    def __init__(
        self, functions: Sequence[types.FunctionType], arguments: Iterable[object] = ()
    ) -> None:
        self.names: list[tuple[_Space, str, Any]] = []
        self.cells: list[tuple[types.CellType, Any]] = []
        wanted: set[str] = set()
        for fun in functions:
            wanted.update(_words(fun.__code__))
            for name in fun.__code__.co_names:
                if name in fun.__globals__:
                    self.names.append((fun.__globals__, name, fun.__globals__[name]))
            self.cells += held(fun)
        values = [*(v for _, _, v in self.names), *(v for _, v in self.cells)]
        self.names = [one for one in self.names if not isinstance(one[2], types.ModuleType)]
        self._spaces: list[tuple[object, type, _Space, int]] = []
        spaces = [*_spaces(values)]
        # What arguments hold is looked at before; what their classes have is not.
        spaces += [space for space in _spaces(arguments) if isinstance(space, type)]
        for space in spaces:
            inside = vars(space)
            found = set(inside)
            if isinstance(space, type | types.ModuleType):
                found &= wanted
            if not isinstance(space, types.ModuleType):
                self._spaces.append((space, type(space), inside, len(inside)))
            self.names += [(inside, name, inside[name]) for name in sorted(found)]
        self.rules = changes()
        self.kinds = [_kind(value) for _, _, value in self.names]
        self.cell_kinds = [_kind(value) for _, value in self.cells]
        self._names = [
            (*one, _is_steady(one[2]), kind)
            for one, kind in zip(self.names, self.kinds, strict=True)
        ]
        self._cells = [
            (*one, _is_steady(one[1]), kind)
            for one, kind in zip(self.cells, self.cell_kinds, strict=True)
        ]

    def hold(self) -> bool:
        """Whether every name still means the same function, or a value of the same kind."""
        if self.rules != changes():
            return False
        for scope, name, value, steady, kind in self._names:
            now = scope.get(name)
            if not (steady and now is value) and _kind(now) != kind:
                return False
        for cell, value, steady, kind in self._cells:
            now = cell.cell_contents
            if not (steady and now is value) and _kind(now) != kind:
                return False
        return all(
            type(space) is cls and len(inside) == size for space, cls, inside, size in self._spaces
        )


_STEADY = frozenset(
    {
        int, float, complex, bool, str, bytes, type(None), np.ndarray, np.float64, np.ufunc, range,
        types.FunctionType, types.BuiltinFunctionType, type, property, staticmethod, classmethod,
    }
)  # fmt: skip
"""Types of values on which the derivative depends in the same way as long as they are the same."""


def _is_steady(value: object) -> bool:
    """Whether all that a derivative depends on is as it was if the value is the same object."""
    if isinstance(value, Derived):  # what it closes over may be another value without being another
        return not value.root.__closure__
    return type(value) in _STEADY or _is_watched(value)


def _is_watched(value: object) -> bool:
    """Whether it is an object of a class of the user's, whose attributes are looked at one by one."""
    cls = type(value)
    return not is_library(cls.__module__) and bool(attributes_of(value)) and not _holds_more(cls)


def _holds_more(cls: type) -> bool:
    return hasattr(cls, "__slots__") or issubclass(cls, list | tuple | dict | np.ndarray)


@functools.lru_cache(maxsize=4096)
def _words(code: types.CodeType) -> frozenset[str]:
    """The names that code mentions, those in texts included: ``getattr(config, "mode")``."""
    found = {*mentioned(code)}
    for const in code.co_consts:
        if isinstance(const, str):
            found.add(const)
        elif isinstance(const, types.CodeType):
            found |= _words(const)
    return frozenset(found)


def _spaces(values: Iterable[object]) -> Iterator[object]:
    """What has names that are looked at: the user's classes, modules and objects that values reach."""
    seen: set[int] = set()
    classes: set[type] = set()
    pending = [(value, 0) for value in values]
    while pending:
        value, depth = pending.pop(0)
        if id(value) in seen or type(value) in _NUMBERS:
            continue
        seen.add(id(value))
        if isinstance(value, types.ModuleType):
            if not is_library(value.__name__):
                yield value
            continue
        for base in (value if isinstance(value, type) else type(value)).__mro__:
            if base not in classes and not is_library(base.__module__):
                classes.add(base)
                yield base
        if depth <= _DEPTH and not isinstance(value, type) and _is_watched(value):
            yield value
        if depth < _DEPTH and not isinstance(value, type | types.FunctionType):
            pending += [(part, depth + 1) for part in _parts(value)]


_DEPTH = 6
_NUMBERS = frozenset({int, float, complex, bool, str, bytes, type(None), np.ndarray, np.float64})


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, types.MethodType):
        return [value.__self__]
    if isinstance(value, functools.partial):
        return [value.func, *value.args, *value.keywords.values()]
    if isinstance(value, list | tuple | dict):
        items = value.values() if isinstance(value, dict) else value
        return items if len(value) < 50 else ()
    return attributes_of(value).values() if not is_library(type(value).__module__) else ()


def _kind(value: object, around: tuple[int, ...] = ()) -> object:
    """What the derivative depends on; ``around`` holds the functions that close over this one."""
    if isinstance(value, types.FunctionType):
        if id(value) in around:
            return value.__code__, "itself"
        inside = (*around, id(value))
        cells = tuple(_kind(inner, inside) for _, inner in held(value))
        return value.__code__, cells, defaults(value)
    if isinstance(value, type):
        return type(value), value
    if isinstance(value, property):
        return property, *(_kind(part, around) for part in (value.fget, value.fset))
    if isinstance(value, staticmethod | classmethod):
        return type(value), _kind(value.__func__, around)
    if is_compiled(value):
        return type(value), _kind(value.__wrapped__, around)  # type: ignore[attr-defined]
    if isinstance(value, Derived):
        return type(value), value.how, _kind(value.root, around)
    return exact(value)


def held(fun: types.FunctionType) -> list[tuple[types.CellType, Any]]:
    """The cells that a function closes over with what is in them, as far as it is there yet."""
    found: list[tuple[types.CellType, Any]] = []
    for cell in fun.__closure__ or ():
        try:
            found.append((cell, cell.cell_contents))
        except ValueError:
            continue
    return found
