"""The spelling of generated names: the one place that knows it."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable
from functools import lru_cache

from s2s.errors import MARK, plain

MODULES = frozenset({"np", "numpy", "math", "scipy", "operator", "functools", "rt"})
"""What generated code calls the modules that it imports."""

OURS = frozenset(dir(builtins)) | MODULES
"""Names that generated code may read and means something by."""


def apart(name: str) -> str:
    """What a variable of the user's is called that would hide one of our names."""
    return f"{name}{MARK}"


def bar(name: str) -> str:
    """The adjoint of ``name``."""
    return f"{name}_bar"


def dot(name: str) -> str:
    """The tangent of ``name``."""
    return f"{name}_dot"


@lru_cache(maxsize=4096)
def is_derivative(name: str) -> bool:
    """Whether a name is spelled as an adjoint's or a tangent's."""
    return re.search(r"_(bar|dot)(_\d+)?$", name) is not None


class Namer:
    """Hands out names that are not taken, the same ones for the same questions.

    >>> namer = Namer({"x", "x_1"})
    >>> namer.fresh("x"), namer.fresh("x"), namer.fresh("t")
    ('x_2', 'x_3', 't')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def reserve(self, names: Iterable[str]) -> None:
        """Marks names as taken."""
        self._taken.update(names)

    def fresh(self, base: str) -> str:
        """``base`` if it is free, else ``base_1``, ``base_2``, ..."""
        hidden = MARK in base and plain(base) in OURS
        base = re.sub(r"\W", "_", plain(base)) or "t"
        base = f"t_{base}" if base[0].isdigit() else base  # of a function called `_1`, say
        if base not in self._taken and not hidden and not keyword.iskeyword(base):
            self._taken.add(base)
            return base
        count = self._next.get(base, 0)
        while True:
            count += 1
            candidate = f"{base}_{count}"
            if candidate not in self._taken:
                break
        self._next[base] = count
        self._taken.add(candidate)
        return candidate


__all__ = ["MARK", "MODULES", "OURS", "Namer", "apart", "bar", "dot", "is_derivative", "plain"]
