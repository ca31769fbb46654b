"""Calls of ``scipy.stats``, beyond those that the domains of parameters give."""

from __future__ import annotations

import numpy as np

from s2s.rules.scipy.distributions import STANDARD
from tests.rules.checker import call
from tests.rules.samples.arrays import arr
from tests.rules.samples.scipy_linear_algebra_samples import spd

_SHAPES = {name: [1.3] * len(about.shapes) for name, about in STANDARD.items()}
_SHAPES |= {"truncnorm": [-1.3, 1.5], "loguniform": [0.3, 3.0], "triang": [0.8]}
_PLACES = {"pareto": 1.4, "loguniform": 1.4}
_FAR = np.array([-7.5, 0.4, 1.7, 9.5])  # on both sides of most supports
_METHODS = ("pdf", "cdf", "sf")
_NORMAL = [
    call(arr(3), arr(3, seed=1), spd(3)), call(arr(4, 3), arr(3, seed=1), spd(3)),
    call(arr(2, 4, 2), arr(2, seed=1), spd(2)), call(arr(3), cov=spd(3)), call(1.3, 0.2, 1.7),
    call(arr(4), 0.2, 1.7), call(arr(4)), call(arr(4, 2), arr(2, seed=1), 1.7),
    call(arr(4, 2), arr(2, seed=1), np.array([0.7, 1.9])),
    call(arr(3), arr(3, seed=1), spd(3) + np.triu(arr(3, 3), 1)),
]  # fmt: skip

SAMPLES = {
    **{
        f"scipy.stats.{name}.{method}": [
            call(_PLACES.get(name, 0.6), *shapes),
            *([call(_FAR, *shapes), call(_FAR, *shapes, 0.1, 1.2)] if method in _METHODS else []),
        ]
        for name, shapes in _SHAPES.items()
        for method in ("logpdf", *_METHODS, "logcdf", "logsf")
        if name != "vonmises"
    },
    **{f"scipy.stats.{name}.interval": [call(0.9, *shapes, 0.3, 1.2)] for name, shapes in _SHAPES.items()},
    "scipy.stats.norm.logcdf": [call(arr(3, low=-30.0, high=20.0)), call(-9.0, 0.1, 1.2)],
    "scipy.stats.norm.logsf": [call(arr(3, low=-20.0, high=30.0)), call(9.0, 0.1, 1.2)],
    "scipy.stats.poisson.pmf": [call(np.array([-1, 2]), 1.3), call(2, arr(3, low=0.2), 1)],
    "scipy.stats.binom.cdf": [call(np.array([-1, 0, 2, 3, 7]), 3, 0.4), call(2.6, 5, 0.4)],
    "scipy.stats.geom.cdf": [call(np.array([-1, 0, 1, 4]), 0.4)],
    "scipy.stats.multivariate_normal.entropy": [
        call(np.zeros(2), np.array([[2.0, 0.3], [0.3, 1.5]])), call(np.zeros(2), np.array([1.5, 0.7])),
        call(None, 1.7), call(np.zeros(3), 1.7),
    ],
    "scipy.stats.multivariate_normal.logpdf": _NORMAL,
    "scipy.stats.multivariate_normal.pdf": _NORMAL,
}
