"""Second derivatives of elliptic integrals and functions asked for a rule of `elliprd`; there was none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

import s2s
from s2s.testing import check

X = np.array([0.7, 0.4])


@pytest.mark.parametrize(
    "program",
    [
        lambda v: special.elliprd(v[0], v[1], 1.3) + special.elliprd(0.2, v[0], v[1]),
        lambda v: special.ellipk(v[0]) + special.ellipe(v[1]) * special.ellipkm1(v[0]),
        lambda v: special.ellipkinc(v[0], v[1]),
        lambda v: special.ellipeinc(v[0], v[1]),
        lambda v: special.ellipj(v[0], v[1])[0] + special.ellipj(v[0], v[1])[3],
        lambda v: special.agm(v[0], v[1]),
        lambda v: special.elliprc(v[0], v[1]),
        lambda v: special.elliprf(v[0], v[1], 0.9) + special.elliprg(v[0], v[1], 0.9),
    ],
)
def test_hessian(program) -> None:
    gradient = s2s.grad(program)
    found = s2s.hessian(program)(X)
    again = s2s.jacrev(gradient)(X)
    for i, step in enumerate(1e-6 * np.eye(2)):
        expected = (gradient(X + step) - gradient(X - step)) / 2e-6
        assert found[:, i] == pytest.approx(expected, abs=1e-8)
        assert again[:, i] == pytest.approx(expected, abs=1e-8)


def test_arguments_that_are_close() -> None:
    """A quotient of differences cancels there; of equal arguments they are -3/10, -3/10 and -9/10."""
    for near in (1.0, 1.0 + 1e-9, 1.0 - 1e-7):
        found = s2s.vjp(special.elliprd, 1.0, 1.0, near)[1](1.0)
        assert found == pytest.approx((-0.3, -0.3, -0.9), rel=1e-6)
    check(special.elliprd, np.array([0.3, 2.0]), 1.7, np.array([[0.4], [3.0]]))
    check(special.elliprd, 1e-4, 3.0, 200.0, rtol=1e-5)
