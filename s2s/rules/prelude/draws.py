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
    """``rng.permuted``."""
    if out is not None:
        raise NotImplementedError("s2s differentiates `permuted` without `out`")
    numbers = rng.permuted(np.reshape(np.arange(np.size(x)), np.shape(x)), axis=axis)
    return np.reshape(np.ravel(x)[np.ravel(numbers)], np.shape(x))


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


TEXTS: dict[str, Callable[..., Any]] = {
    "choice": choice, "permutation": permutation, "permuted": permuted, "shuffle": shuffle,
}  # fmt: skip


def choice_of_all(a: Any, size: Any = None, replace: bool = True, p: Any = None) -> Any:
    """``numpy.random.choice``."""
    return np.take(a, np.random.choice(np.shape(a)[0], size, replace, p), 0)  # noqa: NPY002


def permutation_of_all(x: Any) -> Any:
    """``numpy.random.permutation``."""
    return np.take(x, np.random.permutation(np.shape(x)[0]), 0)  # noqa: NPY002
