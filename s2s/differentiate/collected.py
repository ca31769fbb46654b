"""The contributions of a rule, collected so that what they share is computed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.differentiate.contributions import Contribution, merged, shared
from s2s.differentiate.formulas import arithmetic
from s2s.differentiate.held import holds_complex
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks


class Collected:
    """Collects the contributions of one statement and emits them together."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env
        self.waiting: list[Contribution] = []

    def give(
        self, rule: rules.Rule, source: str, value: gast.expr, param: str = "", fits: bool = False
    ) -> None:
        """Adds the value of a formula to the adjoint of ``source``, in the shape of that if it fits."""
        if isinstance(value, gast.Constant) and value.value in (None, 0, 0.0):
            return
        if isinstance(value, gast.BinOp):
            value = arithmetic(value)
        kind = self.sweep.evaluator(value)
        goal = self.env[source]
        if fits and isinstance(goal, k.Array) and not self._meets_complex(value):
            kind = k.Array(k.dtype_of(kind) or goal.dtype, goal.shape)
        elif not k.is_numeric(goal):
            if isinstance(goal, k.Tuple | k.List) and param and param not in rule.structured:
                value = _fitted(rule, value, build.name(source))
            elif _holds_real(goal) and self._meets_complex(value):
                value = build.call("rt.real_parts", value, build.name(source))
            kind = goal
        elif (
            not rule.broadcasts
            and not rule.thin
            and not rule.partials
            and isinstance(kind, k.Unknown | k.Opaque)
        ):
            if not k.may_be_complex(goal) and self._meets_complex(value):
                value = build.call("np.real", value)
            kind = goal
        elif isinstance(kind, k.Opaque | k.Tuple | k.List):
            kind = k.Unknown()
        if isinstance(kind, k.Unknown) and rule.thin and k.is_numeric(goal):
            if not k.may_be_complex(goal) and self._meets_complex(value):
                value = build.call("np.real", value)
            value, kind = build.call("rt.expand", value, build.name(source)), goal
        self.waiting.append(Contribution(source, value, kind))

    def flush(self, result: str) -> None:
        """Emits what was collected: additions first, what takes the place of the result last."""
        found, self.waiting = merged(self.waiting), []
        shared(found, self._shared)
        origin = self.sweep.typed.origin

        def place(one: Contribution) -> int:
            if self.adjoints.defined(one.source):
                return 0
            return 2 if origin.get(one.source, one.source) == origin.get(result, result) else 1

        for one in sorted(found, key=place):
            self.adjoints.add(one.source, one.value, one.kind)

    def _shared(self, call: gast.Call) -> str:
        """A name for a call that is made once for several contributions."""
        name = self.sweep.namer.fresh(gast.unparse(call.func).rpartition(".")[2])
        self.adjoints.emit(build.assign(name, call))
        self.sweep.env[name] = self.sweep.evaluator(call)
        return name

    def _meets_complex(self, value: gast.expr) -> bool:
        """Whether an expression whose own kind is not known reads anything complex."""
        atoms = (n for n in walk.nodes(value) if isinstance(n, gast.Name | gast.Subscript))
        return any(holds_complex(self.sweep.evaluator(atom)) for atom in atoms)


def _fitted(rule: rules.Rule, value: gast.expr, source: gast.expr) -> gast.expr:
    """What a sequence gets that stood for an array: in the shape that this array had."""
    if rule.broadcasts:
        return build.call("rt.unbroadcast_into", value, source)
    return build.call("list", build.call("rt.expand", value, source))


def _holds_real(kind: k.Kind) -> bool:
    match kind:
        case k.Tuple(items=items):
            return any(_holds_real(item) for item in items)
        case k.List(item=item):
            return _holds_real(item)
    return k.is_differentiable(kind) and not k.is_complex(kind)
