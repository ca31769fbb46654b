"""Coalescing: names that are copies of each other and never live at once become one name.

This undoes structured SSA where that is possible: ``x_2 = f(x_1); x_1 = x_2`` becomes ``x = f(x)``,
under the user's own name.
"""

from __future__ import annotations

import re
from collections import defaultdict

import gast

from s2s.normalise.steps import is_attempt
from s2s.optimise.blocks import blocks, counts, rename
from s2s.optimise.facts import Facts, renamed
from s2s.syntax import walk
from s2s.syntax.names import Namer

_LARGEST = 4000  # names; beyond, interference would cost more than it gives


def coalesce(fn: gast.FunctionDef, facts: Facts) -> Facts:
    """Joins copies, gives the joined names their best spelling, and drops ``a = a``.

    Returns:
        The facts about the names as they are now.
    """
    binds, reads, captured = counts(fn)
    params = walk.parameters(fn)
    everything = set(binds) | set(params) | set(reads)
    outside = set(reads) - set(binds) - set(params)  # builtins, and names of the module
    fixed = (
        captured | outside | {node.name for node in fn.body if isinstance(node, gast.FunctionDef)}
    )
    copies = [(a, b) for a, b in _copies(fn.body) if not {a, b} & fixed]
    alike = _alike(set(binds) | set(params), facts, fixed)
    candidates = {name for pair in copies for name in pair} | {
        name for names in alike for name in names
    }
    if len(candidates) > _LARGEST:
        return facts
    graph = _Interference(candidates, captured)
    graph.block(fn.body, set())
    for name in params:
        for other in params:
            graph.add(name, other)
    joined = _Classes(graph.edges, {**facts.origin, **{name: name for name in params}})
    for a, b in copies:
        joined.join(a, b)
    for names in alike:
        for other in names[1:]:
            joined.join(names[0], other)
    spelled = _spellings(joined, candidates, everything, params, facts)
    _rename(fn, spelled)
    return renamed(facts, spelled, everything)


