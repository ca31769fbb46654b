"""Arrays made from iterables, and loops over the indices and elements of arrays."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


def from_generator(x):
    return np.sum(np.fromiter((v * v for v in x), float) ** 2)


def from_list_with_count(x):
    return np.sum(np.fromiter([v * v for v in x], float, 2) ** 2)


def enumerated(x):
    total = 0.0
    for (i, j), v in np.ndenumerate(np.outer(x, x)):
        total += (i + 1) * (j + 2) * v * v
    return total


@pytest.mark.parametrize("program", [from_generator, from_list_with_count, enumerated])
def test_program(program) -> None:
    check(program, np.array([0.4, 1.3, -0.7]))
