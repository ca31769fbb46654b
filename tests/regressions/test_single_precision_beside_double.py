"""The gradient of an array of single precision was of double precision after some calls."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

SINGLE, DOUBLE = np.array([0.3, 0.7, 1.1], np.float32), np.array([0.2, 0.9, 1.3])
COMPLEX = DOUBLE + 1j


@pytest.mark.parametrize(
    "fun",
    [
        lambda x, y: np.stack([x, y]),
        lambda x, y: np.concatenate([x, y], dtype=np.float32),
        lambda x, y: np.cross(x, y),
        lambda x, y: np.choose([0, 1, 1], [x, y]),
        lambda x, y: np.compress([True, False, True], x) * y[:2],
        lambda x, y: np.hypot(x, y, out=np.zeros(3)),
        lambda x, y: np.interp(x, [0.0, 1.0, 2.0], y),
        lambda x, y: np.mean(x, where=np.array([True, False, True])) * y,
        lambda x, y: np.cov(x) * y,
        lambda x, y: np.ediff1d(x, to_begin=y[:1].astype(np.float32)),
        lambda x, y: np.vander(x, 3) * y,
        lambda x, y: np.real(np.sum(x * y, dtype=np.float32)),
    ],
)
@pytest.mark.parametrize("other", [DOUBLE, SINGLE])
def test_a_gradient_has_its_argument_s_dtype(fun, other) -> None:
    value, pullback = s2s.vjp(fun, SINGLE, other)
    expected = fun(SINGLE, other)
    np.testing.assert_array_equal(value, expected)
    assert np.asarray(value).dtype == expected.dtype
    first, second = pullback(np.ones_like(value))
    assert first.dtype == np.float32
    assert second.dtype == other.dtype
    _, change = s2s.jvp(fun, (SINGLE, other), (SINGLE, other))
    assert np.asarray(change).dtype == expected.dtype


def test_what_a_dtype_leaves_of_complex_numbers() -> None:
    _, pullback = s2s.vjp(lambda z: np.sum(np.real(z), dtype=np.float32), COMPLEX)
    assert pullback(np.float32(1.0))[0].dtype == np.complex128
