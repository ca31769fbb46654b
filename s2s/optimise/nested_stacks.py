"""Stacks that stand on a stack: where they are put there, and where they are read from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import gast

from s2s.optimise.blocks import counts
from s2s.optimise.stacks import popped, pushed
from s2s.syntax import build, walk


@dataclass(frozen=True)
class Nest:
    """Where an inner stack stands on the outer one.

    Attributes:
        inner: what it is called where it is filled.
        goal: what it is called where it is read from the outer stack.
        push: the only statement that fills the outer stack.
        reader: the only loop that empties it.
    """

    inner: str
    goal: str
    push: gast.stmt
    reader: gast.For


def nested_stacks(fn: gast.FunctionDef, names: Set[str]) -> dict[str, Nest]:
    """The stacks among ``names`` that stand on an outer one, by what they are called there.

    Of the outer stack nothing else is known than that it is filled and emptied.

    >>> text = "def f():\\n    stack = []\\n    for i in range(3):\\n        stack_1 = []\\n"
    >>> text += "        stack.append((i, stack_1))\\n    for i, s in reversed(stack):\\n        pass"
    >>> sorted(nested_stacks(gast.parse(text).body[0], {"stack", "stack_1"}))
    ['s']
    """
    pushes: dict[str, list[gast.stmt]] = {}
    readers: dict[str, list[gast.For]] = {}
    for node in walk.statements(fn.body):
        if (owner := pushed(node)) is not None:
            pushes.setdefault(owner, []).append(node)
        elif isinstance(node, gast.For) and (owner := popped(node.iter)) is not None:
            readers.setdefault(owner, []).append(node)
    found: dict[str, Nest] = {}
    if not readers:
        return found
    uses = counts(fn)
    todo = [(name, name) for name in readers if name in names]
    while todo:
        outer, goal = todo.pop()
        filled, emptied = pushes.get(outer, []), readers.get(goal, [])
        if len(filled) == 1 == len(emptied) and _is_whole(outer, goal, goal in found, uses):
            for nest in _nests(filled[0], emptied[0]):
                if nest.inner in names and nest.goal not in uses[2] | set(found):
                    found[nest.goal] = nest
                    todo.append((nest.inner, nest.goal))
    return found


def are_read_by(nests: Sequence[Nest], loop: gast.For) -> bool:
    """Whether stacks stand on one outer stack, and a loop runs where they are read from it."""
    first = nests[0]
    inside = any(node is loop for node in walk.statements(first.reader.body))
    return inside and all(nest.push is first.push for nest in nests)


def take_out(nests: Sequence[Nest]) -> None:
    """Takes stacks off the outer one."""
    for nest in nests:
        row, goals = _cells(nest.push.value.args[0]), _cells(nest.reader.target)
        kept = [i for i, goal in enumerate(goals) if goal.id != nest.goal]
        one = len(kept) == 1
        values, targets = [row[i] for i in kept], [goals[i] for i in kept]
        nest.push.value.args = values if one else [build.tuple_(values)]
        nest.reader.target = targets[0] if one else gast.Tuple(elts=targets, ctx=gast.Store())


def _is_whole(
    outer: str, goal: str, nested: bool, uses: tuple[dict[str, int], dict[str, int], set[str]]
) -> bool:
    """Whether a stack is mentioned where it is made, filled once and emptied once, and nowhere else."""
    binds, reads, captured = uses
    read = Counter([outer, goal, *([outer] if nested else [])])
    bound = Counter([outer, *([goal] if nested else [])])
    counted = all(reads.get(n) == read[n] and binds.get(n) == bound[n] for n in read)
    return counted and not captured & set(read)


def _nests(push: gast.stmt, reader: gast.For) -> Iterator[Nest]:
    """The names that stand at the same place where a stack is filled and where it is emptied."""
    row, goals = _cells(push.value.args[0]), _cells(reader.target)
    if len(row) == len(goals) and all(isinstance(goal, gast.Name) for goal in goals):
        for value, goal in zip(row, goals, strict=True):
            if isinstance(value, gast.Name):
                yield Nest(value.id, goal.id, push, reader)


def _cells(node: gast.expr) -> list[gast.expr]:
    return list(node.elts) if isinstance(node, gast.Tuple) else [node]
