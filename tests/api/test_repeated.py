"""`s2s.grad(f)(x)` written again and again: served at once, and never by what is no longer true."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.api.repeated import repeated

SCALE = 2.0


def part(x):
    return x * x


def scaled(x):
    return SCALE * part(x)


def of_list(n):
    def inner(x):
        return x * n

    return inner


def loop(x):
    return np.sum(np.exp(x) * x)


def test_a_new_object_is_the_same_code() -> None:
    assert s2s.grad(scaled)(3.0) == 12.0
    first, second = s2s.grad(scaled), s2s.grad(scaled)
    assert first(3.0) == second(3.0) == 12.0
    assert first.generated is second.generated


def test_globals_are_live(monkeypatch: pytest.MonkeyPatch) -> None:
    assert s2s.grad(scaled)(3.0) == 12.0
    monkeypatch.setitem(globals(), "SCALE", np.array([1.0, 3.0]))
    with pytest.raises(s2s.S2SError):
        s2s.grad(scaled)(3.0)
    monkeypatch.setitem(globals(), "SCALE", 5.0)
    monkeypatch.setitem(globals(), "part", lambda x: x * x * x)
    assert s2s.grad(scaled)(3.0) == 135.0


def test_other_kinds_are_other_code() -> None:
    assert type(s2s.grad(part)(3.0)) is float
    assert type(s2s.grad(part)(np.float32(3.0))) is np.float32
    assert s2s.jvp(part, (3.0,), (1.0,)) == (9.0, 6.0)
    assert s2s.value_and_grad(part)(3.0) == (9.0, 6.0)


def test_closures_are_not_held() -> None:
    for n in (2.0, 3.0):
        fun = of_list(n)
        assert s2s.grad(fun)(1.0) == n
        assert all(owner is not fun for owner, _, _ in _held())


def test_code_that_was_replaced() -> None:
    def fun(x):
        return x * x

    def other(x):
        return 3.0 * x

    assert s2s.grad(fun)(2.0) == 4.0
    fun.__code__ = other.__code__
    assert s2s.grad(fun)(2.0) == 3.0


def test_a_rule_that_is_given_later() -> None:
    def helper(x):
        return x * x

    def fun(x):
        return apart(x)

    fun.__globals__["apart"] = helper
    assert s2s.grad(fun)(2.0) == 4.0
    s2s.defvjp(helper, x="7.0 * ct")
    assert s2s.grad(fun)(2.0) == 7.0


def _best(call: Any) -> float:
    times = []
    for _ in range(40):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def test_it_is_quick() -> None:
    x = np.ones(4)
    s2s.grad(loop)(x)
    kept = s2s.grad(loop)
    kept(x)
    assert _best(lambda: s2s.grad(loop)(x)) < _best(lambda: kept(x)) + 2e-4


def test_jvp_of_code_that_was_replaced() -> None:
    def fun(x, y=2.0):
        return x * y

    assert s2s.jvp(fun, (3.0, 2.0), (1.0, None)) == (6.0, 2.0)
    assert s2s.jvp(fun, (3.0, 2.0), (1.0, 1.0)) == (6.0, 5.0)
    assert s2s.jvp(fun, (3.0,), (1.0,)) == (6.0, 2.0)
    fun.__defaults__ = (4.0,)
    assert s2s.jvp(fun, (3.0,), (1.0,)) == (12.0, 4.0)
    fun.__code__ = (lambda x, y: x * x * y).__code__
    assert s2s.jvp(fun, (3.0, 2.0), (1.0, None)) == (18.0, 12.0)


def test_jvp_reads_globals_live(monkeypatch: pytest.MonkeyPatch) -> None:
    assert s2s.jvp(scaled, (3.0,), (1.0,)) == (18.0, 12.0)
    monkeypatch.setitem(globals(), "SCALE", 5.0)
    monkeypatch.setitem(globals(), "part", lambda x: x * x * x)
    assert s2s.jvp(scaled, (3.0,), (1.0,)) == (135.0, 135.0)
    assert s2s.jvp(scaled, (np.array([3.0]),), (np.array([1.0]),))[1].tolist() == [135.0]


def test_jvp_checks_each_tangent() -> None:
    x = np.ones(2)
    s2s.jvp(loop, (x,), (x,))
    with pytest.raises(ValueError, match=r"tangents\[0\] has shape"):
        s2s.jvp(loop, (x,), (np.ones(3),))
    with pytest.raises(TypeError, match="which has no derivative"):
        s2s.jvp(part, (3,), (1.0,))
    with pytest.raises(TypeError):
        s2s.jvp(loop, (x, x), (x, x))


def _held() -> Any:
    return repeated.__globals__["_made"].values()
