"""`try`, `with` and in-place state around active code."""

from __future__ import annotations

import contextlib
import math
import warnings

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])


@row(X)
def errstate_around_writes(x):
    with np.errstate(divide="ignore", invalid="ignore"):
        x[0] = np.log(x[2] ** 2)
        x *= x[0]
    return np.sum(x)


@row(X)
def warnings_caught_around_writes(x):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        x[1:] += x[:-1] ** 2
    return np.sum(x**2)


class Guard:
    """Scales what it guards on the way in, and back on the way out."""

    def __init__(self, target, factor):
        self.target, self.factor = target, factor

    def __enter__(self):
        self.target *= self.factor
        return self

    def __exit__(self, *_):
        self.target /= self.factor + 1.0
        return False


@row(X)
def assertions_between_writes(x):
    x[0] = x[1] ** 2
    assert x[0] > 0.0, "positive"
    x[1] = x[0] * 2.0
    if x[1] < -100.0:
        raise ValueError(f"too small: {x[1]}")
    return np.sum(x**2)


BUFFER = np.zeros(4)
SETTINGS = {"gain": 2.0}
LOG: list = []


@row(X)
def module_state_is_read(x):
    x *= SETTINGS["gain"]
    x += BUFFER
    return np.sum(x**2)


@row.parametrize()
def test_around_active_code(row: Row) -> None:
    row.run()


def into_global_array(x):
    BUFFER[:] = x**2
    return np.sum(BUFFER)


def into_global_dict(x):
    SETTINGS["result"] = np.sum(x**2)
    return SETTINGS["result"]


def into_global_list(x):
    LOG.append(np.sum(x**2))
    return LOG[-1]


@pytest.mark.parametrize("fun", [into_global_array, into_global_dict, into_global_list])
def test_active_write_into_module_state_is_an_error(fun) -> None:
    with pytest.raises(s2s.S2SError) as caught:
        s2s.grad(fun)(X)
    assert "test_in_place_exceptions.py" in str(caught.value)
    assert "hint:" in str(caught.value)


def test_exception_of_the_program_is_raised_and_arguments_are_unchanged() -> None:
    def f(x):
        x[0] = x[1] ** 2
        if x[0] > 1.0:
            raise ValueError("too large")
        return np.sum(x)

    x = X.copy()
    with pytest.raises(ValueError, match="too large"):
        s2s.grad(f)(x)
    assert np.array_equal(x, X)


def test_module_state_is_live(monkeypatch: pytest.MonkeyPatch) -> None:
    def f(x):
        x *= SETTINGS["gain"]
        return np.sum(x)

    derivative = s2s.grad(f)
    assert np.array_equal(derivative(X), np.full(4, 2.0))
    monkeypatch.setitem(SETTINGS, "gain", 5.0)
    assert np.array_equal(derivative(X), np.full(4, 5.0))
