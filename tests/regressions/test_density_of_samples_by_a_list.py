"""The densities of several samples, by a mean given as a list, were taken for one number."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats

from s2s.testing import check

SAMPLES = np.array([[0.3, 0.7], [1.1, 0.2], [0.0, 0.4]])
WEIGHTS = np.array([0.5, -1.0, 2.0])


@pytest.mark.parametrize(
    "fun",
    [
        lambda x, w: np.sum(scipy.stats.multivariate_normal.logpdf(x, mean=[0.0, 0.0])),
        lambda x, w: np.sum(scipy.stats.multivariate_normal.pdf(x, mean=[0.0, 0.0]) * w),
    ],
)
def test_density(fun) -> None:
    check(fun, SAMPLES, WEIGHTS)
