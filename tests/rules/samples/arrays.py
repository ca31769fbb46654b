"""Arrays with values far from each other and from whole numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np


def arr(*shape: int, seed: int = 0, low: float = -2.0, high: float = 2.0) -> np.ndarray:
    """An array of distinct values spread over an interval, in a random order."""
    rng = np.random.default_rng(seed)
    size = math.prod(shape)
    values = low + (high - low) * (np.arange(size) + 0.5 + 0.1 * rng.random(size)) / max(size, 1)
    return rng.permutation(values).reshape(shape)


def cplx(*shape: int, seed: int = 0) -> np.ndarray:
    """A complex array."""
    return arr(*shape, seed=seed) + 1j * arr(*shape, seed=seed + 50)


def f32(*shape: int, seed: int = 0, low: float = -2.0, high: float = 2.0) -> np.ndarray:
    """An array in single precision."""
    return arr(*shape, seed=seed, low=low, high=high).astype(np.float32)


def with_zeros(*shape: int, zeros: tuple[int, ...] = (0,), seed: int = 0) -> Any:
    """An array in which some elements, by number, are exactly zero."""
    values = arr(*shape, seed=seed)
    values.ravel()[list(zeros)] = 0.0
    return values
