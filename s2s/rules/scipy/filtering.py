"""SciPy's filters of signals that are made of others: smoothing, zero-phase filters, resampling.

The values are SciPy's own, bit by bit; the texts say how they move.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.fft
import scipy.linalg
import scipy.ndimage
import scipy.signal

from s2s.rules.declare import composite, general, linear
from s2s.runtime.guarded import as_value, fixed, passively
from s2s.runtime.roots import float_matrix, float_vector

# What is left of a fit is orthogonal to what was taken away: a projection, its own transpose.
linear(
    "scipy.signal.detrend", signature="data, axis=-1, type='linear', bp=0, overwrite_data=False",
    data="scipy.signal.detrend(ct, axis, type, bp)", options={"unsupported": ("overwrite_data",)},
)  # fmt: skip
general(
    "scipy.signal.upfirdn", signature="h, x, up=1, down=1, axis=-1, mode='constant', cval=0",
    vjp={"x": "rt.upfirdn_ct(ct, h, x, up, down, axis)"},
    jvp={"x": "scipy.signal.upfirdn(h, dot, up, down, axis)"},
    unsupported=("mode", "cval"), may_raise=True,
)  # fmt: skip


def rows_along(x: Any, axis: int) -> Any:
    """The array as numbers that can move, with one axis last."""
    return np.moveaxis(np.asarray(x) * 1.0, axis, -1)


def only_real(rows: Any) -> None:
    """Refuses complex signals, whose spectra have two sides.

    Raises:
        NotImplementedError: it is one.
    """
    if np.iscomplexobj(rows):
        raise NotImplementedError("spectra and resampling have a rule for real signals only")


def savgol_filter(
    x: Any, window_length: int, polyorder: int, deriv: int = 0, delta: Any = 1.0, axis: int = -1,
    mode: str = "interp", cval: Any = 0.0,
) -> Any:  # fmt: skip
    """``scipy.signal.savgol_filter``."""
    delta = fixed(delta)
    found = passively(
        scipy.signal.savgol_filter, x, window_length, polyorder, deriv, delta, axis, mode, cval
    )
    rows = rows_along(x, axis)
    taps, ends = passively(savgol_weights, window_length, polyorder, deriv, delta)
    taps, ends = float_vector(taps), float_matrix(ends)
    if mode != "interp":
        y = scipy.ndimage.convolve1d(rows, taps, -1, None, mode, cval)
    else:
        half = window_length // 2
        inner = scipy.ndimage.convolve1d(rows, taps, -1, None, "constant")
        first = rows[..., :window_length] @ ends[:half].T
        last = rows[..., -window_length:] @ ends[window_length - half :].T
        y = np.concatenate((first, inner[..., half : np.shape(rows)[-1] - half], last), axis=-1)
    return as_value(np.moveaxis(y, -1, axis), found)


def savgol_weights(length: int, order: int, deriv: int, delta: Any) -> Any:
    """The filter's coefficients, and what each place of one window reads of it."""
    taps = scipy.signal.savgol_coeffs(length, order, deriv=deriv, delta=delta)
    ends = scipy.signal.savgol_filter(np.eye(length), length, order, deriv, delta, axis=0)
    return np.asarray(taps), np.asarray(ends)


def extended(rows: Any, edge: int, padtype: Any) -> Any:
    """The rows, continued on both sides."""
    if edge == 0:
        return rows
    before, after = rows[..., edge:0:-1], rows[..., -2 : -(edge + 2) : -1]
    if padtype == "odd":
        before, after = 2 * rows[..., :1] - before, 2 * rows[..., -1:] - after
    if padtype == "constant":
        before, after = 0 * before + rows[..., :1], 0 * after + rows[..., -1:]
    return np.concatenate((before, rows, after), axis=-1)


def settled(b: Any, a: Any, rows: Any) -> Any:
    """The rows filtered from the state that their first number leads to in the long run."""
    first = rows[..., :1]
    return scipy.signal.lfilter(b, a, rows - first, -1) + np.sum(b) / np.sum(a) * first


def filtfilt(
    b: Any, a: Any, x: Any, axis: int = -1, padtype: Any = "odd", padlen: Any = None,
    method: str = "pad", irlen: Any = None,
) -> Any:  # fmt: skip
    """``scipy.signal.filtfilt``, with padding."""
    found = passively(scipy.signal.filtfilt, b, a, x, axis, padtype, padlen)
    b, a = np.atleast_1d(np.asarray(b) * 1.0), np.atleast_1d(np.asarray(a) * 1.0)
    edge = passively(padding, 3 * max(len(a), len(b)), padtype, padlen)
    rows = extended(rows_along(x, axis), edge, padtype)
    y = np.flip(settled(b, a, np.flip(settled(b, a, rows), -1)), -1)
    return as_value(np.moveaxis(y[..., edge : np.shape(y)[-1] - edge], -1, axis), found)


