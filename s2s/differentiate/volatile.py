"""When the arrays that the reverse sweep reads may have been overwritten since."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed
from s2s.analyse.writes import written
from s2s.syntax import walk

_SHAPES = frozenset({"shape", "ndim", "dtype", "size"})
_ASK_SHAPE = frozenset({"zeros_like", "full_like", "empty_like", "shape", "ndim", "size"})
_LIKE_SECOND = frozenset({"unbroadcast", "expand", "owned"})


class Volatile:
    """The places where each class of names is written, and what that means for a reader.

    Loops count as a whole: what any iteration writes may be written after an earlier one has read.
    """

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.memory = typed.memory
        self.clock = 0
        self.first: dict[int, int] = {}  # of a statement: where it, or the loop around it, starts
        self.own: dict[int, int] = {}
        self.writes: dict[str, list[int]] = {}
        if self.memory.roots:
            self._scan(typed.body, None)

    def names(self, node: gast.stmt, found: set[str], after: set[str]) -> set[str]:
        """Those of the names whose memory may change after ``node`` has read or made them.

        Args:
            node: a simple statement of the function.
            found: names that its adjoint reads.
            after: names that the statement itself assigns, so that its own write comes before.
        """
        return {name for name in found if self._is_volatile(node, name, name in after)}

    def _is_volatile(self, node: gast.stmt, name: str, after: bool) -> bool:
        if name not in self.memory.written and name not in self.memory.slots:
            return False
        if name in self.memory.exposed:
            return True
        start = self.first[id(node)]
        if after and start == self.own[id(node)]:
            start += 1
        root = self.memory.roots.get(name, name)
        return any(write >= start for write in self.writes.get(root, ()))

    def stays(self, name: str, node: gast.stmt, later: gast.stmt) -> bool:
        """Whether nothing is written into the memory of a name from one statement on until another.

        Two parameters, or what leads to them, may be one array.
        """
        roots = self.memory.roots
        given = {roots.get(param, param) for param in self.typed.params}
        root = roots.get(name, name)
        times = range(self.own[id(node)], self.own[id(later)])
        classes = given | {root} if root in given else {root}
        return not any(write in times for one in classes for write in self.writes.get(one, ()))

    def _scan(self, body: list[gast.stmt], loop: int | None) -> None:
        for node in body:
            self.clock += 1
            self.own[id(node)] = self.clock
            self.first[id(node)] = self.clock if loop is None else loop
            for name in written(node, self.typed):
                self.writes.setdefault(self.memory.roots.get(name, name), []).append(self.clock)
            if isinstance(node, gast.FunctionDef):
                continue
            inner = loop
            if isinstance(node, gast.For | gast.While) and loop is None:
                inner = self.clock
            for field in ("body", "orelse"):
                self._scan(getattr(node, field, []), inner)


class Copies:
    """The copies that statements of one block have made, from its end on.

    A copy that serves a statement further up as well is made there, and not where it was.
    """

    def __init__(self, volatile: Volatile) -> None:
        self._volatile = volatile
        self._made: dict[str, tuple[gast.stmt, gast.Assign]] = {}
        self._moved: list[gast.stmt] = []

    def note(self, name: str, node: gast.stmt, copy: gast.Assign) -> None:
        """Notes the copy of a name that is made beside a statement."""
        self._made[name] = node, copy

    def forget(self, names: set[str]) -> None:
        """Notes that names had other values before."""
        for name in names & self._made.keys():
            del self._made[name]

    def moved(self, name: str, node: gast.stmt) -> gast.Assign | None:
        """The copy of a name for a later statement, to be made beside this one; None if it changes."""
        later, copy = self._made.get(name, (node, None))
        if copy is None or not self._volatile.stays(name, node, later):
            return None
        self._moved.append(copy)
        return walk.clone(copy)

    def without_moved(self, body: list[gast.stmt]) -> list[gast.stmt]:
        """The block without the copies that are made further up."""
        gone = set(map(id, self._moved))
        return [node for node in body if id(node) not in gone]


def is_sequence(kind: k.Kind | None) -> bool:
    """Whether a value of this kind is a list, whose length may change too."""
    return isinstance(kind, k.List | k.Tuple) and kind.type is list


def value_reads(node: gast.AST) -> set[str]:
    """Names whose value, not only whose shape, a tree reads."""
    found: set[str] = set()
    pending: list[gast.AST] = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Load):
            found.add(node.id)
            continue
        if isinstance(node, gast.Attribute) and node.attr in _SHAPES:
            continue
        if isinstance(node, gast.AugAssign) and isinstance(node.target, gast.Name):
            found.add(node.target.id)
        if isinstance(node, gast.Call):
            name = node.func.attr if isinstance(node.func, gast.Attribute) else ""
            if isinstance(node.func, gast.Name):
                name = node.func.id
            if name in _ASK_SHAPE or name == "len":
                pending.extend(node.args[1:])
                continue
            if name in _LIKE_SECOND:
                pending.extend(node.args[:1])
                continue
        pending.extend(walk.children(node))
    return found
