"""A package that calls a function what its module is called."""

from tests.regressions.shadowed.solve import solve

__all__ = ["solve"]
