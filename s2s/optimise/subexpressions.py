"""Subexpressions: the same function of the same numbers is computed once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

import gast
import numpy as np

from s2s.optimise.blocks import blocks, counts, impure
from s2s.optimise.changed import changed
from s2s.optimise.facts import Facts
from s2s.optimise.owned import leaks
from s2s.optimise.tree import SCOPES, is_atom
from s2s.syntax import build, walk
from s2s.syntax.names import Namer


def subexpressions(fn: gast.FunctionDef, facts: Facts) -> Facts:
    """``y = np.sin(x) * np.exp(x); z = a * np.sin(x)`` computes the sine once.

    Only elementwise functions that take time, of names whose contents do not change. What the primal
    computes twice and hands out stays two arrays.

    >>> fn = gast.parse("def f(x, a):\\n    y = a * np.sin(x)\\n    return y + np.sin(x)").body[0]
    >>> made = subexpressions(fn, Facts(arrays=frozenset({"x", "y", "a"})))
    >>> print(gast.unparse(fn).strip())
    def f(x, a):
        sin_x = np.sin(x)
        y = a * sin_x
        return y + sin_x

    Returns:
        The facts with the names that are new.
    """
    times: dict[Hashable, int] = {}
    for node in walk.within(fn.body):
        if _is_function(node):
            times[walk.key(node)] = times.get(walk.key(node), 0) + 1
    again = {key for key, count in times.items() if count > 1}
    if not again:
        return facts
    return _Sharing(fn, facts, again).run()


@dataclass
class _Use:
    """Where a value was computed first: the statement in its block, and its name if it has one."""

    name: str | None
    reads: frozenset[str]
    block: list[gast.stmt]
    statement: gast.stmt
    spot: tuple[gast.AST, str, int | None]


class _Sharing:
    def __init__(self, fn: gast.FunctionDef, facts: Facts, again: set[Hashable]) -> None:
        binds, reads, captured = counts(fn)
        self.fn = fn
        self.facts = facts
        self.again = again
        changing = changed(fn, facts)
        arrays = facts.arrays - changing
        self.steady = ((facts.scalars | arrays) - captured) & (
            set(binds) | set(walk.parameters(fn))
        )
        leaking = {name for node in walk.statements(fn.body) for name in _let_out(node)}
        once = {name for name, count in binds.items() if count == 1} - captured
        self.sharable = once & (facts.scalars | (arrays - leaking))
        self.named = once & (facts.scalars | arrays)
        self.namer = Namer(set(binds) | set(reads) | captured | set(walk.parameters(fn)))
        self.new: dict[str, bool] = {}

    def run(self) -> Facts:
        """Rewrites the function; what is known of it then."""
        self.block(self.fn.body, {})
        arrays = frozenset(name for name, array in self.new.items() if array)
        new = frozenset(self.new)
        return replace(
            self.facts,
            foldable=self.facts.foldable | new,
            arrays=self.facts.arrays | arrays,
            scalars=self.facts.scalars | (new - arrays),
            floats=self.facts.floats | new,
        )

    def block(self, body: list[gast.stmt], known: dict[Hashable, _Use]) -> None:
        """Rewrites a block; ``known`` holds what was computed before it."""
        known = dict(known)
        for node in list(body):
            if isinstance(node, gast.FunctionDef):
                continue
            bound = walk.bound(node)
            inner = list(blocks(node))
            if inner:  # what a loop changes is another thing on its next trip
                self._forget(known, node, bound)
                for block in inner:
                    self.block(block, known)
                continue
            for spot in _spots(node):
                self._visit(spot, body, node, known)
            self._forget(known, node, bound)
            if isinstance(node, gast.Assign) and self._is_named(node, node.value):
                found = known.get(walk.key(node.value)) if self._counts(node.value) else None
                if found is not None and found.statement is node:
                    found.name = node.targets[0].id

    def _forget(self, known: dict[Hashable, _Use], node: gast.stmt, bound: set[str]) -> None:
        if impure(node, self.facts.impure):
            known.clear()
        for key in [key for key, use in known.items() if use.reads & bound]:
            del known[key]

    def _counts(self, node: gast.AST) -> bool:
        return (
            _is_function(node)
            and walk.key(node) in self.again
            and not impure(node, self.facts.impure)
            and walk.read(node.args) <= self.steady
        )

    def _visit(
        self,
        spot: tuple[gast.AST, str, int | None],
        body: list[gast.stmt],
        node: gast.stmt,
        known: dict[Hashable, _Use],
    ) -> None:
        """Looks at an expression: it is known, or it will be."""
        value = _at(spot)
        if not self._counts(value):
            return
        key = walk.key(value)
        use = known.get(key)
        if use is None:
            if self._is_named(node, value) or self._may_share(spot, node):
                known[key] = _Use(None, frozenset(walk.read(value.args)), body, node, spot)
        elif self._may_share(spot, node):
            self._name(use, value)
            _put(spot, build.name(str(use.name)))

    def _is_named(self, node: gast.stmt, value: gast.expr) -> bool:
        """Whether a statement gives a value a name that keeps it, unchanged."""
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=given):
                return given is value and name in self.named
        return False

    def _may_share(self, spot: tuple[gast.AST, str, int | None], node: gast.stmt) -> bool:
        """Whether an operand stands here, or what becomes a name that nobody writes through."""
        if spot[0] is not node:
            return True
        match node:
            case gast.Assign(targets=[gast.Name(id=name)]):
                return name in self.sharable
        return isinstance(node, gast.AugAssign)

    def _name(self, use: _Use, value: gast.Call) -> None:
        if use.name is not None:
            return
        words = [node.id for node in value.args if isinstance(node, gast.Name)]
        name = self.namer.fresh("_".join([value.func.attr, *words]) if len(words) == 1 else "t")
        place = next(i for i, node in enumerate(use.block) if node is use.statement)
        use.block.insert(
            place, walk.copy_position(build.assign(name, _at(use.spot)), use.statement)
        )
        _put(use.spot, build.name(name))
        use.name = name
        self.new[name] = bool(walk.read(value.args) & self.facts.arrays)


_CHEAP = frozenset(
    "add subtract multiply divide true_divide negative positive abs absolute fabs square conj"
    " conjugate maximum minimum sign floor ceil trunc rint isnan isinf isfinite equal not_equal"
    " less greater less_equal greater_equal logical_and logical_or logical_not".split()
)


def _is_function(node: gast.AST) -> bool:
    """Whether it is ``np.sin(x)`` or the like: a function that takes time, of names and literals."""
    match node:
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np" | "math" as module), attr=attr),
            args=[_, *_] as args,
            keywords=[],
        ) if attr not in _CHEAP and all(map(is_atom, args)):
            return module == "math" or isinstance(getattr(np, attr, None), np.ufunc)
    return False


def _spots(node: gast.stmt) -> Iterator[tuple[gast.AST, str, int | None]]:
    """Where operands stand that are evaluated whenever the statement is, those inside others first."""
    pending: list[gast.AST] = [node]
    found: list[tuple[gast.AST, str, int | None]] = []
    while pending:
        parent = pending.pop()
        operand = isinstance(parent, gast.BinOp | gast.UnaryOp) or _is_ufunc(parent)
        for field in parent._fields:
            value = getattr(parent, field, None)
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if not isinstance(child, gast.expr):
                    continue
                if isinstance(child, (*SCOPES, gast.IfExp, gast.BoolOp, gast.Compare)):
                    continue
                if operand or (parent is node and field == "value"):
                    found.append((parent, field, index))
                pending.append(child)
    return iter(found[::-1])


def _is_ufunc(node: gast.AST) -> bool:
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np" | "math" as module), attr=attr)):
            return module == "math" or isinstance(getattr(np, attr, None), np.ufunc)
    return False


def _at(spot: tuple[gast.AST, str, int | None]) -> gast.expr:
    parent, field, index = spot
    value = getattr(parent, field)
    found: gast.expr = value if index is None else value[index]
    return found


def _put(spot: tuple[gast.AST, str, int | None], new: gast.expr) -> None:
    parent, field, index = spot
    if index is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[index] = new


def _let_out(node: gast.stmt) -> set[str]:
    """Names of what a statement gives other names to, keeps or hands out."""
    names = walk.read(node)
    found: set[str] = set()
    for field in ("value", "iter", "targets"):
        value = getattr(node, field, None)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, gast.AST):
                found |= leaks(part, names)
    return found
