"""Which code is the user's: s2s reads it, and differentiates with respect to its objects."""

from __future__ import annotations

import sys

_LIBRARIES = frozenset(sys.stdlib_module_names) - {"__main__"} | {
    "builtins", "numpy", "scipy", "s2s",
}  # fmt: skip


def is_library(module: str | None) -> bool:
    """Whether a module, given by its dotted name, is Python's own, NumPy's, SciPy's or s2s's.

    >>> is_library("numpy.linalg"), is_library("__main__")
    (True, False)
    """
    return (module or "").split(".")[0] in _LIBRARIES
