"""Recompute: numbers that follow from others on the tape, or from the loop's own index, leave it."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import gast

from s2s.optimise.blocks import blocks, counts
from s2s.optimise.changed import changed
from s2s.optimise.facts import Facts
from s2s.optimise.stacks import is_start, popped, pushed
from s2s.syntax import build, walk

_INLINE = 3  # an index that is read more often gets a name


def recompute(fn: gast.FunctionDef, facts: Facts) -> None:
    """``for i, t in reversed(stack)`` with ``t = i + 1`` pops ``i`` only, or counts down.

    >>> text = "def f(x, x_bar, n):\\n    stack = []\\n    for i in range(n):\\n        t = i + 1\\n"
    >>> text += "        stack.append((i, t))\\n        x[t] = x[i]\\n"
    >>> text += "    for i, t in reversed(stack):\\n        x_bar[i] += x_bar[t]"
    >>> fn = gast.parse(text).body[0]
    >>> recompute(fn, Facts(scalars={"i", "t", "n"}))
    >>> print(gast.unparse(fn).strip())
    def f(x, x_bar, n):
        for i in range(n):
            t = i + 1
            x[t] = x[i]
        for i in reversed(range(n)):
            x_bar[i] += x_bar[i + 1]
    """
    readers = [
        node for node in walk.statements(fn.body)
        if (stack := _stack(node)) is not None and stack not in facts.origin
    ]  # fmt: skip
    if not readers:
        return
    binds, reads, captured = counts(fn)
    top = {name for node in fn.body if isinstance(node, gast.Assign) for name in walk.bound(node)}
    steady = {
        name
        for name in {*walk.parameters(fn), *top} - changed(fn, facts)
        if binds.get(name, 0) == (name not in walk.parameters(fn))
    }
    hoisted: dict[Hashable, gast.Assign] = {}
    for reader in readers:
        tape = _tape(fn, reader, binds, reads)
        if tape is not None:
            _Shortened(fn, tape, binds, captured, steady, facts, hoisted).rewrite()


@dataclass
class _Tape:
    """A stack that one place fills and one loop empties.

    Attributes:
        loop: what fills it.
        push: the statement in the body of ``loop`` that does.
        reader: what empties it.
        start: the block and the statement that makes it, if that is the only one.
    """

    loop: gast.For | gast.While
    push: gast.Expr
    reader: gast.For
    start: tuple[list[gast.stmt], gast.stmt] | None

    def items(self) -> list[tuple[str, str]]:
        """The name of each value in the forward sweep, and in the reverse sweep."""
        value, goal = self.push.value.args[0], self.reader.target
        values = value.elts if isinstance(value, gast.Tuple) else [value]
        goals = goal.elts if isinstance(goal, gast.Tuple) else [goal]
        names = (*values, *goals)
        if len(values) != len(goals) or not all(isinstance(name, gast.Name) for name in names):
            return []
        return [(value.id, goal.id) for value, goal in zip(values, goals, strict=True)]

    def keep(self, kept: list[tuple[str, str]]) -> None:
        """Leaves only these values on it."""
        values = [build.name(value) for value, _ in kept]
        goals = [build.target(goal) for _, goal in kept]
        self.push.value.args = [build.tuple_(values) if len(kept) > 1 else values[0]]
        self.reader.target = gast.Tuple(goals, gast.Store()) if len(kept) > 1 else goals[0]


def _stack(node: gast.stmt) -> str | None:
    """The stack of ours that a loop empties."""
    return popped(node.iter) if isinstance(node, gast.For) else None


def _tape(
    fn: gast.FunctionDef, reader: gast.For, binds: Mapping[str, int], reads: Mapping[str, int]
) -> _Tape | None:
    stack, start = _stack(reader), None
    assert stack is not None
    pushes = []
    for loop, block in _blocks(fn.body, None):
        for node in block:
            if pushed(node) == stack:
                pushes.append((loop, block, node))
            if is_start(node, stack):
                start = (block, node)
    if len(pushes) != 1 or sum(_stack(node) == stack for node in walk.statements(fn.body)) != 1:
        return None
    loop, block, push = pushes[0]
    if loop is None or block is not loop.body:
        return None
    alone = binds.get(stack) == 1 and reads.get(stack) == 2
    return _Tape(loop, push, reader, start if alone else None)


def _blocks(
    body: list[gast.stmt], loop: gast.stmt | None
) -> Iterator[tuple[gast.stmt | None, list[gast.stmt]]]:
    """Every block, with the loop around it."""
    yield loop, body
    for node in body:
        if not isinstance(node, gast.FunctionDef):
            around = node if isinstance(node, gast.For | gast.While) else loop
            for inner in blocks(node):
                yield from _blocks(inner, around)


class _Shortened:
    """Takes off one tape what can be computed from the rest of it."""

    def __init__(
        self, fn: gast.FunctionDef, tape: _Tape, binds: Mapping[str, int], captured: set[str], steady: set[str],
        facts: Facts, hoisted: dict[Hashable, gast.Assign],
    ) -> None:  # fmt: skip
        self.fn = fn
        self.hoisted = hoisted
        self.tape = tape
        self.binds = binds
        self.captured = captured
        self.steady = steady
        self.facts = facts
        self.items = tape.items()
        self.goals = dict(self.items)

    def rewrite(self) -> None:
        """Shortens the tape, or replaces it by the loop's own range, turned round."""
        if not self.items:
            return
        index = self._index()
        if index is not None:
            made = self._expressions(with_items=True)
            if {value for value, _ in self.items} - made.keys() <= {index}:
                self._inline(made)
                self._count_down(index)
                return
        made = self._expressions(with_items=False)
        kept = [(value, goal) for value, goal in self.items if value not in made]
        if made and kept:
            self._inline(made)
            self.tape.keep(kept)

    def _once(self, value: str) -> bool:
        """Whether a saved name has one value for each iteration."""
        return self.binds.get(value) == 1 + (self.goals[value] == value)

    def _index(self) -> str | None:
        """The variable of the loop, if its range can be run through again."""
        loop = self.tape.loop
        if self.tape.start is None or not isinstance(loop, gast.For) or loop.orelse:
            return None
        match loop:
            case gast.For(target=gast.Name(id=name), iter=gast.Call(func=gast.Name(id="range"))):
                ends = loop.iter.args
            case _:
                return None
        leaves = (gast.Break, gast.Continue, gast.Return)
        if any(isinstance(node, leaves) for node in walk.statements(loop.body)):
            return None
        fixed = all(self._is_steady(end) for end in ends)
        goal = self.goals.get(name, name)
        alone = self.binds.get(name) == 1 + (name in self.goals and goal == name)
        return name if fixed and alone else None

    def _is_steady(self, end: gast.expr) -> bool:
        """Whether an end of a range is the same when the reverse sweep asks for it."""
        match end:
            case gast.Constant():
                return True
            case gast.Name(id=name):
                return name in self.steady and name in self.facts.scalars
            case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=name)]):
                return name in self.steady
            case gast.BinOp(left=left, op=gast.Add() | gast.Sub(), right=right):
                return self._is_steady(left) and self._is_steady(right)
        return False

    def _expressions(self, with_items: bool) -> dict[str, gast.expr]:
        """What can be computed again, and how; ``with_items``: also what is read from a sequence."""
        found: dict[str, gast.expr] = {}
        given = {value for value, _ in self.items if self._once(value)}
        index = self._index()
        if index is not None and with_items:
            given.add(index)
        body = self.tape.loop.body
        for node in body[: body.index(self.tape.push)]:
            match node:
                case gast.Assign(targets=[gast.Name(id=name)], value=value):
                    pass
                case _:
                    continue
            if name not in given or name not in self.facts.scalars or name == index:
                continue
            if id(value) in self.facts.impure or not self._is_cheap(value, with_items):
                continue
            names = walk.read(value)
            if names <= (given & self.facts.scalars) - found.keys() | self.steady:
                new = {n: build.name(self.goals.get(n, n)) for n in names & given}
                found[name] = walk.substitute(value, new)
        return found

    def _is_cheap(self, value: gast.expr, with_items: bool) -> bool:
        match value:
            case gast.BinOp(left=left, op=gast.Add() | gast.Sub() | gast.Mult(), right=right):
                parts = [left, right]
            case gast.UnaryOp(op=gast.USub(), operand=operand):
                parts = [operand]
            case gast.Subscript(value=gast.Name(id=owner), slice=gast.Name(id=key)):
                return with_items and owner in self.steady and key in self.facts.scalars
            case _:
                return False
        return all(
            isinstance(part, gast.Constant)
            or (isinstance(part, gast.Name) and part.id in self.facts.scalars)
            for part in parts
        )

    def _inline(self, made: dict[str, gast.expr]) -> None:
        """Puts the expressions where the reverse sweep reads the values."""
        reader = self.tape.reader
        before: list[gast.stmt] = []
        for value, expression in made.items():
            goal = self.goals[value]
            if goal == value and walk.read(expression) <= self.steady:
                self._hoist(value)
            elif _in_keys(reader.body, goal) and goal not in self.captured:
                _Put(goal, expression).visit(reader)
            else:
                before.append(build.assign(goal, expression))
        reader.body[:0] = before

    def _hoist(self, name: str) -> None:
        """What is the same in every iteration is computed before the loop."""
        body = self.tape.loop.body
        node = next(n for n in body if isinstance(n, gast.Assign) and name in walk.bound(n))
        body.remove(node)
        body = self.fn.body
        around = next(
            i for i, outer in enumerate(body)
            if any(inner is self.tape.loop for inner in walk.statements([outer]))
        )  # fmt: skip
        twin = self.hoisted.setdefault(walk.key(node.value), node)
        if twin is not node:
            _Put(name, build.name(twin.targets[0].id)).visit(self.fn)
            if body.index(twin) < around:
                return
            body.remove(twin)
        body.insert(around, twin)

    def _count_down(self, index: str) -> None:
        """The reverse sweep runs through the range; there is no tape."""
        tape = self.tape
        assert tape.start is not None
        tape.reader.target = build.target(self.goals.get(index, index))
        tape.reader.iter = build.call("reversed", walk.clone(tape.loop.iter))
        tape.loop.body[:] = [node for node in tape.loop.body if node is not tape.push]
        tape.loop.body = tape.loop.body or [gast.Pass()]
        block, start = tape.start
        block[:] = [node for node in block if node is not start]


def _in_keys(body: list[gast.stmt], name: str) -> bool:
    """Whether a name is read in a few places, all of them indices: ``x[name]``."""
    uses = [n for n in walk.nodes(body) if isinstance(n, gast.Name) and n.id == name]
    keys = [n.slice for n in walk.nodes(body) if isinstance(n, gast.Subscript)]
    indices = [n for key in keys for n in walk.nodes(key)]
    return len(uses) <= _INLINE and all(any(n is use for n in indices) for use in uses)


class _Put(ast.NodeTransformer):
    """Replaces what is read under a name; the nodes around it stay the same objects."""

    def __init__(self, name: str, expression: gast.expr) -> None:
        self.name = name
        self.expression = expression

    def visit_Name(self, node: Any) -> gast.expr:
        """Another copy of the expression for each use."""
        if node.id == self.name and isinstance(node.ctx, gast.Load):
            return walk.clone(self.expression)
        return node
