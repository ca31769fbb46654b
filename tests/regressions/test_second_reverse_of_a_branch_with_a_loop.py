"""Reverse over reverse of a loop in a branch that is not taken: the list that its tape became has no length."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import s2s

W = np.array([0.4, -1.1, 0.7])


def fun(x, v, w):
    if v[-1] < -0.39:
        i = 0
        while i < 1:
            x *= x
            i += 1
    s = functools.reduce(lambda p, q: p * 0.5 + q, w)
    return s * x + float(np.sum(w**2)) + float(v @ w) + x


@pytest.mark.parametrize("last", [0.3, -0.9])
def test_reverse_over_reverse(last: float) -> None:
    v, along = (
        np.array([0.2, 0.5, last]),
        (0.8, np.array([0.3, -0.2, 1.0]), np.array([1.0, 0.4, -0.6])),
    )
    gradient = s2s.grad(fun, argnums=(0, 1, 2))
    step, at = 1e-5, (0.7, v, W)
    ahead, behind = (
        gradient(*[a + h * d for a, d in zip(at, along, strict=True)]) for h in (step, -step)
    )
    found = s2s.vjp(gradient, *at)[1](along)
    for one, a, b in zip(found, ahead, behind, strict=True):
        assert one == pytest.approx((a - b) / (2 * step), rel=1e-6, abs=1e-9)
