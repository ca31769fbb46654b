"""The spelling of generated names: the one place that knows it."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from functools import lru_cache


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
        base = re.sub(r"\W", "_", base) or "t"
        if base not in self._taken and not keyword.iskeyword(base):
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
