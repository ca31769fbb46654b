"""Programs that were refused, or whose analysis did not end: pipelines of pairs, classes as arguments, two lists."""

from __future__ import annotations

import collections
import functools
import operator
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing.check import check


class Centre:
    def fit(self, x):
        self.mean = x.mean(0)
        return self

    def transform(self, x):
        return x - self.mean


class Scale:
    def fit(self, x):
        self.width = x.std(0)
        return self

    def transform(self, x):
        return x / self.width


class Ridge:
    def fit(self, x, y):
        self.w = np.linalg.solve(x.T @ x + np.eye(2), x.T @ y)
        return self


class Pipeline:
    def __init__(self, steps):
        self.steps = steps

    def fit(self, x, y):
        for _, step in self.steps[:-1]:
            x = step.fit(x).transform(x)
        self.steps[-1][1].fit(x, y)
        return self


def pairs(x):
    steps = [("centre", Centre()), ("ridge", Ridge())]
    for _, step in steps[:-1]:
        x = step.fit(x).transform(x)
    return np.sum(steps[-1][1].fit(x, np.arange(4.0)).w ** 2)


def of_a_class(x):
    made = Pipeline([("centre", Centre()), ("scale", Scale()), ("ridge", Ridge())])
    return np.sum(made.fit(x, np.arange(4.0)).steps[-1][1].w ** 2)


def starred(x):
    *first, last = [("centre", Centre()), ("scale", Scale()), ("ridge", Ridge())]
    for _, step in first:
        x = step.fit(x).transform(x)
    return np.sum(last[1].fit(x, np.arange(4.0)).w ** 2)


def two_loops(x):
    steps, changes = [], []
    point = x.copy()
    slope = 4.0 * point**3 + 2.0 * point
    for _ in range(5):
        direction = slope.copy()
        alphas = []
        for s, y in zip(reversed(steps), reversed(changes)):
            alpha = (s @ direction) / (y @ s)
            direction -= alpha * y
            alphas.append(alpha)
        if steps:
            direction *= (steps[-1] @ changes[-1]) / (changes[-1] @ changes[-1])
        else:
            direction *= 0.1
        for s, y, alpha in zip(steps, changes, reversed(alphas)):
            direction += (alpha - (y @ direction) / (y @ s)) * s
        new = point - direction
        new_slope = 4.0 * new**3 + 2.0 * new
        steps.append(new - point)
        changes.append(new_slope - slope)
        if len(steps) > 3:
            steps.pop(0)
            changes.pop(0)
        point, slope = new, new_slope
    return point @ point + point.sum()


@pytest.mark.parametrize("fun", [pairs, of_a_class, starred])
def test_pipelines(fun: Any) -> None:
    x = np.arange(8.0).reshape(4, 2) ** 1.5
    check(fun, x)
    s2s.check_grads(fun, x, order=2)


def test_limited_memory() -> None:
    check(two_loops, np.array([1.1, 0.7, 0.4]))
    s2s.check_grads(two_loops, np.array([1.1, 0.7, 0.4]), order=2)


class Plain:
    def __init__(self, u):
        self.u = u


class Damped(Plain):
    def __init__(self, u, k):
        super().__init__(u)
        self.k = k


def by_identity(x, w, cls):
    made = cls(x.copy(), w) if cls is not Plain else cls(x.copy())
    return made.u @ x


def by_equality(x, w, cls):
    if cls == Plain:
        made = cls(x.copy())
    else:
        made = cls(x * w, w)
    return made.u @ x


def by_descent(x, w, cls):
    if issubclass(cls, Damped):
        made = cls(x * w, w)
    else:
        made = cls(x.copy())
    return made.u @ x


@pytest.mark.parametrize("fun", [by_identity, by_equality, by_descent])
@pytest.mark.parametrize("cls", [Plain, Damped])
def test_classes_as_arguments(fun: Any, cls: type) -> None:
    check(lambda x: fun(x, 0.7, cls), np.array([1.0, 2.0]))


def by_type(x):
    y = np.sin(x)
    return y * 2.0 if type(y) is float else y * 3.0


@pytest.mark.parametrize("x", [1.0, np.float64(1.0)])
def test_the_type_of_a_number_is_asked_when_the_program_runs(x: float) -> None:
    assert s2s.value_and_grad(by_type)(x)[0] == by_type(x)


class First:
    def __init__(self, u, k=1.0):
        self.u = u
        self.k = k
        self.c = []


class Second(First):
    pass


class Both:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def best(self):
        return self.a if self.a.k > self.b.k else self.b


def stored_into_the_better(z, both):
    both.best().k = 2.0
    return both.b.u[0] * z + both.a.k


@pytest.mark.parametrize("k", [0.5, 1.5])
def test_stores_into_one_of_two_classes_with_lists(k: float) -> None:
    both = Both(Second(np.ones(3), k), First(np.ones(3)))
    value, gradient = s2s.value_and_grad(stored_into_the_better)(0.7, both)
    assert (value, gradient, both.a.k, both.b.k) == (0.7 + (2.0 if k > 1 else k), 1.0, k, 1.0)


class Power:
    def __init__(self, a):
        self.a = a

    def __mul__(self, other):
        return Power(self.a * other.a) if isinstance(other, Power) else Power(self.a * other)

    def __add__(self, other):
        return Power(self.a + other.a) if isinstance(other, Power) else Power(self.a + other)

    def __pow__(self, n):
        return functools.reduce(operator.mul, [self] * n)


def power_on_the_left(x):
    return (Power(x) ** 3 + Power(x)).a


def power_kept(x):
    cubed = Power(x) ** 3
    return (cubed * Power(x) + cubed).a


def sorted_keys(x):
    kept = collections.defaultdict(list)
    kept["c"].append(x)
    kept["b"].append(x * x)
    total = 0.0
    for key in sorted(kept, reverse=True):
        total = total * x + kept[key][0]
    return total + kept[max(kept)][0] * kept[min(kept)][0]


def numbered_keys(x):
    kept = collections.defaultdict(float)
    for i in range(4):
        kept[i % 3] += x**i
    for i, key in enumerate(sorted(kept)):
        kept[key] *= i + 1.0
    return sum(kept[key] ** 2 for key in sorted(kept)[1:])


@pytest.mark.parametrize("fun", [power_on_the_left, power_kept, sorted_keys, numbered_keys])
def test_objects_by_operators_and_keys_by_order(fun: Any) -> None:
    check(fun, 0.7)
    s2s.check_grads(fun, 0.7, order=2)


def diagonal(a):
    a = a * 1.0
    found = np.einsum("ii->i", a)
    found[...] = found**2
    return a.sum()


def transposed(a):
    a = a * 1.0
    found = np.einsum("ij->ji", a)
    found[0] = found[0] ** 2 * found[1]
    return (a * a).sum()


@pytest.mark.parametrize("fun", [diagonal, transposed])
def test_tangents_of_views_by_einsum(fun: Any) -> None:
    check(fun, np.array([[1.0, 2.0], [3.0, 4.0]]))
    s2s.check_grads(fun, np.array([[1.0, 2.0], [3.0, 4.0]]), order=2)
