"""The contributions of a call of a function with a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.typed import RuleCall
from s2s.differentiate.divisions import as_numpy_divides
from s2s.differentiate.formulas import as_array, formula, scaled
from s2s.differentiate.rule_checks import (
    BY_EXPONENT,
    check_ranks,
    check_supported,
    may_round,
    no_derivative,
)
from s2s.differentiate.steep import ASKING, is_steep
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks

_CHOOSING = frozenset(
    {"numpy.where", "numpy.select", "numpy.choose", "numpy.maximum", "numpy.minimum", "numpy.fmax", "numpy.fmin",
     "numpy.clip", "numpy.max", "numpy.min", "numpy.nansum", "numpy.nanmean", "numpy.nan_to_num",
     "builtins.max", "builtins.min", "s2s.runtime.strong_zero"}
)  # fmt: skip


class RulePullbacks:
    """Emits what the arguments of a rule get."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env
        self.casts = False  # whether the call at hand casts to a dtype that only shows when it runs

    def call(self, name: str, call: RuleCall, node: gast.expr) -> None:
        """A call of a function with a rule."""
        rule, adjoints = call.rule, self.adjoints
        thin = name not in adjoints.seeds and (
            rule.flavour == "elementwise" or self._takes_number(name, call)
        )
        ct: gast.expr = build.name(adjoints.bar(name)) if thin else adjoints.whole(name)
        evaluator = self.sweep.evaluator
        self.casts = may_round(call, self.env[name], evaluator)
        if self.casts:
            ct = build.call("rt.unless_rounded", ct, build.name(name))
        arguments = {p: as_array(rule, p, atom, evaluator) for p, atom in call.bound.items()}
        for param, atoms in call.variadic.items():
            arguments[param] = build.tuple_(atoms)
        arguments |= {"ct": ct, "ans": build.name(name)}
        check_supported(call, node, evaluator, self.pullbacks.fail)
        for param, atom in call.bound.items():
            if self.pullbacks.is_active(atom):
                check_ranks(call, param, node, evaluator, self.pullbacks.fail)
                self._contribute(rule, param, atom.id, arguments, node)
            elif isinstance(atom, gast.Tuple | gast.List):
                self._each(rule, param, atom.elts, arguments, node)
        for param, atoms in call.variadic.items():
            self._each(rule, param, atoms, arguments, node)
        self.pullbacks.collected.flush(name)

    def _takes_number(self, name: str, call: RuleCall) -> bool:
        """Whether one number for all elements of the cotangent will do: for sums and means."""
        active = [param for param, atom in call.bound.items() if self.pullbacks.is_active(atom)]
        first = next(iter(call.bound), None)
        kind = self.adjoints.held(name).kind
        return call.rule.thin and active == [first] and isinstance(kind, k.Scalar)

    def _each(
        self,
        rule: rules.Rule,
        param: str,
        atoms: list[gast.expr],
        arguments: dict[str, gast.expr],
        node: gast.expr,
    ) -> None:
        """The contributions to the elements of a structured or variadic parameter."""
        text = rule.each.get(param)
        for i, atom in enumerate(atoms):
            if not self.pullbacks.is_active(atom):
                continue
            if text is not None:
                more = {**arguments, "each": atom, "index": build.const(i)}
                value = self._formula(rule, text, more)
                if rule.partials:
                    value = scaled(arguments["ct"], value)
            else:
                value = self._whole_formula(rule, param, arguments, node)
                value = build.index(value, build.const(i))
            self._note_choice(rule, atom.id, arguments)
            self.pullbacks.collected.give(rule, atom.id, value)

    def _contribute(
        self,
        rule: rules.Rule,
        param: str,
        source: str,
        arguments: dict[str, gast.expr],
        node: gast.expr,
    ) -> None:
        """The contribution of one parameter of a rule."""
        if param in rule.zeros:
            return
        text = rule.partials.get(param)
        if text is not None:
            value = self._slope(rule, text, arguments)
            if self._loses_sum(value, source, arguments["ans"]):
                arguments["ct"] = self.adjoints.whole(arguments["ans"].id)
                value = self._slope(rule, text, arguments)
        else:
            value = self._whole_formula(rule, param, arguments, node)
        self._note_choice(rule, source, arguments)
        if self.casts and not k.may_be_complex(self.env[source]):
            value = build.call("np.real", value)  # the result may be complex
        self.pullbacks.collected.give(rule, source, value, param, self._fits(rule, arguments))

    def _fits(self, rule: rules.Rule, arguments: dict[str, gast.expr]) -> bool:
        """Whether a contribution has the shape of its parameter, whatever is known of that."""
        if not rule.fits:
            return False
        holds = self._formula(rule, rule.fits, arguments)
        return isinstance(holds, gast.Constant) and holds.value is True

    def _note_choice(self, rule: rules.Rule, source: str, arguments: dict[str, gast.expr]) -> None:
        """Notes an argument that may not be chosen, or is one of what may not."""
        if self._chooses(rule, arguments) or arguments["ans"].id in self.adjoints.masked:
            self.adjoints.masked.add(source)

    def _chooses(self, rule: rules.Rule, arguments: dict[str, gast.expr]) -> bool:
        """Whether a call leaves elements out, by what they are or by a mask."""
        where = arguments.get("where")
        masked = where is not None and not (
            isinstance(where, gast.Constant) and where.value is True
        )
        asks = rule.name.rpartition(".")[2] in ASKING or rule.name == "numpy.compress"
        return rule.name in _CHOOSING or masked or asks

    def _whole_formula(
        self, rule: rules.Rule, param: str, arguments: dict[str, gast.expr], node: gast.expr
    ) -> gast.expr:
        text = rule.cotangents.get(param)
        if text is None:
            raise no_derivative(rule, param, node, self.pullbacks.fail)
        value = self._formula(rule, text, arguments)
        return self.adjoints.shapes.measured(value, self.env)

    def _formula(self, rule: rules.Rule, text: str, arguments: dict[str, gast.expr]) -> gast.expr:
        made = formula(text, arguments, self.sweep.evaluator)
        return as_numpy_divides(rule, made, self.sweep.evaluator)

    def _slope(self, rule: rules.Rule, text: str, arguments: dict[str, gast.expr]) -> gast.expr:
        """``ct * partial``; what was not chosen stays zero where the partial is infinite."""
        partial = self._formula(rule, text, arguments)
        masked = arguments["ans"].id in self.adjoints.masked
        if (
            masked
            and (is_steep(partial) or walk.read(partial) & (self.sweep.steep | self.sweep.asked))
            or text.startswith(BY_EXPONENT)
        ):
            return build.call("rt.strong_zero", arguments["ct"], partial)
        return scaled(arguments["ct"], partial)

    def _loses_sum(self, value: gast.expr, source: str, ans: gast.expr) -> bool:
        """Whether a cotangent is too thin to be summed over the axes along which ``source`` was broadcast."""
        result = self.env[ans.id]
        if not isinstance(result, k.Array):
            return False
        shape = result.shape
        goal = self.env[source]
        kind = self.sweep.evaluator(value)
        return _shape(goal) != shape and _shape(kind) != shape


def _shape(kind: k.Kind) -> tuple[k.Dim, ...] | None:
    if isinstance(kind, k.Array):
        return kind.shape
    return () if isinstance(kind, k.Scalar) else None
