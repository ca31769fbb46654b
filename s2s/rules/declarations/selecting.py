"""Choosing elements: by condition, by position, by order."""

from __future__ import annotations

from s2s.rules.declare import elementwise, general, linear, zero
from s2s.rules.prelude import arrays

general(
    "numpy.where",
    signature="condition, x=None, y=None",
    vjp={"x": "np.where(condition, ct, 0)", "y": "np.where(condition, 0, ct)"},
    jvp={"x": "np.where(condition, dot, 0)", "y": "np.where(condition, 0, dot)"},
    broadcasts=True,
)
elementwise(
    "numpy.clip",
    signature="a, a_min=None, a_max=None, out=None, *, min=None, max=None",
    a="rt.clip_weight(a, a_min, a_max)",
    a_min="rt.clip_low_weight(a, a_min, a_max)",
    a_max="rt.clip_high_weight(a, a_min, a_max)",
    options={
        "unsupported": ("min", "max"),
        "complex_ok": False,
        "source_function": arrays.clip,
    },
)
general(
    "numpy.select",
    signature="condlist, choicelist, default=0",
    vjp={
        "choicelist": "rt.select_cts(ct, condlist, choicelist)",
        "default": "np.where(np.any(np.broadcast_arrays(*condlist), axis=0), 0, ct)",
    },
    jvp={
        "choicelist": "np.select(condlist, dot, 0)",
        "default": "np.where(np.any(np.broadcast_arrays(*condlist), axis=0), 0, dot)",
    },
    structured=("condlist", "choicelist"),
    broadcasts=True,
)
general(
    "numpy.choose",
    signature="a, choices, out=None, mode='raise'",
    vjp={"choices": "rt.choose_cts(ct, a, choices, mode)"},
    jvp={"choices": "np.choose(a, dot, mode=mode)"},
    structured=("choices",),
    zeros=("a",),
    may_raise=True,
)
linear(
    "numpy.take",
    signature="a, indices, axis=None, out=None, mode='raise'",
    a="rt.scatter(ct, np.take(rt.positions(a), indices, axis, mode=mode), a)",
    options={"may_raise": True},
)
linear(
    "numpy.take_along_axis",
    signature="arr, indices, axis=-1",
    arr="rt.scatter(ct, np.take_along_axis(rt.positions(arr), indices, axis), arr)",
    options={"may_raise": True},
)
linear(
    "numpy.compress", signature="condition, a, axis=None, out=None",
    a="rt.scatter(ct, np.compress(condition, rt.positions(a), axis), a)",
)  # fmt: skip
linear(
    "numpy.extract", signature="condition, arr",
    arr="rt.scatter(ct, np.extract(condition, rt.positions(arr)), arr)",
)  # fmt: skip
_FINITE = "rt.finite_parts({0}, x) if np.iscomplexobj(x) else np.where(np.isfinite(x), {0}, 0)"
linear(
    "numpy.nan_to_num", signature="x, copy=True, nan=0.0, posinf=None, neginf=None",
    x=_FINITE.format("ct"),
    options={
        "tangents": {"x": _FINITE.format("dot")}, "unsupported": ("copy",),
        "source_function": arrays.nan_to_num,
    },
)  # fmt: skip
_SORT = {"complex_ok": True}
general(
    "numpy.sort",
    signature="a, axis=-1, kind=None, order=None, *, stable=None",
    vjp={"a": "rt.reordered_ct(ct, ans, a, axis)"},
    jvp={"a": "rt.reordered_dot(dot, ans, a, axis)"},
    unsupported=("order",),
)
general(
    "numpy.partition",
    signature="a, kth, axis=-1, kind='introselect', order=None",
    vjp={"a": "rt.reordered_ct(ct, ans, a, axis)"},
    jvp={"a": "rt.reordered_dot(dot, ans, a, axis)"},
    unsupported=("order",),
)
general(
    "numpy.unique",
    signature="ar, return_index=False, return_inverse=False, return_counts=False, axis=None,"
    " *, equal_nan=True, sorted=True",
    vjp={"ar": "rt.scatter(ct, rt.unique_positions(ar), ar)"},
    jvp={"ar": "np.ravel(dot)[rt.unique_positions(ar)]"},
    unsupported=("return_index", "return_inverse", "return_counts", "axis", "sorted"),
    source_function=arrays.unique,
)
zero(
    "numpy.nonzero numpy.flatnonzero numpy.argwhere numpy.argsort numpy.argpartition"
    " numpy.lexsort numpy.searchsorted numpy.digitize numpy.isin numpy.allclose numpy.isclose"
    " numpy.array_equal numpy.array_equiv numpy.iscomplex numpy.isreal numpy.iscomplexobj"
    " numpy.isrealobj numpy.isscalar numpy.unravel_index numpy.ravel_multi_index"
    " numpy.shape numpy.size numpy.ndim numpy.result_type numpy.can_cast numpy.promote_types"
    " numpy.min_scalar_type numpy.issubdtype numpy.broadcast_shapes numpy.may_share_memory"
    " numpy.shares_memory numpy.iterable numpy.isfortran numpy.einsum_path numpy.dtype"
    " numpy.finfo numpy.iinfo numpy.array2string numpy.array_repr"
    " numpy.array_str numpy.format_float_positional numpy.format_float_scientific"
    " numpy.ndarray.shape numpy.linalg.matrix_rank numpy.base_repr numpy.binary_repr"
    " numpy.packbits",
    may_raise=True,
)
