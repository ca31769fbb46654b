"""Putting arrays together, and taking them apart."""

from __future__ import annotations

from s2s.rules.declare import linear

_PARTS = {"structured": ("arrays",)}
_STACK = "ct[{i}] if axis == 0 else ct[..., {i}] if axis == -1 else np.take(ct, {i}, axis)"

linear(
    "numpy.concatenate numpy.concat",
    signature="arrays, axis=0, out=None, dtype=None, casting='same_kind'",
    arrays="rt.split_like(ct, arrays, axis)",
    options={
        **_PARTS,
        "each": {
            "arrays": "ct[:len(each)] if axis == 0 and index == 0"
            " else ct[len(ct) - len(each):] if axis == 0 and index == len(arrays) - 1"
            " else rt.split_like(ct, arrays, axis)[index]"
        },
        "may_raise": True,
    },
)
linear(
    "numpy.stack",
    signature="arrays, axis=0, out=None, *, dtype=None, casting='same_kind'",
    arrays="rt.unstacked(ct, arrays, axis)",
    options={**_PARTS, "each": {"arrays": _STACK.format(i="index")}, "may_raise": True},
)
for _name, _axis in (
    ("vstack", 0),
    ("row_stack", 0),
    ("hstack", "rt.hstack_axis(arrays)"),
    ("dstack", 2),
):
    linear(
        f"numpy.{_name}",
        signature="arrays, *, dtype=None, casting='same_kind'"
        if _name != "dstack" else "arrays",
        arrays=f"rt.split_joined(ct, arrays, np.atleast_{_axis + 1 if _axis else 2}d, {_axis})"
        if isinstance(_axis, int) else f"rt.split_like(ct, arrays, {_axis})",
        options={**_PARTS, "may_raise": True},
    )  # fmt: skip
linear(
    "numpy.column_stack", signature="arrays", arrays="rt.split_columns(ct, arrays)",
    options={**_PARTS, "may_raise": True},
)  # fmt: skip
linear(
    "numpy.block", signature="arrays", arrays="rt.block_ct(ct, arrays)",
    options={**_PARTS, "may_raise": True},
)  # fmt: skip
linear(
    "numpy.append",
    arr="np.reshape(ct[:np.size(arr)], np.shape(arr)) if axis is None"
    " else rt.split_like(ct, (arr, values), axis)[0]",
    values="np.reshape(ct[np.size(arr):], np.shape(values)) if axis is None"
    " else rt.split_like(ct, (arr, values), axis)[1]",
)
linear(
    "numpy.insert",
    arr="rt.insert_ct(ct, arr, obj, values, axis)[0]",
    values="rt.insert_ct(ct, arr, obj, values, axis)[1]",
)
linear("numpy.delete", arr="rt.scatter(ct, np.delete(rt.positions(arr), obj, axis), arr)")

for _name in ("split", "array_split"):
    linear(
        f"numpy.{_name}", signature="ary, indices_or_sections, axis=0",
        ary="np.concatenate(rt.filled(ct, ans), axis)", options={"view": ("ary",)},
    )  # fmt: skip
for _name, _axis in (("hsplit", "0 if np.ndim(ary) == 1 else 1"), ("vsplit", 0), ("dsplit", 2)):
    linear(
        f"numpy.{_name}", signature="ary, indices_or_sections",
        ary=f"np.concatenate(rt.filled(ct, ans), {_axis})", options={"view": ("ary",)},
    )  # fmt: skip
linear(
    "numpy.unstack", signature="x, *, axis=0",
    x="np.stack(rt.filled(ct, ans), axis) if len(ans) > 0 else np.zeros(np.shape(x))",
    options={"view": ("x",)},
)  # fmt: skip
linear(
    "numpy.meshgrid", signature="*xi, copy=True, sparse=False, indexing='xy'",
    xi="rt.meshgrid_cts(ct, xi, indexing)",
    options={"structured": ("xi",), "view": ("xi",)},
)  # fmt: skip
