"""Draws of items, by draws of their numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def choice(
    rng: Any, a: Any, size: Any = None, replace: bool = True, p: Any = None, axis: int = 0,
    shuffle: bool = True,
) -> Any:  # fmt: skip
    """``rng.choice`` of a generator: it draws positions, too."""
    count = np.shape(a)[axis]
    if shuffle:  # a `RandomState` knows no other way
        numbers = rng.choice(count, size, replace, p)
    else:
        numbers = rng.choice(count, size, replace, p, 0, False)
    return np.take(a, numbers, axis)


def permutation(rng: Any, x: Any, axis: int = 0) -> Any:
    """``rng.permutation``: it draws an order, too."""
    return np.take(x, rng.permutation(np.shape(x)[axis]), axis)


def permuted(rng: Any, x: Any, axis: Any = None, out: Any = None) -> Any:
    """``rng.permuted``; ``out`` may be the array itself."""
    numbers = rng.permuted(np.reshape(np.arange(np.size(x)), np.shape(x)), axis=axis)
    drawn = np.reshape(np.ravel(x)[np.ravel(numbers)], np.shape(x))
    if out is None:
        return drawn
    out[...] = drawn
    return out


def shuffle(rng: Any, x: Any, axis: int = 0) -> None:
    """``rng.shuffle`` of an array, or of a list."""
    if isinstance(x, list):
        order = list(range(len(x)))
        rng.shuffle(order)  # a list of numbers takes the draws that a list takes
        items = [x[i] for i in order]
        for i in range(len(items)):
            x[i] = items[i]
    else:
        x[...] = np.take(x, rng.permutation(np.shape(x)[axis]), axis)


def random(rng: Any, size: Any = None, dtype: Any = np.float64, out: Any = None) -> Any:
    """``rng.random``, and its like: what is filled forgets what it held."""
    if out is None:
        return rng.random(size, dtype)
    out[...] = rng.random(np.shape(out), out.dtype)
    return out


def standard_normal(rng: Any, size: Any = None, dtype: Any = np.float64, out: Any = None) -> Any:
    """``rng.standard_normal``."""
    if out is None:
        return rng.standard_normal(size, dtype)
    out[...] = rng.standard_normal(np.shape(out), out.dtype)
    return out


def standard_exponential(
    rng: Any, size: Any = None, dtype: Any = np.float64, method: str = "zig", out: Any = None
) -> Any:
    """``rng.standard_exponential``."""
    if out is None:
        return rng.standard_exponential(size, dtype, method)
    out[...] = rng.standard_exponential(np.shape(out), out.dtype, method)
    return out


TEXTS: dict[str, Callable[..., Any]] = {
    "choice": choice, "permutation": permutation, "permuted": permuted, "shuffle": shuffle,
    "random": random, "standard_normal": standard_normal,
    "standard_exponential": standard_exponential,
}  # fmt: skip


def choice_of_all(a: Any, size: Any = None, replace: bool = True, p: Any = None) -> Any:
    """``numpy.random.choice``."""
    return np.take(a, np.random.choice(np.shape(a)[0], size, replace, p), 0)  # noqa: NPY002


def permutation_of_all(x: Any) -> Any:
    """``numpy.random.permutation``."""
    return np.take(x, np.random.permutation(np.shape(x)[0]), 0)  # noqa: NPY002


def shuffle_of_all(x: Any) -> None:
    """``numpy.random.shuffle`` of an array, or of a list."""
    if isinstance(x, list):
        order = list(range(len(x)))
        np.random.shuffle(order)  # noqa: NPY002
        items = [x[i] for i in order]
        for i in range(len(items)):
            x[i] = items[i]
    else:
        numbers = np.arange(np.shape(x)[0])
        np.random.shuffle(numbers)  # noqa: NPY002
        x[...] = np.take(x, numbers, 0)
