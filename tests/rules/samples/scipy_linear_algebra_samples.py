"""Calls of ``scipy.linalg``."""

from __future__ import annotations

import numpy as np
import scipy.linalg

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32


def square(n: int, seed: int = 0) -> np.ndarray:
    """A matrix that is well conditioned and not symmetric."""
    return arr(n, n, seed=seed) + 3 * np.diag(np.arange(1.0, n + 1))


def spd(n: int, seed: int = 0) -> np.ndarray:
    """A symmetric positive definite matrix."""
    a = arr(n, n, seed=seed)
    return a @ a.T + n * np.eye(n)


def _loose(*args, tolerance: float = 2e-5, **kwargs) -> Call:
    return Call(args, kwargs, tolerance=tolerance)


_A, _Z = square(3), square(3) + 1j * arr(3, 3, seed=9)
_STACK = np.stack([square(3), square(3, 1)])
_B, _BB = arr(3, seed=4), arr(3, 2, seed=5)
_BAND = np.array([[0.0, 0.5, -0.3, 0.2], [3.0, 4.0, 5.0, 3.5], [0.7, -0.2, 0.4, 0.0]])
_BAND2 = np.vstack([_BAND, [[0.3, 0.1, 0.0, 0.0]]])
_HALF = np.array([[0.0, 0.5, -0.3, 0.2], [3.0, 4.0, 5.0, 3.5]])
_LOWER_HALF = np.array([[3.0, 4.0, 5.0, 3.5], [0.5, -0.3, 0.2, 0.0]])
_LU = scipy.linalg.lu_factor(arr(4, 4))
_CHO = scipy.linalg.cho_factor(spd(3))
_LOW_CHO = scipy.linalg.cho_factor(spd(3), lower=True)
_C, _R = np.array([4.0, 0.5, -0.3]), np.array([4.0, 0.7, 0.2])
_EQUATION = [call(_A, spd(3)), call(_A, arr(3, 3, seed=2))]
_STABLE = 0.3 * arr(3, 3)

