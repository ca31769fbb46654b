"""Calls of discrete Fourier transforms."""

from __future__ import annotations

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx

_ONE = [
    call(arr(6)), call(arr(5)), call(arr(5), 7), call(arr(5), 3), call(arr(5), norm="ortho"),
    call(arr(5), norm="forward"), call(arr(4, 3), axis=0), call(arr(4, 3), 6, 0),
]  # fmt: skip
_COMPLEX = [call(cplx(5)), call(cplx(4), 6), call(cplx(4, 3), axis=0, norm="forward"),
            call(cplx(4), 3), call(cplx(4), 4), call(cplx(5), norm="ortho")]  # fmt: skip
_MANY = [
    call(arr(4, 3)), call(arr(4, 3), (5, 2)), call(arr(2, 4, 3), axes=(0, 2)),
    call(arr(4, 3), norm="ortho"), call(arr(2, 4, 3), (3, 6), (0, 1)),
]  # fmt: skip
_MANY_COMPLEX = [call(cplx(4, 3)), call(cplx(2, 4, 3), axes=(1, 2), norm="forward"),
                 call(cplx(4, 3), (5, 4), (0, 1))]  # fmt: skip
_SHIFT = [call(arr(5)), call(arr(3, 4)), call(arr(3, 4), 0), call(arr(3, 4), axes=(0, 1))]

SAMPLES: dict[str, list[Call]] = {
    **{f"numpy.fft.{n}": _ONE + _COMPLEX for n in ("fft", "ifft")},
    **{f"numpy.fft.{n}": _ONE for n in ("rfft", "ihfft")},
    **{f"numpy.fft.{n}": _ONE + _COMPLEX for n in ("irfft", "hfft")},
    **{f"numpy.fft.{n}": _MANY + _MANY_COMPLEX for n in ("fft2", "ifft2", "fftn", "ifftn")},
    **{f"numpy.fft.{n}": _MANY for n in ("rfft2", "rfftn")},
    **{f"numpy.fft.{n}": _MANY + _MANY_COMPLEX for n in ("irfft2", "irfftn")},
    "numpy.fft.fftshift": _SHIFT,
    "numpy.fft.ifftshift": _SHIFT,
}
