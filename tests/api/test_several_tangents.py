"""Several tangents in one run are what one run for each of them gives."""

from __future__ import annotations

import copy
import math
from typing import Any, NamedTuple

import numpy as np
import pytest

import s2s
from s2s.api import jacobians
from s2s.api.leaves import leaves
from tests.programs.collection import Entry
from tests.programs.outcome import arguments, made
from tests.programs.random_programs_in_place import text_of
from tests.programs.test_programs import ENTRIES

X = np.array([0.3, -1.2, 2.0, 0.7])
A = np.arange(12.0).reshape(3, 4) / 7 - 0.6
# Programs that are run once for each tangent today. One that no longer is must leave the list.
ONE_BY_ONE = frozenset(
    """
    pde.heat_1d_crank_nicolson flows.finite_elements_assembled linear_algebra.solve_with_pivoting
    linear_algebra.cholesky_in_place linear_algebra.floyd_warshall
    statistics.forward_stagewise_regression statistics.kalman_filter_in_place learning.causal_attention
    flows.truss learning.momentum_over_a_dict structures.settings_dict_updated
    """.split()
)


class Both(NamedTuple):
    """A Jacobian by several tangents at once, if it was, and one by one tangent after the other."""

    at_once: bool
    several: Any
    one_by_one: Any


def takes_several(built, count) -> bool:
    """Whether the code can, however few the directions are."""
    return built.stored.generated.several > 0


def both(monkeypatch, fun, argnums, args) -> Both:
    jacobian = s2s.jacfwd(fun, argnums)
    monkeypatch.setattr(jacobians, "carries_several", lambda built, count: False)
    expected = jacobian(*copy.deepcopy(args))
    monkeypatch.setattr(jacobians, "carries_several", takes_several)
    found = jacobian(*copy.deepcopy(args))
    return Both(jacobian.engine is jacobian.several, found, expected)


def assert_same(found: Any, expected: Any) -> None:
    pairs = list(zip(leaves(found), leaves(expected), strict=True))
    size = max((np.max(np.abs(e), initial=0.0) for _, (_, e) in pairs), default=0.0)
    for (path, one), (_, other) in pairs:
        assert np.shape(one) == np.shape(other), path
        assert np.asarray(one).dtype == np.asarray(other).dtype, path
        np.testing.assert_allclose(one, other, rtol=1e-8, atol=1e-11 * max(1.0, size))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_programs(monkeypatch, entry: Entry) -> None:
    argnums = entry.wrt if len(entry.wrt) > 1 else entry.wrt[0]
    found = both(monkeypatch, entry.fun, argnums, entry.args)
    assert_same(found.several, found.one_by_one)
    assert found.at_once is (entry.name not in ONE_BY_ONE)


@pytest.mark.parametrize("seed", range(24))
def test_random_programs(monkeypatch, seed: int) -> None:
    text = text_of(seed, ("arrays", "calls", "lists", "dicts"))
    fun, args = made(text, f"<random program {seed}>"), arguments(seed)
    with np.errstate(all="ignore"):
        try:
            found = both(monkeypatch, fun, (0, 1, 2, 3, 4), args)
        except s2s.S2SError as error:
            assert "<random program" in str(error)
            return
        assert_same(found.several, found.one_by_one)


def products(x):
    return A @ x + x[:3] * np.sum(x), np.outer(x, np.tanh(x)) @ A.T, (A.T @ A) @ np.outer(x, x)


def reductions(x):
    m = np.outer(x, x**2)
    return m.sum(axis=0), m.mean(axis=-1), np.sum(m, axis=(0, 1)), np.max(m, axis=1), m.T[1:]


def indices(x):
    m = np.outer(x, x)
    i = np.array([2, 0, 0])
    return m[i], m[:, i], m[i, i], m[1], m[..., None, 2], m[m > 0], x[::-1], x[[1, 3]]


def written(x):
    y = np.zeros((4, 4))
    y[1] = x
    y[:, 2] += x**2
    y[0, 0] = x[3]
    last = y[1, 3]
    y[1, 3] = 0.0
    y[2:] *= last
    return y


def numbers(x):
    total, out = 0.0, []
    for i in range(4):
        total += float(x[i]) * total + 1.0
        out.append(total)
    return np.array(out), sum(out), {"last": out[-1], "n": 3}


def calls(x):
    def scaled(v, k):
        return v * k

    return scaled(x, x[0]) + np.linalg.solve(A @ A.T + np.eye(3), A @ x)[0]


def crossed(x):
    rows = np.outer(x, x[:3])
    return np.cross(x[1:], rows), np.cross(rows, rows[::-1] * x[0]), np.cross(x[:3], x[1:])


def scaled(x):
    masses = np.array([3, 1, 4, 2])
    s = x[0] * math.exp(x[1]) * masses[2] + 2 * x[3] * math.sin(x[2])
    return s * masses * x * masses, 3.0 * (x * np.cos(x)) * masses * s


def joined(x):
    return np.concatenate([x, x[:2] ** 2]), np.stack([x, x**3], axis=1), np.where(x > 0, x, 2 * x)


