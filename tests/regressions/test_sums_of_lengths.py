"""The sum of two unknown lengths looked like a constant, which the generated code then held."""

from __future__ import annotations

from itertools import islice, product

import numpy as np

from s2s.analyse.symbols import _pairs
from s2s.testing import check


def test_no_sum_of_lengths_is_a_constant() -> None:
    pairs = list(islice(_pairs(), 40))
    assert len({a - b for a, b in pairs}) == len(pairs)
    for (a, b), (c, d) in product(pairs, pairs):
        assert a + c != b + d


def test_parts_joined_again() -> None:
    def program(x, n):
        for _ in range(n):
            k = len(x) - 1
            x = np.concatenate((x[:k] * x[0], x[k:]))[1:]
        return x

    check(program, np.array([1.5, 2.0, -0.5, 0.25, 3.0]), 2)
