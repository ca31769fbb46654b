"""The runtime's own helpers, so that generated code can be differentiated again."""

from __future__ import annotations

from s2s.rules.declare import linear, zero

linear(
    "s2s.runtime.unbroadcast s2s.runtime.expand",
    value="rt.unbroadcast(ct, value)",
    options={
        "view": ("value",), "zeros": ("like",),
        "tangents": {"value": "rt.unbroadcast(dot, ans)"},
    },
)  # fmt: skip
linear(
    "s2s.runtime.scatter", value="rt.unbroadcast(np.ravel(ct)[places], value)",
    options={"zeros": ("places", "like")},
)  # fmt: skip
linear(
    "s2s.runtime.add", first="ct", second="ct", options={"view": ("first", "second")}
)
linear(
    "s2s.runtime.mirror", cotangent="ct",
    options={"view": ("cotangent",), "zeros": ("primal",)},
)  # fmt: skip
zero(
    "s2s.runtime.positions s2s.runtime.contracted_axes s2s.runtime.inverse_permutation"
    " s2s.runtime.rolled_axis s2s.runtime.layout s2s.runtime.hstack_axis"
    " s2s.runtime.unique_positions s2s.runtime.sorted_places s2s.runtime.sorted_ranks"
    " s2s.runtime.other_norm s2s.runtime.last_axes s2s.runtime.einsum_terms"
    " s2s.runtime.zeros_like"
)
