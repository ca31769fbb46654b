"""The runtime's own helpers, so that generated code can be differentiated again."""

from __future__ import annotations

from s2s.rules.declare import elementwise, general, linear, zero

linear(
    "s2s.runtime.unbroadcast s2s.runtime.expand",
    value="rt.unbroadcast_into(ct, value)",
    options={
        "view": ("value",), "zeros": ("like",), "structured": ("value",),
        "tangents": {"value": "rt.unbroadcast(dot, ans)"},
    },
)  # fmt: skip
linear(
    "s2s.runtime.buffer", value="rt.unbroadcast(ct, value)", options={"zeros": ("like",)},
)  # fmt: skip
linear(
    "s2s.runtime.view_dot", candidate="ct",
    options={
        "view": ("candidate",), "zeros": ("view", "base", "base_dot"),
        "tangents": {"candidate": "dot"},
    },
)  # fmt: skip
linear(
    "s2s.runtime.writable", view="ct",
    options={"view": ("view",), "tangents": {"view": "rt.writable(dot)"}},
)  # fmt: skip
linear(
    "s2s.runtime.unless_rounded", value="rt.unless_rounded(ct, like)",
    options={"view": ("value",), "zeros": ("like",)},
)  # fmt: skip
linear(
    "s2s.runtime.operand s2s.runtime.factor", value="ct",
    options={"view": ("value",), "may_raise": True, "tangents": {"value": "dot"}},
)  # fmt: skip
linear(
    "s2s.runtime.own", signature="*values", values="[ct] if len(values) == 1 else ct",
    options={
        "structured": ("values",), "tangents": {"values": "rt.own_tangents(values, dot)"},
        "each": {"values": "ct if len(values) == 1 else ct[index]"},
    },
)  # fmt: skip
linear(
    "s2s.runtime.own_tangents", tangents="[ct] if len(tangents) == 1 else ct",
    options={"structured": ("primals", "tangents"), "zeros": ("primals",)},
)  # fmt: skip
linear("s2s.runtime.read_too", values="np.zeros_like(ct)")
linear(
    "s2s.runtime.fitting", cotangents="ct",
    options={
        "view": ("cotangents",), "zeros": ("primals", "what"),
        "structured": ("cotangents", "primals"), "may_raise": True,
    },
)  # fmt: skip
linear(
    "s2s.runtime.fitting_pair s2s.runtime.with_residuals", pair="ct",
    options={
        "view": ("pair",), "zeros": ("what",), "structured": ("pair",), "may_raise": True,
        "tangents": {"pair": "dot"},
    },
)  # fmt: skip
linear(
    "s2s.runtime.scatter", value="rt.unbroadcast(np.ravel(ct)[places], value)",
    options={"zeros": ("places", "like")},
)  # fmt: skip
linear(
    "s2s.runtime.added_at", a="ct", b="rt.unbroadcast(ct[indices], b)",
    options={"zeros": ("indices",)},
)  # fmt: skip
linear(
    "s2s.runtime.subtracted_at", a="ct", b="rt.unbroadcast(-ct[indices], b)",
    options={"zeros": ("indices",)},
)  # fmt: skip
linear(
    "s2s.runtime.add_rows", rows="ct[places]", options={"zeros": ("places", "count")},
)  # fmt: skip
linear(
    "s2s.runtime.add", first="ct", second="ct",
    options={"view": ("first", "second"), "structured": ("first", "second")},
)  # fmt: skip
linear(
    "s2s.runtime.mirror", cotangent="ct",
    options={"view": ("cotangent",), "zeros": ("primal",), "structured": ("primal", "cotangent")},
)  # fmt: skip
linear(
    "s2s.runtime.owned", cotangent="ct",
    options={"zeros": ("primal",), "structured": ("primal", "cotangent")},
)  # fmt: skip
linear(
    "s2s.runtime.held_copy", cotangent="ct", options={"structured": ("cotangent",)}
)  # fmt: skip
elementwise(
    "s2s.runtime.power_y", signature="x, y, power",
    x="rt.over(power, x)", y="0", power="rt.base_log(x)",
    domain={"x": (0.2, 3.0), "y": (-2.0, 3.0)},
)  # fmt: skip
elementwise(
    "s2s.runtime.strong_zero", cotangent="rt.finite_slope(cotangent, slope)", slope="cotangent",
)  # fmt: skip
elementwise("s2s.runtime.base_log", x="rt.over(1.0, x)", domain=(0.2, 3.0))
_GROWTH = "rt.quantile_growth(a, q, axis, method, weights, skip)"
general(
    "s2s.runtime.quantile_share",
    vjp={"q": f"np.reshape(np.sum(ct * {_GROWTH}, 1), np.shape(q))"},
    jvp={"q": f"np.reshape(dot, (-1, 1)) * {_GROWTH}"},
    zeros=("a", "weights"),
)
general(
    "s2s.runtime.einsum_ct",
    vjp={
        "given": "rt.einsum_with(ct, subscripts, operands, index)",
        "operands": "rt.einsum_other_cts(ct, given, subscripts, operands, index)",
    },
    jvp={
        "given": "rt.einsum_ct(dot, subscripts, operands, index)",
        "operands": "rt.einsum_ct_dot(dot, given, subscripts, operands, index)",
    },
    structured=("operands",),
)
general(
    "s2s.runtime.einsum_with",
    vjp={
        "item": "rt.einsum_ct(ct, subscripts, operands, index)",
        "operands": "rt.einsum_other_cts(item, ct, subscripts, operands, index)",
    },
    jvp={
        "item": "rt.einsum_with(dot, subscripts, operands, index)",
        "operands": "rt.einsum_with_dot(dot, item, subscripts, operands, index)",
    },
    structured=("operands",),
)
# Steps: their values do not move where they are smooth.
zero(
    "s2s.runtime.positions s2s.runtime.places_along s2s.runtime.contracted_axes s2s.runtime.inverse_permutation"
    " s2s.runtime.layout s2s.runtime.hstack_axis s2s.runtime.unique_positions"
    " s2s.runtime.unique_numbers s2s.runtime.common_positions s2s.runtime.histogram_cells"
    " s2s.runtime.sorted_places s2s.runtime.other_norm"
    " s2s.runtime.sorted_order s2s.runtime.distinct s2s.runtime.last_axes s2s.runtime.sizes_along s2s.runtime.come_again s2s.runtime.einsum_spelled s2s.runtime.einsum_terms"
    " s2s.runtime.shadows s2s.runtime.zeros_like s2s.runtime.zero_tangent s2s.runtime.tie_share s2s.runtime.tie_weight s2s.runtime.range_weight"
    " s2s.runtime.nanmean_weight"
    " s2s.runtime.quantile_numbers s2s.runtime.quantile_growth"
    " s2s.runtime.still s2s.runtime.memory_axes s2s.runtime.initial_weight s2s.runtime.segment_places"
    " s2s.runtime.segment_ties s2s.runtime.fingerprint s2s.runtime.distribution"
    " s2s.runtime.count_where s2s.runtime.clip_weight s2s.runtime.clip_low_weight"
    " s2s.runtime.clip_high_weight s2s.runtime.linspace_share s2s.runtime.interp_mask s2s.runtime.interp_next"
)
linear(
    "s2s.runtime.as_value", signature="x, value", x="ct",
    options={"view": ("value",), "zeros": ("value",), "tangents": {"x": "dot"}},
)  # fmt: skip
zero("s2s.runtime.float_vector s2s.runtime.float_matrix s2s.runtime.moves")
general("s2s.runtime.fixed", vjp={}, jvp={}, view=("value",), strict=True)
zero("s2s.runtime.passively", pure=False, may_raise=True)
zero("s2s.runtime.lacks", pure=False)
zero("s2s.runtime.returned", pure=False, may_raise=True)
zero("s2s.runtime.equal_lengths", pure=False, may_raise=True)
zero("s2s.runtime.in_its_place", pure=False, may_raise=True)
zero("s2s.runtime.assigned", may_raise=True)
zero(
    "s2s.runtime.live_places s2s.runtime.signature_ranks s2s.runtime.loop_shape s2s.runtime.product_of"
)
zero("s2s.runtime.flat_places", may_raise=True)
zero("s2s.runtime.copying_order")
zero("s2s.runtime.apart", pure=False, may_raise=True)
# Texts with a case for zeros say nothing of what happens next to them: these have rules.
general(
    "s2s.runtime.product_of_others",
    vjp={"a": "rt.product_of_others_along(ct, a, axis, where)"},
    jvp={"a": "rt.product_of_others_along(dot, a, axis, where)"},
)
general(
    "s2s.runtime.cofactors",
    vjp={"a": "rt.cofactors_along(ct, a)"}, jvp={"a": "rt.cofactors_along(dot, a)"},
)  # fmt: skip
general(
    "s2s.runtime.cofactors_along",
    vjp={"change": "rt.cofactors_along(ct, a)", "a": "rt.cofactors_twice(ct, change, a)"},
    jvp={"change": "rt.cofactors_along(dot, a)", "a": "rt.cofactors_twice(dot, change, a)"},
)
