"""Copies: every use of the copy reads the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import gast

from s2s.normalise.steps import is_attempt
from s2s.optimise.blocks import blocks, counts, rename
from s2s.optimise.facts import Facts
from s2s.syntax import walk

# Where a statement stands: its index in the body, then which block of it and the index there, ...
Path = tuple[int, ...]


def propagate(fn: gast.FunctionDef, facts: Facts) -> Facts:
    """``a = b`` goes, and ``a`` becomes ``b``, where ``b`` is what it was wherever ``a`` is read.

    A name that is bound at one place has another value in each iteration of the loops around it:
    in ``for i in n: if c: at = i`` the copy outlives the value that the loop sets anew.
    If ``b`` is a temporary and ``a`` the user's or the adjoint of the user's, ``b`` becomes ``a``.

    Returns:
        The facts about the names as they are now: what was seen through ``a`` is seen through ``b``.
    """
    binds, _, captured = counts(fn)
    params = set(walk.parameters(fn))
    steady = {name for name, count in binds.items() if count == 1 and name not in params}
    steady |= {name for name in params if name not in binds}
    steady -= captured
    places = _Places()
    places.block(fn.body, (), False, False)
    joined = _Joined(places)
    for copy in reversed(places.copies):
        names = {copy.new, copy.old}
        if names <= steady and copy.new not in params and not names & facts.in_place:
            joined.add(copy)
    if not joined.taken:
        return facts
    names_now = joined.spelled(facts, params)
    _drop(fn.body, joined.taken)
    rename(fn.body, names_now)
    same = set(names_now)  # what is known of a value is known of it under its other name
    return replace(
        facts,
        shared=facts.shared | {names_now[a] for a in facts.shared & same},
        arrays=facts.arrays | {names_now[a] for a in facts.arrays & same},
        floats=facts.floats | {names_now[a] for a in facts.floats & same},
    )


@dataclass(frozen=True, eq=False)
class _Copy:
    """``new = old``, the block it stands in, and whether an exception may leave it halfway."""

    node: gast.stmt
    new: str
    old: str
    path: Path
    body: list[gast.stmt]
    attempted: bool


@dataclass
class _Places:
    """Where names are bound and read, and which copies there are, in the order of the text."""

    reads: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    bound: dict[str, Path] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    copies: list[_Copy] = field(default_factory=list)

    def block(self, body: list[gast.stmt], around: Path, looped: bool, attempted: bool) -> None:
        """Notes what the statements of a block do."""
        for i, node in enumerate(body):
            path = (*around, i)
            match node:
                case gast.Assign(targets=[gast.Name(id=a)], value=gast.Name(id=b)):
                    self.copies.append(_Copy(node, a, b, path, body, attempted))
            inner = list(blocks(node)) if not isinstance(node, gast.FunctionDef) else []
            head = _head(node)
            for name in walk.read(head):
                self.reads[name].append(path)
            loop = isinstance(node, gast.For | gast.While)
            target = (*path, 0, -1) if isinstance(node, gast.For) else path
            for name in walk.bound(head):
                self.bound[name] = target
                if looped or loop:
                    self.repeated.add(name)
            for number, part in enumerate(inner):
                tried = attempted or is_attempt(node)
                self.block(part, (*path, number), looped or loop, tried)


def _head(node: gast.stmt) -> list[gast.AST]:
    """What of a statement stands outside of its blocks."""
    match node:
        case gast.If(test=test) | gast.While(test=test):
            return [test]
        case gast.For(target=target, iter=over):
            return [target, over]
        case gast.With(items=items):
            return list(items)
    return [node]


class _Joined:
    """Names that are one from now on; the copies are given from the last to the first."""

    def __init__(self, places: _Places) -> None:
        self.places = places
        self.taken: list[_Copy] = []
        self.members: dict[str, list[str]] = {}

    def add(self, copy: _Copy) -> None:
        """Joins the two names of a copy, with those joined to the new one so far, where that is right."""
        below = self.members.get(copy.new, [copy.new])
        if copy.old in self.places.repeated and not self._stays(copy, below):
            return
        if len(copy.path) > 1 and not all(self._follows(copy, below)):
            return
        self.taken.append(copy)
        self.members.setdefault(copy.old, [copy.old]).extend(self.members.pop(copy.new, below))

    def _follows(self, copy: _Copy, below: list[str]) -> Iterator[bool]:
        """Whether each read comes after the copy in its block: elsewhere nothing may be assigned."""
        around, at = copy.path[:-1], copy.path[-1]
        gone = {c.path for c in self.taken}
        for path in (p for name in below for p in self.places.reads[name] if p not in gone):
            inside = path[: len(around)] == around and len(path) > len(around)
            yield inside and path[len(around)] > at

    def _stays(self, copy: _Copy, below: list[str]) -> bool:
        """Whether the original is not bound anew between the copy and where the copy is read."""
        around, at = copy.path[:-1], copy.path[-1]
        gone = {c.path for c in self.taken}
        reads = [p for name in below for p in self.places.reads[name] if p not in gone]
        origin = self.places.bound[copy.old]

        def after(path: Path) -> bool:
            return (
                path[: len(around)] == around and len(path) > len(around) and path[len(around)] > at
            )

        if all(map(after, reads)) and not after(origin):
            return True
        if origin[:-1] != around or origin[-1] > at:
            return False
        # Both are bound in one block, as often as each other: nobody may look in between.
        between = copy.body[max(origin[-1], -1) + 1 : at]
        if any(_leaves(node) or (copy.attempted and not _is_copy(node)) for node in between):
            return False
        return not any(
            path[: len(around)] == around
            and len(path) > len(around)
            and origin[-1] < path[len(around)] < at
            for path in reads
        )

    def spelled(self, facts: Facts, params: set[str]) -> dict[str, str]:
        """What each name that goes is called now."""
        firsts = {copy.old: copy.new for copy in self.taken if copy.new in facts.origin}
        found: dict[str, str] = {}
        for root, members in self.members.items():
            best = firsts.get(root, root) if root in facts.foldable - params else root
            found.update({name: best for name in members if name != best})
        return found


def _leaves(node: gast.stmt) -> bool:
    exits = (gast.Break, gast.Continue, gast.Return, gast.Raise)
    return any(isinstance(inner, exits) for inner in walk.statements([node]))


def _is_copy(node: gast.stmt) -> bool:
    return isinstance(node, gast.Assign) and isinstance(node.value, gast.Name)


def _drop(body: list[gast.stmt], copies: list[_Copy]) -> None:
    gone = {id(copy.node) for copy in copies}

    def visit(body: list[gast.stmt]) -> None:
        kept = [node for node in body if id(node) not in gone]
        for node in kept:
            for inner in blocks(node):
                visit(inner)
        body[:] = kept or [gast.Pass()]

    visit(body)
