"""Jacobians and Hessians by structures, by several arguments and with aux, inside of functions."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads

Pair = collections.namedtuple("Pair", "a b")


@dataclasses.dataclass(frozen=True)
class Both:
    a: Any
    b: Any


X, U = np.array([0.3, 0.7]), np.array([0.2])


def step(x, u):
    return np.array([x[0] + 0.1 * x[1] ** 2, x[1] + u[0] * np.sin(x[0])])


def cost(x, u):
    return np.sum(np.sin(x)) * u[0] ** 2 + x[0] ** 3


def table(p):
    return p["a"] ** 2 * p["n"] * np.sum(p["l"][0] ** 2)


MADE, MADE_HESSIAN = s2s.jacobian(step, (0, 1)), s2s.hessian(cost, (0, 1))
REVERSED = s2s.jacfwd(s2s.jacrev(table))
OF_WORDS = s2s.jacobian(lambda p, *, scale, power=2: {"v": scale * p["w"] ** power})


def made(x, u):
    a, b = MADE(x, u)
    return np.sum(a @ a) + np.sum(b**2)


def of_a_local_function(x, u):
    def local(x, u):
        return np.array([x[0] + 0.1 * x[1] ** 3, x[1] + u[0] * np.sin(x[0])])

    a, b = s2s.jacobian(local, (0, 1))(x, u)
    return np.sum(a @ a) + np.sum(b**2)


def blocks(x, u):
    (xx, xu), (ux, uu) = MADE_HESSIAN(x, u)
    return np.sum(xx**2) + 2 * np.sum(xu) + np.sum(ux @ xu) + uu[0, 0]


def blocks_of_a_local_function(x, u):
    (xx, xu), (ux, uu) = s2s.hessian(lambda x, u: cost(x, u) * x[1], (0, 1))(x, u)
    return np.sum(xx**2) + 2 * np.sum(xu) + np.sum(ux @ xu) + uu[0, 0]


def aux(x, u):
    found, more = s2s.jacobian(lambda x: (x**2 * u, 3.0), has_aux=True)(x)
    curve, least = s2s.hessian(lambda x: (np.sum(x**3 * u), x[0]), has_aux=True)(x)
    return np.sum(found**2) * more + np.sum(curve**2) * least


def lists_of_values(x, u):
    found = s2s.jacobian(lambda w: [np.outer(w, w) * u[0], np.sum(w) ** 2])(x)
    return np.sum(found[0] ** 2) + np.sum(found[1] ** 3)


def tables_of_values(x, u):
    found = s2s.jacobian(lambda w: {"p": w**2, "q": (w * u[0], 3)})(x)
    return np.sum(found["p"] ** 2) + np.sum(found["q"][0] ** 3) + (found["q"][1] is None)


def named_tuples(x, u):
    found = s2s.jacobian(lambda q: Pair(q.a**2 * u[0], q.b * q.a))(Pair(x, u))
    return np.sum(found.a.a**2) + np.sum(found.b.b**2) + np.sum(found.b.a**3)


def data_classes(x, u):
    found = s2s.jacobian(lambda q: q.a**2 * q.b)(Both(x, u))
    return np.sum(found.a**2) + np.sum(found.b**2)


def many(x, u):
    found = s2s.jacobian(lambda q: [np.sum(w**3) * u[0] for w in q])([x * i for i in range(3)])
    return np.sum(found[1][1] ** 2) + np.sum(found[2][2] ** 2) + np.sum(found[2][1])


def many_tables(x, u):
    layers = [{"w": x * i, "b": u * i} for i in range(3)]
    found = s2s.jacobian(lambda q: sum([np.sum(w["w"] ** 3) * np.sum(w["b"]) for w in q]))(layers)
    return np.sum(found[1]["w"] ** 2) + np.sum(found[2]["b"] * u)


def all_at_once(x, u):
    value, slope, curve = s2s.value_grad_and_hessian(lambda q: q["a"] ** 3 * np.sum(q["b"] ** 2))(
        {"a": x[0], "b": x}
    )
    return value + slope["a"] ** 2 + np.sum(curve["a"]["b"] ** 2) + np.sum(curve["b"]["b"] ** 2)


def reverse_first(x, u):
    found = REVERSED({"a": x[0], "n": 2, "l": [x]})
    return found["a"]["a"] ** 2 + np.sum(found["a"]["l"][0] ** 2) + np.sum(found["l"][0]["l"][0])


def words(x, u):
    return np.sum(OF_WORDS({"w": x}, scale=u[0])["v"]["w"] ** 2)


PROGRAMS = (
    made, of_a_local_function, blocks, blocks_of_a_local_function, aux, lists_of_values, tables_of_values,
    named_tuples, data_classes, many, many_tables, all_at_once, reverse_first, words,
)  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun: Callable[..., Any]) -> None:
    check_grads(fun, X, U, modes=("rev", "fwd"))


@pytest.mark.parametrize("fun", [made, aux], ids=lambda fun: fun.__name__)
def test_second_order(fun: Callable[..., Any]) -> None:
    x = np.array([*X, *U])
    found = s2s.hessian(lambda p: fun(p[:2], p[2:]))(x)
    slope = s2s.grad(lambda p: fun(p[:2], p[2:]))
    steps = [(slope(x + d) - slope(x - d)) / 2e-5 for d in 1e-5 * np.eye(3)]
    np.testing.assert_allclose(found, steps, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("outer", [s2s.jacfwd, s2s.jacrev])
@pytest.mark.parametrize("inner", [s2s.jacfwd, s2s.jacrev])
def test_mixes_by_a_table(outer: Any, inner: Any) -> None:
    at = {"a": 1.5, "n": 2, "l": [np.array([1.0, 2.0])]}
    found, expected = outer(inner(table))(at), s2s.hessian(table)(at)
    assert found["n"] is None and found["a"]["n"] is None
    assert found["a"]["a"] == pytest.approx(expected["a"]["a"])
    np.testing.assert_allclose(found["a"]["l"][0], expected["a"]["l"][0])
    np.testing.assert_allclose(found["l"][0]["a"], expected["l"][0]["a"])
    np.testing.assert_allclose(found["l"][0]["l"][0], expected["l"][0]["l"][0])


def test_several_arguments_twice() -> None:
    (xx, xu), (ux, uu) = s2s.jacfwd(s2s.jacrev(step, (0, 1)), (0, 1))(X, U)
    by_x = s2s.jacfwd(lambda x: s2s.jacrev(step)(x, U))(X)
    np.testing.assert_allclose(xx, by_x)
    np.testing.assert_allclose(xu, np.moveaxis(ux, 1, 2))
    assert uu.shape == (2, 1, 1)


class Plant:
    def __init__(self, gain):
        self.gain = gain


def test_objects_are_an_error() -> None:
    def by_an_object(x):
        return s2s.jacobian(lambda plant: plant.gain**2)(Plant(x)).gain

    with pytest.raises(s2s.UnsupportedError, match="by an object"):
        s2s.grad(by_an_object)(2.0)
