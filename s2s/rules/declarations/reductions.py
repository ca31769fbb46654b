"""Reductions: sums, products, extremes and moments along axes."""

from __future__ import annotations

from typing import Any

from s2s.rules.declare import general, linear, zero

# The removed axes put back, where broadcasting would not find them by itself.
_BACK = (
    "({0} if axis is None or keepdims or axis == 0 or np.ndim(a) <= 1"
    " else {0}[..., None] if axis == -1 or axis == np.ndim(a) - 1"
    " else np.expand_dims({0}, axis))"
)
CT = _BACK.format("ct")
ANS = _BACK.format("ans")
# How many elements went into each result.
COUNT = (
    "(np.size(a) if axis is None"
    " else np.shape(a)[axis] if isinstance(axis, int)"
    " else np.size(a) // max(np.size(ans), 1))"
)
MEAN = "(np.mean(a) if axis is None else np.mean(a, axis, keepdims=True))"


def _weighted(names: str, weight: str, signature: str, **options: Any) -> None:
    """Declares a reduction whose slope by each element is ``weight``, an array like ``a``."""
    general(
        names,
        signature=signature,
        vjp={"a": f"{CT} * {weight}"},
        jvp={"a": f"np.sum({weight} * dot, axis, keepdims=keepdims)"},
        **options,
    )


linear(
    "numpy.sum",
    signature="a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True",
    a=f"{CT} if where is True else np.where(where, {CT}, 0)",
    options={"thin": True, "constants": ("initial",)},
)
linear(
    "numpy.nansum",
    signature="a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True",
    a=f"np.where(np.isnan(a), 0, {CT}) if where is True"
    f" else np.where(where & ~np.isnan(a), {CT}, 0)",
    options={
        "tangents": {
            "a": "np.sum(np.where(np.isnan(a), 0, dot), axis, keepdims=keepdims, where=where)"
        }
    },
)
linear(
    "numpy.mean",
    signature="a, axis=None, dtype=None, out=None, keepdims=False, *, where=True",
    a=f"{CT} / {COUNT} if where is True"
    f" else np.where(where, {CT} / rt.count_where(a, axis, where), 0)",
    options={"thin": True},
)
_weighted(
    "numpy.nanmean",
    "rt.nanmean_weight(a, axis, where)",
    "a, axis=None, dtype=None, out=None, keepdims=False, *, where=True",
)
_weighted(
    "numpy.prod",
    "rt.product_of_others(a, axis, where)",
    "a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True",
    unsupported=("initial",),
)
_weighted(
    "numpy.nanprod",
    "rt.product_of_others(a, axis, ~np.isnan(a) & where)",
    "a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True",
    unsupported=("initial",),
)
_EXTREME = "a, axis=None, out=None, keepdims=False, initial=None, where=True"
_weighted(
    "numpy.max numpy.min", f"rt.tie_weight(a, {ANS}, axis, where)", _EXTREME,
    may_raise=True, complex_ok=False,
)  # fmt: skip
_weighted(
    "numpy.nanmax numpy.nanmin", f"rt.tie_weight(a, {ANS}, axis, where)", _EXTREME,
    may_raise=True, complex_ok=False,
)  # fmt: skip
_weighted(
    "numpy.ptp", "rt.range_weight(a, axis)", "a, axis=None, out=None, keepdims=False",
    may_raise=True, complex_ok=False,
)  # fmt: skip

_MOMENT = (
    "a, axis=None, dtype=None, out=None, ddof=0, keepdims=False,"
    " *, where=True, mean=None, correction=None"
)
_OWN = ("mean", "correction")
_PLAIN = "where is True and not np.iscomplexobj(a)"
_VAR = f"2 * (a - {MEAN}) / ({COUNT} - ddof)"
_STD = f"rt.over(a - {MEAN}, ({COUNT} - ddof) * {ANS})"
_weighted(
    "numpy.var", f"({_VAR} if {_PLAIN} else rt.var_weight(a, axis, ddof, where))", _MOMENT,
    unsupported=_OWN, complex_ok=False,
)  # fmt: skip
_weighted(
    "numpy.std",
    f"({_STD} if {_PLAIN} else rt.over(rt.var_weight(a, axis, ddof, where), 2 * {ANS}))",
    _MOMENT, unsupported=_OWN, complex_ok=False,
)  # fmt: skip
_weighted(
    "numpy.nanvar", "rt.var_weight(a, axis, ddof, ~np.isnan(a) & where)", _MOMENT,
    unsupported=_OWN, complex_ok=False,
)  # fmt: skip
_weighted(
    "numpy.nanstd",
    f"rt.over(rt.var_weight(a, axis, ddof, ~np.isnan(a) & where), 2 * {ANS})", _MOMENT,
    unsupported=_OWN, complex_ok=False,
)  # fmt: skip

_MEDIAN = "a, axis=None, out=None, overwrite_input=False, keepdims=False"
_weighted(
    "numpy.median", "rt.median_weight(a, axis)", _MEDIAN,
    unsupported=("overwrite_input",), complex_ok=False,
)  # fmt: skip
_weighted(
    "numpy.nanmedian", "rt.median_weight(a, axis)", _MEDIAN,
    unsupported=("overwrite_input",), complex_ok=False,
)  # fmt: skip
_QUANTILE = (
    "a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False,"
    " *, weights=None"
)
for _name, _scale in (
    ("quantile", "q"), ("nanquantile", "q"),
    ("percentile", "np.divide(q, 100)"), ("nanpercentile", "np.divide(q, 100)"),
):  # fmt: skip
    general(
        f"numpy.{_name}", signature=_QUANTILE,
        vjp={
            "a": f"{CT} * rt.quantile_weight(a, {_scale}, axis, method) if np.ndim(q) == 0"
            f" else rt.quantile_ct(ct, a, {_scale}, axis, method, keepdims)"
        },
        jvp={
            "a": f"np.sum(rt.quantile_weight(a, {_scale}, axis, method) * dot, axis,"
            " keepdims=keepdims) if np.ndim(q) == 0"
            f" else rt.quantile_dot(dot, a, {_scale}, axis, method, keepdims)"
        },
        unsupported=("overwrite_input", "weights"), complex_ok=False, may_raise=True,
    )  # fmt: skip
zero(
    "numpy.all numpy.any numpy.argmax numpy.argmin numpy.nanargmax numpy.nanargmin"
    " numpy.count_nonzero",
    may_raise=True,
)