def padding(usual: int, padtype: Any, padlen: Any) -> int:
    """How many numbers are added on each side."""
    if padtype is None:
        return 0
    return usual if padlen is None else int(padlen)


def settled_sections(sos: Any, rows: Any) -> Any:
    """The same as ``settled``, for a cascade of sections."""
    first = rows[..., :1]
    gain = np.prod(np.sum(sos[:, :3], axis=1) / np.sum(sos[:, 3:], axis=1))
    return scipy.signal.sosfilt(sos, rows - first, -1) + gain * first


def sosfiltfilt(sos: Any, x: Any, axis: int = -1, padtype: Any = "odd", padlen: Any = None) -> Any:
    """``scipy.signal.sosfiltfilt``."""
    found = passively(scipy.signal.sosfiltfilt, sos, x, axis, padtype, padlen)
    sos = np.asarray(sos) * 1.0
    edge = passively(padding, passively(sections_padding, sos), padtype, padlen)
    rows = extended(rows_along(x, axis), edge, padtype)
    y = np.flip(settled_sections(sos, np.flip(settled_sections(sos, rows), -1)), -1)
    return as_value(np.moveaxis(y[..., edge : np.shape(y)[-1] - edge], -1, axis), found)


def sections_padding(sos: Any) -> int:
    """How many numbers SciPy adds on each side for a cascade of sections."""
    unused = min(int((sos[:, 2] == 0).sum()), int((sos[:, 5] == 0).sum()))
    return 3 * (2 * len(sos) + 1 - unused)


def lfilter_zi(b: Any, a: Any) -> Any:
    """``scipy.signal.lfilter_zi``, of an ``a`` that does not begin with 0."""
    found = passively(scipy.signal.lfilter_zi, b, a)
    b, a = np.atleast_1d(np.asarray(b) * 1.0), np.atleast_1d(np.asarray(a) * 1.0)
    count = max(len(a), len(b))
    b = np.concatenate((b, np.zeros(count - len(b)))) / a[0]
    a = np.concatenate((a, np.zeros(count - len(a)))) / a[0]
    turned = np.eye(count - 1) - scipy.linalg.companion(a).T
    return as_value(np.linalg.solve(turned, b[1:] - a[1:] * b[0]), found)


def lfilter(b: Any, a: Any, x: Any, axis: int = -1, zi: Any = None) -> Any:
    """``scipy.signal.lfilter`` from a given state, to the state at the end."""
    found, state = passively(scipy.signal.lfilter, b, a, x, axis, zi)
    b, a = np.atleast_1d(np.asarray(b) * 1.0), np.atleast_1d(np.asarray(a) * 1.0)
    b, a = b / a[0], a / a[0]
    rows, start = rows_along(x, axis), rows_along(zi, axis)
    n, kept = np.shape(rows)[-1], np.shape(start)[-1]
    # The state is what has been fed in already, and comes out by and by.
    late = np.concatenate((start, np.zeros((*np.shape(start)[:-1], n))), axis=-1)
    y = scipy.signal.lfilter(b, a, rows, -1) + scipy.signal.lfilter([1.0], a, late[..., :n], -1)
    longer = np.concatenate((rows, np.zeros((*np.shape(rows)[:-1], kept))), axis=-1)
    out = np.concatenate((y, np.zeros((*np.shape(y)[:-1], kept))), axis=-1)
    fed = scipy.signal.lfilter(b, [1.0], longer, -1) - scipy.signal.lfilter(a, [1.0], out, -1)
    last = fed[..., n:] + late[..., n:]
    y, last = np.moveaxis(y, -1, axis), np.moveaxis(last, -1, axis)
    return as_value(y, found), as_value(last, state)


