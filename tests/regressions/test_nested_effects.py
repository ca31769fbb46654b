"""Derivatives inside of functions: what they were given was overwritten later, or the function had an effect."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.errors import UnsupportedError
from s2s.testing.check import check


def loss(p):
    return (p["w"] * p["b"] - 1.0) ** 2


def by_keys(x):
    p = {"w": x, "b": 0.5}
    for _ in range(2):
        g = s2s.grad(loss)(p)
        for key in p:
            p[key] = p[key] - 0.1 * g[key]
    return p["b"]


def by_update(x):
    p = {"w": x, "b": 0.5}
    g = s2s.grad(loss)(p)
    p.update({key: p[key] - 0.1 * g[key] for key in p})
    return p["b"] * p["w"]


def descend(p, g):
    for key in p:
        p[key] = p[key] - 0.1 * g[key]


def in_a_helper(x):
    p = {"w": x, "b": 0.5}
    value, g = s2s.value_and_grad(loss)(p)
    descend(p, g)
    return p["b"] * value


def squares(v):
    return v[0] ** 2 * v[1]


def whole_list(x):
    items = [x, 0.5]
    g = s2s.grad(squares)(items)
    items[:] = [9.0, 8.0]
    return g[0] + items[0]


def whole_array(x):
    a = np.array([x, 0.5])
    g = s2s.grad(squares)(a)
    a[:] = 3.0
    return g[0] * g[1] + a[0]


@s2s.custom_vjp
def product(items, v):
    return items[0] * v**2


product.defvjp(
    lambda items, v: (product(items, v), (items, v)),
    lambda kept, ct: ([ct * kept[1] ** 2], 2.0 * ct * kept[0][0] * kept[1]),
)


def kept_by_a_rule(x):
    items = [2.0]
    y = product(items, x)
    items[0] = 5.0
    return y


def layers(x):
    h, pullbacks = x * np.array([1.0, 0.5]), []
    for i in range(3):
        w = np.array([[0.2 * i, 1.0], [0.5, 0.3]])
        h, pullback = s2s.vjp(lambda h, w: np.tanh(w @ h), h, w)
        pullbacks.append(pullback)
    ct = np.ones(2)
    for pullback in reversed(pullbacks):
        ct = pullback(ct)[0]
    return ct[0] * h[1]


@pytest.mark.parametrize("fun", [by_keys, by_update, in_a_helper, whole_list, whole_array, layers])
def test_right(fun: Any) -> None:
    check(fun, 0.7)


def reads_by_a_function(x):
    log = [x * x]

    def inner(v):
        return np.sum(note([], v) ** 3) * log[0]

    return s2s.grad(lambda v: inner(v) * x)(x) + len(log) * x


def test_what_is_read_only_is_no_effect() -> None:
    check(reads_by_a_function, 0.7)


def test_residuals_are_of_their_time() -> None:
    np.testing.assert_allclose(s2s.value_and_grad(kept_by_a_rule)(0.7), (2.0 * 0.49, 2.8))


def history(x):
    seen = []

    def inner(v):
        r = np.sum(v**4)
        seen.append(r)
        return r

    return np.sum(x - 0.1 * s2s.grad(inner)(x)) + sum(seen)


def counted(x):
    calls = np.zeros(1)

    def inner(v):
        calls[0] += 1.0
        return np.sum(v**3)

    return np.sum(s2s.hvp(inner)(x, x)) * calls[0]


def buffered(x):
    buffer = np.zeros(2)

    def inner(v):
        buffer[:] = v
        return buffer * v

    return np.sum(s2s.jacobian(inner)(x)) + np.sum(buffer)


def written_argument(x):
    a = x * 1.0

    def inner(v):
        v *= 2.0
        return np.sum(v**2)

    y, pullback = s2s.vjp(inner, a)
    return y + np.sum(pullback(1.0)[0]) + np.sum(a)


def pushed_argument(x):
    a = x * 1.0

    def inner(v):
        v *= 2.0
        return np.sum(v**2)

    return s2s.jvp(inner, (a,), (x,))[1] + np.sum(a)


def overwritten_primal(x):
    a = x * 1.0
    _, pullback = s2s.vjp(lambda v: np.sum(v**3), a)
    a[0] = 7.0
    return np.sum(pullback(1.0)[0])


def rebound(x):
    w = x * 1.0
    _, pullback = s2s.vjp(lambda v: np.sum(v**3 * w), x)
    w = w * 2.0
    return np.sum(pullback(1.0)[0]) + np.sum(w)


def linearized(x):
    a = x * 1.0
    _, push = s2s.linearize(lambda v: np.sum(v**3), a)
    a *= 2.0
    return push(x)


@pytest.mark.parametrize("fun", [overwritten_primal, linearized])
def test_primals_are_those_of_the_call(fun: Any) -> None:
    check(fun, np.array([0.7, 0.4]))


def note(log, v):
    log.append(np.sum(v))
    return v


def in_a_function_called(x):
    log = []
    g = s2s.grad(lambda v: np.sum(note(log, v) ** 4))(x)
    return np.sum(g) + sum(log)


class Counter:
    def __init__(self):
        self.total = 0.0

    def add(self, v):
        self.total = self.total + np.sum(v)
        return np.sum(v * v)


def in_a_method_called(x):
    counter = Counter()
    return np.sum(s2s.hessian(lambda v: counter.add(v))(x)) + counter.total * np.sum(x)


EFFECTS = [
    history, counted, buffered, written_argument, pushed_argument, in_a_function_called,
    in_a_method_called,
]  # fmt: skip


@pytest.mark.parametrize("fun", [*EFFECTS, rebound])
def test_is_an_error(fun: Any) -> None:
    match = "has an effect" if fun in EFFECTS else "of what is overwritten"
    with pytest.raises(UnsupportedError, match=match):
        s2s.grad(fun)(np.array([0.7, 0.4]))


def arrays_by_keys(x):
    p = {"w": np.array([x]), "b": np.array([0.5])}
    for _ in range(2):
        g = s2s.grad(lambda p: np.sum((p["w"] * p["b"] - 1.0) ** 2))(p)
        for key in p:
            p[key] = p[key] - 0.1 * g[key]
    return p["b"][0]


def test_arrays_under_keys_that_are_computed() -> None:
    check(arrays_by_keys, 0.7)
