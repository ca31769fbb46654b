"""Same: what has one value under several names has one name, and one place on the tape.

Merges of loops leave names that are copies of each other all along: the shadow of an array that a loop
writes into is the same array in every iteration, and so is what comes off the tape.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

import gast

from s2s.optimise.blocks import COMPOUND, blocks, counts, heads, rename
from s2s.optimise.facts import Facts, alias
from s2s.optimise.side_by_side import side_by_side
from s2s.optimise.stacks import is_stack
from s2s.optimise.tapes import Tape, Tapes
from s2s.syntax import build, walk
from s2s.syntax.names import Namer


def same(fn: gast.FunctionDef, facts: Facts) -> Facts:
    """Gives the names that are copies of one name all along that name.

    >>> text = "def f(u, n):\\n    u_bar = np.zeros_like(u)\\n    a_bar = u_bar\\n    stack = []\\n"
    >>> text += "    for i in range(n):\\n        stack.append((i, a_bar))\\n        b_bar = a_bar\\n"
    >>> text += "        a_bar = b_bar\\n    for i, a_bar in reversed(stack):\\n        a_bar[i] += 1.0\\n"
    >>> fn = gast.parse(text + "    return u_bar").body[0]
    >>> made = same(fn, Facts(arrays=frozenset({"u", "u_bar", "a_bar", "b_bar"})))
    >>> print(gast.unparse(fn).strip())
    def f(u, n):
        u_bar = np.zeros_like(u)
        stack = []
        for i in range(n):
            stack.append(i)
        for i in reversed(stack):
            u_bar[i] += 1.0
        return u_bar

    Returns:
        The facts about the names as they are now.
    """
    tapes = Tapes(fn)
    copies = _Copies(fn, facts, tapes).settled()
    if copies:
        names = _spelled(fn, copies, facts)
        facts = alias(facts, names)
        _take_out(fn, copies.keys(), tapes)
        rename(fn.body, names)
    return side_by_side(fn, facts)


class _Copies:
    """What each name is a copy of: another name, itself, or not known yet.

    Attributes:
        sources: the names that a name is copied from, of each of its bindings.
        others: the names that are bound to something else.
    """

    def __init__(self, fn: gast.FunctionDef, facts: Facts, tapes: Tapes) -> None:
        self.facts = facts
        self.tapes = tapes
        self.sources: dict[str, set[str]] = defaultdict(set)
        self.others: set[str] = set(walk.parameters(fn))
        self.made: dict[str, list[int]] = defaultdict(list)
        self.copied: dict[str, int] = {}
        self.params = set(walk.parameters(fn))
        binds, _, self.captured = counts(fn)
        self.local = self.params | binds.keys()
        self.order = 0
        self._block(fn.body, top=True)

    def settled(self) -> dict[str, str]:
        """The names that are copies of another all along, each with that one."""
        known: dict[str, str] = {}
        changed = True
        while changed:
            changed = False
            for name in sorted(self.local):
                found = {known.get(s, "" if s in self.local else s) for s in self.sources[name]}
                if name in self.others or name in self.captured:
                    found = {name}
                found.discard("")
                new = found.pop() if len(found) == 1 else name if found else ""
                if new and known.get(name) not in (new, name):
                    known[name] = new
                    changed = True
        return {
            name: root
            for name, root in known.items()
            if name != root and not is_stack(name) and self._stands(root)
        }

    def _stands(self, root: str) -> bool:
        """Whether a name has one value, from before it is copied first to the end."""
        if root in self.captured or root not in self.local or is_stack(root):
            return False
        made = self.made[root]
        if root in self.params:
            return not made or (len(made) == 1 and 0 <= made[0] < self.copied.get(root, 0))
        return len(made) == 1 and made[0] >= 0

    def _block(self, body: list[gast.stmt], top: bool) -> None:
        for node in body:
            self.order += 1
            tape = self.tapes.of_reader(node)
            match node:
                case gast.Assign(targets=[gast.Name(id=name)], value=gast.Name(id=source)):
                    self.sources[name].add(source)
                    self.copied.setdefault(source, self.order)
                    self._binds(name, top)
                case gast.AugAssign(target=gast.Name(id=name)) if name in self.facts.arrays:
                    pass  # it is the same array
                case gast.For() if tape is not None and len(tape.readers) == 1:
                    self._reader(tape)
                case _:
                    for part in [getattr(node, "target", None), *heads(node)]:
                        for name in walk.bound(part) if part is not None else ():
                            self.others.add(name)
                            self._binds(name, top and not isinstance(node, COMPOUND))
            for inner in blocks(node):
                self._block(inner, top=False)

    def _reader(self, tape: Tape) -> None:
        (goals,) = tape.goals()
        for i, goal in enumerate(goals):
            self._binds(goal.id, top=False)
            for row in tape.rows():
                value = row[i]
                if isinstance(value, gast.Name):
                    self.sources[goal.id].add(value.id)
                    self.copied.setdefault(value.id, self.order)
                else:
                    self.others.add(goal.id)

    def _binds(self, name: str, top: bool) -> None:
        """Notes where a name is bound, in the order of the text; -1 inside of a compound statement."""
        self.made[name].append(self.order if top else -1)


def _spelled(fn: gast.FunctionDef, copies: Mapping[str, str], facts: Facts) -> dict[str, str]:
    """What each name is called then: as the user calls it, if nothing else is called so."""
    taken = {node.id for node in walk.nodes(fn) if isinstance(node, gast.Name)} - copies.keys()
    names: dict[str, str] = {}
    for root in dict.fromkeys(copies.values()):
        members = [root, *(name for name, other in copies.items() if other == root)]
        users = [facts.origin[name] for name in members if name in facts.origin]
        best = root
        if users and users[0] not in taken and root not in walk.parameters(fn):
            best = users[0]
            taken.add(best)
        names |= {name: best for name in members if name != best}
    return names


def _take_out(fn: gast.FunctionDef, copies: Set[str], tapes: Tapes) -> None:
    """Takes the copies out of the text, and off the tapes."""
    taken = {node.id for node in walk.nodes(fn) if isinstance(node, gast.Name)}
    unused = Namer(taken).fresh("unused")
    for node in walk.statements(fn.body):
        tape = tapes.of_reader(node)
        if tape is None or len(tape.readers) != 1:
            continue
        goals = {goal.id for row in tape.goals() for goal in row}
        if goals & copies:
            tape.keep(goals - copies)
        if goals <= copies:  # it counts the iterations
            tape.readers[0].target = build.target(unused)
    _drop(fn.body, copies)


def _drop(body: list[gast.stmt], copies: Set[str]) -> None:
    kept = []
    for node in body:
        for inner in blocks(node):
            _drop(inner, copies)
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=gast.Name()) if name in copies:
                continue
        kept.append(node)
    body[:] = kept or [gast.Pass()]
