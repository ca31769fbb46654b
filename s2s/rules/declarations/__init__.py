"""The declarations themselves, by theme; importing this package makes them all."""

from s2s.rules.declarations import (
    builtin_functions,
    creation,
    cumulative,
    joining,
    math_functions,
    operators,
    products,
    reductions,
    selecting,
    shapes,
    ufuncs,
)

__all__ = [
    "builtin_functions",
    "creation",
    "cumulative",
    "joining",
    "math_functions",
    "operators",
    "products",
    "reductions",
    "selecting",
    "shapes",
    "ufuncs",
]
