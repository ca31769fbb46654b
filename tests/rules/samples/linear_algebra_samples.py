"""Calls of linear algebra."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx


def spd(*shape: int, seed: int = 0) -> Any:
    """Positive definite matrices."""
    a = arr(*shape, seed=seed)
    return a @ np.swapaxes(a, -1, -2) + 2 * np.eye(shape[-1])


def square(*shape: int, seed: int = 0) -> np.ndarray:
    """Well-conditioned matrices."""
    return arr(*shape, seed=seed) + 3 * np.eye(shape[-1])


def hermitian(n: int) -> Any:
    """A complex positive definite matrix."""
    a = cplx(n, n)
    return a @ a.conj().T + 2 * np.eye(n)


_SQUARES = [call(square(3, 3)), call(square(2, 3, 3)), call(square(1, 1)),
            call(square(3, 3) + 1j * arr(3, 3, seed=5))]  # fmt: skip
_SYMMETRIC = [call(spd(3, 3)), call(spd(2, 3, 3)), call(spd(2, 2, seed=3), "U")]
_SINGULAR = np.array([[1.0, 2.0], [2.0, 4.0]])
_TALL, _WIDE = arr(4, 3, seed=3), arr(3, 4, seed=3)
_NORMS = [
    call(arr(3)), call(arr(2, 3)), call(arr(2, 3, 2)), call(1.5), call(cplx(3)),
    *(call(arr(4), o) for o in (1, 2, 3, 2.5, np.inf, -np.inf, 0, -1, 0.5)),
    *(call(arr(3, 4), o) for o in ("fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf)),
    *(call(arr(2, 3, 4), o, (1, 2)) for o in (None, "fro", "nuc", 1, -1, 2, np.inf)),
    *(call(arr(2, 3, 4), o, (-1, 0)) for o in ("fro", "nuc", 1, -np.inf)),
    *(call(arr(2, 3), o, a) for o in (None, 1, 2, 3, np.inf) for a in (0, 1, -1)),
    call(arr(2, 3), axis=1, keepdims=True), call(arr(2, 3), keepdims=True), call(cplx(2, 3), 1),
    call(arr(2, 3), "nuc", axis=(0, 1), keepdims=True), call(cplx(3), 3), call(cplx(3, 2), "nuc"),
    call(np.array([0.0, 1.5, -2.0]), 3),
]  # fmt: skip

SAMPLES: dict[str, list[Call]] = {
    "numpy.roots": [call(np.array([1.0, -3.5, 2.0])), call(np.array([2.0, 0.3, 1.0, 5.0])),
                    call(cplx(4))],
    "s2s.runtime.read_too": [call(arr(3)), call(arr(2, 3)), call(cplx(3))],
    "numpy.linalg.inv": _SQUARES,
    "numpy.linalg.det": [*_SQUARES, call(_SINGULAR), call(np.stack([_SINGULAR, square(2, 2)]))],
    "numpy.linalg.slogdet": _SQUARES,
    "numpy.linalg.solve": [
        call(square(3, 3), arr(3)), call(square(3, 3), arr(3, 2)), call(square(2, 3, 3), arr(3)),
        call(square(2, 3, 3), arr(3, 2)), call(square(3, 3), arr(2, 3, 2)),
        call(square(2, 3, 3), arr(2, 3, 1)), call(square(3, 3) + 1j * arr(3, 3), cplx(3)),
    ],
    "numpy.linalg.cholesky": [
        call(spd(3, 3)), call(spd(2, 3, 3)), call(spd(3, 3), upper=True), call(hermitian(3)),
        call(hermitian(2), upper=True),
    ],
    "numpy.linalg.eigh": _SYMMETRIC,
    "numpy.linalg.eigvalsh": [*_SYMMETRIC, call(hermitian(3)), call(hermitian(3), "U")],
    "numpy.linalg.eig": [call(square(3, 3)), call(cplx(3, 3)), call(square(2, 3, 3))],
    "numpy.linalg.eigvals": [call(square(3, 3)), call(cplx(3, 3)), call(square(2, 3, 3))],
    "numpy.linalg.svd": [
        call(square(3, 3)), call(_TALL, False), call(_WIDE, full_matrices=False),
        call(arr(2, 3, 4), False), call(_TALL, compute_uv=False), call(cplx(3, 3), False, False),
    ],
    "numpy.linalg.svdvals": [call(_TALL), call(_WIDE), call(cplx(3, 2))],
    "numpy.linalg.qr": [
        call(square(3, 3)), call(_TALL), call(_WIDE), call(arr(2, 4, 3)), call(_TALL, "r"),
        call(_WIDE, mode="r"), call(square(3, 3), "complete"), call(arr(2, 3, 4)),
    ],
    "numpy.linalg.pinv": [call(_TALL), call(_WIDE), call(square(3, 3)), call(arr(2, 4, 3)),
                          call(cplx(3, 2)), call(cplx(2, 3))],
    "numpy.linalg.lstsq": [call(_TALL, arr(4)), call(_TALL, arr(4, 2)), call(_WIDE, arr(3))],
    "numpy.linalg.multi_dot": [
        call([arr(2, 3), arr(3, 4), arr(4, 2)]), call([arr(3), arr(3, 4), arr(4)]),
        call([arr(2, 3), arr(3)]), call((arr(3), arr(3, 2), arr(2, 4), arr(4, 2))),
    ],
    "numpy.linalg.norm": _NORMS,
    "numpy.linalg.vector_norm": [
        call(arr(3)), call(arr(2, 3)), call(arr(2, 3), axis=1), call(arr(2, 3), axis=0, ord=3),
        call(arr(2, 3), ord=1), call(arr(2, 3, 2), axis=(0, 2), keepdims=True), call(cplx(3)),
        call(arr(2, 3), ord=np.inf, axis=(0, 1)),
    ],
    "numpy.linalg.matrix_norm": [
        call(arr(3, 4)), call(arr(2, 3, 4)), call(arr(3, 4), ord="nuc"), call(arr(2, 3, 4), ord=2),
        call(arr(2, 3, 4), ord=1, keepdims=True), call(cplx(3, 2)),
    ],
}  # fmt: skip
