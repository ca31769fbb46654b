"""Methods of universal functions: reduce, accumulate, outer."""

from __future__ import annotations

from s2s.rules.declarations.cumulative import SUFFIX
from s2s.rules.declarations.reductions import ANS, CT
from s2s.rules.declare import general, linear, multilinear, zero

_REDUCE = "a, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True"
_ACCUMULATE = "a, axis=0, dtype=None, out=None"
_OUTER = "a, b"

linear(
    "numpy.add.reduce", signature=_REDUCE,
    a=f"{CT} if where is True else np.where(where, {CT}, 0)",
    options={"thin": True, "constants": ("initial",)},
)  # fmt: skip
for _name, _weight, _extra in (
    ("multiply", "rt.product_of_others(a, axis, where)", ("initial",)),
    ("maximum", f"rt.tie_weight(a, {ANS}, axis, where)", ()),
    ("minimum", f"rt.tie_weight(a, {ANS}, axis, where)", ()),
    ("logaddexp", f"np.where(where, rt.log_weight(a, {ANS}), 0)", ("initial",)),
):
    general(
        f"numpy.{_name}.reduce", signature=_REDUCE,
        vjp={"a": f"{CT} * {_weight}"},
        jvp={"a": f"np.sum({_weight} * dot, axis, keepdims=keepdims)"},
        unsupported=_extra, complex_ok=_name == "multiply", may_raise=True,
    )  # fmt: skip
linear("numpy.add.accumulate", signature=_ACCUMULATE, a=SUFFIX)
general(
    "numpy.multiply.accumulate", signature=_ACCUMULATE,
    vjp={"a": "rt.cumprod_ct(ct, a, axis)"}, jvp={"a": "rt.cumprod_dot(dot, a, axis)"},
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
zero(
    "numpy.logical_and.reduce numpy.logical_or.reduce numpy.logical_xor.reduce"
    " numpy.equal.outer numpy.less.outer numpy.greater.outer numpy.not_equal.outer"
    " numpy.less_equal.outer numpy.greater_equal.outer"
)
