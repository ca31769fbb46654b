"""Flows: through which names an array may be seen; an assignment passes it on one way only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from s2s.analyse import kinds as k
from s2s.analyse.forms import Forms
from s2s.analyse.typed import Typed


class Flows:
    """``h = X; g = h * 2; h = g``: what is written into ``g`` is not written into ``X``.

    Only among arrays: what is put into a list is seen through every other name of the list.
    """

    def __init__(self) -> None:
        self._next: dict[str, set[str]] = {}

    def add(self, source: str, goal: str) -> None:
        """Notes that ``goal`` may be ``source`` or a view of it."""
        self._next.setdefault(source, set()).add(goal)

    def both(self, names: list[str]) -> None:
        """Notes that each may be a view of each."""
        for first, second in zip(names, names[1:], strict=False):
            self.add(first, second)
            self.add(second, first)

    def reached(self, starts: Iterable[str]) -> set[str]:
        """The names through which what the first ones stand for may be seen."""
        found, pending = set(starts), list(starts)
        while pending:
            new = self._next.get(pending.pop(), set()) - found
            found |= new
            pending.extend(new)
        return found

    def seen(
        self, typed: Typed, members: Mapping[str, list[str]], outside: Mapping[str, Forms],
        writes: Mapping[str, Forms],
    ) -> dict[str, Forms]:  # fmt: skip
        """The forms of what is written in each class through names that may stand for what is outside.

        Args:
            typed: the function.
            members: the names of each class, by its representative.
            outside: the forms of what is from outside, by name.
            writes: the forms of what is written into, by name.
        """
        reached = self.reached(sorted(outside))
        found: dict[str, Forms] = {}
        for root, names in members.items():
            arrays = _are_arrays(names, typed.env)
            chosen = [name for name in names if name in writes and (name in reached or not arrays)]
            found[root] = frozenset[str]().union(*(writes[name] for name in chosen))
        return found

    def spared(
        self, typed: Typed, members: Mapping[str, list[str]], writes: Mapping[str, Forms]
    ) -> frozenset[str]:
        """Names of arrays from outside that stay: what is written is not seen through them."""
        names = {*typed.origins, *typed.buffers.values()}
        alike = [found for found in members.values() if _are_arrays(found, typed.env)]
        inside = {name for found in alike for name in found}
        return frozenset(n for n in names if n in inside and not self.reached([n]) & writes.keys())


def _are_arrays(names: list[str], env: Mapping[str, k.Kind]) -> bool:
    """Whether the names of a class stand for arrays and numbers, in which nothing can be put."""
    return all(k.is_numeric(k.solid(env[name])) for name in names if name in env)
