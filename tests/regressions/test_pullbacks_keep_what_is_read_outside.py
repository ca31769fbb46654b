"""A pullback read global and closed-over arrays and numbers when it was called, not as they were at `vjp`."""

from __future__ import annotations

import types

import numpy as np
import pytest

import s2s

SCALES = np.ones(2)
FACTOR = 2.0
BOX = types.SimpleNamespace(w=np.ones(2))
TABLE = {"k": np.ones(2)}


def helper(a):
    return np.sum(np.sin(a * SCALES) * FACTOR)


def by_a_helper(a):
    return helper(a) * 2


def by_itself(a):
    return a @ SCALES * FACTOR


def in_a_loop(a):
    total = 0.0
    for i in range(2):
        total = total + a[i] ** 2 * SCALES[i] * TABLE["k"][i] * FACTOR
    return total


def by_a_local_function(a):
    def scaled(v):
        return v * SCALES * FACTOR

    return np.sum(scaled(a) * scaled(a))


def of_an_object(a):
    return np.sum(a**2 * BOX.w)


def in_place(a):
    b = a.copy()
    for i in range(2):
        b[i] = b[i] * SCALES[i] * FACTOR
    b *= SCALES
    return np.sum(b**2)


PROGRAMS = [by_a_helper, by_itself, in_a_loop, by_a_local_function, of_an_object, in_place]


@pytest.mark.parametrize("program", PROGRAMS)
def test_globals(program, monkeypatch) -> None:
    x = np.array([0.5, 0.7])
    for name in ("SCALES", "TABLE", "BOX"):
        monkeypatch.setitem(globals(), name, {"SCALES": np.ones(2), "TABLE": {"k": np.ones(2)}}.get(
            name, types.SimpleNamespace(w=np.ones(2))))  # fmt: skip
    monkeypatch.setitem(globals(), "FACTOR", 2.0)
    expected = s2s.grad(program)(x)
    _, pull = s2s.vjp(program, x)
    SCALES[:] = 4.0
    BOX.w[:] = TABLE["k"][:] = 3.0
    monkeypatch.setitem(globals(), "FACTOR", 5.0)
    assert np.array_equal(pull(1.0)[0], expected)
    monkeypatch.setitem(globals(), "SCALES", np.zeros(2))
    assert np.array_equal(pull(1.0)[0], expected)
    assert np.array_equal(s2s.vjp(program, x)[1](1.0)[0], s2s.grad(program)(x))


def test_closed_over() -> None:
    scales, factor = np.ones(2), 2.0

    def program(a):
        return np.sum(np.sin(a * scales)) * factor

    x = np.array([0.5, 0.7])
    expected = s2s.grad(program)(x)
    _, pull = s2s.vjp(program, x)
    scales[:] = 3.0
    factor = 7.0
    assert np.array_equal(pull(1.0)[0], expected)
