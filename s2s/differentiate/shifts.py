"""Shifts: what is subtracted for accuracy only, and taken back, needs no derivative.

``x - np.max(x)`` keeps an exponential from overflowing. In a softmax or a sum of exponentials whose
logarithm is taken, the result is the same whatever is subtracted, so that no derivative flows
through the maximum: what it gets sums up to zero, at the price of three array operations.
"""

from __future__ import annotations

import heapq
from collections.abc import Set
from dataclasses import dataclass, replace

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.typed import RuleCall, Typed
from s2s.differentiate.blocks import counts
from s2s.syntax import walk

_EXTREMES = frozenset(f"numpy.{name}" for name in ("max", "amax", "min", "amin"))
_LARGER = frozenset(("numpy.maximum", "numpy.minimum", "builtins.max", "builtins.min"))
_EXPONENTIALS = frozenset(("numpy.exp", "math.exp"))
_LOGARITHMS = frozenset(("numpy.log", "math.log"))


def shifts(typed: Typed, active: Set[str], results: Set[str]) -> set[str]:
    """The extremes among the active names on which the results do not depend.

    Args:
        typed: the function.
        active: names that derivatives flow through.
        results: names whose adjoints are given.
    """
    statements = list(walk.statements(typed.body))
    candidates = [
        node.targets[0].id
        for node in statements
        if isinstance(node, gast.Assign)
        and isinstance(node.targets[0], gast.Name)
        and node.targets[0].id in active
        and _rule(node.value, typed) in _EXTREMES | _LARGER
    ]
    if not candidates:
        return set()
    uses: dict[str, list[int]] = {}
    for place, node in enumerate(statements):
        for name in _read(node):
            uses.setdefault(name, []).append(place)
    found: set[str] = set()
    once = {name for name, count in counts(typed.body).items() if count == 1}
    once -= {*typed.params, *typed.memory.roots}
    for name in candidates:
        work = _Follow(typed, statements, uses, active - found, once)
        if work.vanishes(name, results):
            found.add(name)
    return found


@dataclass(frozen=True)
class _Response:
    """How a value answers where ``c`` is added to the extreme.

    Attributes:
        grows: whether it becomes ``value * exp(by * c)``; else it becomes ``value + by * c``.
        by: the factor.
        axes: for each of its axes, the axis of ``c`` that goes along with it; ``None`` where ``c``
            is the same for all.
    """

    grows: bool
    by: int
    axes: tuple[int | None, ...]


class _Unclear(Exception):
    """A value answers in a way that is not followed."""


