"""Rearranging the axes and the elements of one array."""

from __future__ import annotations

from s2s.rules.declare import general, linear
from s2s.rules.prelude import arrays

_BACK = "np.reshape(ct, np.shape({0}))"


def _view(name: str) -> dict[str, tuple[str, ...]]:
    return {"view": (name,)}


for _name, _param, _signature in (
    ("numpy.reshape", "a", "a, shape, order='C', *, copy=None"),
    ("numpy.ravel", "a", "a, order='C'"),
    ("numpy.ndarray.flatten", "self", "self, order='C'"),
):
    _size = "shape" if "shape" in _signature else "-1"
    _dot = f"np.reshape(dot, {_size}, order=rt.layout({_param}, order))"
    _ct = (
        f"np.reshape(ct, np.shape({_param})) if order == 'C'"
        f" else np.reshape(ct, np.shape({_param}), order=rt.layout({_param}, order))"
    )
    if _size == "-1":  # a reshape knows no order of the memory
        _dot = f"rt.flat_in_memory(dot, {_param}) if order == 'K' else {_dot}"
        _ct = f"rt.from_memory(ct, {_param}) if order == 'K' else {_ct}"
    linear(
        _name,
        signature=_signature,
        options={
            "view": () if _name.endswith("flatten") else (_param,), "tangents": {_param: _dot}
        },
        **{_param: _ct},
    )  # fmt: skip
linear("numpy.expand_dims", a=_BACK.format("a"), options=_view("a"))
linear("numpy.squeeze", a=_BACK.format("a"), options={**_view("a"), "may_raise": True})
linear(
    "numpy.transpose numpy.permute_dims",
    signature="a, axes=None",
    a="ct if np.ndim(a) <= 1 else ct.T if axes is None"
    " else np.transpose(ct, rt.inverse_permutation(axes))",
    options=_view("a"),
)
linear(
    "numpy.ndarray.T", signature="self", self="ct.T if np.ndim(self) > 1 else ct",
    options=_view("self"),
)  # fmt: skip
linear(
    "numpy.matrix_transpose numpy.linalg.matrix_transpose", signature="x",
    x="ct.T if np.ndim(x) == 2 else np.swapaxes(ct, -1, -2)", options=_view("x"),
)  # fmt: skip
linear(
    "numpy.ndarray.mT", signature="self",
    self="ct.T if np.ndim(self) == 2 else np.swapaxes(ct, -1, -2)", options=_view("self"),
)  # fmt: skip
linear(
    "numpy.swapaxes", signature="a, axis1, axis2", a="np.swapaxes(ct, axis1, axis2)",
    options=_view("a"),
)  # fmt: skip
linear("numpy.moveaxis", a="np.moveaxis(ct, destination, source)", options=_view("a"))
linear("numpy.rollaxis", a="rt.rollaxis_ct(ct, axis, start)", options=_view("a"))
for _name in ("atleast_1d", "atleast_2d", "atleast_3d"):
    linear(
        f"numpy.{_name}",
        signature="*arys",
        arys="rt.atleast_cts(ct, arys)",
        options={
            "view": ("arys",),
            "structured": ("arys",),
            "each": {
                "arys": "(rt.nested(np.reshape(ct, np.shape(each)), each)"
                " if static(isinstance(each, (list, tuple))) and isinstance(each, (list, tuple))"
                " else np.reshape(ct, np.shape(each))) if len(arys) == 1 else rt.atleast_cts(ct, arys)[index]"
            },
        },
    )
