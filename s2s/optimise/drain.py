"""Drain: a stack that is read from its end by index is run over; stacks that grow side by side are one.

The derivative of a derivative has, beside the stack of the first one, the stack of its tangents, and
reads both by an index. What a person writes is one stack of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import gast

from s2s.optimise.blocks import blocks, counts, impure
from s2s.optimise.facts import Facts
from s2s.optimise.nested_stacks import Nest, are_read_by, nested_stacks, take_out
from s2s.syntax import build, names, walk


def drain(fn: gast.FunctionDef, facts: Facts) -> None:
    """``for i in range(len(s)): v = s[last - i]; w = t[last - i]`` becomes ``for v, w in reversed(s)``.

    >>> text = "def f(x, y):\\n    s = []\\n    t = []\\n    for k in range(3):\\n        s.append(x)\\n"
    >>> text += "        t.append(y)\\n    n = len(s)\\n    last = n - 1\\n    for i in range(n):\\n"
    >>> text += "        j = last - i\\n        v = s[j]\\n        w = t[j]\\n        y = v * w\\n    return y"
    >>> fn = gast.parse(text).body[0]
    >>> drain(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f(x, y):
        s = []
        for k in range(3):
            s.append((x, y))
        for v, w in reversed(s):
            y = v * w
        return y
    """
    while True:
        made = next(_drains(fn, facts), None)
        if made is None:
            return
        made.rewrite()


@dataclass
class _Drain:
    """A loop over stacks, with all the statements that mention the stacks.

    Attributes:
        stacks: what the lists are called where they are read, in the order in which they are made.
        starts: the block and the statement ``stack = []`` of each.
        pushes: of each place where they grow, the block and the statements that push, in order.
        block: the block in which the loop stands.
        loop: the loop.
        measures: the statements before the loop that measure the stack.
        heads: the statements of its body that read the index or the stacks.
        goals: what each stack is read into; ``None`` where only its length counts.
        unread: names that nothing reads.
        nests: where each stack stands on an outer one, if they do.
    """

    stacks: list[str]
    starts: list[tuple[list[gast.stmt], gast.stmt]]
    pushes: list[tuple[list[gast.stmt], list[gast.stmt]]]
    block: list[gast.stmt]
    loop: gast.For
    measures: list[gast.stmt]
    heads: list[gast.stmt]
    goals: list[gast.expr | None]
    unread: set[str] = field(default_factory=set)
    nests: list[Nest] = field(default_factory=list)

    def rewrite(self) -> None:
        """Makes the stacks one, and the loop run over it."""
        values = [[_pushed(push) for push in pushes] for _, pushes in self.pushes]
        rows = [self._paired(row) for row in values]
        kept = [
            i
            for i, (goal, _) in enumerate(rows[0])
            if not (isinstance(goal, gast.Name) and goal.id in self.unread)
        ] or [0]
        goals = [rows[0][i][0] for i in kept]
        for (block, pushes), row in zip(self.pushes, rows, strict=True):
            chosen = [row[i][1] for i in kept]
            pushes[0].value.args = [chosen[0] if len(chosen) == 1 else build.tuple_(chosen)]
            _drop(block, pushes[1:])
        for block, start in self.starts[1:]:
            _drop(block, [start])
        take_out(self.nests[1:])
        _drop(self.loop.body, self.heads)
        self.loop.body = self.loop.body or [gast.Pass()]
        _drop(self.block, self.measures)
        goal = goals[0] if len(goals) == 1 else gast.Tuple(elts=goals, ctx=gast.Store())
        self.loop.target = goal
        self.loop.iter = build.call("reversed", build.name(self.stacks[0]))

    def _paired(self, row: list[gast.expr]) -> list[tuple[gast.expr, gast.expr]]:
        """What is pushed and what it is read into, item by item; the same items at every push."""
        found: list[tuple[gast.expr, gast.expr]] = []
        for i, (goal, value) in enumerate(zip(self.goals, row, strict=True)):
            if goal is None:
                continue
            shown = [_pushed(pushes[i]) for _, pushes in self.pushes]
            flat = isinstance(goal, gast.Tuple) and all(
                isinstance(one, gast.Tuple) and len(one.elts) == len(goal.elts) for one in shown
            )
            if flat:
                found += zip(goal.elts, value.elts, strict=True)
            else:
                found.append((goal, value))
        return found


def _pushed(push: gast.stmt) -> gast.expr:
    value: gast.expr = push.value.args[0]
    return value


def _drop(body: list[gast.stmt], gone: list[gast.stmt]) -> None:
    body[:] = [node for node in body if not any(node is one for one in gone)]


def _drains(fn: gast.FunctionDef, facts: Facts) -> Iterator[_Drain]:
    """The loops that can be rewritten."""
    made = {
        name: (block, node)
        for block in _all_blocks(fn.body)
        for node in block
        if (name := _start(node))
    }
    if not made:
        return
    binds, reads, captured = counts(fn)
    nests = nested_stacks(fn, set(made) - captured)
    starts = {
        name: where
        for name, where in made.items()
        if name not in captured and binds.get(name) == 1 + (name in nests)
    }
    nests = {
        name: nest
        for name, nest in nests.items()
        if nest.inner in starts and binds.get(name) == 1 + (name == nest.inner)
    }
    if not starts:
        return
    _show(fn.body, (binds, reads), facts)
    for block in _all_blocks(fn.body):
        for place, node in enumerate(block):
            if isinstance(node, gast.For):
                found = _loop(fn, block, place, starts, nests, (binds, reads))
                if found is not None:
                    found.unread = {name for name in binds if name not in reads}
                    yield found
                    return


def _all_blocks(body: list[gast.stmt]) -> Iterator[list[gast.stmt]]:
    yield body
    for node in body:
        if not isinstance(node, gast.FunctionDef):
            for inner in blocks(node):
                yield from _all_blocks(inner)


def _start(node: gast.stmt) -> str | None:
    match node:
        case gast.Assign(targets=[gast.Name(id=name)], value=gast.List(elts=[])):
            return str(name)
    return None


def _show(body: list[gast.stmt], uses: Counts, facts: Facts) -> None:
    """``t = (a, b); s.append(t)`` becomes ``s.append((a, b))``."""
    binds, reads = uses
    for block in _all_blocks(body):
        shown: dict[str, gast.stmt] = {}
        gone: list[gast.stmt] = []
        for node in block:
            match node:
                case gast.Assign(targets=[gast.Name(id=name)], value=gast.Tuple(elts=elts)):
                    if binds[name] == 1 == reads.get(name):
                        if all(_keeps(item, facts) for item in elts):
                            shown[name] = node
                case gast.Expr(
                    value=gast.Call(
                        func=gast.Attribute(value=gast.Name(id=owner), attr="append"), args=[arg]
                    )
                ):
                    if isinstance(arg, gast.Name) and arg.id in shown:
                        node.value.args = [shown[arg.id].value]
                        gone.append(shown.pop(arg.id))
                    shown = {n: s for n, s in shown.items() if owner not in _looked_into(s.value)}
                case _:
                    shown.clear()
        _drop(block, gone)


def _keeps(node: gast.expr, facts: Facts) -> bool:
    """Whether a value is the same after lists have grown: a name, or computed from numbers and arrays."""
    if isinstance(node, gast.Name | gast.Constant):
        return True
    if isinstance(node, gast.Starred) or impure(node, facts.impure):
        return False
    if _zero_of(node) is not None:
        return True
    numbers = facts.arrays | facts.scalars | facts.floats | facts.flat | names.OURS
    return walk.read(node) <= numbers


def _zero_of(node: gast.AST) -> str | None:
    """The name of which ``rt.zero_tangent(name)`` is the zero."""
    match node:
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="rt"), attr="zero_tangent"),
            args=[gast.Name(id=name)],
            keywords=[],
        ):
            return str(name)
    return None


def _looked_into(node: gast.AST) -> set[str]:
    """The names of lists, perhaps, of which an expression reads the items."""
    return {name for part in walk.nodes(node) if (name := _zero_of(part))}


Counts = tuple[dict[str, int], dict[str, int]]


def _loop(
    fn: gast.FunctionDef,
    block: list[gast.stmt],
    place: int,
    starts: dict[str, tuple[list[gast.stmt], gast.stmt]],
    nests: dict[str, Nest],
    uses: Counts,
) -> _Drain | None:
    """The loop at ``place`` if it reads stacks from their ends, and nothing else knows of them."""
    loop = block[place]
    assert isinstance(loop, gast.For)
    _, reads = uses
    measured = _measured(block[:place], loop, reads)
    if measured is None:
        return None
    stack, measures, last = measured
    index = _index(loop, last, reads)
    if index is None or not (stack in starts or stack in nests):
        return None
    key, heads = index
    nested = stack in nests
    goals = _goals(loop, key, heads, nests if nested else starts)
    if not goals or (isinstance(key, gast.Name) and reads.get(key.id) != len(goals)):
        return None
    stacks = [name for name in (nests if nested else starts) if name in goals or name == stack]
    around = [nests[name] for name in stacks if name in nests]
    if around and not (len(around) == len(stacks) and are_read_by(around, loop)):
        return None
    homes = [nest.inner for nest in around] or stacks
    pushes = _pushes(fn.body, homes)
    if pushes is None:
        return None
    known = Counter({name: (name in goals) + (name == stack) for name in stacks})
    known.update({name: len(pushes) + nested for name in homes})
    if any(reads.get(name, 0) != count for name, count in known.items()):
        return None
    return _Drain(
        stacks, [starts[name] for name in homes], pushes, block, loop, measures, heads,
        [goals.get(name) for name in stacks], nests=around,
    )  # fmt: skip


def _goals(
    loop: gast.For, key: gast.expr, heads: list[gast.stmt], starts: Collection[str]
) -> dict[str, gast.expr] | None:
    """What each stack is read into at the place ``key``; the statements that do so join ``heads``."""
    goals: dict[str, gast.expr] = {}
    for node in loop.body:
        found = _read(node, key)
        if found is None:
            continue
        name, goal = found
        before = loop.body[: loop.body.index(node)]
        seen = {n for b in before if b not in heads for n in walk.read(b) | walk.bound(b)}
        if name not in starts or name in goals or seen & walk.bound(goal):
            return None
        goals[name] = goal
        heads.append(node)
    return goals


def _measured(
    before: list[gast.stmt], loop: gast.For, reads: dict[str, int]
) -> tuple[str, list[gast.stmt], str] | None:
    """The stack that the loop's range is as long as, the statements that say so, and ``last``."""
    match loop.iter:
        case gast.Call(func=gast.Name(id="range"), args=[gast.Name(id=n)]) if reads[n] == 2:
            pass
        case _:
            return None
    stack = last = ""
    measures: list[gast.stmt] = []
    for node in before:
        match node:
            case gast.Assign(
                targets=[gast.Name(id=name)],
                value=gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=owner)]),
            ) if name == n:
                stack = owner
                measures.append(node)
            case gast.Assign(
                targets=[gast.Name(id=name)],
                value=gast.BinOp(
                    left=gast.Name(id=of), op=gast.Sub(), right=gast.Constant(value=1)
                ),
            ) if of == n:
                last = name
                measures.append(node)
    return (stack, measures, last) if stack and last and len(measures) == 2 else None


