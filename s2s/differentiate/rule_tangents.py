"""The tangent of a call of a function with a rule."""

from __future__ import annotations

import functools

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.typed import RuleCall
from s2s.analyse.unit import Unit
from s2s.differentiate.divisions import as_numpy_divides
from s2s.differentiate.failures import Failures
from s2s.differentiate.formulas import arithmetic, as_array, formula, scaled
from s2s.differentiate.rule_checks import (
    BY_EXPONENT,
    check_ranks,
    check_supported,
    may_round,
    no_derivative,
)
from s2s.differentiate.tangents import Tangents
from s2s.syntax import build, walk

# Functions whose result is one of their arguments: what is not chosen contributes nothing, even
# where its tangent is infinite.
_CHOOSING = frozenset(
    """
    numpy.maximum numpy.minimum numpy.fmax numpy.fmin numpy.clip numpy.max numpy.min numpy.nanmax
    numpy.nanmin builtins.max builtins.min s2s.runtime.strong_zero
    """.split()
)


class RuleTangents:
    """Writes the tangent of a rule's result in terms of those of its arguments."""

    def __init__(self, unit: Unit, tangents: Tangents, fail: Failures) -> None:
        self.unit = unit
        self.tangents = tangents
        self.evaluator = tangents.evaluator
        self.fail = fail

    def value(self, name: str, call: RuleCall, node: gast.expr) -> gast.expr:
        """The tangent of ``name``, the result of the call, as an expression."""
        value = self._value(name, call, node)
        if may_round(call, self.tangents.env[name], self.evaluator):
            return build.call("rt.unless_rounded", value, build.name(name))
        return value

    def _value(self, name: str, call: RuleCall, node: gast.expr) -> gast.expr:
        rule = call.rule
        if rule.flavour == "zero":
            return self.tangents.zero(build.name(name), self.tangents.env[name])
        check_supported(call, node, self.evaluator, self.fail)
        if rule.flavour == "linear" and not rule.tangents:
            return self._linear(call, node)
        terms = self._terms(name, call, node)
        if not terms:
            return self.tangents.zero(build.name(name), self.tangents.env[name])
        if rule.name == "numpy.linalg.solve" and len(terms) == 2:
            terms = self._solved_once(*terms)
        if len(terms) == 2 and self._is_square(*terms):
            return gast.BinOp(left=build.const(2), op=gast.Mult(), right=terms[0])
        if k.is_numeric(self.tangents.env[name]):
            return functools.reduce(_plus, terms)
        return functools.reduce(lambda a, b: build.call("rt.add", a, b), terms)

    def _solved_once(self, first: gast.expr, second: gast.expr) -> list[gast.expr]:
        """``-solve(a, u) + solve(a, v)`` of one matrix is ``solve(a, v - u)``."""
        match first, second:
            case (
                gast.UnaryOp(op=gast.USub(), operand=gast.Call(args=[matrix, u])),
                gast.Call(args=[again, v]) as call,
            ) if walk.key(matrix) == walk.key(again):
                ranks = [
                    len(kind.shape) if isinstance(kind, k.Array) else 0
                    for kind in map(self.evaluator, (matrix, u, v))
                ]
                if ranks in ([2, 1, 1], [2, 2, 2]):
                    call.args[1] = gast.BinOp(left=v, op=gast.Sub(), right=u)
                    return [call]
        return [first, second]

    def _is_square(self, first: gast.expr, second: gast.expr) -> bool:
        """Whether they are ``v_dot @ v`` and ``v @ v_dot`` of vectors, the tangents of ``v @ v``."""
        match first, second:
            case (
                gast.BinOp(left=dot, op=gast.MatMult(), right=v),
                gast.BinOp(left=again, op=gast.MatMult(), right=other),
            ) if walk.key(v) == walk.key(again) and walk.key(dot) == walk.key(other):
                kinds = self.evaluator(v), self.evaluator(dot)
                return all(isinstance(kind, k.Array) and len(kind.shape) == 1 for kind in kinds)
        return False

    def _terms(self, name: str, call: RuleCall, node: gast.expr) -> list[gast.expr]:
        rule, tangents = call.rule, self.tangents
        arguments = {p: as_array(rule, p, atom, self.evaluator) for p, atom in call.bound.items()}
        for param, atoms in call.variadic.items():
            arguments[param] = build.tuple_(atoms)
        arguments["ans"] = build.name(name)
        terms: list[gast.expr] = []
        for param, atom in [*call.bound.items(), *_displays(call)]:
            items = atom.elts if isinstance(atom, gast.Tuple | gast.List) else [atom]
            if param in rule.zeros or not any(map(tangents.is_active, items)):
                continue
            if param in rule.each and rule.partials and isinstance(atom, gast.Tuple | gast.List):
                terms.extend(self._each(rule, param, atom.elts, arguments))
            elif param in rule.partials:
                terms.append(self._slope(rule, rule.partials[param], atom, arguments))
            else:
                check_ranks(call, param, node, self.evaluator, self.fail)
                terms.append(self._general(rule, param, atom, arguments, node))
        return [term for term in terms if not _is_zero(term)]

    def _each(
        self, rule: rules.Rule, param: str, atoms: list[gast.expr], arguments: dict[str, gast.expr]
    ) -> list[gast.expr]:
        found = []
        for i, atom in enumerate(atoms):
            if self.tangents.is_active(atom):
                more = {**arguments, "each": atom, "index": build.const(i)}
                found.append(self._slope(rule, rule.each[param], atom, more))
        return found

    def _slope(
        self,
        rule: rules.Rule,
        text: str,
        atom: gast.expr,
        arguments: dict[str, gast.expr],
    ) -> gast.expr:
        """``x_dot * partial``."""
        tangents = self.tangents
        name = atom.id if isinstance(atom, gast.Name) else ""
        if name and k.is_numeric(tangents.env[name]):
            dot = tangents.plain(name)
        else:
            dot = build.call("np.array", tangents.of(atom))
        partial = self._formula(rule, text, arguments)
        masked = rule.name == "s2s.runtime.strong_zero" and text == "cotangent"
        if masked or rule.name in _CHOOSING and name in tangents.singular:
            return build.call("rt.strong_zero", partial, dot)
        if text.startswith(BY_EXPONENT):
            return build.call("rt.strong_zero", dot, partial)
        return scaled(dot, partial)

    def _formula(self, rule: rules.Rule, text: str, arguments: dict[str, gast.expr]) -> gast.expr:
        return as_numpy_divides(rule, formula(text, arguments, self.evaluator), self.evaluator)

    def _general(
        self,
        rule: rules.Rule,
        param: str,
        atom: gast.expr,
        arguments: dict[str, gast.expr],
        node: gast.expr,
    ) -> gast.expr:
        """The formula of a parameter, or the function itself applied to the tangent alone."""
        text = rule.tangents.get(param)
        dot = self.tangents.of(atom)
        if text is not None:
            if as_array(rule, param, atom, self.evaluator) is not atom:
                dot = build.call("np.array", dot)  # a sequence of numbers is taken as an array
            value = _tidy(self._formula(rule, text, {**arguments, "dot": dot}))
            return arithmetic(value) if isinstance(value, gast.BinOp) else value
        if rule.flavour != "linear":
            raise no_derivative(rule, param, node, self.fail)
        still = {
            other: self.tangents.zero(arguments[other], self.evaluator(arguments[other]))
            for other in rule.cotangents
            if other != param and other in arguments and self._counts(arguments[other])
        }
        return self._call(rule, {**arguments, **still, param: dot}, {})

    def _linear(self, call: RuleCall, node: gast.expr) -> gast.expr:
        """The function itself, applied to the tangents of all that it is linear in."""
        rule, tangents = call.rule, self.tangents
        bound: dict[str, gast.expr] = {}
        for param, atom in call.bound.items():
            items = atom.elts if isinstance(atom, gast.Tuple | gast.List) else [atom]
            active = any(map(tangents.is_active, items))
            if param in rule.cotangents and (active or self._counts(atom)):
                bound[param] = tangents.of(atom)
            elif active and param not in rule.zeros:
                raise no_derivative(rule, param, node, self.fail)
            else:
                bound[param] = atom
        variadic = {
            param: [tangents.of(atom) for atom in atoms] if param in rule.cotangents else atoms
            for param, atoms in call.variadic.items()
        }
        return self._method(node, self._call(rule, bound, variadic))

    def _method(self, node: gast.expr, made: gast.expr) -> gast.expr:
        """``x_dot.copy()`` for ``x.copy()``: the method of an array costs less than the function."""
        match node, made:
            case (
                gast.Call(func=gast.Attribute(value=receiver, attr="copy"), args=[], keywords=[]),
                gast.Call(args=[dot], keywords=[]),
            ):
                kinds = self.evaluator(receiver), self.evaluator(dot)
                if all(isinstance(kind, k.Array) and kind.shape for kind in kinds):
                    return build.call(build.attribute(dot, "copy"))
        return made

    def _counts(self, atom: gast.expr) -> bool:
        """Whether a passive argument of a linear function is a number, which stands still."""
        kind = self.evaluator(atom)
        return not isinstance(kind, k.Const | k.Func)

    def _call(
        self, rule: rules.Rule, bound: dict[str, gast.expr], variadic: dict[str, list[gast.expr]]
    ) -> gast.expr:
        """The call of a rule's function, written with what differs from the defaults."""
        given = {
            param: value
            for param, value in bound.items()
            if param not in rule.constants and not _is_default(rule, param, value)
            and param in (*rule.params, *rule.keywords, *_bare(rule.params))
        }  # fmt: skip
        args: list[gast.expr] = []
        for param in rule.params:
            if param.startswith("*"):
                display = given.pop(param[1:], None)
                args.extend(variadic.get(param[1:], []))
                if isinstance(display, gast.Tuple):
                    args.extend(display.elts)
                elif display is not None:
                    args.append(gast.Starred(value=display, ctx=gast.Load()))
            elif param in given and not (param == "axis" and args):
                args.append(given.pop(param))
            else:
                break
        if rule.name.startswith("numpy.ndarray."):
            receiver, *rest = args
            if not isinstance(self.evaluator(receiver), k.Array):
                receiver = build.call("np.asarray", receiver)
            member = build.attribute(receiver, rule.name.rpartition(".")[2])
            if not callable(rules.function_of(rule)):
                return member
            return build.call(member, *rest, **given)
        return build.call(self._function(rule), *args, **given)

    def _function(self, rule: rules.Rule) -> gast.expr:
        if rule.name.startswith("builtins."):
            return build.name(rule.name.removeprefix("builtins."))
        if rule.name.startswith("s2s.runtime."):
            return build.dotted("rt." + rule.name.removeprefix("s2s.runtime."))
        known_name = self.unit.linker.known(rules.function_of(rule))
        if known_name is not None:
            return known_name
        module, _, name = rule.name.rpartition(".")
        return build.attribute(build.name(self.unit.linker.module(module)), name)


