"""Extreme value distributions at the shape 0, and near it; entropies of impossible outcomes; `pinvh`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.linalg
from scipy import stats

import s2s
from s2s.testing import check

# The slope by x and by c at x = 0.5 and c = 0, by the series of the logarithm of the density.
AT_ZERO = {
    stats.genextreme: (np.exp(-0.5) - 1, 0.125 * (np.exp(-0.5) - 1) + 0.5),
    stats.genpareto: (-1.0, -0.375),
}


@pytest.mark.parametrize("near", [0.0, 1e-12, -1e-9])
@pytest.mark.parametrize("family", AT_ZERO)
def test_log_density(family: Any, near: float) -> None:
    slopes = s2s.grad(lambda x, c: family.logpdf(x, c), argnums=(0, 1))(0.5, near)
    np.testing.assert_allclose(slopes, AT_ZERO[family], rtol=1e-8)


@pytest.mark.parametrize("c", [0.0, 0.02, -0.3, np.array([0.0, 0.2, -0.1])], ids=str)
@pytest.mark.parametrize("name", ["logpdf", "cdf", "sf", "logsf"])
@pytest.mark.parametrize("family", AT_ZERO)
def test_near_zero(family: Any, name: str, c: Any) -> None:
    function = getattr(family, name)
    check(lambda x, c: function(x, c), 0.5, c)


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_entropy_of_what_never_happens() -> None:
    p = np.array([0.0, 0.5, 0.5])
    slope = s2s.grad(lambda p: stats.entropy(p))(p)
    assert slope[0] == np.inf
    np.testing.assert_allclose(slope[1:], 0.0, atol=1e-15)
    relative = s2s.grad(lambda p: stats.entropy(p, np.array([0.2, 0.3, 0.6])))(p)
    assert relative[0] == -np.inf
    assert np.all(np.isfinite(relative[1:]))


def test_entropies() -> None:
    rows = np.random.default_rng(0).uniform(0.2, 1.0, (3, 4))
    check(lambda p: stats.entropy(p, axis=1, keepdims=True), rows)
    check(lambda p, q: stats.entropy(p, q, base=2), rows, rows[::-1].copy())
    check(lambda p, q: stats.entropy(p, q), rows, rows[:, :1].copy())


def test_inverse_of_hermitian_matrices() -> None:
    rng = np.random.default_rng(6)
    z = rng.normal(size=(3, 3)) + 1j * rng.normal(size=(3, 3))
    h = z @ z.conj().T + np.eye(3)
    check(lambda a: scipy.linalg.pinvh(a), h)
    check(lambda a: scipy.linalg.pinvh(a), h.real)