SAMPLES: dict[str, list[Call]] = {
    f"scipy.linalg.{name}": calls
    for name, calls in {
        "inv": [
            call(_A), call(_Z), call(_STACK), _loose(_A.astype("f4")),
            call(spd(3), assume_a="pos", lower=True), call(spd(3), assume_a="sym"),
        ],
        "det": [call(_A), call(_Z), call(_STACK), call(np.ones((2, 2)))],
        "solve": [
            call(_A, _B), call(_A, _BB), call(_Z, _B), call(_A, cplx(3)), call(_A, _B, transposed=True),
            call(_A, _BB, transposed=True), _loose(_A.astype("f4"), f32(3)),
            *(call(spd(3), b, assume_a=kind, lower=low) for kind in ("sym", "pos", "her")
              for low in (False, True) for b in (_B, _BB)),
            call(_A, _B, assume_a="upper triangular"), call(_A, _BB, assume_a="lower triangular"),
            call(_A, _B, assume_a="diagonal"), call(_A, _B, assume_a="gen"), call(_STACK, _BB),
        ],
        "solve_triangular": [
            call(_A, b, trans, lower, unit)
            for b in (_B, _BB) for trans in (0, 1, "T") for lower in (False, True)
            for unit in (False, True)
        ] + [call(_A, _B), _loose(_A.astype("f4"), f32(3))],
        "solve_banded": [
            call((1, 1), _BAND, arr(4)), call((1, 1), _BAND, arr(4, 2)), call((2, 1), _BAND2, arr(4)),
            call((0, 1), _BAND[:2], arr(4)),
        ],
        "solveh_banded": [
            call(_HALF, arr(4)), call(_HALF, arr(4, 2)), call(_LOWER_HALF, arr(4), lower=True),
        ],
        "solve_toeplitz": [
            call(_C, _B), call((_C, _R), _B), call((_C, _R), _BB), call((_C, _R[:3]), _B),
        ],
        "lstsq": [call(arr(4, 2), arr(4)), call(arr(4, 2), arr(4, 2, seed=3))],
        "pinv": [call(arr(4, 2)), call(arr(2, 3)), call(cplx(3, 2))],
        "cholesky": [
            call(spd(3)), call(spd(3), True), call(spd(3) + np.triu(arr(3, 3), 1), lower=True),
            call(spd(3) + np.tril(arr(3, 3), -1)),
        ],
        "cho_factor": [call(spd(3)), call(spd(3), True), call(spd(3) + np.tril(arr(3, 3), -1))],
        "cho_solve": [
            call(c, b) for c in (_CHO, _LOW_CHO) for b in (_B, _BB)
        ],
        "lu_factor": [call(arr(4, 4)), call(arr(4, 2)), call(arr(2, 4)), call(_A), call(arr(3, 3) + 1j * arr(3, 3, seed=2))],
        "lu_solve": [
            call(_LU, b, trans) for b in (arr(4), arr(4, 2)) for trans in (0, 1)
        ],
        "lu": [call(arr(4, 4)), call(arr(4, 2)), call(arr(2, 4)), call(arr(2, 3, 4)), call(_A), call(arr(3, 3) + 1j * arr(3, 3, seed=2))],
        "qr": [
            call(_A), call(arr(4, 2), mode="economic"), call(arr(2, 4), mode="economic"),
            call(arr(4, 2), mode="r"), call(arr(4, 3), mode="economic", pivoting=True), call(arr(2, 4)),
        ],
        "eigh": [  # this driver keeps the signs of vectors
            call(spd(3), driver="evd"), call(spd(3), lower=False, driver="evd"), call(spd(3), eigvals_only=True)],
        "eigvalsh": [call(spd(3)), call(spd(3), lower=False)],
        "svd": [
            call(arr(3, 2), full_matrices=False), call(_A), call(arr(2, 3), False),
            call(arr(3, 2), compute_uv=False),
        ],
        "svdvals": [call(arr(3, 2)), call(_A)],
        "eigvals": [call(_A), call(_Z), call(np.array([[0.0, 2.0], [-1.0, 0.5]]))],
        "expm": [call(_A), call(0.3 * _Z), call(0.3 * _STACK), call(np.zeros((2, 2))), _loose(0.3 * f32(2, 2))],
        "logm": [call(spd(3)), call(square(2)), call(spd(2) + 0.3j * arr(2, 2, seed=3))],
        "sqrtm": [call(spd(3)), call(square(2))],
        **{name: [call(0.4 * _A)] for name in ("sinm", "cosm", "sinhm", "coshm", "tanhm")},
        "tanm": [call(0.1 * _A)],
        "solve_sylvester": [call(_A, spd(2), arr(3, 2)), call(_Z, spd(2), cplx(3, 2))],
        "solve_continuous_lyapunov": _EQUATION,
        "solve_lyapunov": _EQUATION,
        "solve_discrete_lyapunov": [
            call(_STABLE, spd(3)), call(_STABLE, arr(3, 3), method="bilinear"), call(_STABLE, spd(3), "direct"),
        ],
        "block_diag": [
            call(arr(2, 2), arr(1, 3), arr(2, 1)), call(arr(2, 2)), call(arr(2), arr(2, 2)), call(1.5, cplx(2, 2)),
        ],
        "toeplitz": [call(arr(3)), call(arr(3), arr(4, seed=1)), call(arr(4), arr(2, seed=1))],
        "hankel": [call(arr(3)), call(arr(3), arr(4, seed=1)), call(arr(4), arr(2, seed=1))],
        "circulant": [call(arr(3)), call(arr(5))],
        "convolution_matrix": [
            call(arr(3), 4), call(arr(3), 4, "same"), call(arr(3), 5, mode="valid")
        ],
        "leslie": [call(arr(4), arr(3))],
        "companion": [call(arr(4)), call(cplx(3))],
        "khatri_rao": [call(arr(2, 3), arr(4, 3)), call(cplx(2, 3), arr(2, 3))],
        "norm": [
            call(arr(3)), call(_A), call(arr(2, 3), axis=0), call(arr(2, 3), 1), call(arr(2, 3), axis=1, keepdims=True),
            call(arr(3), 3), call(arr(3), np.inf), call(_A, 2), call(_A, "nuc"), call(_A, "fro"), call(cplx(3)),
        ],
    }.items()
}  # fmt: skip
