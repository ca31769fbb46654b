"""`import` in a `try` statement, for modules that may be missing."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 2.0])


@row(X, 0.4)
def found(x, y):
    try:
        import numpy as xp
    except ImportError:
        xp = None
    return xp.sum(x) * y


@row(X, 0.4)
def missing(x, y):
    try:
        from a_module_that_is_nowhere import fast
    except (ImportError, ModuleNotFoundError):
        fast = np.sin
    return np.sum(fast(x)) * y


@row(X, 0.4)
def missing_name(x, y):
    try:
        from numpy import a_name_that_is_nowhere
    except ImportError:
        have = False
    else:
        have = True
    finally:
        scale = 2.0
    return np.sum(x) * y * scale if not have else np.sum(a_name_that_is_nowhere(x))


@row(X, 0.4)
def flag(x, y):
    try:
        import a_module_that_is_nowhere

        have = True
    except ImportError:
        have = False
    if have:
        return a_module_that_is_nowhere.norm(x) * y
    return np.sqrt(np.sum(x**2)) * y


def relative(x):
    try:
        from .table import Row as made
    except ImportError:
        made = None
    return x if made else x * x


@row.parametrize()
def test_import(row: Row) -> None:
    row.run()


def test_what_is_refused() -> None:
    with pytest.raises(s2s.UnsupportedError, match="`import`"):
        s2s.grad(relative)(1.0)
