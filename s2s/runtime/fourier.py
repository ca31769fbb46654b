"""Cutting, padding and weighting around discrete Fourier transforms."""

from __future__ import annotations

from typing import Any

import numpy as np


def resized(value: Any, like: Any) -> Any:
    """``value`` cut, or padded with zeros, at the end of each axis to the shape of ``like``."""
    size = np.shape(like)
    cut = value[tuple([slice(n) for n in size])]
    return np.pad(cut, [(0, n - m) for n, m in zip(size, np.shape(cut), strict=True)])


def last_axes(s: Any, axes: Any) -> Any:
    """The axes that a transform of shape ``s`` goes over: the last ones, if none are given."""
    return tuple(range(-len(s), 0)) if axes is None else axes


def other_norm(norm: str | None) -> Any:
    """The normalisation of the inverse transform.

    >>> other_norm(None), other_norm("ortho"), other_norm("forward")
    ('forward', 'ortho', 'backward')
    """
    return {"ortho": "ortho", "forward": "backward"}.get(norm or "", "forward")


def half_weight(value: Any, n: int, axis: int) -> Any:
    """Doubles the frequencies that stand for two: not the first, nor the last if ``n`` is even."""
    count = np.shape(value)[axis]
    weight = np.where((np.arange(count) == 0) | (2 * np.arange(count) == n), 1.0, 2.0)
    shape = [count if i == axis % np.ndim(value) else 1 for i in range(np.ndim(value))]
    return value * np.reshape(weight, shape)


def sizes_along(a: Any, s: Any, axes: Any) -> list[int]:
    """The sizes that a transform of ``a`` has along its axes: -1 and None stand for that of ``a``."""
    given = [-1] * len(axes) if s is None else s
    pairs = zip(given, axes, strict=True)
    return [np.shape(a)[axis] if n is None or n == -1 else n for n, axis in pairs]


def come_again(a: Any, axes: Any) -> bool:
    """Whether an axis of ``a`` is named more than once, for NumPy to transform it so often."""
    return len({axis % np.ndim(a) for axis in axes}) < len(axes)


def fftn_ct(transform: Any, ct: Any, a: Any, s: Any, axes: Any, norm: Any) -> Any:
    """The cotangent of ``a`` in ``np.fft.fftn(a, s, axes, norm)`` and its kind, of a shape ``s``."""
    axes = tuple(last_axes(s, axes))
    if come_again(a, axes):
        kind = "ifft" if transform.__name__[0] == "i" else "fft"
        return one_by_one_ct(kind, kind, ct, a, sizes_along(a, s, axes), axes, norm)
    return resized(transform(ct, None, axes, norm), a)


def rfftn_ct(ct: Any, a: Any, s: Any, axes: Any, norm: Any) -> Any:
    """The cotangent of ``a`` in ``np.fft.rfftn(a, s, axes, norm)``."""
    if axes is None:
        axes = range(np.ndim(a)) if s is None else range(-len(s), 0)
    sizes = sizes_along(a, s, axes)
    if come_again(a, axes):
        return one_by_one_ct("rfft", "fft", ct, a, sizes, tuple(axes), norm)
    return resized(np.fft.fftn(ct, sizes, tuple(axes), norm), a)


def irfftn_ct(ct: Any, a: Any, s: Any, axes: Any, norm: Any) -> Any:
    """The cotangent of ``a`` in ``np.fft.irfftn(a, s, axes, norm)``."""
    if axes is None:
        axes = range(np.ndim(a)) if s is None else range(-len(s), 0)
    axes = tuple(axes)
    if come_again(a, axes):
        sizes = sizes_along(a, s, axes)
        sizes[-1] = np.shape(ct)[axes[-1]]
        return one_by_one_ct("irfft", "ifft", ct, a, sizes, axes, norm)
    given = np.fft.rfftn(ct, None, axes, other_norm(norm))
    return resized(np.conj(half_weight(given, np.shape(ct)[axes[-1]], axes[-1])), a)


def one_by_one_ct(last: str, kind: str, ct: Any, a: Any, sizes: Any, axes: Any, norm: Any) -> Any:
    """The cotangent of ``a`` transformed along one axis after the other, and cut or padded before each.

    The transform along the last axis is the ``last``, those along the others are of the ``kind``. The
    one of half the frequencies comes last where it gives real values, else the last axis comes first.
    """
    order = list(range(len(axes)))
    if last != "irfft":
        order = order[::-1]
    lengths, steps = list(np.shape(a)), []
    for i in order:
        steps.append((i, lengths[axes[i]]))
        lengths[axes[i]] = sizes[i] // 2 + 1 if last == "rfft" and i == len(axes) - 1 else sizes[i]
    for i, length in steps[::-1]:
        n, axis = sizes[i], axes[i]
        if last == "irfft" and i == len(axes) - 1:
            ct = np.conj(half_weight(np.fft.rfft(ct, None, axis, other_norm(norm)), n, axis))
        elif kind == "fft":
            ct = np.fft.fft(ct, n, axis, norm)
        else:
            ct = np.fft.ifft(ct, n, axis, norm)
        shape = list(np.shape(ct))
        shape[axis] = length
        ct = resized(ct, np.zeros(shape))
    return ct
