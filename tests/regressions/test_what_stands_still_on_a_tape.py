"""Of what comes off a list of tuples, some varies and some does not: that has no tangent of its own."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing.directional_derivative import directional_derivative
from tests.regressions.test_lists_called_stack import filled_by_a_helper


def read_before_it_is_put_there(x):
    stack, s, p = [], 0.0, 1.0
    for i in range(4):
        for q, r in reversed(stack):
            s = s + q * r * p
        p = p * x
        stack.append((p, 2.0 * i))
    return s


def put_there_under_another_name(x):
    stack, s = [], 0.0
    box = [stack]
    stack.append((1.0, 2.0))
    box[0].append((x, x * x))
    for q, r in reversed(stack):
        s = s + q * r * r
    return s


def written_after_it_was_put_there(x):
    stack, s = [], 0.0
    a = np.ones(2)
    stack.append((a, 2.0))
    stack.append((a, 3.0))
    a[0] = x * x
    for q, r in reversed(stack):
        s = s + q[0] * r * x
    return s


def tapes_on_a_tape(x):
    s, outer = 0.0, []
    for i in range(3):
        inner = []
        for j in range(2):
            inner.append((x * j, 2.0, j))
        outer.append((inner, 3.0 + i))
    for some, c in reversed(outer):
        for q, r, _ in reversed(some):
            s = s + q * r * c * q + r
    return s


def of_some_pushes(x):
    stack, s = [], 0.0
    for i in range(4):
        if i > 1:
            stack.append((x * i, 2.0))
        else:
            stack.append((1.5, x))
    for q, r in reversed(stack):
        s = s + q * q * r
    return s


def two_the_other_way_round(x):
    stack = []
    pair = (3.0, x * x)
    first, second = reversed(pair)
    stack.append(second)
    return first * first * stack[0]


def of_numbers_from_elsewhere(x, numbers=(1.0, 2.0)):
    stack, s = [], 0.0
    numbers = [x * x, *numbers]
    for p in reversed(numbers):
        stack.append(p)
    stack.append(3.0)
    for q in stack:
        s = s + q * q
    return s


PROGRAMS = [
    read_before_it_is_put_there, put_there_under_another_name, written_after_it_was_put_there,
    tapes_on_a_tape, of_some_pushes, filled_by_a_helper, two_the_other_way_round,
    of_numbers_from_elsewhere,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS)
def test_first_and_second_derivatives(fun) -> None:
    gradient = s2s.grad(fun)
    slope, error = directional_derivative(lambda h: fun(0.7 + h))
    assert gradient(0.7) == pytest.approx(slope, abs=1e-9 + 20 * error)
    slope, error = directional_derivative(lambda h: gradient(0.7 + h))
    found = [s2s.jvp(gradient, (0.7,), (1.0,))[1], s2s.grad(gradient)(0.7)]
    found.append(s2s.grad(lambda x: s2s.jvp(fun, (x,), (1.0,))[1])(0.7))
    assert found == pytest.approx([slope] * 3, abs=1e-9 + 20 * error)


def rows(x, decay):
    smoothed = x.copy()
    for row in smoothed:
        for t in range(1, len(row)):
            row[t] = decay * row[t - 1] + (1.0 - decay) * row[t] ** 2
    return np.sum(smoothed[:, -1] ** 2)


def test_no_tangent_is_made_for_it() -> None:
    x, v = np.linspace(0.1, 0.9, 8).reshape(2, 4), np.linspace(-1.0, 1.0, 8).reshape(2, 4)
    product, gradient = s2s.hvp(rows), s2s.grad(rows)
    expected = (gradient(x + 1e-5 * v, 0.9) - gradient(x - 1e-5 * v, 0.9)) / 2e-5
    assert product(x, v, 0.9) == pytest.approx(expected, rel=1e-6)
    assert "zero_tangent" not in product.source
    assert "decay_dot" not in product.source
