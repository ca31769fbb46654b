"""Discrete Fourier transforms.

A transform's matrix is symmetric, and cotangents are not conjugated: so a transform is its own
transpose, up to the padding and cutting that ``n`` and ``s`` ask for.
"""

from __future__ import annotations

from s2s.rules.declare import linear

_ONE = "a, n=None, axis=-1, norm=None, out=None"
_MANY = "a, s=None, axes={}, norm=None, out=None"

for _name in ("fft", "ifft"):
    linear(
        f"numpy.fft.{_name}", signature=_ONE,
        a=f"np.fft.{_name}(ct, None, axis, norm) if n is None"
        f" else rt.resized(np.fft.{_name}(ct, None, axis, norm), a)",
    )  # fmt: skip
for _name in ("fft2", "ifft2", "fftn", "ifftn"):
    _nd = _name.replace("2", "n")
    linear(
        f"numpy.fft.{_name}",
        signature=_MANY.format("(-2, -1)" if "2" in _name else "None"),
        a=f"np.fft.{_nd}(ct, None, axes, norm) if s is None"
        f" else rt.fftn_ct(np.fft.{_nd}, ct, a, s, axes, norm)",
    )
linear(
    "numpy.fft.rfft", signature=_ONE,
    a="np.fft.fft(ct, np.shape(a)[axis], axis, norm) if n is None"
    " else rt.resized(np.fft.fft(ct, n, axis, norm), a)",
    options={"complex_ok": False},
)  # fmt: skip
linear(
    "numpy.fft.ihfft", signature=_ONE,
    a="np.fft.fft(np.conj(ct), np.shape(a)[axis], axis, rt.other_norm(norm)) if n is None"
    " else rt.resized(np.fft.fft(np.conj(ct), n, axis, rt.other_norm(norm)), a)",
    options={"complex_ok": False},
)  # fmt: skip
linear(
    "numpy.fft.irfft", signature=_ONE,
    a="rt.resized(np.conj(rt.half_weight(np.fft.rfft(ct, None, axis, rt.other_norm(norm)),"
    " np.shape(ct)[axis], axis)), a)",
)  # fmt: skip
linear(
    "numpy.fft.hfft", signature=_ONE,
    a="rt.resized(rt.half_weight(np.fft.rfft(ct, None, axis, norm), np.shape(ct)[axis], axis), a)",
)  # fmt: skip
for _name, _axes in (("rfft2", "(-2, -1)"), ("rfftn", "None")):
    linear(
        f"numpy.fft.{_name}", signature=_MANY.format(_axes),
        a="rt.rfftn_ct(ct, a, s, axes, norm)", options={"complex_ok": False},
    )  # fmt: skip
for _name, _axes in (("irfft2", "(-2, -1)"), ("irfftn", "None")):
    linear(
        f"numpy.fft.{_name}", signature=_MANY.format(_axes),
        a="rt.irfftn_ct(ct, a, s, axes, norm)",
    )  # fmt: skip
linear("numpy.fft.fftshift", signature="x, axes=None", x="np.fft.ifftshift(ct, axes)")
linear("numpy.fft.ifftshift", signature="x, axes=None", x="np.fft.fftshift(ct, axes)")
