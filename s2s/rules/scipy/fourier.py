"""``scipy.fft``: as NumPy's transforms, and the real cosine and sine transforms."""

from __future__ import annotations

from typing import Any

from s2s.rules.declare import linear, zero

_REST = "overwrite_x=False, workers=None, *, plan=None"
_ONE = f"x, n=None, axis=-1, norm=None, {_REST}"
_MANY = "x, s=None, axes={}, norm=None, " + _REST
_KEEP: dict[str, Any] = {"unsupported": ("overwrite_x",)}
_REAL: dict[str, Any] = {**_KEEP, "complex_ok": False}

for _name in ("fft", "ifft"):
    linear(
        f"scipy.fft.{_name}", signature=_ONE, options=_KEEP,
        x=f"scipy.fft.{_name}(ct, None, axis, norm) if n is None"
        f" else rt.resized(scipy.fft.{_name}(ct, None, axis, norm), x)",
    )  # fmt: skip
for _name in ("fft2", "ifft2", "fftn", "ifftn"):
    _nd = _name.replace("2", "n")
    linear(
        f"scipy.fft.{_name}",
        options=_KEEP,
        signature=_MANY.format("(-2, -1)" if "2" in _name else "None"),
        x=f"scipy.fft.{_nd}(ct, None, axes, norm) if s is None"
        f" else rt.fftn_ct(scipy.fft.{_nd}, ct, x, s, axes, norm)",
    )
linear(
    "scipy.fft.rfft", signature=_ONE, options=_REAL,
    x="scipy.fft.fft(ct, np.shape(x)[axis], axis, norm) if n is None"
    " else rt.resized(scipy.fft.fft(ct, n, axis, norm), x)",
)  # fmt: skip
linear(
    "scipy.fft.ihfft", signature=_ONE, options=_REAL,
    x="scipy.fft.fft(np.conj(ct), np.shape(x)[axis], axis, rt.other_norm(norm)) if n is None"
    " else rt.resized(scipy.fft.fft(np.conj(ct), n, axis, rt.other_norm(norm)), x)",
)  # fmt: skip
linear(
    "scipy.fft.irfft", signature=_ONE, options=_KEEP,
    x="rt.resized(np.conj(rt.half_weight(scipy.fft.rfft(ct, None, axis, rt.other_norm(norm)),"
    " np.shape(ct)[axis], axis)), x)",
)  # fmt: skip
linear(
    "scipy.fft.hfft", signature=_ONE, options=_KEEP,
    x="rt.resized(rt.half_weight(scipy.fft.rfft(ct, None, axis, norm), np.shape(ct)[axis],"
    " axis), x)",
)  # fmt: skip
for _name, _axes in (("2", "(-2, -1)"), ("n", "None")):
    linear(
        f"scipy.fft.rfft{_name}", signature=_MANY.format(_axes), options=_REAL,
        x="rt.rfftn_ct(ct, x, s, axes, norm)",
    )  # fmt: skip
    linear(
        f"scipy.fft.irfft{_name}", signature=_MANY.format(_axes), options=_KEEP,
        x="rt.irfftn_ct(ct, x, s, axes, norm)",
    )  # fmt: skip
# The matrices of these are orthogonal up to scales, which `rt.trigonometric_ct` puts right.
for _name in ("dct", "idct", "dst", "idst"):
    linear(
        f"scipy.fft.{_name}",
        signature="x, type=2, n=None, axis=-1, norm=None, overwrite_x=False, workers=None,"
        " orthogonalize=None",
        x=f"rt.trigonometric_ct(scipy.fft.{_name}, ct, x, type, axis, norm, orthogonalize)",
        options={"unsupported": ("n", "overwrite_x"), "complex_ok": False},
    )
linear("scipy.fft.fftshift", signature="x, axes=None", x="scipy.fft.ifftshift(ct, axes)")
linear("scipy.fft.ifftshift", signature="x, axes=None", x="scipy.fft.fftshift(ct, axes)")
zero("scipy.fft.fftfreq scipy.fft.rfftfreq scipy.fft.next_fast_len", may_raise=True)
