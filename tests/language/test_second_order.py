"""Second derivatives of programs that change what they hold: cells, buffers, lists, loops that are left."""

from __future__ import annotations

import math
from collections import deque

import numpy as np
import pytest

import s2s
from s2s.testing.directional_derivative import directional_derivative

X, V = np.array([0.6, -0.4, 1.3]), np.array([0.3, -0.7, 0.5])


def cell_of_a_function(x):
    last = x[0]

    def smooth(v, a=0.3):
        nonlocal last
        last = a * v * last + (1 - a) * last
        return last

    return sum(smooth(v) ** 2 for v in x)


def list_of_a_function(x):
    box = [1.0]

    def push(v):
        box[0] *= v + 2.0

    for v in x:
        push(v)
    return box[0] ** 2


def scale(a, k):
    a *= k


def shift(a):
    for i in range(1, len(a)):
        a[i] += a[i - 1] * a[i]


def helpers_that_write(x):
    y = x.copy()
    scale(y, x[1])
    shift(y)
    scale(y, y[2])
    return np.sum(y * x)


def helper_that_appends(x):
    items = []

    def grow(v):
        items.append(v * (items[-1] if items else 1.0))

    for v in x:
        grow(v)
    items[0] = items[1] * items[2]
    return sum(a * b for a, b in zip(items, x, strict=True))


def loop_that_is_left(x):
    y = x * 1.0
    n = 0
    while np.sum(y**2) < 50:
        y = y * (1.2 + 0.1 * x)
        n += 1
        if n > 5:
            break
        if n == 2:
            continue
        y[n % 3] += x[0]
    return np.prod(y)


def left_by_return(x):
    s = 0.0
    for i, v in enumerate(x):
        s += v**3
        if s > 0.1 and i > 0:
            return s * s * x[0]
    return s


def sorted_by_hand(x):
    items = list(x)
    for i in range(1, len(items)):
        key = items[i]
        j = i - 1
        while j >= 0 and items[j] > key:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = key
    return sum((i + 1) * v**2 for i, v in enumerate(items))


def views_that_write(x):
    a = np.zeros((2, 3))
    row, column = a[0], a[:, 1]
    row[:] = x
    column += x[0] * x[:2]
    a.T[2] *= x[1]
    row **= 2
    return np.sum(a * a)


def out_of_a_helper(x):
    buffer = np.empty(3)
    for i in range(3):
        np.multiply(x, x[i], out=buffer)
        buffer += 1.0
        x = x + 0.1 * buffer
    return np.sum(x**2)


class Ball:
    def __init__(self, x, v):
        self.x = np.array([x, 1.0])
        self.v = np.array([v, 0.0])

    def step(self, dt):
        self.v[1] -= 9.8 * dt
        self.x += dt * self.v
        if self.x[1] < 0:
            self.x[1] *= -1
            self.v[1] *= -0.8


def object_with_state(x):
    ball = Ball(x[0], x[1])
    for _ in range(6):
        ball.step(0.1 * x[2])
    return ball.x @ ball.x


def queue(x):
    q = deque([x[0], x[1]])
    for v in x:
        q.append(v * q.popleft() + math.sin(v))
    return sum(q) * q[-1]


FUNCTIONS = [
    cell_of_a_function, list_of_a_function, helpers_that_write, helper_that_appends,
    loop_that_is_left, left_by_return, sorted_by_hand, views_that_write, out_of_a_helper,
    object_with_state, queue,
]  # fmt: skip


@pytest.mark.parametrize("fun", FUNCTIONS)
def test_the_gradient_changes_as_its_derivative_says(fun) -> None:
    gradient = s2s.grad(fun)
    slope, error = directional_derivative(lambda h: float(gradient(X + h * V) @ V))
    assert s2s.hvp(fun)(X, V) @ V == pytest.approx(slope, rel=1e-6, abs=1e-7 + 20 * error)
