"""Eigenvalues and `real_if_close` are complex for some values only, and programs ask which they are.

The question was answered when the code was made: another branch was taken than in the program itself.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check


def eigenvalues(t, off):
    return np.linalg.eigvals(np.array([[t, 1.0], [off, 2.0 * t]]))


def by_kind(t, off):
    w = eigenvalues(t, off)
    if w.dtype.kind == "c":
        return np.sum(np.abs(w))
    return np.sum(np.real(w) ** 2)


def by_question(t, off):
    w = eigenvalues(t, off)
    if np.iscomplexobj(w):
        return np.sum(np.abs(w))
    return np.sum(np.real(w) ** 2)


def by_other_question(t, off):
    w = eigenvalues(t, off)
    return np.sum(np.real(w) ** 2) if np.isrealobj(w) else np.sum(np.abs(w))


def by_class(t, off):
    w = eigenvalues(t, off)
    if isinstance(w[0], complex):
        return np.sum(np.abs(w))
    return np.sum(np.real(w) ** 2)


def close(t, off):
    w = np.real_if_close(np.array([t, 1.0]) * (1.0 + 1j * off))
    if np.iscomplexobj(w):
        return np.sum(np.abs(w))
    return np.sum(np.real(w) ** 2)


@pytest.mark.parametrize("fun", [by_kind, by_question, by_other_question, by_class, close])
def test_branch_of_the_program(fun) -> None:
    for off in (-0.5, 0.0, 0.5):
        check(lambda t: fun(t, off), 0.7)  # noqa: B023 - called at once


def test_a_branch_that_gives_what_may_be_complex() -> None:
    def fun(t, off):
        w = eigenvalues(t, off)
        return np.sum(w**2) if np.isrealobj(w) else np.sum(np.abs(w))

    for off in (-0.5, 0.0, 0.5):
        check(lambda t: fun(t, off), 0.7)  # noqa: B023 - called at once


def test_real_value_has_a_real_tangent() -> None:
    def squares(x, z):
        return np.real(np.sum(np.real_if_close(x * z) ** 2))

    x = np.array([1.0, 2.0])
    assert s2s.jvp(squares, (x, 1 + 0j), (x, 2j)) == (5.0, 10.0)
    value, tangent = s2s.jvp(np.real_if_close, (x + 0j,), (x * 1j,))
    assert value.dtype == tangent.dtype == float
    np.testing.assert_array_equal(tangent, [0.0, 0.0])
