"""What NumPy itself gets wrong is not compared with."""

from __future__ import annotations

import functools

import numpy as np
import pytest

_NUMBERS = np.array([1.07, 1.44, 0.71, 1.81, 1.2])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the reductions that NumPy computes wrongly on some processors: its loops overlap."""
    wrong = [
        f"[{prefix}{name}.{method}]"
        for name in ("power", "arctan2")
        if not _is_right(getattr(np, name))
        for prefix in ("", "numpy.")
        for method in ("reduce", "reduceat")
    ]
    for item in items:
        if any(item.name.endswith(one) for one in wrong):
            item.add_marker(pytest.mark.skip(reason="NumPy's own value is wrong here"))


def _is_right(function: np.ufunc) -> bool:
    one_by_one = functools.reduce(function, _NUMBERS)
    return bool(np.isclose(function.reduce(_NUMBERS), one_by_one))
