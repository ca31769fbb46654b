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


def rfftn_ct(ct: Any, a: Any, s: Any, axes: Any, norm: Any) -> Any:
    """The cotangent of ``a`` in ``np.fft.rfftn(a, s, axes, norm)``."""
    if axes is None:
        axes = range(np.ndim(a)) if s is None else range(-len(s), 0)
    sizes = [np.shape(a)[axis] for axis in axes] if s is None else s
    return resized(np.fft.fftn(ct, sizes, tuple(axes), norm), a)


def irfftn_ct(ct: Any, a: Any, s: Any, axes: Any, norm: Any) -> Any:
    """The cotangent of ``a`` in ``np.fft.irfftn(a, s, axes, norm)``."""
    if axes is None:
        axes = range(np.ndim(a)) if s is None else range(-len(s), 0)
    axes = tuple(axes)
    given = np.fft.rfftn(ct, None, axes, other_norm(norm))
    return resized(np.conj(half_weight(given, np.shape(ct)[axes[-1]], axes[-1])), a)
