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
    """The axes that a transform of shape ``s`` goes over: the last ones, if none are given.

    Raises:
        NotImplementedError: it goes over one of them twice, each time with a length of its own.
    """
    if axes is not None and len(set(axes)) < len(axes):
        raise NotImplementedError(
            "a transform that goes over an axis twice has a known derivative without `s` only:"
            " leave `s` out, or transform along one axis after the other"
        )
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


def one_resized(value: Any, n: int, axis: int) -> Any:
    """``value`` cut, or padded with zeros, at the end of one axis.

    >>> one_resized(np.array([1.0, 2.0]), 3, 0)
    array([1., 2., 0.])
    """
    shape = list(np.shape(value))
    shape[axis] = n
    cut = [slice(size) for size in shape]
    widths = [(0, max(n - m, 0)) for n, m in zip(shape, np.shape(value), strict=True)]
    return np.pad(value[tuple(cut)], widths)


def repeats_axis(a: Any, axes: Any) -> bool:
    """Whether a transform goes over an axis of ``a`` more than once."""
    return len({axis % np.ndim(a) for axis in axes}) < len(axes)


def lengths_before(a: Any, sizes: Any, axes: Any) -> list[int]:
    """The length of the axis that each transform of complex numbers finds: ``axes`` in their order."""
    shape = list(np.shape(a))
    found = []
    for size, axis in zip(sizes, axes, strict=True):
        found.append(shape[axis])
        shape[axis] = size
    return found


def rfftn_ct(ct: Any, a: Any, s: Any, axes: Any, norm: Any) -> Any:
    """The cotangent of ``a`` in ``np.fft.rfftn(a, s, axes, norm)``."""
    if axes is None:
        axes = range(np.ndim(a)) if s is None else range(-len(s), 0)
    axes = tuple(axes)
    sizes = [np.shape(a)[axis] for axis in axes] if s is None else s
    if not repeats_axis(a, axes):
        return resized(np.fft.fftn(ct, sizes, axes, norm), a)
    half = np.fft.rfft(a, sizes[-1], axes[-1])
    before = lengths_before(half, sizes[-2::-1], axes[-2::-1])[::-1]
    for length, axis in zip(before, axes[:-1], strict=True):
        ct = one_resized(np.fft.fft(ct, None, axis, norm), length, axis)
    return resized(np.fft.fft(ct, sizes[-1], axes[-1], norm), a)


def irfftn_ct(ct: Any, a: Any, s: Any, axes: Any, norm: Any) -> Any:
    """The cotangent of ``a`` in ``np.fft.irfftn(a, s, axes, norm)``."""
    if axes is None:
        axes = range(np.ndim(a)) if s is None else range(-len(s), 0)
    axes = tuple(axes)
    if not repeats_axis(a, axes):
        given = np.fft.rfftn(ct, None, axes, other_norm(norm))
        return resized(np.conj(half_weight(given, np.shape(ct)[axes[-1]], axes[-1])), a)
    sizes = [np.shape(a)[axis] for axis in axes[:-1]] if s is None else s[:-1]
    before = lengths_before(a, [*sizes, 0], axes)
    last = axes[-1]
    given = np.fft.rfft(ct, None, last, other_norm(norm))
    found = np.conj(half_weight(given, np.shape(ct)[last], last))
    found = one_resized(found, before[-1], last)
    for size, axis in zip(before[-2::-1], axes[-2::-1], strict=True):
        found = one_resized(np.fft.ifft(found, None, axis, norm), size, axis)
    return found
