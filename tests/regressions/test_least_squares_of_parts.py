"""Least squares of parts of one vector: the lengths fit, which the kinds do not tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.linalg

from s2s.testing import check_grads

X = np.array([2.0, 1.0, 1.0, 3.0, 0.5, 0.7])


def of_a_slice(x: Any) -> Any:
    return np.sum(np.linalg.lstsq(x[:4].reshape(2, 2), x[4:], rcond=None)[0] ** 2)


def of_a_diagonal(x: Any) -> Any:
    return np.sum(np.linalg.lstsq(np.diag(x), x.reshape(6), rcond=None)[0] * x)


def of_scipy(x: Any) -> Any:
    return np.sum(scipy.linalg.lstsq(x[:4].reshape(2, 2), x[4:])[0] ** 2)


@pytest.mark.parametrize("fun", [of_a_slice, of_a_diagonal, of_scipy])
def test_every_mix(fun: Callable[..., Any]) -> None:
    check_grads(fun, X, order=2, modes=("rev", "fwd"))