linear("numpy.broadcast_to", array="ct", options={**_view("array"), "broadcasts": True})
linear(
    "numpy.broadcast_arrays", signature="*args, subok=False",
    args="rt.unbroadcast_all(ct, args)",
    options={
        **_view("args"), "structured": ("args",), "broadcasts": True,
        "each": {"args": "ct[index]"},
    },
)  # fmt: skip
linear("numpy.flip", m="np.flip(ct, axis)", options=_view("m"))
linear("numpy.fliplr", m="np.fliplr(ct)", options=_view("m"))
linear("numpy.flipud", m="np.flipud(ct)", options=_view("m"))
linear("numpy.rot90", m="np.rot90(ct, -k, axes)", options=_view("m"))
linear(
    "numpy.roll",
    a="np.roll(ct, -shift, axis) if isinstance(shift, int)"
    " else np.roll(ct, np.negative(shift), axis)",
)
linear("numpy.tile", signature="A, reps", A="rt.tile_ct(ct, A, reps)")
linear("numpy.repeat", signature="a, repeats, axis=None", a="rt.repeat_ct(ct, a, repeats, axis)")
linear(
    "numpy.lib.stride_tricks.sliding_window_view",
    signature="x, window_shape, axis=None, *, subok=False, writeable=False",
    x="rt.scatter(ct, np.lib.stride_tricks.sliding_window_view(rt.positions(x), window_shape, axis), x)",
    options={**_view("x"), "unsupported": ("subok", "writeable"), "may_raise": True},
)  # fmt: skip
linear("numpy.resize", a="rt.scatter(ct, np.resize(rt.positions(a), new_shape), a)")
linear(
    "numpy.pad",
    signature="array, pad_width, mode='constant', *, constant_values=0, reflect_type='even',"
    " stat_length=None, end_values=0",
    array="rt.pad_ct(ct, array, pad_width, mode)",
    options={
        "constants": ("constant_values",),
        "unsupported": ("reflect_type", "stat_length", "end_values"),
        "covers": {"mode": ("constant", "empty", "edge", "reflect", "symmetric", "wrap")},
        "source_function": arrays.pad,
    },
)
linear("numpy.tril", m="np.tril(ct, k)", options={"broadcasts": True})
linear("numpy.triu", m="np.triu(ct, k)", options={"broadcasts": True})
# NumPy's diagonal is a view that cannot be written into: an adjoint must be.
linear(
    "numpy.diag", v="np.diag(ct, k).copy() if np.ndim(v) == 1 else rt.diagonal_ct(ct, v, k, 0, 1)",
    options=_view("v"),
)  # fmt: skip
linear("numpy.diagflat", v="np.reshape(np.diagonal(ct, k).copy(), np.shape(v))")
linear(
    "numpy.diagonal", signature="a, offset=0, axis1=0, axis2=1",
    a="rt.diagonal_ct(ct, a, offset, axis1, axis2)", options=_view("a"),
)  # fmt: skip
linear(
    "numpy.linalg.diagonal", signature="x, *, offset=0", x="rt.diagonal_ct(ct, x, offset, -2, -1)",
    options=_view("x"),
)  # fmt: skip
linear(
    "numpy.trace", signature="a, offset=0, axis1=0, axis2=1, dtype=None, out=None",
    a="ct * np.eye(*np.shape(a), offset) if np.ndim(a) == 2 and axis1 == 0 and axis2 == 1"
    " else rt.trace_ct(ct, a, offset, axis1, axis2)",
)  # fmt: skip
linear(
    "numpy.linalg.trace", signature="x, *, offset=0, dtype=None",
    x="ct * np.eye(*np.shape(x), offset) if np.ndim(x) == 2"
    " else rt.trace_ct(ct, x, offset, -2, -1)",
)  # fmt: skip
linear(
    "numpy.ndarray.item", signature="self, *args",
    self="rt.item_ct(ct, self, args) if len(args) > 0"
    " else ct if np.ndim(self) == 0 else np.reshape(ct, np.shape(self))",
    options={"may_raise": True, "tangents": {"self": "np.asarray(dot).item(*args)"}},
)  # fmt: skip
linear(
    "numpy.ndarray.tolist", signature="self", self="rt.gather(ct, self)",
    options={"tangents": {"self": "np.asarray(dot).tolist()"}},
)  # fmt: skip
# As another type of number: only pairs of floats seen as complex numbers, and the other way round.
linear(
    "numpy.ndarray.view", signature="self, dtype=None, type=None",
    self="ct if static(np.iscomplexobj(ct) == np.iscomplexobj(self))"
    " and np.iscomplexobj(ct) == np.iscomplexobj(self) else rt.regarded_ct(ct, self)",
    options={
        **_view("self"), "unsupported": ("type",),
        "tangents": {"self": "dot if dtype is None else np.ascontiguousarray(dot).view(dtype)"},
    },
)  # fmt: skip
for _name in ("numpy.ndarray.conj", "numpy.ndarray.conjugate"):
    # Unlike np.conj, the method gives a real array itself.
    linear(_name, signature="self", self="np.conj(ct)", options=_view("self"))
general(
    "numpy.unwrap", signature="p, discont=None, axis=-1, *, period=6.283185307179586",
    vjp={"p": "ct"}, jvp={"p": "dot"}, complex_ok=False,
)  # fmt: skip
