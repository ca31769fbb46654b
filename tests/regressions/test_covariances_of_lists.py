"""Covariances of lists failed: a list was taken for the description of a dtype."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

L = [0.3, 0.7, 0.2, 0.9]

PROGRAMS = [
    lambda x: np.cov(x) * 1.0,
    lambda x: np.cov(x, [1.0, 2.0, 4.0, 3.0])[0, 1],
    lambda x: np.cov([x, [1.0, 2.0, 4.0, 3.0]], bias=True)[0, 1],
    lambda x: np.sum(np.cov([x, x[::-1]], fweights=[1, 2, 3, 1], aweights=x) ** 3),
    lambda x: np.corrcoef(x, x[::-1])[0, 1],
    lambda x: np.corrcoef(x, np.arange(4.0))[0, 1],
    lambda x: np.corrcoef([1.0, 2.0, 4.0, 3.0], x)[0, 1] ** 2,
]


@pytest.mark.parametrize("x", [L, tuple(L), np.array(L)], ids=["list", "tuple", "array"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_program(program, x) -> None:
    check(program, x)


def test_lists_of_complex_numbers() -> None:
    check(lambda x: np.real(np.cov([x[0] * 1j, x[1], x[2]])) * 1.0, L)
