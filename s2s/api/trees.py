"""Arguments as trees of leaves."""

from __future__ import annotations

from typing import Any

import numpy as np


def has_floats(value: Any, depth: int = 0) -> bool:
    """Whether a value holds a floating-point number."""
    if isinstance(value, float | complex | np.inexact):
        return True
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fc"
    if depth > 6:
        return False
    if isinstance(value, list | tuple):
        return any(has_floats(item, depth + 1) for item in value)
    if isinstance(value, dict):
        return any(has_floats(item, depth + 1) for item in value.values())
    if hasattr(type(value), "__dataclass_fields__"):
        return any(
            has_floats(getattr(value, name, None), depth + 1)
            for name in type(value).__dataclass_fields__
        )
    return False