def _displays(call: RuleCall) -> list[tuple[str, gast.expr]]:
    return [(param, build.tuple_(atoms)) for param, atoms in call.variadic.items()]


def _bare(params: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(param.lstrip("*") for param in params)


def _is_default(rule: rules.Rule, param: str, value: gast.expr) -> bool:
    if param not in rule.defaults:
        return False
    default = rule.defaults[param]
    if isinstance(value, gast.Tuple):
        return default == () and not value.elts
    return (
        isinstance(value, gast.Constant)
        and type(value.value) is type(default)
        and value.value == default
    )


def _is_zero(value: gast.expr) -> bool:
    return isinstance(value, gast.Constant) and value.value in (None, 0, 0.0)


def _plus(first: gast.expr, second: gast.expr) -> gast.expr:
    """``first + second``, with one division for both, and with a minus where that is shorter."""
    match first, second:
        case (
            gast.BinOp(left=one, op=gast.Div(), right=below),
            gast.BinOp(
                left=other,
                op=gast.Div(),
                right=gast.Name() | gast.Call(args=[gast.Name()], keywords=[]) as again,
            ),
        ) if walk.key(below) == walk.key(again):
            return gast.BinOp(left=_plus(one, other), op=gast.Div(), right=below)
    positive = _negative(second)
    if positive is not None:
        return gast.BinOp(left=first, op=gast.Sub(), right=positive)
    return gast.BinOp(left=first, op=gast.Add(), right=second)


def _negative(node: gast.expr) -> gast.expr | None:
    """The opposite of an expression that starts with a minus."""
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        return node.operand
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult | gast.Div):
        left = _negative(node.left)
        if left is not None:
            return gast.BinOp(left=left, op=node.op, right=node.right)
    return None


def _tidy(node: gast.expr) -> gast.expr:
    """Leaves out of ``np.sum`` what it assumes anyway."""
    for call in walk.nodes(node):
        match call:
            case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr="sum")):
                call.keywords = [
                    w for w in call.keywords if not (w.arg == "keepdims" and _is_false(w.value))
                ]
                if len(call.args) == 2:
                    axis = call.args.pop()
                    if not (isinstance(axis, gast.Constant) and axis.value is None):
                        call.keywords.insert(0, gast.keyword(arg="axis", value=axis))
    return node


def _is_false(node: gast.expr) -> bool:
    return isinstance(node, gast.Constant) and node.value is False
