"""What a walk asks of the memory that was known before it."""

from __future__ import annotations

from s2s.analyse.typed import Memory


class Asked:
    """Answers what is known of names, and keeps what was asked.

    A walk that would hear the same answers would go the same way: it need not be made again when
    more is known, unless something that was asked is among it.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._known = _known(memory)
        self._apart: dict[tuple[str, str], bool] = {}
        self._asked: dict[str, set[str]] = {what: set() for what in self._known}

    def shadow(self, name: str | None) -> bool:
        """Whether the adjoint of a name is held in a shadow."""
        return self._ask("shadow", name)

    def reached(self, name: str | None) -> bool:
        """Whether a name may see what active values are written into, whatever it holds so far."""
        return self._ask("reached", name)

    def slots(self, name: str | None) -> bool:
        """Whether the items or attributes of what a name stands for may be replaced."""
        return self._ask("slots", name)

    def changing(self, name: str | None) -> bool:
        """Whether passive values may be written into what a name stands for."""
        return self._ask("changing", name)

    def overwritten(self, name: str | None) -> bool:
        """Whether an array that a name stands for, or holds, may be written into."""
        return self._ask("overwritten", name)

    def lengths(self, name: str | None) -> bool:
        """Whether what a name stands for is, or holds, a list that becomes longer or shorter."""
        return self._ask("lengths", name)

    def apart(self, first: str, second: str) -> bool:
        """Whether two names have nothing in common, neither themselves nor in what they hold."""
        self._apart[first, second] = found = _apart(self._memory, first, second)
        return found

    def hears_the_same(self, memory: Memory) -> bool:
        """Whether all that was asked has the same answers by another memory."""
        new = _known(memory)
        if any(_apart(memory, *pair) != found for pair, found in self._apart.items()):
            return False
        return all(
            not (self._known[what] ^ new[what]) & names for what, names in self._asked.items()
        )

    def _ask(self, what: str, name: str | None) -> bool:
        if name is None:
            return False
        self._asked[what].add(name)
        return name in self._known[what]


def _known(memory: Memory) -> dict[str, frozenset[str]]:
    """What can be asked, and the names of which it holds."""
    changing = (memory.written | memory.slots) - memory.shadow
    found = {"shadow": memory.shadow, "slots": memory.slots, "lengths": memory.lengths}
    found |= {"overwritten": memory.overwritten, "reached": memory.reached}
    return {**found, "changing": changing}


def _apart(memory: Memory, first: str, second: str) -> bool:
    if first in memory.exposed and second in memory.exposed:
        return False
    return memory.roots.get(first, first) != memory.roots.get(second, second)
