"""What both modes refuse: calls and operators that no rule covers."""

from __future__ import annotations

from collections.abc import Callable

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.known import known
from s2s.analyse.typed import RuleCall
from s2s.differentiate.failures import Failures
from s2s.errors import NoRuleError

# What they put into an array takes the dtype of another argument.
_LIKE_ANOTHER = frozenset({"numpy.full_like", "numpy.insert"})
# Slopes that are no numbers where a base is negative: an exponent that holds still, or that nobody
# asks about, contributes nothing there.
BY_EXPONENT = ("rt.power_y(", "rt.base_log(")


def check_supported(
    call: RuleCall, node: gast.expr, kind: Callable[[gast.expr], k.Kind], fail: Failures
) -> None:
    """An argument whose default is all that the rule covers must have that value."""
    for param in call.rule.unsupported:
        atom = call.bound.get(param)
        default = call.rule.defaults.get(param)
        if atom is None or (isinstance(atom, gast.Constant) and atom.value == default):
            continue
        ok, value = known(kind(atom))
        if not (ok and value == default):
            raise fail(
                f"s2s knows no derivative of `{call.rule.name}` with `{param}` given",
                node,
                "its rule covers the default only",
                f"leave `{param}` out, or write the operation in plain NumPy",
                NoRuleError,
            )
    if not call.rule.complex_ok:
        _check_real(call, node, kind, fail)


def check_ranks(
    call: RuleCall, param: str, node: gast.expr, kind: Callable[[gast.expr], k.Kind], fail: Failures
) -> None:
    """Formulas for one matrix would give a wrong number, or none, for a stack of them."""
    for name, most in call.rule.ranks.get(param, {}).items():
        if name in call.bound and _axes_of(kind(call.bound[name])) > most:
            raise fail(
                f"s2s knows no derivative of `{call.rule.name}` with respect to `{param}`"
                f" for a stack as `{name}`",
                node,
                f"its rule covers a `{name}` of {most} {'axis' if most == 1 else 'axes'} at most",
                "call it in a loop over the stack, and put the results together with `np.stack`",
                NoRuleError,
            )


def _axes_of(kind: k.Kind) -> int:
    """How many axes a value is known to have, or the one of its items that has most."""
    if isinstance(kind, k.Tuple):
        return max(map(_axes_of, kind.items), default=0)
    return len(kind.shape) if isinstance(kind, k.Array) else 0


def _check_real(
    call: RuleCall, node: gast.expr, kind: Callable[[gast.expr], k.Kind], fail: Failures
) -> None:
    """The formulas of some rules hold for real values only: others would give a wrong number."""
    for param in call.rule.active:
        atoms = [call.bound[param]] if param in call.bound else call.variadic.get(param, [])
        if any(k.is_complex(kind(atom)) for atom in atoms):
            raise fail(
                f"s2s knows no derivative of `{call.rule.name}` for complex values of `{param}`",
                node,
                "its rule covers real values only",
                "write the operation in plain NumPy, or take real and imaginary parts",
                NoRuleError,
            )


def may_round(call: RuleCall, result: k.Kind, kind: Callable[[gast.expr], k.Kind]) -> bool:
    """Whether a call may give whole numbers for real ones, which only shows when it runs."""
    if isinstance(result, k.Array | k.Scalar):
        return False
    dtype = call.bound.get("dtype")
    ok, value = known(k.Const(None) if dtype is None else kind(dtype))
    if ok and value is None:
        return call.rule.name in _LIKE_ANOTHER
    return not ok or not k.is_float_dtype(value)


def no_derivative(rule: rules.Rule, param: str, node: gast.expr, fail: Failures) -> Exception:
    """The error for an argument that a derivative flows to and the rule does not cover."""
    note = "its rule covers other arguments only"
    hint = "keep this argument free of what is differentiated"
    if rule.name.startswith(("numpy.random.", "random.")):
        note = "these draws do not move smoothly with it: they are accepted, rejected or counted"
        hint = (
            "draw with a parameter that does not vary and transform the draw, "
            "or wrap the call in `s2s.custom_vjp` with a derivative of your own"
        )
    message = f"s2s knows no derivative of `{rule.name}` with respect to `{param}`"
    return fail(message, node, note, hint, NoRuleError)


def operator_call(
    function: object, operands: list[gast.expr], node: gast.expr, fail: Failures
) -> RuleCall:
    """An operator on numbers and arrays as a call of a function with a rule."""
    rule = rules.lookup(function)
    if rule is None:
        raise fail(
            "s2s has no derivative of this operator", node, "", "use another operation", NoRuleError
        )
    return RuleCall(rule, dict(zip(rule.params, operands, strict=True)))


def not_numbers(node: gast.expr, fail: Failures) -> Exception:
    """The error for an operator on something else than numbers and arrays."""
    return fail(
        "s2s cannot differentiate this operator on these values",
        node,
        "an operand is not a number or an array",
        "convert it with `np.array` first",
    )
