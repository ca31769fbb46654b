"""The numerical policy through `s2s.grad`: ties, zeros, poles, infinities, and stable forms."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check

INF, NAN = math.inf, math.nan


def logsumexp(x):
    top = np.max(x)
    return np.log(np.sum(np.exp(x - top))) + top


def softplus(x):
    return np.sum(np.logaddexp(0.0, x))


def guarded_root(x):
    return np.sum(np.where(x > 0, np.sqrt(np.abs(x)), 0.0))


def guarded_log(x):
    return np.sum(np.where(x > 0, np.log(np.where(x > 0, x, 1.0)), x))


ROWS: list[tuple[Any, Any, Any]] = [
    (logsumexp, [1000.0, 1000.0], [0.5, 0.5]),
    (logsumexp, [-1000.0, 0.0], [0.0, 1.0]),
    (softplus, [1e4, -1e4, 0.0], [1.0, 0.0, 0.5]),
    (guarded_root, [0.0, 4.0], [0.0, 0.25]),
    (guarded_log, [0.0, 2.0, -1.0], [1.0, 0.5, 1.0]),
    (lambda x: np.prod(x), [2.0, 0.0, 5.0], [0.0, 10.0, 0.0]),
    (lambda x: np.prod(x), [0.0, 0.0, 5.0], [0.0, 0.0, 0.0]),
    (lambda x: np.sum(np.cumprod(x)), [2.0, 0.0, 5.0], [1.0, 12.0, 0.0]),
    (lambda x: np.multiply.reduce(x), [0.0, 3.0], [3.0, 0.0]),
    (lambda x: np.max(x), [1.0, 3.0, 3.0], [0.0, 0.5, 0.5]),
    (lambda x: np.max(x, initial=3.0), [1.0, 3.0, 0.0], [0.0, 0.5, 0.0]),
    (lambda x: np.min(x), [-INF, 2.0], [1.0, 0.0]),
    (lambda x: np.median(x), [1.0, 2.0, 3.0, 4.0], [0.0, 0.5, 0.5, 0.0]),
    (lambda x: np.quantile(x, 1), [1.0, 2.0], [0.0, 1.0]),
    (lambda x: np.nanmax(x), [NAN, 2.0], [0.0, 1.0]),
    (lambda x: np.nansum(x), [NAN, 2.0], [0.0, 1.0]),
    (lambda x: np.sum(np.abs(x)), [0.0, -2.0], [0.0, -1.0]),
    (lambda x: np.linalg.norm(x), [0.0, 0.0], [0.0, 0.0]),
    (lambda x: np.std(x), [2.0, 2.0], [0.0, 0.0]),
    (lambda x: np.sum(np.sinc(x)), [0.0, 1.0], [0.0, -1.0]),
    (lambda x: np.sum(np.sqrt(x)), [0.0, 4.0], [INF, 0.25]),
    (lambda x: np.sum(np.clip(x, 0.0, 1.0)), [0.0, 0.5, 1.0, 2.0], [0.5, 1.0, 0.5, 0.0]),
    (lambda x: np.sum(np.clip(np.nan, 0.0, x)), [1.0, np.nan], [0.0, 0.0]),
    (lambda x: np.sum(np.hypot(x, 0.0)), [0.0, 3.0], [0.0, 1.0]),
    (lambda x: np.sum(np.heaviside(x, 0.5)), [0.0, 3.0], [0.0, 0.0]),
    (lambda x: np.logaddexp.reduce(x), [800.0, 800.0], [0.5, 0.5]),
    (lambda x: np.sum(np.maximum.accumulate(x)), [1.0, 1.0, 0.0], [2.0, 1.0, 0.0]),
]


@pytest.mark.parametrize(("program", "x", "expected"), ROWS)
def test_gradient_at_a_special_point(program: Any, x: list[float], expected: list[float]) -> None:
    with np.errstate(all="ignore"):
        got = s2s.grad(program)(np.array(x))
    np.testing.assert_allclose(got, expected, rtol=1e-12, atol=0)


def test_singular_values_that_are_equal() -> None:
    a = np.diag([2.0, 2.0, 1.0])
    gradient = s2s.grad(lambda a: np.sum(np.linalg.svd(a, compute_uv=False)))(a)
    np.testing.assert_allclose(gradient, np.eye(3), atol=1e-14)
    nuclear = s2s.grad(lambda a: np.linalg.norm(a, "nuc"))(a)
    np.testing.assert_allclose(nuclear, np.eye(3), atol=1e-14)


def polar(a, weights):
    u, _, vh = np.linalg.svd(a)
    return np.sum(weights * (u @ vh))


def projector(a, weights):
    _, v = np.linalg.eigh(a + a.T)
    return np.sum(weights * (v[:, :2] @ v[:, :2].T))


def recombined(a, weights):
    u, s, vh = np.linalg.svd(a)
    return np.sum(weights * (u * s**2) @ vh)


def exponential(a, weights):
    values, v = np.linalg.eigh(a + a.T)
    return np.sum(weights * (v * np.exp(values) @ v.T))


WEIGHTS = np.array([[0.3, -1.0, 0.2], [0.7, 0.2, 0.5], [0.1, 0.4, -0.3]])
TURN = np.linalg.qr(np.array([[0.3, 1.0, 0.2], [0.7, -0.2, 0.5], [0.1, 0.4, 0.9]]))[0]


@pytest.mark.parametrize("a", [np.diag([1.0, 1.0, 3.0]), TURN @ np.diag([1.0, 1.0, 3.0]) @ TURN.T])
@pytest.mark.parametrize("program", [polar, projector])
def test_a_choice_of_vectors_that_does_not_matter(program: Any, a: Any) -> None:
    gradient = s2s.grad(program)(a, WEIGHTS)
    expected = numeric(lambda a: program(a, WEIGHTS), a)
    np.testing.assert_allclose(gradient, expected, atol=1e-8)


@pytest.mark.parametrize("program", [recombined, exponential])
def test_what_equal_values_leave_open_is_nan(program: Any) -> None:
    assert np.isnan(s2s.grad(program)(np.diag([1.0, 1.0, 3.0]), WEIGHTS)).any()
    assert np.isfinite(s2s.grad(program)(np.diag([1.0, 2.0, 3.0]), WEIGHTS)).all()


def numeric(fun: Any, a: Any, step: float = 1e-6) -> Any:
    """The gradient by central differences."""
    slopes = np.zeros_like(a)
    for index in np.ndindex(a.shape):
        change = np.zeros_like(a)
        change[index] = step
        slopes[index] = (fun(a + change) - fun(a - change)) / (2 * step)
    return slopes