@pytest.mark.parametrize(
    "fun", [products, reductions, indices, written, numbers, calls, joined, crossed, scaled],
    ids=lambda fun: fun.__name__,
)  # fmt: skip
def test_small_programs_in_one_run(monkeypatch, fun) -> None:
    found = both(monkeypatch, fun, 0, (X,))
    assert_same(found.several, found.one_by_one)
    assert found.at_once


def test_one_array_in_two_places(monkeypatch) -> None:
    found = both(monkeypatch, lambda p: p[0] * p[1] ** 2, 0, ([X, X],))
    assert_same(found.several, found.one_by_one)


def test_arguments_that_share_memory_and_are_written_into() -> None:
    def overwrites(x, y):
        x[0] = x[1] * y[2]
        y[1] = 3.0 * x[0]
        return x + y

    buffer = np.array([1.0, 2.0, 3.0, 4.0])
    found = s2s.jacfwd(overwrites, (0, 1))(buffer.copy(), buffer.copy())
    assert found[0].shape == found[1].shape == (4, 4)
    np.testing.assert_allclose(found[0][0], [0.0, 3.0, 0.0, 0.0])


def test_many_columns_come_in_parts(monkeypatch) -> None:
    monkeypatch.setattr("s2s.api.fans._NUMBERS", 9)
    x = {"a": np.linspace(0.1, 0.5, 5), "b": 2.0}
    found = s2s.jacfwd(lambda p: np.sin(p["a"]) * p["b"])(x)
    np.testing.assert_allclose(found["a"], 2.0 * np.diag(np.cos(x["a"])))
    np.testing.assert_allclose(found["b"], np.sin(x["a"]))


def test_effects_happen_once(capsys) -> None:
    def loud(x):
        print("here")
        return x * x[0]

    s2s.jacfwd(loud)(X)
    assert capsys.readouterr().out == "here\n"


def test_narrow_and_complex_numbers(monkeypatch) -> None:
    narrow = both(monkeypatch, lambda x: x**2 * x[0], 0, (X.astype(np.float32),))
    assert narrow.several.dtype == np.float32
    assert_same(narrow.several, narrow.one_by_one)
    wide = both(monkeypatch, lambda x: np.real(np.exp(1j * x) * x[0]), 0, (X,))
    assert_same(wide.several, wide.one_by_one)


def test_the_code_is_readable() -> None:
    jacobian = s2s.jacfwd(lambda x: np.tanh(A @ x))
    jacobian(X)
    assert "x_dot @ " in jacobian.source and "count)" in jacobian.source


def test_value_gradient_and_hessian_in_one_run() -> None:
    def loss(x):
        return np.sum(np.tanh(A @ x) ** 2) * x[0]

    made = s2s.value_grad_and_hessian(loss)
    value, gradient, hessian = made(X)
    assert value == loss(X) and made.several._latest is not None
    np.testing.assert_allclose(gradient, s2s.grad(loss)(X))
    np.testing.assert_allclose(hessian, s2s.jacrev(s2s.grad(loss))(X), rtol=1e-9)
    _, tree, table = s2s.value_grad_and_hessian(lambda p: np.sum(p["a"] ** 3) * p["b"])(
        {"a": X, "b": 2.0}
    )
    np.testing.assert_allclose(table["a"]["b"], 3 * X**2)
    np.testing.assert_allclose(tree["b"], np.sum(X**3))


def recurrence_jvps(x):
    return np.array([x[0], x[0] ** 2]) if len(x) == 1 else recurrence_jvps(x[:-1]) * x[-1]


def test_a_name_that_reads_like_ours() -> None:
    found = s2s.jacfwd(recurrence_jvps)(X)
    np.testing.assert_allclose(found, s2s.jacrev(recurrence_jvps)(X))


class Slotted:
    __slots__ = ("u", "k")
    step = 0.1

    def __init__(self, u, k):
        self.u, self.k = u, k

    def advance(self):
        self.u = self.u + self.step * self.k * self.u**2
        self.k *= 2.0


def test_objects_with_slots_that_are_written_into(monkeypatch) -> None:
    def advanced(system):
        system.advance()
        system.advance()
        return system.u * system.k

    found = both(monkeypatch, advanced, 0, (Slotted(X, 0.5),))
    assert_same(found.several.u, found.one_by_one.u)
    assert_same(found.several.k, found.one_by_one.k)
    assert found.at_once


def numbers_only(x):
    a, b = x[0], x[1]
    for _ in range(30):
        a, b = math.sin(a) * 0.5 + b, b * 0.9 - a * 0.1
    return np.array([a, b])


def arrays_only(x):
    for _ in range(30):
        x = np.tanh(x) * 0.9 + x[::-1] * 0.1
    return x


def elements(x):
    out = np.zeros(5)
    for i in range(5):
        out[i] = math.exp(-x[i % len(x)]) * np.sum(x)
    return out


@pytest.mark.parametrize(("fun", "least"), [(numbers_only, 5), (arrays_only, 2), (elements, 2)])
def test_from_how_many_directions_on(fun, least) -> None:
    """Measured: numbers take five times as long with a leading axis, arrays no longer than alone."""
    for count in (2, 3, 4, 5, 6):
        jacobian = s2s.jacfwd(fun)
        jacobian(np.linspace(0.1, 0.9, count))
        assert (jacobian.engine is jacobian.several) == (count >= least), count
