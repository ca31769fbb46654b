"""Filters of images and sums over regions: the values are SciPy's, and they move as they should."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.ndimage as sn

import s2s
from s2s.testing import check

X = np.random.default_rng(3).normal(size=(5, 6))
LABELS = np.arange(30).reshape(5, 6) // 9


def edges(x):
    flat = sn.sobel(x) + sn.sobel(x, 0, mode="nearest") + sn.prewitt(x, mode="constant", cval=0.3)
    return np.sum((flat + sn.laplace(x) + sn.laplace(x, mode="wrap")) ** 2)


def blurred_edges(x):
    both = sn.gaussian_laplace(x, 0.8) + sn.gaussian_laplace(x, [0.7, 0.9], mode="mirror")
    steep = sn.gaussian_gradient_magnitude(x, 0.8) * sn.gaussian_gradient_magnitude(x[0], 0.9)
    return np.sum((both + steep) ** 2)


def chosen(x):
    rows = sn.median_filter(x, 3) + sn.maximum_filter(x, (2, 3)) * sn.minimum_filter(x, size=2)
    return np.sum((rows + sn.percentile_filter(x[0], 30, 3)) ** 2)


def regions(x):
    sums = sn.sum_labels(x, LABELS, [3, 0, 7]) ** 2 + sn.sum(x, LABELS, 2) * sn.mean(x, LABELS)
    spread = sn.variance(x, LABELS, [1, 2]) + sn.standard_deviation(x, LABELS, index=1)
    ends = sn.maximum(x, LABELS, [1, 2]) * sn.minimum(x, LABELS, [0, 2]) + sn.maximum(x) * sn.minimum(x, LABELS)
    sums = np.concatenate((sums, ends, sn.center_of_mass(x**2), sn.center_of_mass(x**2, LABELS, 1)))
    return np.sum(sums) + np.sum(spread**2) + sn.variance(x) * sn.mean(x**2) + sn.sum(x**3)


def of_a_width(x):
    width = 0.5 + x[0, 0] ** 2 * 0.1
    whole = sn.gaussian_filter(x, width, mode="wrap") + sn.gaussian_filter(x, [0.8, width], mode=("nearest", "constant"))
    return np.sum(whole**2) + np.sum(sn.gaussian_filter1d(x, width, 0, truncate=3.0) ** 2)


@pytest.mark.parametrize("program", [edges, blurred_edges, chosen, regions, of_a_width])
def test_program(program: Any) -> None:
    check(program, X)


@pytest.mark.parametrize(
    "program",
    [
        lambda x: np.sum(sn.laplace(x, mode="constant", cval=x[0, 0])),
        lambda x: np.sum(sn.gaussian_laplace(x, x[0, 0] ** 2 + 1)),
        lambda x: np.sum(sn.maximum_filter(x, 3, mode="constant", cval=x[0, 0])),
    ],
)
def test_what_an_image_is_taken_with_has_no_derivative(program: Any) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(program)(X)