def hilbert(x: Any, N: Any = None, axis: int = -1) -> Any:
    """``scipy.signal.hilbert``."""
    found = passively(scipy.signal.hilbert, x, N, axis)
    rows = rows_along(x, axis)
    count = np.shape(rows)[-1] if N is None else N
    weights = np.zeros(count)
    weights[: (count + 1) // 2] = 2.0
    weights[0] = 1.0
    if count % 2 == 0:
        weights[count // 2] = 1.0
    return as_value(np.moveaxis(np.fft.ifft(np.fft.fft(rows, count) * weights), -1, axis), found)


def resample(
    x: Any, num: int, t: Any = None, axis: int = 0, window: Any = None, domain: str = "time"
) -> Any:
    """``scipy.signal.resample`` of real numbers."""
    window = fixed(window)
    found = passively(scipy.signal.resample, x, num, None, axis, window)
    rows = rows_along(x, axis)
    passively(only_real, rows)
    weights = float_vector(passively(bin_weights, np.shape(rows)[-1], num, window))
    spectrum = np.fft.rfft(rows)[..., : len(weights)] * weights
    return as_value(np.moveaxis(np.fft.irfft(spectrum, num), -1, axis), found)


def bin_weights(count: int, num: int, window: Any) -> Any:
    """What each frequency counts when a signal is resampled."""
    kept = min(num, count)
    weights = np.ones(count // 2 + 1)
    if window is not None:
        by_name = isinstance(window, str | tuple | float)
        full = scipy.fft.ifftshift(scipy.signal.get_window(window, count)) if by_name else window
        full = full(scipy.fft.fftfreq(count)) if callable(window) else np.asarray(full)
        weights = (full[: len(weights)] + full[-np.arange(len(weights))]) / 2
    weights = weights[: kept // 2 + 1] * (num / count)
    if kept % 2 == 0 and num != count:
        weights[kept // 2] *= 2 if num < count else 0.5
    return weights


def resample_poly(
    x: Any, up: int, down: int, axis: int = 0, window: Any = ("kaiser", 5.0),
    padtype: str = "constant", cval: Any = None,
) -> Any:  # fmt: skip
    """``scipy.signal.resample_poly``, beyond the ends zeros."""
    window = fixed(window)
    found = passively(scipy.signal.resample_poly, x, up, down, axis, window)
    rows = rows_along(x, axis)
    step = math.gcd(up, down)
    up, down = up // step, down // step
    if up == 1 and down == 1:
        return as_value(np.moveaxis(rows, -1, axis), found)
    taps, start = passively(resampling_taps, up, down, window, np.shape(rows)[-1])
    count = -(-np.shape(rows)[-1] * up // down)
    y = scipy.signal.upfirdn(taps, rows, up, down, -1)[..., start : start + count]
    return as_value(np.moveaxis(y, -1, axis), found)


def resampling_taps(up: int, down: int, window: Any, count: int) -> Any:
    """The low-pass filter, and where its output begins."""
    half = 10 * max(up, down)
    if isinstance(window, list | np.ndarray):
        taps = np.asarray(window, dtype=float)
        half = (len(taps) - 1) // 2
    else:
        taps = scipy.signal.firwin(2 * half + 1, 1.0 / max(up, down), window=window)
    before = down - half % down
    start = (half + before) // down
    wanted = (start - (-count * up // down) - 1) * down + 1
    after = max(0, wanted - (before + len(taps) + (count - 1) * up))
    return np.concatenate((np.zeros(before), taps * up, np.zeros(after))), start


def decimate(
    x: Any, q: int, n: Any = None, ftype: Any = "iir", axis: int = -1, zero_phase: bool = True
) -> Any:
    """``scipy.signal.decimate``, with the filters that it designs itself."""
    found = passively(scipy.signal.decimate, x, q, n, ftype, axis, zero_phase)
    rows = rows_along(x, axis)
    if ftype == "fir":
        taps = passively(decimating_taps, q, n)
        if zero_phase:
            y = resample_poly(rows, 1, q, -1, taps)
        else:
            y = scipy.signal.upfirdn(taps, rows, 1, q, -1)[..., : -(-np.shape(rows)[-1] // q)]
    else:
        sections = passively(decimating_sections, q, n)
        if zero_phase:
            y = sosfiltfilt(sections, rows)[..., ::q]
        else:
            y = scipy.signal.sosfilt(sections, rows)[..., ::q]
    return as_value(np.moveaxis(y, -1, axis), found)


def decimating_taps(q: int, n: Any) -> Any:
    """The filter that SciPy designs."""
    return scipy.signal.firwin((20 * q if n is None else n) + 1, 1.0 / q, window="hamming")


def decimating_sections(q: int, n: Any) -> Any:
    """The filter that SciPy designs, of infinite response."""
    return scipy.signal.cheby1(8 if n is None else n, 0.05, 0.8 / q, output="sos")


for _text, _lacks in (
    (savgol_filter, ()), (filtfilt, ("method", "irlen")), (sosfiltfilt, ()), (lfilter_zi, ()),
    (hilbert, ()), (resample, ("t", "domain")), (resample_poly, ("padtype", "cval")),
    (decimate, ()),
):  # fmt: skip
    composite(f"scipy.signal.{_text.__name__}", _text, may_raise=True, unsupported=_lacks)
general(
    "scipy.signal.lfilter", signature="b, a, x, axis=-1, zi=None",
    vjp={
        "b": "rt.lag_products(rt.filtered_back([1.0], a, ct, axis), x, b, axis)",
        "a": "-rt.lag_products(rt.filtered_back([1.0], a, ct, axis), ans, a, axis)",
        "x": "rt.filtered_back(b, a, ct, axis)",
    },
    jvp={
        "b": "scipy.signal.lfilter(dot, a, x, axis)",
        "a": "-scipy.signal.lfilter([1.0], a, scipy.signal.lfilter(dot, [1.0], ans, axis), axis)",
        "x": "scipy.signal.lfilter(b, a, dot, axis)",
    },
    covers={"zi": (None,)}, source_function=lfilter, may_raise=True,
)  # fmt: skip
