"""What NumPy takes for a line of one element: a number. And what is the mean of nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check

NUMBERS = [0.7, 0.0, np.array(0.7), np.array(0.0), np.float32(0.7)]
LINE = np.array([1.0, -2.0, 3.0])


def running_sums(x):
    return np.cumsum(x, 0)[0] ** 2 + np.nancumsum(x, -1)[0] + np.cumsum(x)[0]


def running_products(x):
    return np.cumprod(x, 0)[0] ** 2 + np.nancumprod(x, -1)[0] + np.cumulative_prod(x)[0]


def spread_out(x):
    return np.sum(np.convolve(x, LINE) ** 2 + np.convolve(LINE, x, "same")) + np.convolve(x, x)[0]


@pytest.mark.parametrize("x", NUMBERS, ids=repr)
@pytest.mark.parametrize("program", [running_sums, running_products, spread_out])
def test_number(program: Any, x: Any) -> None:
    check(program, x)
    assert np.shape(s2s.grad(program)(x)) == ()


def test_window_of_a_number_of_single_precision() -> None:
    check(lambda x: np.sum(np.kaiser(5, x) * np.arange(5.0)), np.float32(0.7))


@pytest.mark.filterwarnings("ignore:Mean of empty slice", "ignore:invalid value")
@pytest.mark.parametrize("shape", [(0, 4), (0,), (3, 0)])
@pytest.mark.parametrize(
    "mean", [lambda x: np.mean(x), lambda x: x.mean(), lambda x: np.sum(np.mean(x, 0))]
)
def test_mean_of_nothing(mean: Any, shape: Any) -> None:
    x = np.zeros(shape)
    assert s2s.grad(mean)(x).shape == shape
    assert s2s.hvp(mean)(x, x).shape == shape
