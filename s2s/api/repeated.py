"""Derivatives that a program asks for again and again: ``s2s.grad(f)(x)`` written in a loop.

The object that `s2s.grad` returns keeps what it has built; a new one for the same function finds here
what the last one had, without going through the keys of the store.
"""

from __future__ import annotations

import os
import types
from collections import OrderedDict
from collections.abc import Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from s2s.api.build import Built

_LIMIT = 256

Made = tuple[types.FunctionType, tuple[object, ...], "Built"]
_made: OrderedDict[tuple[int, Hashable], Made] = OrderedDict()


def repeated(fun: types.FunctionType, key: Hashable) -> Built | None:
    """What was built for this very function, if all that it depends on is as it was."""
    found = _made.get((id(fun), key))
    if found is None:
        return None
    owner, parts, built = found
    if owner is not fun or any(a is not b for a, b in zip(parts, parts_of(fun), strict=True)):
        return None
    path = built.stored.path
    if not built.guards.hold() or (path is not None and not os.path.exists(path)):
        return None
    return built


def keep(fun: types.FunctionType, key: Hashable, built: Built) -> None:
    """Notes what was built. Functions that close over values are not held: the values may be large."""
    if fun.__closure__ is None:
        _made[id(fun), key] = fun, parts_of(fun), built
        while len(_made) > _LIMIT:
            _made.popitem(last=False)


def parts_of(fun: types.FunctionType) -> tuple[object, ...]:
    """What can be changed of a function."""
    return fun.__code__, fun.__defaults__, fun.__kwdefaults__