def _index(
    loop: gast.For, last: str, reads: dict[str, int]
) -> tuple[gast.expr, list[gast.stmt]] | None:
    """What stands for ``last - i``: that, or its name. The loop's own variable is for nothing else."""
    if not isinstance(loop.target, gast.Name):
        return None
    i = loop.target.id
    if not reads.get(last) == 1 == reads.get(i):
        return None
    for node in loop.body:
        match node:
            case gast.Assign(targets=[gast.Name(id=j)], value=value) if _is_down(value, last, i):
                return build.name(j), [node]
            case gast.Assign(value=gast.Subscript(slice=key)) if _is_down(key, last, i):
                return key, []
    return None


def _is_down(node: gast.expr, last: str, i: str) -> bool:
    """Whether an expression is ``last - i``."""
    match node:
        case gast.BinOp(left=gast.Name(id=left), op=gast.Sub(), right=gast.Name(id=right)):
            return bool(left == last and right == i)
    return False


def _read(node: gast.stmt, key: gast.expr) -> tuple[str, gast.expr] | None:
    match node:
        case gast.Assign(
            targets=[goal],
            value=gast.Subscript(value=gast.Name(id=name), slice=at),
        ) if walk.key(at) == walk.key(key) and isinstance(goal, gast.Name | gast.Tuple):
            if all(
                isinstance(n, gast.Name | gast.Tuple | gast.expr_context) for n in gast.walk(goal)
            ):
                return name, goal
    return None


def _pushes(
    body: list[gast.stmt], stacks: list[str]
) -> list[tuple[list[gast.stmt], list[gast.stmt]]] | None:
    """Where the stacks grow: side by side everywhere, or nothing is returned."""
    found = []
    for block in _all_blocks(body):
        run: dict[str, gast.stmt] = {}
        for node in [*block, gast.Pass()]:
            owner = _owner(node)
            if owner in stacks and owner not in run:
                run[owner] = node
                if len(run) == len(stacks):
                    found.append((block, [run[name] for name in stacks]))
                    run = {}
            elif run:
                return None
    return found


def _owner(node: gast.stmt) -> str | None:
    match node:
        case gast.Expr(
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=name), attr="append"), args=[_], keywords=[]
            )
        ):
            return str(name)
    return None
