"""Transforms of real numbers that go over an axis twice had wrong gradients, with no error."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s.testing import check

X = np.random.default_rng(0).normal(size=(3, 4, 5))


@pytest.mark.parametrize("norm", [None, "ortho", "forward"])
@pytest.mark.parametrize(
    ("axes", "s"),
    [((0, 0), None), ((1, 0, 1), None), ((0, -3), None), ((2, 1, 2), (3, 6, 7)), ((1, 1), (4, 3))],
)
def test_of_real_numbers(axes: Any, s: Any, norm: Any) -> None:
    check(lambda x: np.fft.rfftn(x, s, axes, norm), X)
    check(lambda x: np.fft.irfftn(x, s, axes, norm), X)
    check(lambda x: np.fft.irfftn(x * (1 + 0.3j), s, axes, norm), X)


def test_of_complex_numbers() -> None:
    check(lambda x: np.fft.fftn(x, axes=(0, 0)), X)
    check(lambda x: np.fft.fftn(x, (3, 4), (0, 0)), X)
    check(lambda x: np.fft.ifftn(x * (1 + 0.3j), (3, 4, 2), (0, 1, 0)), X)
