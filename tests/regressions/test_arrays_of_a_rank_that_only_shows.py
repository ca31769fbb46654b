"""Arrays of a rank that only shows when the program runs: their tangents shared memory, and they did not."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from tests.second_derivatives import check_every_mix

X = np.array([0.6, 1.3, -0.4, 0.9])
W = np.arange(1.0, 7.0)


def table(x):
    return np.outer(x[:3], x).squeeze()


def sum_written(x):
    u = table(x)
    v = u + 1.0
    v[0] = 5.0 * x[0]
    return np.sum(u**2) + np.sum(v**2)


def product_that_stays(x):
    u = table(x)
    v = u * 1.0
    u[0] = 5.0 * x[0]
    return np.sum(u**2) + np.sum(v**2)


def flattened_where_steps_are_equal(x):
    u = np.outer(x[:3], x)[:, ::2]
    v = u.squeeze().ravel()
    u[1] = x[0] * 3.0
    return np.sum(v**2 * W) + np.sum(u**2)


def signs_and_views(x):
    u = table(x)
    v, w, y = u.T, -u, +u
    u[0] = 5.0 * x[0]
    w[1] = v[0, 0]
    y[2] = w[0]
    return np.sum(v**2) + np.sum(w**3) + np.sum(y**2 * u)


def in_a_list(x):
    u = table(x)
    held = [u + 1.0, u]
    u[0] = x[0]
    held[0][1] = x[1]
    held[1][2] *= 2.0
    return np.sum(held[0] ** 2) + np.sum(u**3)


def _scaled(u):
    v = u * 1.0
    u[0] = u[1] * 3.0
    return v


def by_a_helper(x):
    u = table(x)
    q = _scaled(u)
    q[0] *= 2.0
    return np.sum(q**2) + np.sum(u**2)


def joined_and_shortened(x):
    u = np.delete(x * 2.0, 0)
    v, w = u * 1.0, np.append(u, 1.0)
    u[0] = 7.0 * x[0]
    w[1] = x[0]
    v[2] = u[0]
    return np.sum(u**2) + np.sum(v**3) + np.sum(w**2)


@pytest.mark.parametrize(
    "fun",
    [
        sum_written, product_that_stays, flattened_where_steps_are_equal, signs_and_views,
        in_a_list, by_a_helper, joined_and_shortened,
    ],
)  # fmt: skip
def test_every_mix(fun):
    v = np.array([0.5, -0.3, 0.8, 0.1])
    check_every_mix(fun, X, v)
    assert s2s.jvp(fun, (X,), (v,))[1] == pytest.approx(s2s.grad(fun)(X) @ v, rel=1e-12)
