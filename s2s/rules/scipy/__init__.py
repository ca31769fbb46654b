"""Rules of SciPy's functions; imported once the user's program has imported SciPy."""

from s2s.rules.scipy import (
    bessel,
    discrete,
    distributions,
    error_functions,
    gamma_functions,
    integrals,
    linear_algebra,
    orthogonal,
)

__all__ = [
    "bessel", "discrete", "distributions", "error_functions", "gamma_functions", "integrals",
    "linear_algebra", "orthogonal",
]  # fmt: skip
