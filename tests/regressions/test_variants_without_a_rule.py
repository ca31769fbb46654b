"""A variant that has no rule, seen when the derivative runs only, raised an error without a place."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import interpolate

import s2s

X = np.array([0.3, -1.2, 1.4, 0.6, -0.4, 0.9])
PLACES = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.4, 0.6], [0.7, 0.2]])


def smooth(y, s):
    return interpolate.griddata(PLACES, y, np.array([[0.3, 0.4]]), method="cubic")[0] * s


@pytest.mark.parametrize("name", ["grad", "jacobian", "hessian"])
def test_place(name: str) -> None:
    with pytest.raises(
        s2s.NoRuleError, match=r"linear method[\s\S]*test_variants_without_a_rule.py:\d+"
    ):
        getattr(s2s, name)(smooth)(X, 1.2)


def test_place_of_jvp() -> None:
    with pytest.raises(
        s2s.NoRuleError, match=r"linear method[\s\S]*test_variants_without_a_rule.py:\d+"
    ):
        s2s.jvp(smooth, (X, 1.2), (X, 0.0))
