"""Second derivatives of `try`, `finally` and context managers were refused: s2s did not know its own steps."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s


def raises_or_not(x):
    try:
        y = math.log(x) * x
        if y < 0.0:
            raise ValueError
    except ValueError:
        y = x * x
    return y * x


def in_a_loop(x):
    total = 0.0
    for i in range(-2, 3):
        try:
            total = total + x**3 / i
        except ZeroDivisionError:
            total = total + x * x
    return total * x


def picky(x, i):
    if i == 1:
        raise KeyError("one")
    return math.sin(x) * i


def of_a_helper(x):
    total = x
    for i in range(4):
        try:
            total = total * picky(x, i) + x
        except KeyError:
            total = total * x
            continue
        else:
            total = total + x**3
    return total


def written_in_place(x):
    a = np.zeros(3)
    for i in range(4):
        try:
            a[i] = x**3
            a[i] *= x * i
        except IndexError:
            a[0] += x**3
    return a @ a


def reraised(x):
    y = x
    try:
        try:
            y = math.sqrt(-x)
        except ValueError as error:
            raise KeyError from error
    except KeyError:
        y = x**3
    finally:
        x = x * 2.0
    return y * x


class Clock:
    def __enter__(self):
        self.rate = 1.0
        return self

    def __exit__(self, *_):
        self.rate = 2.0


def context_manager(x):
    clock = Clock()
    with clock:
        y = x * x * clock.rate
    return y * clock.rate * x


FUNCTIONS = [
    raises_or_not, in_a_loop, of_a_helper, written_in_place, reraised, context_manager
]  # fmt: skip


@pytest.mark.parametrize("x", [1.5, 0.5])
@pytest.mark.parametrize("fun", FUNCTIONS)
def test_second_derivative(fun, x: float) -> None:
    gradient = s2s.grad(fun)
    expected = (gradient(x + 1e-6) - gradient(x - 1e-6)) / 2e-6
    assert s2s.hvp(fun)(x, 1.0) == pytest.approx(expected, rel=1e-6)
    assert s2s.hessian(fun)(x) == pytest.approx(expected, rel=1e-6)
    assert s2s.jvp(gradient, (x,), (1.0,))[1] == pytest.approx(expected, rel=1e-6)
