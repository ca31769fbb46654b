"""What stands for ``scipy.stats.gaussian_kde``: a density as a sum of bells, one at each point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import float_matrix, float_vector
from s2s.runtime.scipy_interpolators import passive_points


@dataclass
class Density:
    """``scipy.stats.gaussian_kde``."""

    dataset: Any
    _weights: Any
    covariance: Any
    cho_cov: Any

    def evaluate(self, points: Any) -> Any:
        """The density at points."""
        found = passively(density_at, self, points, "evaluate")
        energies, size = self.exponents(points)
        bells = np.exp(energies) * np.expand_dims(self._weights, 1)
        return as_value(np.sum(bells, axis=0) / size, found)

    def __call__(self, points: Any) -> Any:
        """The same."""
        return self.evaluate(points)

    def pdf(self, x: Any) -> Any:
        """The same."""
        return self.evaluate(x)

    def logpdf(self, x: Any) -> Any:
        """The logarithm of the density at points."""
        found = passively(density_at, self, x, "logpdf")
        energies, size = self.exponents(x)
        terms = energies + np.log(np.expand_dims(self._weights, 1))
        return as_value(scipy.special.logsumexp(terms, axis=0) - np.log(size), found)

    def exponents(self, points: Any) -> Any:
        """The exponent of each bell at each point, and what all are divided by."""
        rows = len(self.dataset)
        at = np.reshape(np.asarray(points) * 1.0, (rows, -1))
        root = np.linalg.cholesky(self.covariance)
        gaps = np.expand_dims(self.dataset, 2) - np.expand_dims(at, 1)
        white = np.linalg.solve(root, np.reshape(gaps, (rows, -1)))
        energies = np.reshape(-0.5 * np.sum(white**2, axis=0), np.shape(gaps)[1:])
        return energies, math.sqrt(2 * math.pi) ** rows * np.prod(np.diag(root))


def kernel_density(dataset: Any, bw_method: Any = None, weights: Any = None) -> Any:
    """``scipy.stats.gaussian_kde``, by the points: the width is a multiple of their covariance."""
    rule, shares = passive_points(bw_method), passive_points(weights)
    made = passively(scipy.stats.gaussian_kde, dataset, rule, shares)
    points = np.atleast_2d(np.asarray(dataset) * 1.0)
    among = np.atleast_2d(np.cov(points, bias=False, aweights=shares))
    covariance = as_value(among * made.factor**2, float_matrix(made.covariance))
    return Density(points, float_vector(made.weights), covariance, made.cho_cov)


def density_at(density: Any, points: Any, method: str) -> Any:
    """What SciPy computes."""
    made: Any = object.__new__(scipy.stats.gaussian_kde)
    made.dataset, made.covariance = density.dataset, density.covariance
    made.d, made.n = np.shape(density.dataset)
    made._weights, made.cho_cov = density._weights, density.cho_cov
    return getattr(made, method)(points)
