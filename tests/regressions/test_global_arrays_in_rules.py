"""Arrays that the program reads as globals are arguments of rules like any others."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

PLACES = np.array([0, 2, 2, 1])
MASK = np.array([True, False, True, True])
WEIGHTS = np.array([2.0, 3.0, 4.0, 5.0])


def counted(x):
    return np.sum(np.bincount(PLACES, x * x) ** 2)


def masked(x):
    return np.sum(x * x, where=MASK) + np.sum(x.prod(where=MASK) * np.where(MASK, x, x * x))


def weighed(x):
    return np.sum(np.multiply(x, WEIGHTS) * np.hypot(WEIGHTS, x))


def mixed(x, z):
    return np.sum(np.abs(np.concatenate([x, z])) ** 2)


@pytest.mark.parametrize("program", [counted, masked, weighed])
def test_global_arrays(program) -> None:
    check(program, np.array([1.0, 2.0, 3.0, 4.0]))


def test_real_and_complex_parts_of_one_list() -> None:
    check(mixed, np.array([1.0, 2.0]), np.array([0.5 + 1.0j]))


def test_single_precision_that_is_summed_in_double() -> None:
    check(lambda x: np.sum(x * x, axis=1, dtype=np.float64), np.ones((2, 3), np.float32))


def test_arrays_of_rank_zero() -> None:
    check(lambda x, y: np.sum(x * y), np.array(1.5), np.array([1.0, 2.0]))
