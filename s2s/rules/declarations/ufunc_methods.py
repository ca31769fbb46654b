"""Methods of universal functions: reduce, accumulate, reduceat, outer."""

from __future__ import annotations

import re

from s2s.rules.declarations import ufuncs
from s2s.rules.declarations.cumulative import SUFFIX
from s2s.rules.declarations.reductions import ANS, CT
from s2s.rules.declare import DECLARED, general, linear, multilinear, zero

assert ufuncs  # imported for its effect: the functions' own rules are declared
_REDUCE = "a, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True"
_ACCUMULATE = "a, axis=0, dtype=None, out=None"
_REDUCEAT = "array, indices, axis=0, dtype=None, out=None"
_OUTER = "a, b"
_REAL = ("hypot", "maximum", "minimum", "fmax", "fmin", "logaddexp", "logaddexp2", "arctan2")
# Those for which the general formula of a power does not ask for the type of the exponent.
_POWERS = {"power": "rt.power_x(x, y)", "float_power": "rt.power_x(x, y)"}


def _partials(name: str, x: str, y: str, ans: str) -> tuple[str, str]:
    """The partial derivatives of a binary function in terms of other expressions."""
    formulas = DECLARED[f"numpy.{name}"].formulas
    first, second = formulas
    texts = (_POWERS.get(name, formulas[first]), formulas[second])
    table = {first: f"({x})", second: f"({y})", "ans": f"({ans})"}
    word = re.compile(rf"(?<!\.)\b({'|'.join(table)})\b")
    found = [word.sub(lambda match: table[match[1]], text) for text in texts]
    return found[0], found[1]


linear(
    "numpy.add.reduce", signature=_REDUCE,
    a=f"{CT} if where is True else np.where(where, {CT}, 0)", initial="np.sum(ct)",
    options={"thin": True, "constants": ("initial",), "tangents": {"initial": "dot"}},
)  # fmt: skip
_USED = "(a if where is True else np.where(where, a, -np.inf))"
# What an initial value has to do with an extreme, with the axes put back.
_FIRST = f"rt.initial_weight(a, {ANS}, axis, where, initial)"
_TIES = (
    f"(rt.tie_weight(a, {ANS}, axis, where) if initial is None"
    f" else rt.tie_weight(a, {ANS}, axis, where, initial))"
)
_PRODUCTS = "rt.product_of_others(a, axis, where)"
_WHOLE = "np.prod(a, axis, keepdims=keepdims, where=where)"
_INITIAL = {
    "multiply": (f"np.sum(ct * {_WHOLE})", f"dot * {_WHOLE}"),
    **dict.fromkeys(
        ("maximum", "minimum", "fmax", "fmin"),
        (f"np.sum({CT} * {_FIRST})", f"dot * np.reshape({_FIRST}, np.shape(ans))"),
    ),
}
for _name, _weight in (
    ("multiply", f"({_PRODUCTS} if initial is None else {_PRODUCTS} * initial)"),
    ("maximum", _TIES),
    ("minimum", _TIES),
    ("fmax", _TIES),
    ("fmin", _TIES),
    ("logaddexp", f"np.where(where, rt.log_shares({_USED}, axis), 0)"),
    ("logaddexp2", f"np.where(where, rt.log_shares({_USED} * math.log(2), axis), 0)"),
    ("hypot", f"np.where(where, rt.over(a, {ANS}), 0)"),
):
    _back, _forth = ({"initial": text} if text else {} for text in _INITIAL.get(_name, ("", "")))
    general(
        f"numpy.{_name}.reduce", signature=_REDUCE,
        vjp={"a": f"{CT} * {_weight}", **_back},
        jvp={"a": f"np.sum({_weight} * dot, axis, keepdims=keepdims)", **_forth},
        unsupported=() if _back else ("initial",), complex_ok=_name == "multiply", may_raise=True,
    )  # fmt: skip
