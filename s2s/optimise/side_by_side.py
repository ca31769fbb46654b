"""Side by side: a value that stands on a tape twice stands there once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import gast

from s2s.optimise.blocks import COMPOUND, blocks, counts, heads, rename
from s2s.optimise.facts import Facts, alias
from s2s.optimise.tapes import Tape, Tapes
from s2s.syntax import walk


def side_by_side(fn: gast.FunctionDef, facts: Facts) -> Facts:
    """``b = a; stack.append((a, b))`` keeps ``a`` only, and the reverse sweep reads that.

    >>> text = "def f(xs):\\n    stack = []\\n    for a in xs:\\n        b = a\\n        stack.append((a, b))\\n"
    >>> text += "    s = 0.0\\n    for a, b in reversed(stack):\\n        s += a * b\\n    return s"
    >>> fn = gast.parse(text).body[0]
    >>> made = side_by_side(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f(xs):
        stack = []
        for a in xs:
            b = a
            stack.append(a)
        s = 0.0
        for a in reversed(stack):
            s += a * a
        return s

    Returns:
        The facts about the names as they are now.
    """
    tapes = Tapes(fn).emptied_once()
    if not tapes:
        return facts
    _, _, captured = counts(fn)
    blocks_of = dict(_blocks_of(fn.body))
    for tape in tapes:
        while (pair := _twice(fn, tape, blocks_of, facts, captured)) is not None:
            facts = _once(tape, *pair, facts)
    return facts


def _blocks_of(body: list[gast.stmt]) -> Iterator[tuple[int, list[gast.stmt]]]:
    """The block in which each statement stands."""
    for node in body:
        yield id(node), body
        for inner in blocks(node):
            yield from _blocks_of(inner)


def _twice(
    fn: gast.FunctionDef,
    tape: Tape,
    blocks_of: dict[int, list[gast.stmt]],
    facts: Facts,
    captured: set[str],
) -> tuple[int, int] | None:
    """Two places of a tape that hold the same: the one that stays, and the one that goes."""
    (reader,), (goals,) = tape.readers, tape.goals()
    rebound = _rebound(reader.body, facts) | captured
    names = [goal.id for goal in goals]
    free = [i for i, name in enumerate(names) if name not in rebound and names.count(name) == 1]
    for i, j in itertools.permutations(free, 2):
        same = all(
            _is_copy(node, row[i], row[j], blocks_of[id(node)], facts)
            for node, row in zip(tape.pushes, tape.rows(), strict=True)
        )
        if same and not _reads_after(fn.body, names[j], reader, set()):
            return i, j
    return None


def _is_copy(
    push: gast.stmt, original: gast.expr, copy: gast.expr, block: list[gast.stmt], facts: Facts
) -> bool:
    """Whether two values that are put on a tape are one name, or a name and its copy."""
    if not (isinstance(original, gast.Name) and isinstance(copy, gast.Name)):
        return False
    if original.id == copy.id:
        return True
    at = next(i for i, node in enumerate(block) if node is push)
    for node in reversed(block[:at]):
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=gast.Name(id=source)):
                if name == copy.id and source == original.id:
                    return True
        if _rebound([node], facts) & {original.id, copy.id}:
            return False
    return False


def _rebound(body: list[gast.stmt], facts: Facts) -> set[str]:
    """The names that statements give another value; an array that is updated is the same array."""
    found: set[str] = set()
    for node in walk.statements(body):
        match node:
            case gast.AugAssign(target=gast.Name(id=name)) if name in facts.arrays:
                continue
        found |= walk.bound(heads(node))
        if isinstance(node, gast.For):
            found |= walk.bound(node.target)
    return found


def _reads_after(body: list[gast.stmt], name: str, reader: gast.stmt, tainted: set[str]) -> bool:
    """Whether what the reader of a tape binds may be read after it, under this name.

    Args:
        body: a block of the function.
        name: the name.
        reader: the loop that binds it.
        tainted: holds the name where the reader may have bound it last; becomes what holds after.
    """
    for node in body:
        if node is reader:
            tainted.add(name)
            continue
        if name in tainted and name in walk.read(heads(node)):
            return True
        inside = isinstance(node, COMPOUND) and any(n is reader for n in walk.statements([node]))
        if inside:
            tainted.add(name)
        for inner in blocks(node):
            if _reads_after(inner, name, reader, set(tainted)):
                return True
        match node:
            case gast.Assign(targets=[gast.Name(id=bound)]) if bound == name:
                tainted.discard(name)
    return False


def _once(tape: Tape, stays: int, goes: int, facts: Facts) -> Facts:
    """Takes the second place off the tape."""
    (reader,), (goals,) = tape.readers, tape.goals()
    kept, gone = goals[stays].id, goals[goes].id
    tape.without(goes)
    rename(reader.body, {gone: kept})
    return alias(facts, {gone: kept})
