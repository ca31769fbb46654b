"""The tangent of a named tuple, `QRResult` say, was made from a generator: a TypeError of Python's."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

A = np.array([[0.9, -0.4, 0.3], [0.2, 1.4, -0.7], [-0.5, 0.6, 2.1], [0.8, 0.1, 0.4]])
S = A[:3] @ A[:3].T + np.diag([0.1, 0.9, 2.0])


def option_of_a_loop(a):
    s = 0.0
    for m in ("L", "U"):
        s = s + np.linalg.eigh(a @ a.T, UPLO=m)[0][0]
    return s


@pytest.mark.parametrize(
    ("f", "a"),
    [
        (lambda a: np.linalg.qr(a), A),
        (lambda a: np.linalg.svd(a, full_matrices=False), A),
        (lambda a: np.linalg.eigh(a), S),
    ],
    ids=["qr", "svd", "eigh"],
)
def test_tangents_of_tangents(f, a) -> None:
    v = np.ones_like(a)

    def along(b):
        return s2s.jvp(f, (b,), (v,))[1]

    value, found = s2s.jvp(along, (a,), (v,))
    assert type(value) is type(f(a))
    for one, after, before in zip(found, along(a + 1e-5 * v), along(a - 1e-5 * v), strict=True):
        assert one == pytest.approx((after - before) / 2e-5, rel=1e-5, abs=1e-6)


def test_option_of_a_loop() -> None:
    check(option_of_a_loop, S)
