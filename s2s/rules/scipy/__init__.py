"""Rules of SciPy's functions; imported once the user's program has imported SciPy."""

from s2s.rules.scipy import (
    bessel,
    discrete,
    distributions,
    error_functions,
    fourier,
    gamma_functions,
    integrals,
    linear_algebra,
    orthogonal,
    signals,
)

__all__ = [
    "bessel", "discrete", "distributions", "error_functions", "fourier", "gamma_functions", "integrals",
    "linear_algebra", "orthogonal", "signals",
]  # fmt: skip
