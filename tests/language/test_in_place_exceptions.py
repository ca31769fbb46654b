"""`try`, `with` and in-place state around active code."""

from __future__ import annotations

import contextlib
import math
import warnings

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table(alone=True)
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


@row(2.0)
@row(-2.0)
def try_except_of_a_domain_error(x):
    try:
        return math.sqrt(x)
    except ValueError:
        return 0.3 * x


@row(X)
def nothing_is_raised(x):
    try:
        x *= 2.0
        y = x[0] * x[1]
    except ZeroDivisionError:
        y = 0.0
    return y * np.sum(x)


@row(X, 0)
def writes_before_the_exception_stay(x, zero):
    try:
        x[0] = x[1] ** 2
        x[1] = 1.0 / zero
        x[2] = 7.0
    except ZeroDivisionError:
        x[3] *= 2.0
    return np.sum(x**2)


@row(X)
def else_runs_without_exception(x):
    try:
        y = x[0] * 2.0
    except ValueError:
        y = 1.0
    else:
        y = y * x[1]
        x[2] = y
    return y * np.sum(x)


@row(X)
def finally_always_runs(x):
    y = 1.0
    try:
        y = y * x[0]
        x[1] = y
    finally:
        y = y * x[2]
        x[0] *= y
    return np.sum(x**2) * y


@row(X)
def return_inside_try(x):
    try:
        return x[0] * x[1]
    finally:
        x[0] = 100.0


@row(X)
def break_inside_try(x):
    total = 0.0
    for v in x:
        try:
            total += math.sqrt(v)
        except ValueError:
            total += v**2
            continue
        if total > 1.8:
            break
    return total


@row(X)
def exception_of_a_callee(x):
    def checked(a):
        if a < 0:
            raise ValueError("negative")
        return a**2

    total = 0.0
    for i in range(4):
        try:
            total += checked(x[i])
        except ValueError as error:
            total -= 3.0 * x[i] * len(str(error))
    return total


@row({"a": 1.3})
def key_error(d):
    try:
        y = d["b"]
    except KeyError:
        y = d["a"] ** 2
        d["b"] = y
    return y * d["b"]


@row(X)
def suppress(x):
    y = x[0] ** 2
    with contextlib.suppress(ZeroDivisionError):
        x[0] = y * 2.0
        x[1] = 1.0 / 0.0
    return np.sum(x) * y


@row(X, 1.3)
def context_manager_of_a_class(x, s):
    with Guard(x, s) as guard:
        total = np.sum(x**2) * guard.factor
    return total + np.sum(x)


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


def through_a_callee(x):
    fill(BUFFER, x)
    return np.sum(BUFFER)


def fill(out, x):
    out[:] = x**2


@pytest.mark.parametrize(
    "fun", [into_global_array, into_global_dict, into_global_list, through_a_callee]
)
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
