"""Fuse: where no trip of a loop depends on another, each trip is differentiated at once.

Nothing is carried from trip to trip, so the reverse loop can compute what the forward one would have
put on a stack: the forward loop, the stack and the memory for it are gone, and no work is added.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence, Set

import gast

from s2s.normalise.steps import is_attempt
from s2s.optimise.blocks import blocks
from s2s.optimise.changed import changed
from s2s.optimise.facts import Facts
from s2s.optimise.stacks import is_push, is_start, popped, without_push
from s2s.syntax import build, walk


def fuse(fn: gast.FunctionDef, facts: Facts) -> None:
    """Moves the body of a forward loop to the head of the reverse loop over its stack.

    >>> text = "def f(x):\\n    stack = []\\n    for i in range(3):\\n        v = x[i]\\n"
    >>> text += "        stack.append((i, v))\\n    x_bar = [0.0] * 3\\n"
    >>> text += "    for i, v in reversed(stack):\\n        x_bar[i] += 2 * v\\n    return x_bar"
    >>> fn = gast.parse(text).body[0]
    >>> fuse(fn, Facts(in_place=frozenset({"x_bar"})))
    >>> print(gast.unparse(fn).strip())
    def f(x):
        x_bar = [0.0] * 3
        for i in reversed(range(3)):
            v = x[i]
            x_bar[i] += 2 * v
        return x_bar
    """
    _Fuse(fn, facts).block(fn.body)


class _Fuse:
    def __init__(self, fn: gast.FunctionDef, facts: Facts) -> None:
        self.fn = fn
        self.facts = facts

    @functools.cached_property
    def changing(self) -> set[str]:
        """Names whose contents change."""
        return changed(self.fn, self.facts)

    def block(self, body: list[gast.stmt]) -> None:
        """Fuses the loops of a block, and then those inside of them."""
        for node in list(body):
            stack = popped(node.iter) if isinstance(node, gast.For) else None
            if stack is not None:
                self.loop(body, body.index(node), stack)
            if not isinstance(node, gast.FunctionDef):
                for inner in blocks(node):
                    self.block(inner)

    def loop(self, body: list[gast.stmt], place: int, stack: str) -> None:
        """Fuses the loop over a stack at ``place`` with the loop before it that fills the stack."""
        found = _filling(body[:place], stack)
        if found is None or stack in self.facts.origin or stack in self.facts.shared:
            return
        start, filling, trip = found
        forward, reverse = body[filling], body[place]
        assert isinstance(forward, gast.For) and isinstance(reverse, gast.For)
        between = body[filling + 1 : place]
        if _acts([forward], self.facts.impure - _pushes(forward)):
            return
        if _acts(between, self.facts.impure):
            return  # what follows the loop must not happen before something in the loop fails
        if not self.independent(forward, trip, [*between, reverse]):
            return
        local = walk.bound(forward)
        if local & _seen(self.fn.body, (forward, reverse)):
            return
        reverse.target = walk.clone(forward.target)
        reverse.iter = build.call("reversed", forward.iter)
        reverse.body[:0] = trip
        gone = [body[start], forward]
        gone += [node for node in body[:filling] if _is_unset(node, local)]
        body[:] = [node for node in body if node not in gone]

    def independent(self, loop: gast.For, trip: list[gast.stmt], later: list[gast.stmt]) -> bool:
        """Whether a trip needs nothing of others, and finds later what it finds now."""
        local = walk.bound(trip)
        goals = walk.bound(loop.target)
        needed = (exposed(trip) - goals) | walk.read(loop.iter)
        if needed & local or goals & local or needed & walk.bound(later) or _leaves(trip):
            return False
        return not (walk.read(trip) | needed) & self.changing


def _is_unset(node: gast.stmt, local: set[str]) -> bool:
    """Whether a statement says that a name of the loop's has no value yet."""
    match node:
        case gast.Assign(targets=[gast.Name(id=name)], value=gast.Constant(value=None)):
            return name in local
    return False


def _filling(before: list[gast.stmt], stack: str) -> tuple[int, int, list[gast.stmt]] | None:
    """Where the stack is made, where the loop that fills it stands, and that loop's body without the push."""
    using = [i for i, node in enumerate(before) if stack in walk.read(node) | walk.bound(node)]
    if len(using) != 2 or not is_start(before[using[0]], stack):
        return None
    loop = before[using[1]]
    if not isinstance(loop, gast.For) or not _counts(loop.iter):
        return None
    trip = without_push(loop.body, stack)
    return None if trip is None else (using[0], using[1], trip)