def _alike(names: set[str], facts: Facts, fixed: set[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if name in facts.origin and name not in fixed:
            groups[facts.origin[name]].append(name)
    return [group for group in groups.values() if len(group) > 1]


def _copies(body: list[gast.stmt]) -> list[tuple[str, str]]:
    found = []
    for node in body:
        match node:
            case gast.Assign(targets=[gast.Name(id=a)], value=gast.Name(id=b)):
                found.append((a, b))
        if not isinstance(node, gast.FunctionDef):
            for inner in blocks(node):
                found += _copies(inner)
    return found


class _Interference:
    """Which names are live at once, by liveness on structured code."""

    def __init__(self, candidates: set[str], captured: set[str]) -> None:
        self.candidates = candidates
        self.captured = captured
        self.edges: dict[str, set[str]] = defaultdict(set)

    def add(self, a: str, b: str) -> None:
        """Notes that two names must stay apart."""
        if a != b and a in self.candidates and b in self.candidates:
            self.edges[a].add(b)
            self.edges[b].add(a)

    def define(self, bound: set[str], live: set[str], source: str | None = None) -> None:
        """Names assigned while others are live."""
        for name in bound & self.candidates:
            for other in live:
                if other != source:
                    self.add(name, other)
            for other in bound:
                self.add(name, other)

    def block(self, body: list[gast.stmt], live: set[str]) -> set[str]:
        """Walks a block backwards; returns what is live at its head."""
        live = set(live)
        for node in reversed(body):
            live = self.statement(node, live)
        return live

    def statement(self, node: gast.stmt, live: set[str]) -> set[str]:
        """What is live before a statement."""
        match node:
            case gast.Assign(targets=[gast.Name(id=a)], value=gast.Name(id=b)):
                self.define({a}, live, b)
                return (live - {a}) | self.read(node.value)
            case gast.If():
                first = self.block(node.body, live)
                second = self.block(node.orelse, live)
                return first | second | self.read(node.test)
            case gast.For() | gast.While():
                return self.loop(node, live)
            case gast.With():
                inner = self.block(node.body, live)
                if is_attempt(node):
                    inner |= live
                self.define(walk.bound(node.items), inner)
                return inner | {n for item in node.items for n in self.read(item)}
            case gast.AugAssign(target=gast.Name(id=name)):
                self.define({name}, live)
                return live | self.read(node.value) | ({name} & self.candidates)
        bound = walk.bound(node)
        self.define(bound, live)
        return (live - bound) | self.read(node)

    def loop(self, node: gast.For | gast.While, live: set[str]) -> set[str]:
        """What is live before a loop."""
        head = self.read(node.iter if isinstance(node, gast.For) else node.test)
        goals = walk.bound(node.target) if isinstance(node, gast.For) else set()
        around = set(live) | (head if isinstance(node, gast.While) else set())
        while True:
            inner = self.block(node.body, around)
            self.define(goals, around | inner)
            inner -= goals
            if inner <= around:
                break
            around |= inner
        return around | head

    def read(self, node: gast.AST) -> set[str]:
        """Candidates that a tree reads."""
        return walk.read(node) & self.candidates


class _Classes:
    """Sets of names that have become one."""

    def __init__(self, edges: dict[str, set[str]], origin: dict[str, str]) -> None:
        self.edges = edges
        self.origin = origin
        self.of: dict[str, str] = {}
        self.members: dict[str, set[str]] = {}

    def find(self, name: str) -> str:
        """The representative of a name."""
        return self.of.get(name, name)

    def join(self, a: str, b: str) -> None:
        """Makes two names one, unless any of theirs are live at once, or the user tells them apart."""
        first, second = self.find(a), self.find(b)
        if first == second or second in self.edges[first]:
            return
        ours, theirs = self.origin.get(first), self.origin.get(second)
        if ours is not None and theirs is not None and ours != theirs:
            return
        if theirs is not None:
            self.origin[first] = theirs
        members = self.members.pop(second, {second})
        self.members.setdefault(first, {first}).update(members)
        for name in members:
            self.of[name] = first
        for other in self.edges.pop(second, set()):
            self.edges[other].discard(second)
            self.edges[other].add(first)
            self.edges[first].add(other)


def _spellings(
    joined: _Classes, candidates: set[str], everything: set[str], params: list[str], facts: Facts
) -> dict[str, str]:
    """The name of each class: a parameter's, else the user's, else that of its first member."""
    wanted: list[tuple[str, set[str], str]] = []
    seen: set[str] = set()
    for name in sorted(candidates, key=lambda n: (n not in facts.origin.values(), n)):
        root = joined.find(name)
        if root in seen:
            continue
        seen.add(root)
        members = joined.members.get(root, {root})
        given = sorted(members & set(params))
        users = sorted({facts.origin[m] for m in members if m in facts.origin})
        best = (
            given[0] if given else (users[0] if users else min(members, key=lambda m: (len(m), m)))
        )
        wanted.append((root, members, best))
    namer = Namer((everything - candidates) | set(params))
    names: dict[str, str] = {}
    for _, members, best in wanted:
        chosen = (
            best
            if set(params) & members
            else namer.fresh(
                re.sub(r"_\d+$", "", best) if best not in facts.origin.values() else best
            )
        )
        names.update({member: chosen for member in members if member != chosen})
    return names


def _rename(fn: gast.FunctionDef, names: dict[str, str]) -> None:
    rename(fn.body, names)
    _drop(fn.body)


def _drop(body: list[gast.stmt]) -> None:
    kept = []
    for node in body:
        match node:
            case gast.Assign(targets=[gast.Name(id=a)], value=gast.Name(id=b)) if a == b:
                continue
        for inner in blocks(node):
            _drop(inner)
        kept.append(node)
    body[:] = kept or [gast.Pass()]
