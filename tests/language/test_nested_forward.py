"""`s2s.jvp` called in the program, of and inside of derivatives of either mode."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s
from tests.language.table import Row, Table

row = Table()


def cubed(x):
    return x**3 * math.sin(x)


def logistic(x, n):
    for _ in range(n):
        x = 2.5 * x * (1.0 - x)
    return x


def smoothed(u):
    u = u.copy()
    for _ in range(3):
        u[1:-1] += 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2]) * u[1:-1]
    return np.sum(u**3)


@row(1.3)
def tangent_of_a_function_of_the_module(x):
    y, y_dot = s2s.jvp(cubed, (x,), (1.0,))
    return y * y_dot


@row(4.0)
def perturbations_are_not_confused(x):
    return x * s2s.jvp(lambda y: x * y, (1.0,), (1.0,))[1]


@row(4.0)
def perturbations_of_three_levels(x):
    return x * s2s.jvp(lambda y: x * s2s.grad(lambda z: x * y * z)(2.0), (x,), (1.0,))[1]


@row(1.3, 0.7)
def derivative_by_the_direction(x, v):
    return s2s.jvp(cubed, (x,), (v,))[1]


@row(0.3, 4)
def tangent_of_a_loop(x, n):
    return s2s.jvp(lambda y: logistic(y, n), (x,), (1.0,))[1]


@row(np.linspace(0.2, 1.0, 5), np.array([1.0, -0.5, 0.3, 2.0, 0.1]))
def tangent_of_writes_in_place(u, v):
    return s2s.jvp(smoothed, (u,), (v,))[1]


@row(np.array([0.3, 1.2]), np.array([1.0, -2.0]))
def tangent_of_a_function_without_source(x, v):
    return np.sum(s2s.jvp(np.sin, (x,), (v,))[1] * x)


@row(np.linspace(0.2, 1.0, 4), np.array([1.0, -0.5, 0.3, 2.0]))
def tangent_of_a_gradient(x, v):
    hv = s2s.jvp(s2s.grad(smoothed), (x,), (v,))[1]
    return np.sum(hv * x)


@row(1.3, 0.4)
def aux_beside_the_tangent(x, k):
    def inner(y):
        return k * y**2, y * 3.0

    y, y_dot, aux = s2s.jvp(inner, (x,), (1.0,), has_aux=True)
    return y + y_dot * aux


@row(1.3, 0.4)
def an_argument_that_stands_still(x, k):
    return s2s.jvp(lambda y, z: y**2 * z, (x, k), (1.0, None))[1]


@row.parametrize()
def test_program(row: Row) -> None:
    row.run()


def second_by(outer, inner):
    return outer(inner(cubed))


def forward(fun):
    return lambda x: s2s.jvp(fun, (x,), (1.0,))[1]


@pytest.mark.parametrize("third", [forward, s2s.grad])
@pytest.mark.parametrize("second", [forward, s2s.grad])
@pytest.mark.parametrize("first", [forward, s2s.grad])
def test_all_mixes_of_three_levels(first, second, third) -> None:
    x = 1.3
    sin, cos = math.sin(x), math.cos(x)
    wanted = [
        3 * x**2 * sin + x**3 * cos,
        (6 * x - x**3) * sin + 6 * x**2 * cos,
        (6 - 9 * x**2) * sin + (18 * x - x**3) * cos,
    ]
    one = first(cubed)
    two = second(one)
    found = [one(x), two(x), third(two)(x)]
    assert found == pytest.approx(wanted, rel=1e-12)
