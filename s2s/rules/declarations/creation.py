"""Making arrays: from values, from other arrays, and from nothing."""

from __future__ import annotations

from typing import Any

from s2s.rules.declare import general, linear, zero
from s2s.rules.prelude import calculus

_EACH = "rt.nested(ct[index], each) if isinstance(each, (list, tuple)) else ct[index]"


def _options(param: str, **more: Any) -> dict[str, Any]:
    return {"structured": (param,), "each": {param: _EACH}, "may_raise": True, **more}


linear(
    "numpy.array",
    signature="object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None",
    object="rt.nested(np.reshape(ct, np.shape(object)), object)"
    " if isinstance(object, (list, tuple))"
    " else ct if ndmin == 0 else np.reshape(ct, np.shape(object))",
    options={
        **_options("object", view=("object",), unsupported=("like",)),
        "each": {
            "object": f"({_EACH}) if ndmin == 0"
            " else rt.nested(np.reshape(ct, np.shape(object)), object)[index]"
        },
    },
)
_FROM = "rt.nested(ct, a) if isinstance(a, (list, tuple)) else ct"
for _name, _signature in (
    ("asarray", "a, dtype=None, order=None, *, device=None, copy=None, like=None"),
    ("asanyarray", "a, dtype=None, order=None, *, device=None, copy=None, like=None"),
    ("asarray_chkfinite", "a, dtype=None, order=None"),
    ("require", "a, dtype=None, requirements=None, *, like=None"),
):
    linear(f"numpy.{_name}", signature=_signature, a=_FROM, options=_options("a", view=("a",)))
for _name in ("ascontiguousarray", "asfortranarray"):
    # A number becomes an array of one element.
    linear(
        f"numpy.{_name}", signature="a, dtype=None, *, like=None",
        a="rt.nested(ct, a) if isinstance(a, (list, tuple)) else np.reshape(ct, np.shape(a))",
        options=_options("a", view=("a",)),
    )  # fmt: skip
linear("numpy.copy", signature="a, order='K', subok=False", a="ct")
linear(
    "numpy.ndarray.astype", self="ct", options={"view": ("self",)},
    signature="self, dtype, order='K', casting='unsafe', subok=True, copy=True",
)  # fmt: skip
linear(
    "numpy.astype", signature="x, dtype, *, copy=True, device=None", x="ct",
    options={"view": ("x",)},
)  # fmt: skip
linear(
    "numpy.full", signature="shape, fill_value, dtype=None, order='C', *, device=None, like=None",
    fill_value="ct", options={"broadcasts": True},
)  # fmt: skip
linear(
    "numpy.full_like",
    signature="a, fill_value, dtype=None, order='K', subok=True, shape=None, *, device=None",
    fill_value="ct", options={"broadcasts": True, "zeros": ("a",)},
)  # fmt: skip
linear(
    "numpy.linspace",
    signature="start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0,"
    " *, device=None",
    start="rt.linspace_ct(ct, 1 - rt.linspace_share(num, endpoint), axis)",
    stop="rt.linspace_ct(ct, rt.linspace_share(num, endpoint), axis)",
    options={
        "broadcasts": True,
        "unsupported": ("retstep",),
        "source_function": calculus.linspace,
    },
)
general(
    "numpy.arange",
    signature="*args, dtype=None, device=None, like=None",
    vjp={"args": "[rt.arange_ct(ct, len(args), index) for index in range(len(args))]"},
    jvp={"args": "rt.arange_dot(dot, ans)"},
    each={"args": "rt.arange_ct(ct, len(args), index)"},
    structured=("args",),
)
zero(
    "numpy.zeros numpy.ones numpy.empty numpy.zeros_like numpy.ones_like numpy.empty_like"
    " numpy.eye numpy.identity numpy.tri numpy.indices numpy.diag_indices"
    " numpy.diag_indices_from numpy.tril_indices numpy.triu_indices numpy.tril_indices_from"
    " numpy.triu_indices_from numpy.mask_indices numpy.hanning numpy.hamming numpy.blackman"
    " numpy.bartlett numpy.fft.fftfreq numpy.fft.rfftfreq"
)
# What it holds is not set, or stands in a buffer: that it shows numbers of one is not followed.
general(
    "numpy.ndarray", vjp={}, jvp={}, view=("buffer",), may_raise=True,
    signature="shape, dtype=None, buffer=None, offset=0, strides=None, order=None",
)  # fmt: skip
zero(
    "numpy.bool numpy.int8 numpy.int16 numpy.int32 numpy.int64 numpy.uint8 numpy.uint16"
    " numpy.uint32 numpy.uint64",
    may_raise=True,
)
zero("numpy.errstate numpy.seterr numpy.geterr numpy.printoptions", pure=False)
zero(
    "numpy.random.rand numpy.random.randn numpy.random.random numpy.random.random_sample"
    " numpy.random.randint numpy.random.seed numpy.random.standard_normal"
    " numpy.random.default_rng numpy.random.RandomState"
    " random.random random.randint random.randrange random.seed random.getrandbits"
    " time.time time.perf_counter time.monotonic time.process_time time.sleep",
    signature="*args",
    pure=False,
    may_raise=True,
)
# Samples depend on what is drawn from: without a declared derivative, that is an error.
general(
    "random.choice random.sample",
    signature="*args, size=None, replace=True, p=None",
    vjp={}, jvp={}, pure=False, may_raise=True,
)  # fmt: skip
for _name in ("numpy.float64", "numpy.float32", "numpy.float16", "numpy.longdouble"):
    linear(
        _name, signature="x=0.0", x="ct",
        options={"complex_ok": False, "may_raise": True, "view": ("x",)},
    )  # fmt: skip
for _name in ("numpy.complex128", "numpy.complex64"):
    linear(_name, signature="x=0.0", x="ct", options={"may_raise": True, "view": ("x",)})
