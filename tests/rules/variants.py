"""Further calls from each sample: other layouts, precisions, numbers and sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from s2s.rules import Rule
from tests.rules.checker import Call, flat_arrays, single

_DOUBLE = (np.dtype(float), np.dtype(complex))


# What the samples of these were chosen for is lost: a Hermitian matrix, the phases of vectors, places.
_NOT_COMPLEX = (
    "numpy.linalg.eigh", "numpy.linalg.svd", "scipy.linalg.eigh", "scipy.linalg.svd",
    "scipy.linalg.solve", "scipy.linalg.inv", "s2s.runtime.spline_samples", "s2s.runtime.spline_spread",
)  # fmt: skip
# They compare what they are given, in double precision, or SciPy itself gives nan.
_NOT_SINGLE = ("s2s.runtime.own", "scipy.special.mathieu_")
# What SciPy makes of nothing is an error, or differs between its versions; a square is none then.
_NOT_EMPTY = (
    "s2s.runtime.einsum_ct",
    "scipy.linalg.", "scipy.ndimage.", "scipy.signal.", "scipy.spatial.", "numpy.linalg.lstsq",
    "numpy.linalg.qr", "numpy.linalg.svd",
)  # fmt: skip


def variants(rule: Rule, sample: Call) -> Iterator[tuple[str, Call]]:
    """What a sample becomes: strided and read-only, single precision, complex, empty."""
    arrays = flat_arrays(sample)
    if any(x.dtype in _DOUBLE and x.ndim for x in arrays):
        yield "strided", _mapped(sample, _strided)
    wide = any(x.dtype in _DOUBLE for x in arrays) and not single(sample)
    if wide and not rule.name.startswith(_NOT_SINGLE):
        yield "single", replace(_mapped(sample, _single), tolerance=2e-3)
    real = any(x.dtype == float for x in arrays)
    if rule.complex_ok and real and rule.name not in _NOT_COMPLEX:
        yield "complex", _mapped(sample, _complex)
    if any(x.ndim for x in arrays) and not rule.name.startswith(_NOT_EMPTY):
        yield "empty", _mapped(sample, _empty)


def _mapped(sample: Call, change: Callable[[np.ndarray], np.ndarray]) -> Call:
    def each(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return type(value)(map(each, value))
        return change(value) if isinstance(value, np.ndarray) else value

    words = {name: each(value) for name, value in sample.kwargs.items()}
    return replace(sample, args=tuple(map(each, sample.args)), kwargs=words)


def _strided(value: np.ndarray) -> np.ndarray:
    """The same values, in memory that is not contiguous and cannot be written into."""
    if value.ndim == 0:
        return value
    wide = np.repeat(np.repeat(value, 2, axis=-1), 2, axis=0)
    view = wide[::2, ..., ::2] if value.ndim > 1 else wide[::4]
    view.flags.writeable = False
    return view


def _single(value: np.ndarray) -> np.ndarray:
    if value.dtype not in _DOUBLE:
        return value
    return value.astype(np.float32 if value.dtype == float else np.complex64)


def _complex(value: np.ndarray) -> np.ndarray:
    if value.dtype != float:
        return value
    rng = np.random.default_rng(value.size)
    return np.asarray(value + 1j * rng.uniform(-0.4, 0.4, value.shape))


def _empty(value: np.ndarray) -> np.ndarray:
    return value[..., :0] if value.ndim else value
