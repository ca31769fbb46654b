"""Globals that the program assigns while it runs: what they are now decides nothing."""

from __future__ import annotations

import dis
import functools
import types
from collections.abc import Iterator, Mapping

from s2s.origin import is_library, mentioned

Global = tuple[int, str]
"""The ``id`` of a module's dict, and a name in it."""


class Steady(Mapping[str, object]):
    """A module's names without those that the program assigns."""

    def __init__(self, scope: dict[str, object], rebound: frozenset[Global]) -> None:
        self.scope = scope
        self.left_out = {name for owner, name in rebound if owner == id(scope)}

    def __getitem__(self, name: str) -> object:
        if name in self.left_out and is_flag(self.scope[name]):
            return Missing()
        return self.scope[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.scope)

    def __len__(self) -> int:
        return len(self.scope)


class Missing:
    """The value of a global name that is not there (yet), or may be another one."""


def is_flag(value: object) -> bool:
    """Whether a test could be decided by a value, before the program runs."""
    return value is None or isinstance(value, str | bool)


def rebound(root: object) -> frozenset[Global]:
    """The globals that a function, or one of the user's that it leads to, declares and assigns."""
    found: set[Global] = set()
    seen: set[int] = set()
    pending: list[object] = [root]
    while pending:
        value = pending.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, types.FunctionType) and not is_library(value.__module__):
            scope = value.__globals__
            found.update((id(scope), name) for name in _assigned(value.__code__))
            pending += _reached(value)
        elif isinstance(value, type) and not is_library(value.__module__):
            pending += [getattr(part, "__func__", part) for part in vars(value).values()]
            pending += value.__mro__[1:]
        elif isinstance(value, property):
            pending += [value.fget, value.fset]
        elif isinstance(value, types.MethodType | functools.partial):
            pending.append(getattr(value, "__func__", None) or getattr(value, "func", None))
    return frozenset(found)


def _reached(fun: types.FunctionType) -> list[object]:
    """What a function mentions: globals, what modules of the user's have, and closed-over values."""
    names = mentioned(fun.__code__)
    values = [fun.__globals__[name] for name in names if name in fun.__globals__]
    for module in [value for value in values if isinstance(value, types.ModuleType)]:
        if not is_library(module.__name__):
            values += [vars(module)[name] for name in names if name in vars(module)]
    for cell in fun.__closure__ or ():
        try:
            values.append(cell.cell_contents)
        except ValueError:  # not assigned yet
            continue
    return [*values, *(type(value) for value in values)]


@functools.lru_cache(maxsize=4096)
def _assigned(code: types.CodeType) -> tuple[str, ...]:
    """The globals that code assigns, functions inside it included."""
    stores = ("STORE_GLOBAL", "DELETE_GLOBAL")
    found = [step.argval for step in dis.get_instructions(code) if step.opname in stores]
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            found += _assigned(const)
    return tuple(dict.fromkeys(found))