linear("numpy.add.accumulate", signature=_ACCUMULATE, a=SUFFIX)
general(
    "numpy.multiply.accumulate", signature=_ACCUMULATE,
    vjp={"a": "rt.cumprod_ct(ct, a, axis)"}, jvp={"a": "rt.cumprod_dot(dot, a, axis)"},
)  # fmt: skip
# One after the other: what a function of the last result and the next element gives.
for _name in ("subtract", "divide", "power", "float_power", *_REAL):
    _slope, _weight = _partials(
        _name, "rt.before(ans, axis)", "rt.after(a, axis)", "rt.after(ans, axis)"
    )
    general(
        f"numpy.{_name}.accumulate", signature=_ACCUMULATE,
        vjp={"a": f"rt.scan_ct(ct, {_slope}, {_weight}, axis)"},
        jvp={"a": f"rt.scan_dot(dot, {_slope}, {_weight}, axis)"},
        complex_ok=_name not in _REAL, may_raise=True,
    )  # fmt: skip
for _name in ("subtract", "divide", "power", "float_power", "arctan2"):
    _run = f"np.{_name}.accumulate(a, axis or 0)"
    _slope, _weight = _partials(
        _name, f"rt.before({_run}, axis)", "rt.after(a, axis)", f"rt.after({_run}, axis)"
    )
    general(
        f"numpy.{_name}.reduce", signature=_REDUCE,
        vjp={
            "a": "rt.scan_ct(rt.last_ct(ct if keepdims else np.expand_dims(ct, axis or 0), a,"
            f" axis), {_slope}, {_weight}, axis)"
        },
        jvp={"a": f"rt.last_of(rt.scan_dot(dot, {_slope}, {_weight}, axis), axis, keepdims)"},
        unsupported=("initial", "where"), complex_ok=_name not in _REAL, may_raise=True,
    )  # fmt: skip
_AROUND = "array, indices, axis"
for _name, _weight in (
    ("add", "1.0"), ("multiply", f"rt.segment_products({_AROUND})"),
    ("maximum", "rt.segment_ties(array, ans, indices, axis)"),
    ("minimum", "rt.segment_ties(array, ans, indices, axis)"),
    ("logaddexp", f"rt.segment_shares({_AROUND})"),
):  # fmt: skip
    general(
        f"numpy.{_name}.reduceat", signature=_REDUCEAT,
        vjp={"array": f"rt.reduceat_ct(ct, {_weight}, array, indices, axis)"},
        jvp={"array": f"rt.reduceat_dot(dot, {_weight}, indices, axis)"},
        complex_ok=_name in ("add", "multiply"), may_raise=True,
    )  # fmt: skip
multilinear(
    "numpy.multiply.outer", signature=_OUTER, call="np.multiply.outer(a, b)",
    a="np.tensordot(ct, b, np.ndim(b))", b="np.tensordot(a, ct, np.ndim(a))",
)  # fmt: skip
for _name, _sign in (("add", ""), ("subtract", "-")):
    linear(
        f"numpy.{_name}.outer", signature=_OUTER,
        a="np.sum(ct, tuple(range(np.ndim(a), np.ndim(ct))))",
        b=f"{_sign}np.sum(ct, tuple(range(np.ndim(a))))",
    )  # fmt: skip
for _name in ("divide", "power", "float_power", "remainder", "fmod", *_REAL):
    _first, _second = _partials(_name, "rt.outward(a, b)", "b", "ans")
    general(
        f"numpy.{_name}.outer", signature=_OUTER,
        vjp={
            "a": f"np.sum(ct * ({_first}), tuple(range(np.ndim(a), np.ndim(ct))))",
            "b": f"np.sum(ct * ({_second}), tuple(range(np.ndim(a))))",
        },
        jvp={"a": f"rt.outward(dot, b) * ({_first})", "b": f"dot * ({_second})"},
        complex_ok=_name in ("divide", "power", "float_power"),
        domain={"a": (0.4, 0.9), "b": (1.2, 1.9)},
    )  # fmt: skip
zero(
    "numpy.logical_and.reduce numpy.logical_or.reduce numpy.logical_xor.reduce"
    " numpy.equal.outer numpy.less.outer numpy.greater.outer numpy.not_equal.outer"
    " numpy.less_equal.outer numpy.greater_equal.outer numpy.floor_divide.outer"
)
