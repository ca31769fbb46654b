"""`|n - m| + 1` looked like a constant: under both assignments of lengths it had the same size."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from s2s.analyse.symbols import Symbols
from s2s.testing import check


@pytest.mark.parametrize("sizes", [(6, 3), (3, 6), (7, 2), (4, 4)])
@pytest.mark.parametrize("function", [np.convolve, np.correlate])
def test_valid_part_summed(function, sizes) -> None:
    x, k = (np.sin(np.arange(1.0, n + 1)) for n in sizes)
    check(lambda x, k: np.sum(function(x, k, "valid")), x, k)


def test_no_two_lengths_have_their_sum_or_difference_in_common() -> None:
    symbols = Symbols()
    pairs = [symbols.pair(i) for i in range(12)]
    assert all(low < high for low, high in pairs)
    for one, other in itertools.combinations(pairs, 2):
        assert abs(one[0] - other[0]) != abs(one[1] - other[1])
