"""Lists and dicts of arrays of several ranks are updated in place, as optimisers do; places come from `zip(*...)`."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def momentum(w, b):
    ps, vs = [w.copy(), b.copy()], [np.zeros_like(w), np.zeros_like(b)]
    for p, v, g in zip(ps, vs, [2 * w, b * w.sum()], strict=False):
        v -= 0.1 * g
        p += v
    return ps[0].sum() + ps[1] @ ps[1]


def by_names(w, b):
    ps = {"w": w.copy(), "b": b.copy()}
    gs = {"w": 2 * w, "b": b * w.sum()}
    for name in ps:
        ps[name] -= 0.1 * gs[name]
    return np.sum(ps["w"] ** 2) + np.sum(ps["b"] ** 2)


def whole(w, b):
    ps = [w.copy(), b.copy()]
    for p in ps:
        p *= 2.0
        p[...] += 1.0
    return np.sum(ps[0] ** 2) + np.sum(ps[1] ** 2)


class _Descent:
    def __init__(self, ps, rate):
        self.ps, self.rate = ps, rate
        self.vs = [np.zeros_like(p) for p in ps]

    def step(self, gs):
        for p, v, g in zip(self.ps, self.vs, gs, strict=False):
            v *= 0.9
            v -= self.rate * g
            p += v


def by_an_object(w, b):
    ps = [w.copy(), b.copy()]
    descent = _Descent(ps, 0.1)
    for _ in range(2):
        descent.step([ps[0] * ps[0], ps[1] * w.sum()])
    return np.sum(ps[0] ** 2) + np.sum(ps[1] ** 2)


def adam(w, b):
    ps = [w.copy(), b.copy()]
    m, s = [np.zeros_like(p) for p in ps], [np.zeros_like(p) for p in ps]
    for t in range(1, 3):
        gs = [ps[0] ** 2, ps[1] * w.sum()]
        for i, (p, g) in enumerate(zip(ps, gs, strict=False)):
            m[i] = 0.9 * m[i] + 0.1 * g
            s[i] = 0.99 * s[i] + 0.01 * g * g
            p -= 0.1 * (m[i] / (1 - 0.9**t)) / (np.sqrt(s[i] / (1 - 0.99**t)) + 1e-3)
    return np.sum(ps[0] ** 2) + np.sum(ps[1] ** 2)


def by_a_helper(w, b):
    ps = [w.copy(), b.copy()]

    def move(p, g):
        p -= 0.1 * g

    for p, g in zip(ps, [w * w, b * b], strict=False):
        move(p, g)
    return np.sum(ps[0] ** 2) + np.sum(ps[1] ** 2)


def at_places(w, b):
    out = np.zeros_like(w)
    for i, j in zip(*np.nonzero(w > 0), strict=False):
        out[i, j] += w[i, j] * b[i]
    return np.sum(out**2)


_W, _B = np.array([[0.3, -0.2, 0.5], [0.1, 0.4, -0.6]]), np.array([0.7, 0.2])
_ALL = [momentum, by_names, whole, by_an_object, adam, by_a_helper, at_places]


@pytest.mark.parametrize("fun", _ALL)
def test_arrays_of_several_ranks(fun) -> None:
    s2s.check_grads(fun, _W, _B, modes=("rev", "fwd"))


@pytest.mark.parametrize("fun", _ALL)
def test_second_order(fun) -> None:
    v, step = np.ones_like(_W), 1e-5
    slope = (s2s.grad(fun)(_W + step * v, _B) - s2s.grad(fun)(_W - step * v, _B)) / (2 * step)
    np.testing.assert_allclose(s2s.hvp(lambda w: fun(w, _B))(_W, v), slope, atol=1e-6)
