"""Random directions and seeds for nested values, and the products with them."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.testing.leaves import float_leaves, is_float, map_leaves


def direction(value: Any, rng: np.random.Generator) -> Any:
    """Return a value of the same structure with a random number for every number of `value`.

    Entries are between 0.5 and 1.5 in size, never near 0 or exactly 1, times the size of the leaf
    they belong to; what has no derivative becomes None. Python numbers stay Python numbers.
    """
    return map_leaves(
        lambda leaf: _random(leaf, rng, _size(leaf)) if is_float(leaf) else None, value
    )


def seed(value: Any, rng: np.random.Generator) -> Any:
    """Return a cotangent for the output `value`: of its structure, types, shapes and dtypes."""
    return map_leaves(lambda leaf: _random(leaf, rng, 1.0) if is_float(leaf) else None, value)


def step_along(value: Any, along: Any, step: float) -> Any:
    """Return `value + step * along`, single precision widened so that differences mean something."""
    moves = iter(float_leaves(along))

    def moved(leaf: Any) -> Any:
        if not is_float(leaf):
            return leaf
        shift = step * next(moves)[1]
        if isinstance(leaf, (np.ndarray, np.generic)):
            shift = np.asarray(shift, dtype=np.result_type(leaf.dtype, np.float64))
            if not isinstance(leaf, np.ndarray):
                return leaf + shift
            out = np.empty_like(leaf, dtype=shift.dtype)  # which keeps the layout in memory
            out[...] = leaf + shift
            return out
        return leaf + shift

    return map_leaves(moved, value)


def pairing(left: Any, right: Any) -> float:
    """Return the real part of the sum of products of two values of one structure, leaf by leaf."""
    pairs = zip(float_leaves(left), float_leaves(right), strict=True)
    return float(sum(np.sum(np.asarray(a) * np.asarray(b)).real for (_, a), (_, b) in pairs))


def _size(leaf: Any) -> float:
    largest = float(np.max(np.abs(leaf), initial=0.0))
    return largest if 0.0 < largest < np.inf else 1.0


def _random(leaf: Any, rng: np.random.Generator, size: float) -> Any:
    shape = np.shape(leaf)
    numbers = size * rng.uniform(0.5, 1.5, shape) * rng.choice([-1.0, 1.0], shape)
    if np.iscomplexobj(leaf):
        numbers = numbers + 1j * size * rng.uniform(0.5, 1.5, shape)
    if isinstance(leaf, np.ndarray):
        return np.asarray(numbers, dtype=leaf.dtype)
    if isinstance(leaf, np.generic):
        return leaf.dtype.type(numbers)
    return complex(numbers) if isinstance(leaf, complex) else float(numbers)
