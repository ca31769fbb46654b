"""Tapes: the stacks of a generated function, each with what fills it and what empties it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import gast

from s2s.optimise.stacks import is_stack, is_start, popped, pushed
from s2s.syntax import build, walk


@dataclass
class Tape:
    """A stack, or stacks that go on the same tape in turn: those of an inner loop.

    Attributes:
        names: what it is called.
        starts: the statements that make it.
        pushes: those that fill it, with the same number of values each.
        readers: the loops that empty it.
    """

    names: set[str]
    starts: list[gast.stmt] = field(default_factory=list)
    pushes: list[gast.stmt] = field(default_factory=list)
    readers: list[gast.For] = field(default_factory=list)

    @property
    def statements(self) -> list[gast.stmt]:
        """What it takes to fill it as often as it is filled."""
        return [*self.starts, *self.pushes]

    def rows(self) -> list[list[gast.expr]]:
        """The values of each push."""
        return [_items(node.value.args[0]) for node in self.pushes]

    def goals(self) -> list[list[gast.expr]]:
        """The names that each reader gives them."""
        return [_items(node.target) for node in self.readers]

    def is_regular(self) -> bool:
        """Whether each value has its place, and each place its name."""
        widths = {len(row) for row in [*self.rows(), *self.goals()]}
        plain = all(isinstance(goal, gast.Name) for goals in self.goals() for goal in goals)
        return len(widths) == 1 and plain and bool(self.pushes)

    def pushed_for(self, name: str) -> list[gast.expr]:
        """The values that are read under a name."""
        places = {i for row in self.goals() for i, goal in enumerate(row) if goal.id == name}
        return [row[i] for row in self.rows() for i in sorted(places)]

    def keep(self, names: Collection[str]) -> None:
        """Leaves on it what is read under one of these names; one value at least, to count by."""
        goals = self.goals()
        places = [i for i in range(len(goals[0])) if any(row[i].id in names for row in goals)]
        if len(places) < len(goals[0]):
            self._leave(places)

    def without(self, place: int) -> None:
        """Takes one value off it; there is another."""
        self._leave([i for i in range(len(self.goals()[0])) if i != place])

    def _leave(self, places: list[int]) -> None:
        """Leaves the values at some places on it; None, to count by, where there are none."""
        for node, row in zip(self.pushes, self.rows(), strict=True):
            node.value.args = [_chosen(row, places) if places else build.const(None)]
        for node, row in zip(self.readers, self.goals(), strict=True):
            kept = [row[i] for i in places or [0]]
            one = len(kept) == 1
            node.target = kept[0] if one else gast.Tuple(elts=kept, ctx=gast.Store())


class Tapes:
    """The tapes of a function: stacks of which nothing else is known than that they are filled and emptied."""

    def __init__(self, fn: gast.FunctionDef) -> None:
        self.by_name: dict[str, Tape] = {}
        self.by_node: dict[int, Tape] = {}
        mentions = [
            n.id for n in walk.within(fn.body) if isinstance(n, gast.Name) and is_stack(n.id)
        ]
        if not mentions:
            return
        nodes = list(walk.statements(fn.body))
        for name in mentions:
            self.by_name.setdefault(name, Tape({name}))
        for node in nodes:
            self._note(node)
        self._nest()
        odd = {id(tape) for tape in self.by_name.values() if not self._is_whole(tape, mentions)}
        while odd:
            self.by_name = {n: t for n, t in self.by_name.items() if id(t) not in odd}
            odd = {id(t) for t in self.by_name.values() if not self._is_whole(t, mentions)}
        tapes = {id(tape): tape for tape in self.by_name.values()}
        for tape in tapes.values():
            self.by_node |= {id(node): tape for node in [*tape.statements, *tape.readers]}

    def emptied_once(self) -> list[Tape]:
        """The tapes that one loop empties."""
        found = {id(tape): tape for tape in self.by_name.values() if len(tape.readers) == 1}
        return list(found.values())

    def of_push(self, node: gast.stmt) -> Tape | None:
        """The tape that a statement makes or fills."""
        return None if isinstance(node, gast.For) else self.by_node.get(id(node))

    def of_reader(self, node: gast.stmt) -> Tape | None:
        """The tape that a loop empties."""
        return self.by_node.get(id(node)) if isinstance(node, gast.For) else None

    def shorten(self, body: list[gast.stmt], names: Collection[str]) -> None:
        """Takes off the tapes that are filled in a block what is not read under these names."""
        for node in body:
            tape = self.of_push(node)
            if tape is not None and tape.pushes and node is tape.pushes[0]:
                tape.keep(names)

    def _note(self, node: gast.stmt) -> None:
        stack = pushed(node)
        if stack is not None:
            self.by_name[stack].pushes.append(node)
        elif isinstance(node, gast.For) and (stack := popped(node.iter)) is not None:
            self.by_name[stack].readers.append(node)
        elif isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name):
            name = node.targets[0].id
            if is_stack(name) and is_start(node, name):
                self.by_name[name].starts.append(node)

    def _nest(self) -> None:
        """A stack that stands on another one is the same tape as what is read from there."""
        again = True
        while again:
            again = False
            for tape in list({id(t): t for t in self.by_name.values()}.values()):
                if not tape.is_regular():
                    continue
                for row in tape.rows():
                    for goals in tape.goals():
                        for value, goal in zip(row, goals, strict=True):
                            again |= self._join(value, goal)

    def _join(self, value: gast.expr, goal: gast.expr) -> bool:
        if not isinstance(value, gast.Name):
            return False
        first, second = self.by_name.get(value.id), self.by_name.get(goal.id)
        if first is None or second is None or first is second:
            return False
        first.names |= second.names
        first.starts += second.starts
        first.pushes += second.pushes
        first.readers += second.readers
        for name in second.names:
            self.by_name[name] = first
        return True

    def _is_whole(self, tape: Tape, mentions: list[str]) -> bool:
        """Whether every mention of its names is one that is understood."""
        if not tape.is_regular() or not tape.readers:
            return False
        known = len(tape.starts) + len(tape.pushes) + len(tape.readers)
        for outer in {id(t): t for t in self.by_name.values()}.values():
            if outer is not tape and outer.is_regular():
                cells = [cell for row in [*outer.rows(), *outer.goals()] for cell in row]
                known += sum(isinstance(c, gast.Name) and c.id in tape.names for c in cells)
        return known == sum(name in tape.names for name in mentions)


def _items(node: gast.expr) -> list[gast.expr]:
    return list(node.elts) if isinstance(node, gast.Tuple) else [node]


def _chosen(row: list[gast.expr], places: list[int]) -> gast.expr:
    return row[places[0]] if len(places) == 1 else build.tuple_([row[i] for i in places])
