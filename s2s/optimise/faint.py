"""Faint: what is computed only for itself, sweep after sweep, goes.

The derivative of a derivative computes the first one along: its adjoints feed on each other in a loop,
and in arrays that are written in place, also where their tangents do not read them. Liveness keeps
what a loop reads in its next iteration; what counts here is whether a result or an effect follows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import gast

from s2s.normalise.steps import is_attempt
from s2s.optimise.blocks import COMPOUND, blocks, counts, impure
from s2s.optimise.facts import Facts
from s2s.optimise.may_alias import MayAlias
from s2s.optimise.tapes import Tapes
from s2s.syntax import walk


def faint(fn: gast.FunctionDef, facts: Facts) -> None:
    """Removes the statements that nothing returned, and nothing with an effect, depends on.

    >>> text = "def f(x, d):\\n    u = x.copy()\\n    v = d.copy()\\n    for i in range(9):\\n"
    >>> text += "        u[1:] += u[:-1]\\n        v[1:] += v[:-1]\\n    return v"
    >>> fn = gast.parse(text).body[0]
    >>> faint(fn, Facts(arrays={"x", "d", "u", "v"}))
    >>> print(gast.unparse(fn).strip())
    def f(x, d):
        v = d.copy()
        for i in range(9):
            v[1:] += v[:-1]
        return v
    """
    marks = _Marks(fn, facts)
    marks.spread()
    while marks.raises_alone():
        marks.spread()
    marks.sweep(fn.body)


class _Marks:
    """Which statements and names are needed.

    Attributes:
        needed: ``id`` of the statements that are.
        names: the names whose values are read by one of those.
        raising: statements with no other effect than that a function of `math` may raise, each with
            the block that it stands in.
    """

    def __init__(self, fn: gast.FunctionDef, facts: Facts) -> None:
        self.fn = fn
        self.facts = facts
        self.tapes = Tapes(fn)
        self.aliases = MayAlias(fn, facts, self.tapes)
        self.needed: set[int] = set()
        self.names: set[str] = set()
        self.pending: list[gast.stmt | str] = []
        self.around: dict[int, gast.stmt] = {}
        self.binders: dict[str, list[gast.stmt]] = {}
        self.writers: dict[str, list[gast.stmt]] = {}
        self.raising: list[tuple[gast.stmt, list[gast.stmt]]] = []
        self.binds, _, _ = counts(fn)
        self._scan(fn.body, None, False)

    def spread(self) -> None:
        """Marks what the needed statements depend on, until nothing is left to mark."""
        while self.pending:
            item = self.pending.pop()
            if isinstance(item, str):
                self._name(item)
            else:
                self._statement(item)

    def raises_alone(self) -> bool:
        """Marks the statements that raise what no needed one of their blocks does; whether there are any."""
        again: dict[int, set[Hashable]] = {}
        for node, block in self.raising:
            if id(node) not in self.needed:
                if id(block) not in again:
                    kept = [other for other in block if id(other) in self.needed]
                    kept = [other for other in kept if not isinstance(other, COMPOUND)]
                    again[id(block)] = {walk.key(call) for call in _calls_of_math(kept)}
                if not {walk.key(call) for call in _calls_of_math([node])} <= again[id(block)]:
                    self.pending.append(node)
        return bool(self.pending)

    def sweep(self, body: list[gast.stmt]) -> None:
        """Removes what is not needed from a block."""
        kept = [node for node in body if id(node) in self.needed or isinstance(node, gast.Pass)]
        for node in kept:
            for inner in blocks(node):
                self.sweep(inner)
        body[:] = kept or [gast.Pass()]
        self.tapes.shorten(body, self.names)

    def _scan(self, body: list[gast.stmt], around: gast.stmt | None, kept: bool) -> None:
        """Notes who binds and writes what; what has an effect is needed from the start."""
        for node in body:
            if around is not None:
                self.around[id(node)] = around
            if isinstance(node, COMPOUND):
                whole = kept or (isinstance(node, gast.With) and is_attempt(node))
                if whole or isinstance(node, gast.While | gast.With) or self._acts(_head(node)):
                    self.pending.append(node)
                if isinstance(node, gast.For):
                    self._binds(node, walk.bound(node.target))
                for inner in blocks(node):
                    self._scan(inner, node, whole)
                continue
            raising = not kept and self._acts(node) and self._only_raises(node)
            if raising:
                self.raising.append((node, body))
            goal = self.aliases.written(node)
            if goal is not None and not kept and (raising or not self._acts(node)):
                self.writers.setdefault(self.aliases.root(goal), []).append(node)
                continue
            if isinstance(node, gast.Assign | gast.AugAssign):
                self._binds(node, walk.bound(node))
            if kept or (self._is_root(node) and not (raising and _is_plain(node))):
                self.pending.append(node)

    def _binds(self, node: gast.stmt, names: Iterable[str]) -> None:
        for name in names:
            self.binders.setdefault(name, []).append(node)

    def _acts(self, node: gast.AST) -> bool:
        return impure(node, self.facts.impure)

    def _only_raises(self, node: gast.stmt) -> bool:
        """Whether all that a statement does besides is to call functions of `math` with names."""
        calls = {id(call) for call in _calls_of_math([node])}
        fixed = all(
            self.binds.get(name, 0) <= 1
            for call in _calls_of_math([node])
            for name in walk.read(call.args)
        )
        acts = {id(part) for part in walk.nodes(node)} & self.facts.impure
        return fixed and acts <= calls and id(node) not in self.facts.impure

    def _is_root(self, node: gast.stmt) -> bool:
        if self.tapes.of_push(node) or isinstance(node, gast.Pass):
            return False
        if isinstance(node, gast.Assign):
            return not _is_plain(node) or self._acts(node)
        if isinstance(node, gast.AugAssign):
            scalar = isinstance(node.target, gast.Name) and node.target.id in self.facts.scalars
            return not scalar or self._acts(node)
        return True

    def _statement(self, node: gast.stmt) -> None:
        """A statement is needed: so is what is around it, and what it reads."""
        if id(node) in self.needed:
            return
        self.needed.add(id(node))
        if id(node) in self.around:
            self.pending.append(self.around[id(node)])
        tape = self.tapes.of_push(node) or self.tapes.of_reader(node)
        if tape is not None:  # how often is needed; what stands on it is another matter
            self.pending.extend(tape.statements)
            if isinstance(node, gast.For):
                self.pending.extend(walk.read(node.iter))
            return
        match node:
            case gast.If() | gast.While() | gast.For() | gast.With():
                self._reads(_head(node))
            case gast.FunctionDef():
                self.pending.extend(walk.read(node))
                self._binds(node, [node.name])
            case _:
                self._reads(node)
                if isinstance(node, gast.AugAssign) and isinstance(node.target, gast.Name):
                    self.pending.append(node.target.id)

    def _reads(self, node: gast.AST) -> None:
        """What is read is needed; of an array whose shape alone is read, what is written into it is not."""
        formed: set[int] = set()
        for part in walk.nodes(node):
            array = _formed(part, self.facts)
            makers = self.binders.get(array.id, []) if array is not None else []
            if array is not None and all(isinstance(maker, gast.Assign) for maker in makers):
                formed.add(id(array))
                self.pending.extend(makers)
        whole = [n for n in walk.nodes(node) if isinstance(n, gast.Name) and id(n) not in formed]
        self.pending.extend(walk.read(whole))

    def _name(self, name: str) -> None:
        """The value of a name is needed: so is all that made it, through other names too."""
        if name in self.names:
            return
        self.names.add(name)
        for node in self.binders.get(name, ()):
            self.pending.append(node)
            tape = self.tapes.of_reader(node)
            if tape is not None:
                for value in tape.pushed_for(name):
                    self._reads(value)
        self.pending.extend(self.writers.get(self.aliases.root(name), ()))


def _formed(node: gast.AST, facts: Facts) -> gast.Name | None:
    """The array of which an expression reads the shape and the dtype only."""
    match node:
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np"), attr="zeros_like" | "shape"),
            args=[gast.Name(id=name) as array],
        ) if name in facts.arrays:
            return array
        case gast.Attribute(value=gast.Name(id=name) as array, attr="shape" | "dtype" | "ndim"):
            return array if name in facts.arrays else None
    return None


def _head(node: gast.stmt) -> gast.AST:
    match node:
        case gast.If(test=test) | gast.While(test=test):
            return test
        case gast.For(iter=iterable):
            return iterable
    return gast.Tuple(elts=[item.context_expr for item in node.items], ctx=gast.Load())


def _is_plain(node: gast.stmt) -> bool:
    """Whether a statement assigns names and nothing else."""
    if not isinstance(node, gast.Assign):
        return False
    found: list[gast.expr] = []
    for target in node.targets:
        found += target.elts if isinstance(target, gast.Tuple) else [target]
    goals = [goal.value if isinstance(goal, gast.Starred) else goal for goal in found]
    return all(isinstance(goal, gast.Name) for goal in goals)


def _calls_of_math(nodes: list[gast.stmt]) -> list[gast.Call]:
    """The calls ``math.sin(x)`` of names."""
    return [
        part
        for part in walk.nodes(nodes)
        if isinstance(part, gast.Call)
        and isinstance(part.func, gast.Attribute)
        and isinstance(part.func.value, gast.Name)
        and part.func.value.id == "math"
        and all(isinstance(arg, gast.Name | gast.Constant) for arg in part.args)
    ]
