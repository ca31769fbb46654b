"""Calls in tests, comparisons and f-strings were kept whole: what they wrote was not seen."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([1.0, 2.0, 0.7, 1.1])


class S:
    def __init__(self, a):
        self.a = a

    def step(self, k, e=None):
        self.a *= k
        return e is None


def f(x, c):
    s = S(x)
    if not s.step(c):
        return 0.0
    return np.sum(x * x)


def g(x, c):
    s = S(x)
    while s.step(c):
        if x[0] > 3:
            break
    return np.sum(x * x)


def h(x, c):
    s = S(x)
    if s.step(c, ValueError("k")):
        raise ValueError
    return np.sum(x * x)


def h2(x, c):
    s = S(x)
    e = ValueError("k")
    r = s.step(c, type(e))
    return np.sum(x * x)


def relax(u, c):
    old = u[0] * 1.0
    u[1:-1] = 0.5 * (u[2:] + u[:-2]) * c
    u[0] = u[0] * 0.9
    return abs(u[0] - old)


def k1(x, c):
    n = 0
    while relax(x, c) > 0.05 and n < 20:
        n += 1
    return np.sum(x * x)


def k2(x, c):
    q = [x[0], x[1], c, -1.0, 5.0]
    t = c
    while q.pop() > 0:
        t = t * q[-1]
    return t * len(q)


def k3(x, c):
    s = S(x)
    ok = not s.step(c)
    t = s.step(c) == True
    return np.sum(x * x)


def k4(x, c):
    return np.sum(x) if relax(x, c) > 1e9 else np.sum(x * x)


def k5(x, c):
    z = [v for v in x if relax(x, c) < 5]
    return np.sum(x * x) * z[0]


def k6(x, c):
    assert relax(x, c) < 50
    return np.sum(x * x) if any(relax(x, c) > v for v in (1e9, 2e9)) else np.sum(x) * c


def k7(x, c):
    a = x[0] > 0 and relax(x, c) < 1e9 and not relax(x, c) > 1e8
    b = 1.0 if (relax(x, c) > 0.3) == a else c
    return np.sum(x * x) * b


def max(a, c):
    a *= c
    return a[0]


def k8(x, c):
    if max(x, c) > -1e9:
        return np.sum(x * x)
    return 0.0


def k9(x, c):
    d = {"a": x[0], "b": x[1] * c}
    if d.pop("a") > -10:
        d["b"] = d["b"] * c
    if d.setdefault("z", x[1]) > -9 and "z" in d:
        return d["b"] * d["z"]
    return 0.0


def k10(x, c):
    f"{relax(x, c)}"
    print(relax(x, c)) if False else None
    r = f"{relax(x, c):.1f}"
    return np.sum(x * x)


def k11(x, c):
    i = int(relax(x, c) < 5) + len(str(relax(x, c))) * 0
    return np.sum(x * x) * i


def k12(x, c):
    if isinstance(relax(x, c), float):
        return np.sum(x * x)
    return c


def k13(x, c):
    y = x[int(relax(x, c) < 5) :]
    return np.sum(y * y) + x[0]


@pytest.mark.parametrize(
    "fun", [f, g, h, h2, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13]
)
def test_their_writes_are_seen(fun) -> None:
    check(fun, X, 1.5)


def scaled(u, c):
    u *= c
    return u[0] * 1.0


def key_that_writes(x, c):
    order = sorted([3, 1, 2], key=lambda i: scaled(x, c) * 0 + i)
    return np.sum(x) * order[0]


def test_key_function_that_writes_is_an_error() -> None:
    with pytest.raises(s2s.MutationError, match="a key function that writes"):
        s2s.grad(key_that_writes)(X, 1.5)


def key_that_reads(x, c):
    order = sorted([3, 1, 2], key=lambda i: x[i] * c)
    return np.sum(x) * x[order[0]]


def test_key_function_that_reads_is_called_as_it_is() -> None:
    check(key_that_reads, X, 1.5)
