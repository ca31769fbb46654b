"""Arguments as trees of leaves."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.origin import holds_data
from s2s.runtime import field_names


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
    return any(has_floats(getattr(value, name), depth + 1) for name in attributes(value) or ())


def attributes(value: Any) -> list[str] | None:
    """The names of an object's data; ``None`` for what is no object of the user's own class."""
    cls = type(value)
    if hasattr(cls, "__dataclass_fields__") or holds_data(cls):
        names: list[str] | None = field_names(value)
        return names
    return None