def _counts(iterable: gast.expr) -> bool:
    """Whether a loop runs over a range whose bounds can be computed twice."""
    match iterable:
        case gast.Call(func=gast.Name(id="range"), args=args):
            return all(_steady(arg) for arg in args)
    return False


def _steady(node: gast.expr) -> bool:
    match node:
        case gast.Name() | gast.Constant():
            return True
        case gast.BinOp(left=left, right=right):
            return _steady(left) and _steady(right)
        case gast.UnaryOp(operand=operand):
            return _steady(operand)
        case gast.Call(func=gast.Name(id="len" | "min" | "max"), args=args, keywords=[]):
            return all(_steady(arg) for arg in args)
        case gast.Subscript(
            value=gast.Attribute(value=gast.Name(), attr="shape"), slice=gast.Constant()
        ):
            return True
    return False


_PLAIN = frozenset(
    "abs bool dict enumerate float int len list max min range reversed tuple zip".split()
)


def _acts(body: list[gast.stmt], impure: Set[int]) -> bool:
    """Whether statements may have an effect besides writing to arrays."""
    for child in (child for node in body for child in walk.nodes(node)):
        if id(child) not in impure:
            continue
        path = ""
        if isinstance(child, gast.Call):
            path = build.path(child.func) or gast.unparse(child.func)
        library = path.startswith(("np.", "math.", "rt.")) and not path.startswith("np.random.")
        if not library and path not in _PLAIN:
            return True
    return False


def _pushes(loop: gast.For) -> set[int]:
    """The calls that push to stacks: their effect goes with the stacks."""
    return {
        id(node.value)
        for node in walk.statements([loop])
        if isinstance(node, gast.Expr) and is_push(node)
    }


def _leaves(body: list[gast.stmt]) -> bool:
    """Whether a loop may end before its time."""
    for node in body:
        if isinstance(node, gast.Break | gast.Continue | gast.Return):
            return True
        if isinstance(node, gast.If | gast.With) and any(map(_leaves, blocks(node))):
            return True
    return False


def exposed(body: Sequence[gast.stmt]) -> set[str]:
    """Names that a block may read before it has assigned them."""
    found: set[str] = set()
    assigned: set[str] = set()
    for node in body:
        found |= _exposed(node) - assigned
        assigned |= _surely(node)
    return found


def _exposed(node: gast.stmt) -> set[str]:
    match node:
        case gast.If(test=test, body=body, orelse=orelse):
            return walk.read(test) | exposed(body) | exposed(orelse)
        case gast.For(target=target, iter=iterable, body=body):
            return walk.read(iterable) | (exposed(body) - walk.bound(target))
        case gast.While(test=test, body=body):
            return walk.read(test) | exposed(body)
        case gast.With(items=items, body=body):
            return walk.read(items) | exposed(body)
    return walk.read(node)


def _surely(node: gast.stmt) -> set[str]:
    match node:
        case gast.If(body=body, orelse=orelse):
            return _all_of(body) & _all_of(orelse)
        case gast.With(body=body):
            return _all_of(body) if not is_attempt(node) else set()
        case gast.For() | gast.While():
            return set()
    return walk.bound(node)


def _all_of(body: list[gast.stmt]) -> set[str]:
    return {name for node in body for name in _surely(node)}


def _seen(body: list[gast.stmt], apart: tuple[gast.stmt, ...]) -> set[str]:
    """Names that the function reads outside of some statements."""
    found: set[str] = set()
    for node in body:
        if node in apart:
            continue
        inside = list(blocks(node)) if not isinstance(node, gast.FunctionDef) else []
        if any(_holds(inner, apart) for inner in inside):
            head = node.iter if isinstance(node, gast.For) else getattr(node, "test", None)
            found |= walk.read(head) if head is not None else set()
            found |= walk.read(getattr(node, "items", []))
            for inner in inside:
                found |= _seen(inner, apart)
        else:
            found |= walk.read(node)
    return found


def _holds(body: list[gast.stmt], apart: tuple[gast.stmt, ...]) -> bool:
    return any(
        node in apart
        or (
            not isinstance(node, gast.FunctionDef)
            and any(_holds(inner, apart) for inner in blocks(node))
        )
        for node in body
    )
