"""Stacks of matrices, which SciPy takes now: gradients of pivoted factors were wrong, others failed inside."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.linalg as sl

import s2s
from s2s.testing import check

T = np.sin(np.arange(18.0) ** 1.3).reshape(2, 3, 3) + np.diag([0.5, 1.5, 2.5])
TALL = np.cos(np.arange(24.0) ** 1.2).reshape(2, 4, 3)
WIDE = np.swapaxes(TALL, 1, 2).copy()
S = T @ np.swapaxes(T, 1, 2) + 2 * np.eye(3)
D = T + 3 * np.eye(3)
B = np.cos(np.arange(12.0) * 1.3).reshape(2, 3, 2)
C = np.cos(np.arange(6.0) * 1.3).reshape(2, 3) + [3.0, 0.0, 0.0]


def weighed(found: Any) -> Any:
    return np.sum(found**2 * np.cos(np.arange(found.size) * 1.7 + 0.3).reshape(found.shape))


PROGRAMS = {
    "qr, pivoting": (lambda a: weighed(sl.qr(a, pivoting=True)[1]), T),
    "q of qr, pivoting": (lambda a: weighed(sl.qr(a, pivoting=True)[0]), T),
    "qr economic, pivoting": (lambda a: weighed(sl.qr(a, mode="economic", pivoting=True)[1]), TALL),
    "qr wide, pivoting": (lambda a: weighed(sl.qr(a, pivoting=True)[1]), WIDE),
    "r": (lambda a: weighed(sl.qr(a, mode="r")), T),
    "r tall": (lambda a: weighed(sl.qr(a, mode="r")), TALL),
    "r wide": (lambda a: weighed(sl.qr(a, mode="r")), WIDE),
    "r, pivoting": (lambda a: weighed(sl.qr(a, mode="r", pivoting=True)[0]), T),
    "r tall, pivoting": (lambda a: weighed(sl.qr(a, mode="r", pivoting=True)[0]), TALL),
    "one r": (lambda a: weighed(sl.qr(a, mode="r")[0]), TALL[0]),
    "one r, pivoting": (lambda a: weighed(sl.qr(a, mode="r", pivoting=True)[0]), TALL[0][:, ::-1]),
    "lu_factor": (lambda a: weighed(sl.lu_factor(a)[0]), T),
    "lu_factor tall": (lambda a: weighed(sl.lu_factor(a)[0]), TALL),
    "lu_factor wide": (lambda a: weighed(sl.lu_factor(a)[0]), WIDE),
    "triangles, one vector": (lambda a: weighed(sl.solve_triangular(a, B[0, :, 0])), D),
    "triangles by the vector": (lambda b: weighed(sl.solve_triangular(D, b, 1, lower=True)), B[0, :, 0]),
    "triangles": (lambda a: weighed(sl.solve_triangular(a, B, 1, lower=True)), D),
    "eigvals": (lambda a: weighed(np.abs(sl.eigvals(a))), S),
    "pairs": (lambda a: weighed(sl.eigh(a, S[::-1], eigvals_only=True)), S),
    "some eigenvectors": (lambda a: weighed(sl.eigh(a, subset_by_index=[0, 1])[1]), S),
    "pinvh": (lambda a: weighed(sl.pinvh(a)), S),
    "block_diag": (lambda a: weighed(sl.block_diag(a, TALL[0], [2.0], a[0])), T),
    "khatri_rao": (lambda a: weighed(sl.khatri_rao(a, TALL)), T),
    "khatri_rao with one": (lambda a: weighed(sl.khatri_rao(TALL, a)), T[0]),
    "toeplitz": (lambda c: weighed(sl.toeplitz(c)), C),
    "toeplitz of one row": (lambda c: weighed(sl.toeplitz(C, c)), C[0]),
    "circulant": (lambda c: weighed(sl.circulant(c)), C),
    "convolution_matrix": (lambda c: weighed(sl.convolution_matrix(c, 4)), C),
    "sylvester": (lambda q: weighed(sl.solve_sylvester(D, S, q)), T),
    "sylvester of one": (lambda q: weighed(sl.solve_sylvester(D, S, q)), T[0]),
    "lyapunov": (lambda q: weighed(sl.solve_continuous_lyapunov(D, q)), S),
    "discrete lyapunov": (lambda q: weighed(sl.solve_discrete_lyapunov(T / 9, q)), S[0]),
    "banded by sides": (lambda b: weighed(sl.solve_banded((1, 1), D[0], b)), B),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str) -> None:
    program, x = PROGRAMS[name]
    check(program, np.ascontiguousarray(x))


REFUSED = [
    (lambda a: weighed(sl.solve_banded((1, 1), a, B)), D),
    (lambda a: weighed(sl.solve_banded((1, 1), a, B)), D[0]),
    (lambda a: weighed(sl.solveh_banded(a, B)), np.abs(D[:, :2]) + [[0.0], [4.0]]),
    (lambda c: weighed(sl.solve_toeplitz(c, B)), C),
    (lambda a: weighed(sl.lstsq(a, B)[0]), D),
    (lambda a: weighed(sl.cho_factor(a)[0]), S),
    (lambda a: weighed(sl.cho_solve((a, False), B)), D),
    (lambda a: weighed(sl.lu_solve(sl.lu_factor(a), B)), T),
    (lambda a: weighed(sl.solve_sylvester(a, S, T)), D),
    (lambda a: weighed(sl.solve_discrete_lyapunov(a, S)), T / 9),
    (lambda c: weighed(sl.companion(c)), C),
]


@pytest.mark.parametrize("program, x", REFUSED)
def test_refused(program: Any, x: Any) -> None:
    with pytest.raises(s2s.NoRuleError, match="for a stack"):
        s2s.grad(program)(x)
    with pytest.raises(s2s.NoRuleError, match="for a stack"):
        s2s.jvp(program, (x,), (x,))


def test_hermitian_pseudoinverse() -> None:
    z = T[0] + 1j * T[1]
    s2s.check_grads(lambda a: weighed(np.abs(sl.pinvh(a) + 0.3j)), z @ z.conj().T + np.eye(3))
    s2s.check_grads(lambda a: weighed(np.real(sl.pinvh(a))), z, modes=("rev", "fwd"))
