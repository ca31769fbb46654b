"""Entropies in programs: of frozen distributions, and of probabilities."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.stats import entropy

from s2s.testing import check

P = np.array([0.2, 0.5, 0.9])
Q = np.array([0.4, 0.1, 0.7])
COV = np.array([[2.0, 0.3], [0.3, 1.5]])

PROGRAMS = {
    "frozen": lambda p: stats.norm(0.0, p[0]).entropy() + stats.gamma(1 + p[1], scale=p[2]).entropy(),
    "of probabilities": lambda p: entropy(p) + entropy(p, base=2),
    "relative": lambda p: entropy(p, Q) * entropy(Q, p),
    "of rows": lambda p: entropy(np.outer(P, Q) + p, axis=1),
    "normal vectors": lambda p: stats.multivariate_normal.entropy(np.zeros(2), p[0] * COV),
    "frozen normal vectors": lambda p: stats.multivariate_normal(np.zeros(2), p[1] * COV).entropy(),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str) -> None:
    check(PROGRAMS[name], P)
