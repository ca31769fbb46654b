"""Iterators that s2s lists where they are made: nothing they read may change before they are used up."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.heap import Heap
from s2s.analyse.typed import Append, Early, Slot, Typed, UserCall
from s2s.analyse.writes import all_written
from s2s.errors import UnsupportedError
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


def note_early(walker: Walker, node: gast.Call, args: Collection[gast.expr]) -> None:
    """Notes that a call lists at once what Python would take one by one."""
    names = frozenset(_sources(walker, args))
    walker.typed.generated.append(Early(node, names, walker.target, "an iterator"))


def _sources(walker: Walker, args: Collection[gast.expr]) -> set[str]:
    """The names that values read, through iterators that only stand for what they run over."""
    found: set[str] = set()
    for arg in args:
        if isinstance(arg, gast.Name) and isinstance(walker.kind(arg), k.Iterator):
            found |= _sources(walker, walker.iterators.get(arg.id, []))
        found |= walk.read(arg)
    return found


def check_untouched(typed: Typed, walker: Walker) -> None:
    """Refuses a generator or iterator that reads what is written into before it is used up.

    Raises:
        UnsupportedError: with the place of the call.
    """
    memory = typed.memory
    everywhere = memory.written | memory.slots | typed.written | typed.slots
    for early in typed.generated:
        between = _between(typed, early.name)
        written = everywhere if between is None else between
        if not any(_reaches_arrays(typed.env.get(n), walker.unit.heap, ()) for n in early.names):
            written = {n for n in written if not isinstance(typed.env.get(n), k.Array)}
        if _meet(typed, early.names, written):
            raise walker.fail(
                UnsupportedError,
                f"s2s cannot differentiate {early.words} that reads what is overwritten here",
                early.node,
                "its steps and the writes alternate",
                "give it a copy, or write a plain loop",
            )


def _reaches_arrays(kind: k.Kind | None, heap: Heap, around: tuple[Hashable, ...]) -> bool:
    """Whether a value is or holds an array, as far as is known."""
    parts: Iterable[k.Kind]
    match kind:
        case k.Scalar() | k.Const() | k.Never():
            return False
        case k.List(item=item):
            parts = [item]
        case k.Tuple(items=items):
            parts = items
        case k.Object(record=record) if record in heap.fields:
            parts = heap.attributes(record).values() if record not in around else ()
            around = (*around, record)
        case _:
            return True
    return any(_reaches_arrays(part, heap, around) for part in parts)


def _meet(typed: Typed, read: Collection[str], written: Collection[str]) -> bool:
    """Whether what is read may share memory with what is written."""
    roots, exposed = typed.memory.roots, typed.memory.exposed
    if {roots.get(name, name) for name in read} & {roots.get(name, name) for name in written}:
        return True
    return any(name in exposed for name in read) and any(name in exposed for name in written)


def _between(typed: Typed, name: str | None) -> set[str] | None:
    """What is written from where a name is assigned to where its value is used up.

    None where that is not seen: it is read elsewhere than in the block that assigns it.
    """
    block = walk.after(typed.body, name) if name is not None else None
    if block is None:
        return None
    held = _Held(typed, {name or ""})
    last = 0
    for place, node in enumerate(block):
        if held.reads(node):
            last = place + 1
    inside = sum(held.count(node) for node in block)
    everywhere = sum(held.count(node) for node in typed.body)
    result = typed.result
    if inside != everywhere or (isinstance(result, gast.Name) and result.id in held.names):
        return None
    return set().union(*(_written(node, typed) for node in block[:last]))


@dataclass
class _Held:
    """Follows the names that hold a value, or something that may be made of it."""

    typed: Typed
    names: set[str]

    def reads(self, node: gast.stmt) -> bool:
        """Whether a statement reads the value; what it then makes may hold it."""
        if not walk.read(node) & self.names:
            return False
        if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name):
            if self._goes_on(node.targets[0].id, node.value):
                self.names.add(node.targets[0].id)
        return True

    def _goes_on(self, goal: str, value: gast.expr) -> bool:
        """Whether what a statement makes of the value still takes items of it later."""
        if isinstance(value, gast.Name) or isinstance(
            self.typed.env.get(goal), k.Iterator | k.Lazy
        ):
            return True
        call = self.typed.resolution(value)
        if not isinstance(call, UserCall):
            return False
        if str(getattr(call.callee.fun, "__module__", "")).startswith("s2s."):
            return self._is_early(goal)  # `sorted` and its like take all items before they return
        given = {i for i, atom in enumerate(call.args) if walk.read(atom) & self.names}
        regions = call.callee.memory.regions
        returned = any(-1 in region.members and given & {*region.members} for region in regions)
        return returned or self._is_early(goal)

    def _is_early(self, goal: str) -> bool:
        return any(early.name == goal for early in self.typed.generated)

    def count(self, node: gast.stmt) -> int:
        """How often a statement reads one of the names."""
        return sum(
            isinstance(part, gast.Name)
            and isinstance(part.ctx, gast.Load)
            and part.id in self.names
            for part in walk.nodes(node)
        )


def _written(node: gast.stmt, typed: Typed) -> set[str]:
    """Names of what a statement, and those inside it, may write into; lists that grow too."""
    found = all_written(node, typed)
    for inner in walk.statements([node]):
        match typed.resolution(getattr(inner, "value", None)):
            case Append(target=name) | Slot(target=name):
                found.add(name)
    return found
