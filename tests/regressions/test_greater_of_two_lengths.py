"""`max(len(a), len(x))` took the length that was greater for the stand-ins for the greater one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s.testing import check


def of_a_constant(x):
    a = np.array([1.0, -0.5 * x[0], 0.1 * x[1]])
    b = np.concatenate((a, np.zeros(max(len(a), len(x)) - len(a))))
    return np.sum(b[1:] * 2.0 * x[0])


def the_least(x):
    y = np.zeros(min(3, len(x)))
    y[:] = x[:3]
    return np.sum(y[1:] * x[0]) + np.sum(y**2)


def of_a_longer_one(x):
    n = max(len(x) + 2, 8)
    return np.sum(np.ones(n) * x[0] * np.concatenate((x, np.ones(n - len(x)))))


@pytest.mark.parametrize("program", [of_a_constant, the_least, of_a_longer_one])
def test_program(program: Any) -> None:
    check(program, np.array([0.4, 0.7]))