class _Follow:
    """Follows one extreme through the statements that read it, in the order of the text."""

    def __init__(
        self, typed: Typed, statements: list[gast.stmt], uses: dict[str, list[int]],
        active: Set[str], once: Set[str],
    ) -> None:  # fmt: skip
        self.typed = typed
        self.statements = statements
        self.uses = uses
        self.active = active
        self.once = once
        self.known: dict[str, _Response] = {}
        self.sizes: tuple[k.Dim, ...] = ()

    def vanishes(self, name: str, results: Set[str]) -> bool:
        """Whether the results stay what they are when something is added to ``name``."""
        try:
            self.sizes = self.shape(name)
            axes = [None if size == (1, 1) else i for i, size in enumerate(self.sizes)]
            self.follow(name, _Response(False, 1, tuple(axes)))
        except _Unclear:
            return False
        return not results & self.known.keys()

    def follow(self, name: str, response: _Response) -> None:
        """Notes what every value that depends on ``name`` answers."""
        pending: list[int] = []
        self.note(name, response, pending, -1)
        while pending:
            place = heapq.heappop(pending)
            while pending and pending[0] == place:
                heapq.heappop(pending)
            node = self.statements[place]
            if isinstance(node, gast.If | gast.While):
                continue  # which way it goes has no derivative
            if not isinstance(node, gast.Assign) or not isinstance(node.targets[0], gast.Name):
                raise _Unclear
            value, goal = node.value, node.targets[0].id
            resolution = self.typed.resolution(value)
            if resolution is not None and not isinstance(resolution, RuleCall):
                raise _Unclear
            if goal in self.active:
                answer = self.answer(value, goal)
                if answer is not None:
                    self.note(goal, answer, pending, place)

    def note(self, name: str, response: _Response, pending: list[int], place: int) -> None:
        """Keeps the answer of a name, and where it is read."""
        if name not in self.once:
            raise _Unclear
        self.known[name] = response
        for use in self.uses.get(name, ()):
            if use <= place:
                raise _Unclear
            heapq.heappush(pending, use)

    def shape(self, name: str) -> tuple[k.Dim, ...]:
        """The shape of a number or an array of floats."""
        kind = self.typed.env.get(name)
        if k.is_complex(kind or k.Opaque()):
            raise _Unclear
        if isinstance(kind, k.Array):
            return kind.shape
        if isinstance(kind, k.Scalar):
            return ()
        raise _Unclear

    def reads(self, node: gast.expr) -> bool:
        """Whether an expression reads anything that answers."""
        return not walk.read(node).isdisjoint(self.known)

    def of(self, node: gast.expr | None, goal: str) -> _Response | None:
        """The answer of an operand, with the axes of the result; ``None`` if it stays as it is."""
        if not isinstance(node, gast.Name):
            if node is not None and self.reads(node):
                raise _Unclear
            return None
        response = self.known.get(node.id)
        if response is None:
            return None
        whole = self.shape(goal)
        axes = (None,) * (len(whole) - len(response.axes)) + response.axes
        if any(
            a is not None and size != self.sizes[a] for a, size in zip(axes, whole, strict=True)
        ):
            raise _Unclear
        return replace(response, axes=axes)

    def answer(self, value: gast.expr, goal: str) -> _Response | None:
        """The answer of a right-hand side; ``None`` if it stays as it is."""
        rule = _rule(value, self.typed)
        if rule:
            return self.call(rule, self.typed.calls[id(value)][1], goal)  # type: ignore[arg-type]
        match value:
            case gast.Name():
                return self.of(value, goal)
            case gast.UnaryOp(op=gast.USub(), operand=operand):
                response = self.of(operand, goal)
                if response is None or response.grows:
                    return response
                return replace(response, by=-response.by)
            case gast.BinOp(left=left, op=gast.Add() | gast.Sub() as op, right=right):
                first, second = self.of(left, goal), self.of(right, goal)
                if first is not None and first.grows and first == second:
                    return first
                return _joined(first, second, op, grows=False)
            case gast.BinOp(left=left, op=gast.Mult() | gast.Div() as op, right=right):
                return _joined(self.of(left, goal), self.of(right, goal), op, grows=True)
            case gast.Subscript(value=gast.Name(id=name), slice=key) if name in self.known:
                if self.reads(key):
                    raise _Unclear
                return _item(self.known[name], key)
        raise _Unclear

    def call(self, rule: str, call: RuleCall, goal: str) -> _Response | None:
        """The answer of a call of a function with a rule."""
        given = {
            name: atom
            for name, atom in call.bound.items()
            if not _is_left_out(call.rule, name, atom)
        }
        first = given.pop("a", None) or given.pop("x", None)
        if call.variadic or call.out is not None or not isinstance(first, gast.Name):
            raise _Unclear
        response = self.known.get(first.id)
        if response is None or any(map(self.reads, given.values())):
            raise _Unclear
        if rule in _EXPONENTIALS and not given and not response.grows:
            return replace(response, grows=True)
        if rule in _LOGARITHMS and not given and response.grows:
            return replace(response, grows=False)
        added = rule in ("numpy.sum", "numpy.mean") and response.grows
        kept = rule in (*_EXTREMES, "numpy.mean") and not response.grows
        if not (added or kept) or given.keys() - {"axis", "keepdims"}:
            raise _Unclear
        return _reduced(response, given.get("axis"), given.get("keepdims"))


