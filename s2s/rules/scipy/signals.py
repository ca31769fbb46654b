"""``scipy.signal``, ``scipy.ndimage`` and ``scipy.integrate``: filters and sums of samples."""

from __future__ import annotations

from typing import Any

from s2s.rules.declare import general
from s2s.rules.scipy import blurs, planes, windows

assert windows  # imported for its effect: windows with a parameter are declared

# Of planes that are continued beyond their edges, a text says how they move.
_ZEROS = {"boundary": ("fill",), "fillvalue": (0,)}
_TEXTS: dict[str, dict[str, Any]] = {
    "convolve2d": {"covers": _ZEROS, "source_function": planes.convolve2d},
    "correlate2d": {"covers": _ZEROS, "source_function": planes.correlate2d},
}
# Convolutions: bilinear, each argument by a convolution with the other, reversed.
for _name, _params, _axes in (
    ("convolve", "in1, in2, mode='full', method='auto'", "None"),
    ("fftconvolve", "in1, in2, mode='full', axes=None", "axes"),
    ("oaconvolve", "in1, in2, mode='full', axes=None", "axes"),
    ("convolve2d", "in1, in2, mode='full', boundary='fill', fillvalue=0", "None"),
):
    _last = {"convolve": ", method", "convolve2d": ""}.get(_name, ", axes")
    general(
        f"scipy.signal.{_name}", signature=_params,
        vjp={
            "in1": f"rt.convolution_ct(ct, in2, in1, in1, in2, mode, {_axes})",
            "in2": f"rt.convolution_ct(ct, in1, in2, in1, in2, mode, {_axes})",
        },
        jvp={
            "in1": f"scipy.signal.{_name}(dot, in2, mode{_last})",
            "in2": f"scipy.signal.{_name}(in1, dot, mode{_last})",
        },
        may_raise=True, broadcasts=True, **_TEXTS.get(_name, {}),
    )  # fmt: skip
for _name, _params in (
    ("correlate", "in1, in2, mode='full', method='auto'"),
    ("correlate2d", "in1, in2, mode='full', boundary='fill', fillvalue=0"),
):
    _last = ", method" if _name == "correlate" else ""
    _mode = "mode" if _name == "correlate" else "'late' if mode == 'same' else mode"
    general(
        f"scipy.signal.{_name}", signature=_params,
        vjp={
            "in1": f"rt.convolution_ct(ct, np.flip(in2), in1, in1, in2, {_mode}, None)",
            "in2": f"np.flip(rt.convolution_ct(ct, in1, in2, in1, in2, {_mode}, None))",
        },
        jvp={
            "in1": f"scipy.signal.{_name}(dot, in2, mode{_last})",
            "in2": f"scipy.signal.{_name}(in1, dot, mode{_last})",
        },
        may_raise=True, complex_ok=False, **_TEXTS.get(_name, {}),
    )  # fmt: skip
general(
    "scipy.signal.sosfilt", signature="sos, x, axis=-1, zi=None",
    vjp={
        "sos": "rt.sections_ct(ct, sos, x, axis)",
        "x": "np.flip(scipy.signal.sosfilt(sos, np.flip(ct, axis), axis), axis)",
    },
    jvp={
        "sos": "rt.sections_dot(dot, sos, x, axis)", "x": "scipy.signal.sosfilt(sos, dot, axis)"
    },
    unsupported=("zi",), complex_ok=False, may_raise=True,
)  # fmt: skip

# Images
_IMAGE = "input, weights, output=None, mode='reflect', cval=0.0, origin=0, *, axes=None"
for _name, _turn in (("correlate", "False"), ("convolve", "True")):
    general(
        f"scipy.ndimage.{_name}", signature=_IMAGE,
        vjp={
            "input": f"rt.image_filter_ct(ct, input, weights, mode, origin, {_turn})",
            "weights": f"rt.image_weights_ct(ct, input, weights, mode, cval, origin, {_turn})",
        },
        jvp={
            "input": f"scipy.ndimage.{_name}(dot, weights, None, mode, 0.0, origin)",
            "weights": f"scipy.ndimage.{_name}(input, dot, None, mode, cval, origin)",
        },
        unsupported=("output", "axes"), complex_ok=False, may_raise=True,
    )  # fmt: skip
