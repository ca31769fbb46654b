"""The contributions of operators: on numbers by rule, on lists by place."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.differentiate.rule_checks import not_numbers, operator_call
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks


class Operators:
    """Emits what operands get."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env

    def operator(
        self, name: str, function: object, operands: list[gast.expr], node: gast.expr
    ) -> None:
        """A binary or unary operator."""
        kinds = [self.sweep.evaluator(operand) for operand in operands]
        numbers = any(k.is_numeric(kind) for kind in kinds)
        passive = [not self.pullbacks.is_active(operand) for operand in operands]
        if not all(
            k.is_numeric(kind) or (numbers and off)
            for kind, off in zip(kinds, passive, strict=True)
        ):
            self._sequence(name, function, operands, kinds, node)
            return
        self.pullbacks.rules.call(
            name, operator_call(function, operands, node, self.pullbacks.fail), node
        )

    def _sequence(
        self,
        name: str,
        function: object,
        operands: list[gast.expr],
        kinds: list[k.Kind],
        node: gast.expr,
    ) -> None:
        """``xs + ys`` of lists or tuples."""
        sequences = all(isinstance(kind, k.List | k.Tuple) for kind in kinds)
        repeated = [i for i, one in enumerate(k.repeated(kinds)) if one]
        if function is operator.mul and repeated:
            operand = operands[repeated[0]]
            if self.pullbacks.is_active(operand):
                whole = build.name(self.adjoints.bar(name))
                ct = build.call("rt.repeated_ct", whole, walk.clone(operand))
                if operand.id in self.sweep.shadow:
                    # What the copies share has one shadow, to which all of them have added.
                    length = build.call("len", walk.clone(operand))
                    ct = build.call("rt.repeated_slots", whole, length)
                self.adjoints.add(operand.id, ct, self.env[operand.id])
            return
        if function is not operator.add or not sequences:
            raise not_numbers(node, self.pullbacks.fail)
        ct = build.name(self.adjoints.bar(name))
        length = build.call("len", walk.clone(operands[0]))
        for operand, part in (
            (operands[0], gast.Slice(lower=None, upper=length, step=None)),
            (operands[1], gast.Slice(lower=walk.clone(length), upper=None, step=None)),
        ):
            if self.pullbacks.is_active(operand):
                self.adjoints.add(operand.id, build.index(walk.clone(ct), part))
