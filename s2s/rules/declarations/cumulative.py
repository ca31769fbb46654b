"""Sums and products that run along an axis, differences, and integrals of samples."""

from __future__ import annotations

from s2s.rules.declare import general, linear, multilinear
from s2s.rules.prelude import calculus

SUFFIX = (
    "np.cumsum(ct[::-1])[::-1] if np.ndim(a) == 1"
    " else np.reshape(np.cumsum(ct[::-1])[::-1], np.shape(a)) if axis is None or np.ndim(a) == 0"
    " else np.flip(np.cumsum(np.flip(ct, axis), axis), axis)"
)
_RUNNING = "a, axis=None, dtype=None, out=None"
_ALONG = "x, *, axis=None, dtype=None, out=None, include_initial=False"

linear("numpy.cumsum", signature=_RUNNING, a=SUFFIX)
linear(
    "numpy.nancumsum", signature=_RUNNING, a=f"np.where(np.isnan(a), 0, {SUFFIX})",
    options={"tangents": {"a": "np.cumsum(np.where(np.isnan(a), 0, dot), axis)"}},
)  # fmt: skip
linear(
    "numpy.cumulative_sum", signature=_ALONG,
    x="rt.cumulative_sum_ct(ct, x, axis, include_initial)",
)  # fmt: skip
general(
    "numpy.cumprod", signature=_RUNNING,
    vjp={"a": "rt.cumprod_ct(ct, a, axis)"}, jvp={"a": "rt.cumprod_dot(dot, a, axis)"},
)  # fmt: skip
general(
    "numpy.nancumprod", signature=_RUNNING,
    vjp={"a": "np.where(np.isnan(a), 0, rt.cumprod_ct(ct, np.where(np.isnan(a), 1, a), axis))"},
    jvp={
        "a": "rt.cumprod_dot("
        "np.where(np.isnan(a), 0, dot), np.where(np.isnan(a), 1, a), axis)"
    },
)  # fmt: skip
general(
    "numpy.cumulative_prod", signature=_ALONG,
    vjp={"x": "rt.cumprod_ct(ct, x, axis)"}, jvp={"x": "rt.cumprod_dot(dot, x, axis)"},
    unsupported=("include_initial",), source_function=calculus.cumulative_prod,
)  # fmt: skip
linear(
    "numpy.diff", signature="a, n=1, axis=-1, prepend=None, append=None",
    a="rt.diff_ct(ct, np.shape(a), n, axis) if prepend is None and append is None"
    " else rt.diff_part(ct, a, n, axis, prepend, append, 1)",
    prepend="rt.diff_part(ct, a, n, axis, prepend, append, 0)",
    append="rt.diff_part(ct, a, n, axis, prepend, append, 2)",
    options={"view": ("a",), "broadcasts": True},
)  # fmt: skip
linear(
    "numpy.ediff1d", signature="ary, to_end=None, to_begin=None",
    ary="np.reshape(rt.diff_ct(ct, (np.size(ary),), 1, -1), np.shape(ary))",
    options={"unsupported": ("to_end", "to_begin"), "source_function": calculus.ediff1d},
)  # fmt: skip
linear(
    "numpy.gradient", signature="f, *varargs, axis=None, edge_order=1",
    f="rt.gradient_ct(ct, f, varargs, axis, edge_order)",
    options={"source_function": calculus.gradient},
)  # fmt: skip
general(
    "numpy.interp", signature="x, xp, fp, left=None, right=None, period=None",
    vjp={
        "x": "ct * rt.interp_slope(x, xp, fp, left, right)",
        "xp": "rt.interp_nodes_ct(ct, x, xp, fp)",
        "fp": "rt.interp_values_ct(ct, x, xp, fp, left, right)",
    },
    jvp={
        "x": "dot * rt.interp_slope(x, xp, fp, left, right)",
        "xp": "rt.interp_nodes_dot(dot, x, xp, fp)",
        "fp": "rt.interp_values_dot(dot, x, xp, fp, left, right)",
    },
    unsupported=("period",), source_function=calculus.interp,
)  # fmt: skip
multilinear(
    "numpy.convolve", signature="a, v, mode='full'", call="np.convolve(a, v, mode)",
    a="rt.convolve_ct(ct, a, v, mode)", v="rt.convolve_ct(ct, v, a, mode)",
)  # fmt: skip
general(
    "numpy.correlate", signature="a, v, mode='valid'",
    vjp={
        "a": "rt.correlate_ct(ct, a, np.conj(v[::-1]), a, v, mode)",
        "v": "np.conj(rt.correlate_ct(ct, v, a, a, v, mode)[::-1])",
    },
    jvp={"a": "np.correlate(dot, v, mode)", "v": "np.correlate(a, dot, mode)"},
)  # fmt: skip
linear(
    "numpy.bincount", signature="x, weights=None, minlength=0", weights="np.take(ct, x)",
    options={"zeros": ("x", "minlength"), "complex_ok": False},
)  # fmt: skip
