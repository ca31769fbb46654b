"""Draws of items, by draws of their numbers."""

from __future__ import annotations

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