_LINE = "input, weights, axis=-1, output=None, mode='reflect', cval=0.0, origin=0"
for _name, _turn in (("correlate1d", "False"), ("convolve1d", "True")):
    general(
        f"scipy.ndimage.{_name}", signature=_LINE,
        vjp={
            "input": f"rt.line_filter_ct(ct, input, weights, axis, mode, origin, {_turn})",
            "weights": "rt.line_weights_ct("
            f"ct, input, weights, axis, mode, cval, origin, {_turn})",
        },
        jvp={
            "input": f"scipy.ndimage.{_name}(dot, weights, axis, None, mode, 0.0, origin)",
            "weights": f"scipy.ndimage.{_name}(input, dot, axis, None, mode, cval, origin)",
        },
        unsupported=("output",), complex_ok=False, may_raise=True,
    )  # fmt: skip
_SMOOTH = "order=0, output=None, mode='reflect', cval=0.0, truncate=4.0, *, radius=None"
general(
    "scipy.ndimage.gaussian_filter1d", signature=f"input, sigma, axis=-1, {_SMOOTH}",
    vjp={
        "input": "rt.line_filter_ct(ct, input,"
        " rt.gaussian_weights(sigma, order, truncate, radius), axis, mode, 0, False)"
    },
    jvp={
        "input": "scipy.ndimage.gaussian_filter1d("
        "dot, sigma, axis, order, None, mode, 0.0, truncate, radius=radius)"
    },
    unsupported=("output",), complex_ok=False, may_raise=True,
    source_function=blurs.gaussian_filter1d, whole=True,
)  # fmt: skip
general(
    "scipy.ndimage.gaussian_filter", signature=f"input, sigma, {_SMOOTH}, axes=None",
    vjp={
        "input": "rt.gaussian_filter_ct(ct, input, sigma, order, mode, truncate, radius, axes)"
    },
    jvp={
        "input": "scipy.ndimage.gaussian_filter("
        "dot, sigma, order, None, mode, 0.0, truncate, radius=radius, axes=axes)"
    },
    unsupported=("output",), complex_ok=False, may_raise=True,
    source_function=blurs.gaussian_filter, whole=True,
)  # fmt: skip
general(
    "scipy.ndimage.uniform_filter1d",
    signature="input, size, axis=-1, output=None, mode='reflect', cval=0.0, origin=0",
    vjp={
        "input": "rt.line_filter_ct("
        "ct, input, np.ones(size) / size, axis, mode, origin, False)"
    },
    jvp={
        "input": "scipy.ndimage.uniform_filter1d(dot, size, axis, None, mode, 0.0, origin)"
    },
    unsupported=("output",), complex_ok=False, may_raise=True,
)  # fmt: skip
general(
    "scipy.ndimage.uniform_filter",
    signature="input, size=3, output=None, mode='reflect', cval=0.0, origin=0, *, axes=None",
    vjp={"input": "rt.uniform_filter_ct(ct, input, size, mode, origin, axes)"},
    jvp={
        "input": "scipy.ndimage.uniform_filter(dot, size, None, mode, 0.0, origin, axes=axes)"
    },
    unsupported=("output",), complex_ok=False, may_raise=True,
)  # fmt: skip
# Integrals of samples
_SAMPLES = "y, x=None, dx=1.0, axis=-1"
general(
    "scipy.integrate.trapezoid", signature=_SAMPLES,
    vjp={
        "y": "rt.trapezoid_y_ct(np.expand_dims(ct, axis), y, x, dx, axis)",
        "x": "rt.trapezoid_x_ct(np.expand_dims(ct, axis), y, x, axis)",
        "dx": "ct * ans / dx if x is None else 0.0",
    },
    jvp={
        "y": "scipy.integrate.trapezoid(dot, x, dx, axis)",
        "x": "scipy.integrate.trapezoid(y, dot, dx, axis)", "dx": "dot * ans / dx if x is None else 0.0 * ans",
    },
    broadcasts=True,
)  # fmt: skip
general(
    "scipy.integrate.cumulative_trapezoid", signature=f"{_SAMPLES}, initial=None",
    vjp={
        "y": "rt.trapezoid_y_ct(rt.sums_from_here(ct, axis, initial), y, x, dx, axis)",
        "x": "rt.trapezoid_x_ct(rt.sums_from_here(ct, axis, initial), y, x, axis)",
        "dx": "ct * ans / dx if x is None else 0.0",
    },
    jvp={
        "y": "scipy.integrate.cumulative_trapezoid(dot, x, dx, axis, initial)",
        "x": "scipy.integrate.cumulative_trapezoid(y, dot, dx, axis, initial)",
        "dx": "dot * ans / dx if x is None else 0.0 * ans",
    },
    broadcasts=True,
)  # fmt: skip
