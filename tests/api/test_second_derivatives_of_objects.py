"""Hessians, and products with them, of functions of objects and of functions that make objects."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any, NamedTuple

import numpy as np
import pytest

import s2s
from s2s.api.leaves import at, basis, leaves

X = np.array([1.0, -0.5, 2.0])


@dataclasses.dataclass
class Params:
    scale: float
    weights: np.ndarray
    count: int = 3


class Pair(NamedTuple):
    scale: float
    weights: Any


class System:
    def __init__(self, k, u):
        self.k, self.u, self.steps = k, u, 0

    def step(self):
        self.u = self.u + 0.1 * self.k * self.u**2
        self.k *= 1.1
        self.steps += 1


class Filled:
    def __init__(self, n):
        self.table = np.zeros(n)

    def fill(self, p, x):
        for i in range(len(x)):
            self.table[i] = np.sin(x[i]) * p
            self.table *= x[i]


def of_record(p):
    return p.scale**2 * np.sum(p.weights**3) * p.scale


def of_pair(p):
    return p.scale**2 * np.sum(p.weights**3) * p[0]


def of_system(s):
    for _ in range(3):
        s.step()
    return np.sum(s.u) * s.k


def makes_a_system(x):
    s = System(x[0], x[1:] * 2.0)
    s.step()
    s.step()
    return np.sum(s.u**2) * s.k


def fills_a_buffer(x):
    held = Filled(3)
    held.fill(x[0] * x[1], x)
    return np.sum(held.table**2)


CASES = [
    (of_record, Params(1.5, X)),
    (of_pair, Pair(1.5, X)),
    (of_system, System(0.3, X)),
    (makes_a_system, X),
    (fills_a_buffer, X),
]
every_case = pytest.mark.parametrize(
    ("fun", "point"), CASES, ids=lambda c: getattr(c, "__name__", "")
)


def moved(point: Any, path: Any, place: int, step: float) -> Any:
    """The point with one number changed."""
    fresh = copy.deepcopy(point)
    if isinstance(point, np.ndarray):
        fresh[place] += step
        return fresh
    *way, last = path
    owner = at(fresh, tuple(way))
    leaf = at(fresh, path)
    if isinstance(leaf, np.ndarray):
        leaf[place] += step
        return fresh
    if isinstance(owner, tuple):
        return owner._replace(**{owner._fields[last]: leaf + step})
    setattr(owner, last, leaf + step)
    return fresh


def by_differences(fun: Any, point: Any) -> np.ndarray:
    """The Hessian of all numbers in order."""
    gradient, step, rows = s2s.grad(fun), 1e-5, []
    for path, leaf in leaves(point):
        for place in range(np.size(leaf)):
            ahead, behind = (gradient(moved(point, path, place, sign * step)) for sign in (1, -1))
            rows.append((flat(ahead) - flat(behind)) / (2 * step))
    return np.array(rows)


def flat(tree: Any) -> np.ndarray:
    return np.concatenate([np.ravel(leaf) for _, leaf in leaves(tree)])


@every_case
def test_hessians(fun: Any, point: Any) -> None:
    expected = by_differences(fun, point)
    for transform in (s2s.hessian, lambda f: s2s.jacrev(s2s.grad(f))):
        found = transform(fun)(copy.deepcopy(point))
        table = np.concatenate(
            [
                np.concatenate(
                    [
                        np.reshape(at(at(found, row), column), (np.size(leaf), -1))
                        for column, _ in leaves(point)
                    ],
                    axis=1,
                )
                for row, leaf in leaves(point)
            ]
        )
        np.testing.assert_allclose(table, expected, rtol=1e-6, atol=1e-6)


@every_case
def test_products(fun: Any, point: Any) -> None:
    expected = by_differences(fun, point)
    product = s2s.hvp(fun)
    for column, direction in zip(expected, basis(point), strict=True):
        found = product(copy.deepcopy(point), direction)
        assert type(found) is type(point)
        np.testing.assert_allclose(flat(found), column, rtol=1e-6, atol=1e-6)


def test_a_jacobian_inside_by_a_structure() -> None:
    found, expected = s2s.jacrev(s2s.jacfwd(of_pair))(Pair(1.5, X)), s2s.hessian(of_pair)(Pair(1.5, X))
    assert type(found) is type(found.scale) is Pair
    for row, other in zip(found, expected, strict=True):
        for block, wanted in zip(row, other, strict=True):
            np.testing.assert_allclose(block, wanted)
