"""Random draws by their parameters, with the same random numbers."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check

V = np.array([0.3, 0.7, 1.1])


def new() -> np.random.Generator:
    return np.random.default_rng(3)


def shuffled(rows, rng):
    rng.shuffle(rows, axis=1)
    rng.shuffle(rows)
    return rows * V


def permuted_into(rows, rng):
    rng.permuted(rows, axis=0, out=rows)
    other = rng.permuted(rows, axis=1, out=np.empty_like(rows))
    other[0] *= 2.0
    return other * V + rows


def filled(a, rng):
    noise, rest = a * 2.0, np.empty(2)
    rng.standard_normal(out=noise)
    rng.random(out=rest)
    noise *= a
    rng.standard_exponential(out=noise[:1])
    return noise * np.sum(rest * a[0])


def shuffled_of_the_module(a):
    rows = np.outer(a, V)
    np.random.seed(2)  # noqa: NPY002
    np.random.shuffle(rows)  # noqa: NPY002
    return rows * V


def ordered(a):
    np.random.seed(2)  # noqa: NPY002
    return np.random.permutation(a) * np.random.choice(a, 1)  # noqa: NPY002


DRAWS = {
    "normal": lambda a, b: new().normal(a, b),
    "normal_size": lambda a, b: new().normal(loc=a, scale=b, size=(2, 3)),
    "laplace": lambda a, b: new().laplace(a, b, 3),
    "gumbel": lambda a, b: new().gumbel(a, b),
    "logistic": lambda a, b: new().logistic(a, b),
    "lognormal": lambda a, b: new().lognormal(a, b),
    "uniform": lambda a, b: new().uniform(a, a + b),
    "exponential": lambda a, b: new().exponential(a + b),
    "rayleigh": lambda a, b: new().rayleigh(a * b),
    "gamma_scale": lambda a, b: new().gamma(2.0, a * b, 3),
    "weibull": lambda a, b: new().weibull(a + b, 3),
    "power": lambda a, b: new().power(a + b, 3),
    "pareto": lambda a, b: new().pareto(a + b, 3),
    "legacy": lambda a, b: np.random.RandomState(3).normal(a, b),  # noqa: NPY002
    "choice": lambda a, b: new().choice(a * b, 4),
    "choice_legacy": lambda a, b: np.random.RandomState(3).choice(a * b, 1, False),  # noqa: NPY002
    "triangular": lambda a, b: new().triangular(a - 1, a * b, a + 1),
    "triangular_size": lambda a, b: new().triangular(-1.0, a[0] * b, 2.0, (2, 3)),
    "multivariate": lambda a, b: new().multivariate_normal(V * b + a, np.eye(3), 2),
    "multivariate_one": lambda a, b: new().multivariate_normal(V * b + a, np.eye(3)),
    "permutation": lambda a, b: new().permutation(a * b),
    "permutation_rows": lambda a, b: new().permutation(np.outer(a, V) * b, axis=1),
    "permutation_legacy": lambda a, b: np.random.RandomState(3).permutation(a * b),  # noqa: NPY002
    "permuted": lambda a, b: new().permuted(np.outer(a, V) * b, axis=1),
    "permuted_all": lambda a, b: new().permuted(np.outer(a, V) * b),
    "shuffled": lambda a, b: shuffled(np.outer(a, V) * b, new()),
    "permuted_into": lambda a, b: permuted_into(np.outer(a, V) * b, new()),
    "filled": lambda a, b: filled(a * b, new()),
    "global_shuffle": lambda a, b: shuffled_of_the_module(a * b),
    "global_order": lambda a, b: ordered(a * b),
    "choice_rows": lambda a, b: new().choice(np.outer(a, a) * b, 2, axis=1, shuffle=False),
}


@pytest.mark.parametrize("name", DRAWS)
@pytest.mark.parametrize("loc", [V, V[:1]], ids=["array", "stretched"])
def test_draws(name: str, loc: np.ndarray) -> None:
    check(DRAWS[name], loc, 0.8)


@pytest.mark.parametrize("name", ["normal", "laplace", "lognormal", "uniform", "exponential"])
def test_a_number(name: str) -> None:
    check(DRAWS[name], 0.4, 0.8)


def seeded(a, b):
    np.random.seed(5)  # noqa: NPY002
    first = np.random.normal(a, b)  # noqa: NPY002
    return first * np.random.exponential(b, 2) + np.random.uniform(a, a + b)  # noqa: NPY002


def of_python(a, b):
    random.seed(5)
    drawn = random.gauss(a, b) * random.uniform(a, a + b)
    return drawn + random.normalvariate(a, b) * random.expovariate(b)


@pytest.mark.parametrize("fun", [seeded, of_python])
def test_of_the_module(fun: Any) -> None:
    check(fun, 0.4, 0.8)


def path(x, rng, steps):
    total = 0.0
    for i in range(steps):
        x = x + rng.normal(0.1 * x, 0.2 * x)
        total = total + x * rng.uniform(0.0, x)
    return total


def test_a_generator_as_argument() -> None:
    def at(x):
        return path(x, new(), 4)

    value, slope = s2s.value_and_grad(path)(0.7, new(), 4)
    assert value == at(0.7)
    assert slope == pytest.approx((at(0.7 + 1e-6) - at(0.7 - 1e-6)) / 2e-6, rel=1e-6)
    rng, same = new(), new()
    s2s.grad(path)(0.7, rng, 4)
    path(0.7, same, 4)
    assert rng.normal() == same.normal()


def test_second_derivative() -> None:
    def drawn(x):
        return new().lognormal(x, x) ** 2

    def slope(x):
        return s2s.grad(drawn)(x)

    expected = (slope(0.3 + 1e-6) - slope(0.3 - 1e-6)) / 2e-6
    assert s2s.grad(s2s.grad(drawn))(0.3) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    "fun",
    [
        lambda x: new().gamma(x),
        lambda x: new().beta(x, 1.0),
        lambda x: new().poisson(x) * x,
        lambda x: np.random.beta(x, 1.0),  # noqa: NPY002
        lambda x: new().dirichlet(np.array([x, 2 * x]))[0],
        lambda x: new().binomial(3, x) * x,
        lambda x: new().multivariate_normal(np.zeros(2), x * np.eye(2))[0],
    ],
)
def test_without_a_derivative(fun: Any) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(fun)(0.7)
