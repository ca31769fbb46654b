"""Solutions of sparse systems by iteration were refused: what moves them is solved for alike."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
import scipy.sparse.linalg as sla

import s2s
from s2s.testing import check

Y = np.array([0.1, 0.5, 0.9, 0.3, 0.2])
OFF = -0.7 * np.ones(4)
MAIN = np.array([4.0, 5.0, 6.0, 4.5, 5.0])
EVEN = sp.diags([OFF, MAIN, OFF], [-1, 0, 1])
UNEVEN = sp.diags([OFF, MAIN, 1.2 * OFF], [-1, 0, 1], format="csr")
COORDINATES = UNEVEN.tocoo()
NEAR = sp.csr_matrix(np.linalg.inv(UNEVEN.toarray() + np.eye(5)))
PROGRAMS = [
    lambda y: sla.cg(EVEN, y, rtol=1e-13)[0],
    lambda y: sla.gmres(UNEVEN, y * y, rtol=1e-13)[0],
    lambda y: sla.gmres(UNEVEN, y, rtol=1e-13, M=NEAR)[0],
    lambda y: sla.bicg(UNEVEN, y, np.ones(5), rtol=1e-13)[0],
    lambda y: sla.bicgstab(COORDINATES, y, rtol=1e-13)[0],
    lambda d: sla.gmres(
        sp.diags([OFF, d * d + 4, 1.2 * OFF], [-1, 0, 1], format="csr"), d, rtol=1e-13
    )[0],
    lambda d: sla.cg(sp.diags([OFF, d * d + 4, OFF], [-1, 0, 1]), d, rtol=1e-13)[0],
    lambda d: sla.cg(sp.diags([d[1:], d + 4, d[1:]], [-1, 0, 1], format="csc"), d, rtol=1e-13)[0],
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_program(program) -> None:
    check(program, Y, rtol=1e-5)
    gradient = s2s.grad(lambda y: np.sum(program(y) ** 2))
    hessian = s2s.jacfwd(gradient)(Y)
    again = s2s.jacrev(gradient)(Y)
    for i, step in enumerate(1e-5 * np.eye(5)):
        expected = (gradient(Y + step) - gradient(Y - step)) / 2e-5
        assert hessian[:, i] == pytest.approx(expected, abs=1e-8)
        assert again[:, i] == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (lambda y: sla.cg(np.diag(MAIN), y)[0], "make it one with"),
        (lambda y: sla.cg(sla.aslinearoperator(EVEN), y)[0], "make it one with"),
        (lambda y: sla.cg(EVEN, y, callback=print)[0], "without `callback`"),
        (lambda y: sla.gmres(EVEN, y, restart=3)[0], "`restart`"),
    ],
)
def test_what_is_not_known(program, words: str) -> None:
    with pytest.raises(s2s.S2SError, match=words):
        s2s.vjp(program, Y)