def _is_left_out(rule: rules.Rule, name: str, value: gast.expr) -> bool:
    """Whether an argument is what it is where it is left out."""
    default = rule.defaults.get(name, "")
    return isinstance(value, gast.Constant) and repr(value.value) == repr(default)


def _joined(
    left: _Response | None, right: _Response | None, op: gast.operator, grows: bool
) -> _Response | None:
    """The answer of a sum or difference of what shifts, of a product or quotient of what grows."""
    given = [one for one in (left, right) if one is not None]
    if any(one.grows is not grows for one in given):
        raise _Unclear
    sign = -1 if isinstance(op, gast.Sub | gast.Div) else 1
    by = (left.by if left else 0) + sign * (right.by if right else 0)
    if len({one.axes for one in given}) > 1:
        raise _Unclear
    return _Response(grows, by, given[0].axes) if by and given else None


def _reduced(response: _Response, axis: gast.expr | None, keepdims: gast.expr | None) -> _Response:
    """The answer of a reduction over axes along which everything answers alike."""
    rank = len(response.axes)
    chosen = _numbers(axis)
    if keepdims is not None and not isinstance(keepdims, gast.Constant):
        raise _Unclear
    gone = set(range(rank)) if chosen is None else {number % rank for number in chosen if rank}
    if any(response.axes[i] is not None for i in gone):
        raise _Unclear
    if keepdims is not None and keepdims.value:
        return response
    return replace(response, axes=tuple(a for i, a in enumerate(response.axes) if i not in gone))


def _numbers(node: gast.expr | None) -> list[int] | None:
    """The axes that an argument names; ``None`` for all."""
    match node:
        case None | gast.Constant(value=None):
            return None
        case gast.Constant(value=int() as value):
            return [value]
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=int() as value)):
            return [-value]
        case gast.Tuple(elts=elts):
            return [number for element in elts for number in _numbers(element) or _fail()]
    raise _Unclear


def _fail() -> list[int]:
    raise _Unclear


def _item(response: _Response, key: gast.expr) -> _Response:
    """The answer of ``x[..., 0]``, ``x[:, None]`` and the like."""
    parts = list(key.elts) if isinstance(key, gast.Tuple) else [key]
    dots = [i for i, part in enumerate(parts) if _is_dots(part)]
    taken = sum(not _is_dots(part) and not _is_new(part) for part in parts)
    whole = gast.Slice(lower=None, upper=None, step=None)
    rest: list[gast.expr] = [whole] * (len(response.axes) - taken)
    if len(dots) > 1 or taken > len(response.axes):
        raise _Unclear
    place = dots[0] if dots else len(parts)
    axes: list[int | None] = []
    left = list(response.axes)
    for part in [*parts[:place], *rest, *parts[place + 1 :]]:
        if _is_new(part):
            axes.append(None)
            continue
        axis = left.pop(0)
        if isinstance(part, gast.Slice):
            if axis is not None and (part.lower, part.upper, part.step) != (None, None, None):
                raise _Unclear
            axes.append(axis)
        elif axis is not None or not _is_number(part):
            raise _Unclear
    return replace(response, axes=tuple(axes))


def _is_dots(node: gast.expr) -> bool:
    return isinstance(node, gast.Constant) and node.value is ...


def _is_new(node: gast.expr) -> bool:
    return isinstance(node, gast.Constant) and node.value is None


def _is_number(node: gast.expr) -> bool:
    if isinstance(node, gast.UnaryOp):
        node = node.operand
    return isinstance(node, gast.Constant) and type(node.value) is int


def _rule(value: gast.expr, typed: Typed) -> str:
    """The name of the rule of a call; '' if it is none."""
    resolution = typed.resolution(value)
    return resolution.rule.name if isinstance(resolution, RuleCall) else ""


def _read(node: gast.stmt) -> set[str]:
    """Names that a statement itself reads, not the blocks in it."""
    match node:
        case gast.If(test=test) | gast.While(test=test):
            return walk.read(test)
        case gast.For(iter=iterable):
            return walk.read(iterable)
        case gast.With(items=items):
            return walk.read(items)
    return walk.read(node)
