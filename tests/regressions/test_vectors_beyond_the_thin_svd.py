"""All singular vectors of a matrix that is not square: forward mode gave nan, reverse mode none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.linalg

import s2s
from s2s.testing import check

A = np.sin(np.arange(12.0) ** 1.3).reshape(3, 4)
Z = A + 1j * np.cos(np.arange(12.0) ** 1.1).reshape(3, 4)
W = np.cos(np.arange(16.0) * 1.7).reshape(4, 4)


def normal(a):
    """The vector that is left of a real matrix with one more row is one, up to its sign."""
    return np.sum(np.linalg.svd(a.T)[0] ** 2 * W)


def left_over(a):
    return np.sum(scipy.linalg.svd(a)[2] ** 2 * W)


def thin_part(a):
    u, s, vh = np.linalg.svd(a, full_matrices=True)
    return np.sum(((u * s) @ vh[:3]) ** 2) + np.sum(vh[:3] ** 2 * W[:3]) + np.sum(u[0] ** 4)


@pytest.mark.parametrize("program", [normal, left_over, thin_part])
def test_one_vector_more(program: Any) -> None:
    check(program, A)
    s2s.check_grads(program, A, order=2)


def test_stack() -> None:
    check(lambda a: np.sum(np.linalg.svd(a)[2] ** 2 * W), np.stack([A, A[::-1] + 0.1]))


@pytest.mark.parametrize("a", [A[:2], Z[:2], Z])
def test_projection_onto_what_is_left(a: Any) -> None:
    def program(x):
        rest = np.linalg.svd(x)[2][len(x) :]
        return np.sum(np.real(np.conj(rest.T) @ rest * W)) + np.sum(np.real(rest.T @ np.conj(rest) * W))

    s2s.check_grads(program, a)


@pytest.mark.parametrize("a", [A[:2], Z])
def test_choice_of_a_basis(a: Any) -> None:
    with pytest.raises(s2s.NoRuleError, match="one choice of many"):
        s2s.grad(lambda x: np.sum(np.abs(np.linalg.svd(x)[2] + 1.0)))(a)


def test_no_number_for_a_choice() -> None:
    moved = s2s.jvp(lambda x: np.linalg.svd(x)[2], (A[:2],), (A[1:],))[1]
    assert np.all(np.isnan(moved[2:])) and not np.any(np.isnan(moved[:2]))
