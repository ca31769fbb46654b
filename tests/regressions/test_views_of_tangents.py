"""Reverse over forward mode: the tangent of a view of what is written in place has a shadow.

It was sought among views of the tangent, though it is a view of the shadow: a ValueError at run time.
"""

from __future__ import annotations

import numpy as np

import s2s
from s2s.testing import check_grads

X = np.array([0.3, -0.8, 1.1, 0.5, 0.2, -0.4, 0.9, 0.6])
V = np.linspace(-1.0, 1.0, 8)


def layers(p):
    p = p.copy()
    w = p[:6].reshape(2, 3)
    b = p[6:]
    w[0] *= b[0]
    return np.sum(np.tanh(w @ np.array([1.0, 0.5, -0.5]) + b) ** 2)


def rows(p):
    p = p * 1.0
    strided = p.reshape(2, 4)[:, ::2].reshape(-1)  # a copy
    for row in p.reshape(4, 2):
        row[1] *= row[0] * row[0]
    return np.sum(p.ravel()[::2] * p[1::2]) + np.sum(strided**3)


def slope(f, v):
    return lambda p: s2s.jvp(f, (p,), (v,))[1]


def same_either_way(f) -> None:
    turned = s2s.grad(slope(f, V))(X)
    np.testing.assert_allclose(turned, s2s.hvp(f)(X, V), rtol=1e-12)
    check_grads(slope(f, V), X, modes=("rev", "fwd"))


def test_flat_parameters() -> None:
    same_either_way(layers)


def test_views_and_copies() -> None:
    same_either_way(rows)


def held_in_a_list(p, scale):
    p = p.copy()
    parts = [p[:4].reshape(2, 2), p[4:].reshape(2, 2)]
    for part in parts:
        part *= scale
    return np.sum(parts[0] @ parts[1]) * p[7] + np.sum(p**3)


def test_views_in_a_list() -> None:
    gradient = s2s.grad(held_in_a_list, (0, 1))
    along = V, 0.7
    found = s2s.jvp(gradient, (X, 1.3), along)[1]
    h = 1e-6
    up, down = gradient(X + h * V, 1.3 + 0.7 * h), gradient(X - h * V, 1.3 - 0.7 * h)
    for dot, a, b in zip(found, up, down, strict=True):
        np.testing.assert_allclose(dot, (a - b) / (2 * h), rtol=1e-7, atol=1e-7)
