"""Reuse: what was read from an array or list once is not read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

import gast

from s2s.optimise.blocks import blocks, counts, impure
from s2s.optimise.changed import changed
from s2s.optimise.facts import Facts
from s2s.syntax import build, walk


def reuse(fn: gast.FunctionDef, facts: Facts) -> None:
    """``v = x[i]; y = x[i] * v`` becomes ``v = x[i]; y = v * v``.

    Only numbers, and views of arrays that nothing writes into, through the view neither: it does not
    matter which of two equal ones is read.

    >>> fn = gast.parse("def f(x, i):\\n    v = x[i]\\n    y = x[i] * v\\n    return y").body[0]
    >>> reuse(fn, Facts(scalars=frozenset({"v", "i", "y"})))
    >>> print(gast.unparse(fn).strip())
    def f(x, i):
        v = x[i]
        y = v * v
        return y
    """
    places = Counter(
        walk.key(node) for node in walk.within(fn.body) if isinstance(node, gast.Subscript)
    )
    if not any(times > 1 for times in places.values()):
        return
    binds, _, captured = counts(fn)
    changing = changed(fn, facts)
    once = {name for name, count in binds.items() if count == 1} - captured
    once &= facts.scalars | (facts.arrays - changing)
    steady = (set(binds) | set(walk.parameters(fn))) - changing
    _Reuse(facts, once, steady).block(fn.body, {})


class _Reuse:
    def __init__(self, facts: Facts, once: set[str], local: set[str]) -> None:
        self.facts = facts
        self.once = once
        self.local = local

    def block(self, body: list[gast.stmt], known: dict[Hashable, tuple[str, set[str]]]) -> None:
        """Rewrites a block; ``known`` holds the name of each number that was read before it."""
        known = dict(known)
        for node in body:
            inner = [] if isinstance(node, gast.FunctionDef) else list(blocks(node))
            bound = walk.bound(node)
            if inner:  # what the block changes may be read at its head, on the next trip
                self._forget(known, node, bound)
                for block in inner:
                    self.block(block, known)
                continue
            if known and not isinstance(node, gast.FunctionDef):
                self._replace(node, known)
            self._forget(known, node, bound)
            match node:
                case gast.Assign(targets=[gast.Name(id=name)], value=gast.Subscript() as value):
                    if name in self.once and self._is_steady(value):
                        known.setdefault(walk.key(value), (name, walk.read(value) | {name}))

    def _forget(
        self, known: dict[Hashable, tuple[str, set[str]]], node: gast.stmt, bound: set[str]
    ) -> None:
        if known and impure(node, self.facts.impure):
            known.clear()
        for text in [text for text, (_, names) in known.items() if names & bound]:
            del known[text]

    def _is_steady(self, place: gast.Subscript) -> bool:
        """Whether a place is ``x[i]`` or ``x[i, 1:]`` of a local that nothing writes into."""
        if not isinstance(place.value, gast.Name) or place.value.id not in self.local:
            return False
        key = place.slice
        parts = key.elts if isinstance(key, gast.Tuple) else [key]
        for part in list(parts):
            if isinstance(part, gast.Slice):
                bounds = (part.lower, part.upper, part.step)
                parts = [*parts, *(bound for bound in bounds if bound is not None)]
        return all(isinstance(part, gast.Slice) or self._is_number(part) for part in parts)

    def _is_number(self, part: gast.expr) -> bool:
        """Whether an index is a literal or a number's name."""
        if isinstance(part, gast.UnaryOp) and isinstance(part.op, gast.USub):
            part = part.operand
        return isinstance(part, gast.Constant) or (
            isinstance(part, gast.Name) and part.id in self.facts.scalars
        )

    def _replace(self, node: gast.stmt, known: dict[Hashable, tuple[str, set[str]]]) -> None:
        for parent in walk.nodes(node):
            for field, value in gast.iter_fields(parent):
                if isinstance(value, gast.Subscript):
                    setattr(parent, field, self._known(value, known))
                elif isinstance(value, list):
                    value[:] = [
                        self._known(item, known) if isinstance(item, gast.Subscript) else item
                        for item in value
                    ]

    def _known(
        self, node: gast.Subscript, known: dict[Hashable, tuple[str, set[str]]]
    ) -> gast.Subscript | gast.Name:
        if not isinstance(node.ctx, gast.Load) or not self._is_steady(node):
            return node
        found = known.get(walk.key(node))
        return node if found is None else walk.copy_position(build.name(found[0]), node)
