"""The programs whose second derivatives the golden files hold, beside those of `programs`."""

from __future__ import annotations

import math

import numpy as np

from tests.golden.programs import golden
from tests.golden.table import Golden, Table

second = Table()
rng = np.random.default_rng(12)


@second(np.linspace(0.2, 1.4, 6), 0.1, 3)
def heat_in_place(u, k, n):
    u = u.copy()
    for _ in range(n):
        lap = u[2:] - 2.0 * u[1:-1] + u[:-2]
        u[1:-1] += k * lap
    return np.sum(u**2)


@second(rng.normal(size=3), rng.normal(size=(7, 3)), np.sign(rng.normal(size=7)), 0.5)
def logistic_regression(w, x, labels, penalty):
    margins = labels * (x @ w)
    return np.sum(np.log1p(np.exp(-margins))) + 0.5 * penalty * (w @ w)


@second(np.linspace(-1.0, 1.5, 6))
def waves(x):
    return np.sum(np.sin(x) * np.exp(-(x**2)) + np.cos(x) ** 3)


@second(np.array([0.3, -0.8, 1.1, 0.4]))
def neighbours(x):
    s = 0.0
    for i in range(len(x) - 1):
        s = s * 0.5 + math.sin(x[i]) * x[i + 1]
    return s


@second(np.linspace(0.5, 1.0, 6), 0.8, 0.1, 3)
def held_end(u, k, dt, steps):
    flux = np.zeros(len(u) + 1)
    for _ in range(steps):
        flux[1:-1] = -k * (u[1:] - u[:-1])
        u -= dt * (flux[1:] - flux[:-1]) * u
        u[-1] = 1.0
    return np.sum(u**3)


@second(np.array([0.2, 0.7]), np.full(3, 0.4))
def layers_over_a_ground(alphas, ground):
    canvas = np.empty((4, 3))
    canvas[...] = ground
    for i in range(len(alphas)):
        rows = canvas[i : i + 2]
        rows *= 1.0 - alphas[i]
        rows += alphas[i] ** 2
    return np.sum(canvas**2)


FIRST = ("scalar_loop", "halve_or_scale", "rosenbrock_vectorised", "helper_calls")
ROWS = [*second.rows, *(row for row in golden.rows if row.fun.__name__ in FIRST)]
ROWS = [Golden(row.fun, row.args) for row in ROWS]  # by their first argument
