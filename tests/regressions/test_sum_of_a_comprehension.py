"""The adjoint of a sum was dealt out to the items of a list as if it had items itself."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

X = np.array([1.0, -2.0, 3.0])


def of_numbers(x):
    terms = [x * i for i in range(4)]
    return np.sum(terms)


def of_items(x):
    return np.sum([v * v for v in x]) + np.mean([v * 3.0 for v in x if v > 0.0])


def of_rows(x):
    return np.sum([x * i for i in range(3)], axis=0)


def of_pieces(x):
    return np.sum([np.sum(part) ** 2 for part in np.split(x, [1])])


def of_a_display(x):
    return np.sum([x, 2.0]) + np.mean([x, x * x]) + np.sum([[x, 1.0], [2.0, x]], axis=0)[0]


@pytest.mark.parametrize(
    ("fun", "x"),
    [(of_numbers, 2.0), (of_a_display, 3.0), (of_items, X), (of_rows, X), (of_pieces, X)],
)
def test_a_sum_of_a_list(fun, x) -> None:
    check(fun, x)
