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
        self._changing = _changing(memory)
        self._asked: dict[str, set[str]] = {"shadow": set(), "slots": set(), "changing": set()}

    def shadow(self, name: str | None) -> bool:
        """Whether the adjoint of a name is held in a shadow."""
        return self._ask("shadow", self._memory.shadow, name)

    def slots(self, name: str | None) -> bool:
        """Whether the items or attributes of what a name stands for may be replaced."""
        return self._ask("slots", self._memory.slots, name)

    def changing(self, name: str | None) -> bool:
        """Whether passive values may be written into what a name stands for."""
        return self._ask("changing", self._changing, name)

    def hears_the_same(self, memory: Memory) -> bool:
        """Whether all that was asked has the same answers by another memory."""
        new = {"shadow": memory.shadow, "slots": memory.slots, "changing": _changing(memory)}
        old = {
            "shadow": self._memory.shadow, "slots": self._memory.slots, "changing": self._changing
        }  # fmt: skip
        return all(not (old[what] ^ new[what]) & names for what, names in self._asked.items())

    def _ask(self, what: str, known: frozenset[str], name: str | None) -> bool:
        if name is None:
            return False
        self._asked[what].add(name)
        return name in known


def _changing(memory: Memory) -> frozenset[str]:
    return (memory.written | memory.slots) - memory.shadow
