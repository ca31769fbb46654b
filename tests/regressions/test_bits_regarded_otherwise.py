"""``x.view(dtype)`` had a derivative of zero where the bits became whole numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.3, 0.5, 0.7, 1.1])
WEIGHTS = np.arange(1.0, 9.0)


def as_complex(x):
    return np.sum(np.abs(x.view(np.complex128) + WEIGHTS[:2]) ** 3)


def by_keyword(x):
    z = x.view(dtype=complex)
    return np.sum((z * z * (1 + 2j)).real * WEIGHTS[:2])


def as_floats(x):
    return np.sum((x * (1 + 2j)).view(float) ** 2 * WEIGHTS)


def as_itself_and_written(x):
    y = x.copy()
    v = y.view(np.float64)
    v[1] *= x[0]
    return np.sum(y**3)


def copied_before_a_write(x):
    y = x.copy()
    v = y.view(np.complex128).copy()
    y[1] *= x[0]
    return np.sum(y**3) + np.sum((v * v).imag)


@pytest.mark.parametrize(
    "program", [as_complex, by_keyword, as_floats, as_itself_and_written, copied_before_a_write]
)
def test_floats_and_complex_numbers(program: Any) -> None:
    check(program, X)


def as_integers(x):
    return np.sum(x.view(np.int64)) * x[0]


def as_bytes(x):
    return np.sum(x.view("u1") * x[0])


def as_single(x):
    return np.sum(x.view(np.float32))


def as_the_other_byte_order(x):
    return np.sum(x.view(">f8"))


def bits_of_one_number(x):
    return x[0].view(np.int64) * 1.0


def a_dtype_that_only_shows_when_it_runs(x):
    return np.sum(x.view(np.int64 if x[0] > 0 else np.float64))


@pytest.mark.parametrize(
    "program",
    [
        as_integers, as_bytes, as_single, as_the_other_byte_order, bits_of_one_number,
        a_dtype_that_only_shows_when_it_runs,
    ],
)  # fmt: skip
def test_other_numbers(program: Any) -> None:
    for derivative in (s2s.grad(program), lambda x: s2s.jvp(program, (x,), (x,))):
        with pytest.raises(s2s.UnsupportedError, match="regarded as another type of number"):
            derivative(X)


def written_as_complex(x):
    y = x.copy()
    y.view(np.complex128)[0] = 2 + 1j * x[0]
    return np.sum(y**2 * WEIGHTS[:4])


def written_as_floats(x):
    z = x * (1 + 2j)
    z.view(float)[1] = x[0]
    return np.sum((z * z).real)


@pytest.mark.parametrize("program", [written_as_complex, written_as_floats])
def test_pairs_that_are_written_into(program: Any) -> None:
    with pytest.raises(s2s.UnsupportedError, match="cannot follow this view"):
        s2s.grad(program)(X)
    s2s.jvp(program, (X,), (X,))
