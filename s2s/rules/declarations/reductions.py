"""Reductions: sums, products, extremes and moments along axes."""

from __future__ import annotations

from typing import Any

from s2s.rules.declare import general, linear, zero

# The removed axes put back, where broadcasting would not find them by itself: of a number it does.
_BACK = (
    "({0} if uniform({0}) or axis is None or keepdims or axis == 0 or np.ndim(a) <= 1"
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


def _moved(name: str, weight: str) -> str:
    """What the tangents of the elements add; those of nan, where it is left out, add nothing."""
    leaves_out = name.startswith(("numpy.nan", "nan"))
    return f"rt.strong_zero({weight}, dot)" if leaves_out else f"{weight} * dot"


def _weighted(names: str, weight: str, signature: str, **options: Any) -> None:
    """Declares a reduction whose slope by each element is ``weight``, an array like ``a``."""
    general(
        names,
        signature=signature,
        vjp={"a": f"{CT} * {weight}"},
        jvp={"a": f"np.sum({_moved(names, weight)}, axis, keepdims=keepdims)"},
        **options,
    )


linear(
    "numpy.sum",
    signature="a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True",
    a=f"{CT} if where is True else np.where(where, {CT}, 0)",
    initial="np.sum(ct)",
    options={"thin": True, "constants": ("initial",), "tangents": {"initial": "dot"}},
)
linear(
    "numpy.nansum",
    signature="a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True",
    a=f"np.where(np.isnan(a), 0, {CT}) if where is True"
    f" else np.where(where & ~np.isnan(a), {CT}, 0)",
    initial="np.sum(ct)",
    options={
        "tangents": {
            "a": "np.sum(np.where(np.isnan(a), 0, dot), axis, keepdims=keepdims, where=where)",
            "initial": "dot",
        }
    },
)
linear(
    "numpy.mean",
    signature="a, axis=None, dtype=None, out=None, keepdims=False, *, where=True",
    a=f"{CT} / ({COUNT} or 1) if where is True"
    f" else np.where(where, {CT} / rt.count_where(a, axis, where), 0)",
    options={"thin": True},
)
_weighted(
    "numpy.nanmean",
    "rt.nanmean_weight(a, axis, where)",
    "a, axis=None, dtype=None, out=None, keepdims=False, *, where=True",
)
for _name, _where in (("prod", "where"), ("nanprod", "~np.isnan(a) & where")):
    _others = f"rt.product_of_others(a, axis, {_where})"
    _whole = f"np.prod(a, axis, keepdims=keepdims, where={_where})"
    _slope = f"({_others} if initial is None else {_others} * initial)"
    general(
        f"numpy.{_name}",
        signature="a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True",
        vjp={"a": f"{CT} * {_slope}", "initial": f"np.sum(ct * {_whole})"},
        jvp={
            "a": f"np.sum({_moved(_name, _slope)}, axis, keepdims=keepdims)",
            "initial": f"dot * {_whole}",
        },
    )  # fmt: skip
# What an initial value has to do with an extreme, with the axes put back.
_FIRST = f"rt.initial_weight(a, {ANS}, axis, where, initial)"
for _name in ("max", "min", "amax", "amin", "nanmax", "nanmin"):
    _tied = f"rt.tie_weight(a, {ANS}, axis, where, initial)"
    _plain = f"rt.tie_weight(a, {ANS}, axis, where)"
    _slope = f"({_plain} if initial is None else {_tied})"
    general(
        f"numpy.{_name}",
        signature="a, axis=None, out=None, keepdims=False, initial=None, where=True",
        vjp={"a": f"{CT} * {_slope}", "initial": f"np.sum({CT} * {_FIRST})"},
        jvp={
            "a": f"np.sum({_moved(_name, _slope)}, axis, keepdims=keepdims)",
            "initial": f"dot * np.reshape({_FIRST}, np.shape(ans))",
        },
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
_DDOF = "(ddof if correction is None else correction)"
_PLAIN = "where is True and mean is None and not np.iscomplexobj(a)"
for _name, _where in (("", "where"), ("nan", "~np.isnan(a) & where")):
    _general = f"rt.var_weight(a, axis, {_DDOF}, {_where}, mean)"
    _var = _general if _name else (
        f"(2 * (a - {MEAN}) / ({COUNT} - {_DDOF}) if {_PLAIN} else {_general})"
    )  # fmt: skip
    _std = f"rt.over({_general}, 2 * {ANS})" if _name else (
        f"(rt.over(a - {MEAN}, ({COUNT} - {_DDOF}) * {ANS}) if {_PLAIN}"
        f" else rt.over({_general}, 2 * {ANS}))"
    )  # fmt: skip
    for _kind, _slope in (("var", _var), ("std", _std)):
        _share = f"-np.sum({_slope}, axis, keepdims=True)"
        general(
            f"numpy.{_name}{_kind}", signature=_MOMENT,
            vjp={"a": f"{CT} * {_slope}", "mean": f"{CT} * {_share}"},
            jvp={
                "a": f"np.sum({_moved(_name, _slope)}, axis, keepdims=keepdims)",
                "mean": f"np.reshape(np.sum({_share} * dot, axis, keepdims=True), np.shape(ans))",
            },
            broadcasts=True,
        )  # fmt: skip
# The median is the middle quantile; those named nan leave nan out.
for _name, _scale in (
    ("median", ""), ("nanmedian", ""), ("quantile", "q"), ("nanquantile", "q"),
    ("percentile", "np.divide(q, 100)"), ("nanpercentile", "np.divide(q, 100)"),
):  # fmt: skip
    _how = (
        f"a, {_scale or 0.5}, axis, {'method' if _scale else repr('linear')},"
        f" {'weights' if _scale else None}, {_name.startswith('nan')}"
    )
    _part = "1" if _scale == "q" else "0.01"
    general(
        f"numpy.{_name}",
        signature="a, q, axis=None, out=None, overwrite_input=False, method='linear',"
        " keepdims=False, *, weights=None"
        if _scale else "a, axis=None, out=None, overwrite_input=False, keepdims=False",
        vjp={
            "a": f"rt.quantile_ct(ct, {_how})",
            **({
                "q": f"{_part} * rt.quantile_place_ct(ct, {_how})"
            } if _scale else {}),
        },
        jvp={
            "a": f"rt.quantile_dot(dot, ans, {_how})",
            **({
                "q": f"{_part} * rt.quantile_place_dot(dot, ans, {_how})"
            } if _scale else {}),
        },
        unsupported=("overwrite_input",), complex_ok=False, may_raise=True,
    )  # fmt: skip
zero(
    "numpy.all numpy.any numpy.argmax numpy.argmin numpy.nanargmax numpy.nanargmin"
    " numpy.count_nonzero",
    may_raise=True,
)
