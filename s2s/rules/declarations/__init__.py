"""The declarations themselves, by theme; importing this package makes them all."""

from s2s.rules.declarations import (
    builtin_functions,
    composites,
    creation,
    cumulative,
    fourier,
    joining,
    linear_algebra,
    math_functions,
    operators,
    products,
    reductions,
    runtime_functions,
    selecting,
    shapes,
    ufunc_methods,
    ufuncs,
)

__all__ = [
    "builtin_functions",
    "composites",
    "creation",
    "cumulative",
    "fourier",
    "joining",
    "linear_algebra",
    "math_functions",
    "operators",
    "products",
    "reductions",
    "runtime_functions",
    "selecting",
    "shapes",
    "ufunc_methods",
    "ufuncs",
]
