"""Functions that walk a tree of parameters: numbers, arrays, lists and dicts side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads

X = np.array([1.0, 2.0])
TABLE: dict[str, Any] = {"a": [1.0, X], "b": {"c": 2.0}, "d": X + 1.0}
FLAT: dict[str, Any] = {"b": X, "a": {"c": 2.0}}
ROWS = [(X, 1.0), {"w": X + 1.0}, 3.0]


def tree_map(f, t):
    if isinstance(t, dict):
        return {key: tree_map(f, value) for key, value in t.items()}
    if isinstance(t, (list, tuple)):
        return type(t)(tree_map(f, value) for value in t)
    return f(t)


def tree_map_of_several(f, t, *rest):
    if isinstance(t, dict):
        return {k: tree_map_of_several(f, v, *[r[k] for r in rest]) for k, v in t.items()}
    if isinstance(t, list):
        return [tree_map_of_several(f, *values) for values in zip(t, *rest)]
    if isinstance(t, tuple):
        return tuple(tree_map_of_several(f, *values) for values in zip(t, *rest))
    return f(t, *rest)


def leaves(t):
    if isinstance(t, dict):
        return [leaf for key in sorted(t) for leaf in leaves(t[key])]
    if isinstance(t, (list, tuple)):
        return [leaf for value in t for leaf in leaves(value)]
    return [t]


def in_pairs(t):
    return [value["c"] ** 3 if isinstance(value, dict) else np.sum(value) for _, value in sorted(t.items())]


def squares(t):
    if isinstance(t, dict):
        return sum(squares(value) for value in t.values())
    if isinstance(t, (list, tuple)):
        return sum(squares(value) for value in t)
    return np.sum(t**2)


def mapped(t):
    return squares(tree_map(np.sin, t))


def combined(t):
    return squares(tree_map_of_several(lambda a, b, c: a * b + c, t, tree_map(np.sin, t), t))


def ravelled(t):
    return np.sum(np.concatenate([np.ravel(leaf) for leaf in leaves(t)]) ** 3)


def by_keys(t):
    total = 0.0
    for key in t:
        total += squares(t[key]) * (2.0 if key == "a" else 1.0)
    return total


def by_places(t):
    total = 0.0
    for i in range(len(t)):
        total += squares(t[i]) * (i + 1)
    return total


def pairs(t):
    first, second = in_pairs(t)
    return first * second


def filled(t):
    new = {}
    for key, value in t.items():
        new[key] = {"c": value["c"] * 3.0} if isinstance(value, dict) else value * 2.0
    return squares(new["a"]) + np.sum(new["b"] ** 3)


def filled_list(t):
    new = []
    for value in t:
        new.append(tree_map(np.sin, value))
    rows, table, number = new
    return np.sum(rows[0]) * table["w"][1] * number


def step(t, slope, rate):
    if isinstance(t, dict):
        return {key: step(t[key], slope[key], rate) for key in t}
    return t - rate * slope


def trained(t):
    for _ in range(3):
        t = step(t, s2s.grad(squares)(t), 0.1)
    return squares(t) + t["a"]["c"]


PROGRAMS = [
    (mapped, TABLE), (mapped, ROWS), (mapped, (X, [1.0, (X, 2.0)])), (combined, TABLE), (combined, ROWS),
    (ravelled, TABLE), (ravelled, ROWS), (by_keys, TABLE), (by_keys, FLAT), (by_places, tuple(ROWS)),
    (pairs, FLAT), (filled, FLAT), (filled_list, ROWS), (trained, FLAT), (squares, TABLE),
]  # fmt: skip


@pytest.mark.parametrize(("fun", "tree"), PROGRAMS, ids=lambda p: getattr(p, "__name__", type(p).__name__))
def test_both_modes(fun: Callable[..., Any], tree: Any) -> None:
    check_grads(fun, tree, modes=("rev", "fwd"))


@pytest.mark.parametrize("fun", [mapped, ravelled])
def test_second_order(fun: Callable[..., Any]) -> None:
    check_grads(fun, FLAT, order=2)


def test_what_is_filled_may_be_read_on_the_way() -> None:
    def fun(t):
        new = []
        for value in t:
            new.append(value["w"] ** 2 if isinstance(value, dict) else value)
            if len(new) > 1:
                new.append(new[0] * new[1])
        return np.sum(new[-1]) + len(new)

    check_grads(fun, (X, {"w": X + 1.0}), modes=("rev", "fwd"))


def several_trees(f, t, *rest):
    if isinstance(t, dict):
        return {k: several_trees(f, t[k], *[r[k] for r in rest]) for k in t}
    if isinstance(t, (list, tuple)):
        return type(t)(several_trees(f, *values) for values in zip(t, *rest))
    return f(t, *rest)


LAYERS: dict[str, Any] = {"l": {"w": X, "b": X + 1.0}, "s": 1.3, "e": [X, 0.3]}


def scaled_steps(t):
    """A recursive function has one form for each form of a tree, however many those are."""
    first = several_trees(lambda a: 0.0 * a, t)
    second = several_trees(lambda a: 0.0 * a, t)
    for _ in range(2):
        slope = s2s.grad(squares)(t)
        first = several_trees(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
        second = several_trees(lambda v, g: 0.9 * v + 0.1 * g**2, second, slope)
        t = several_trees(lambda p, m, v: p - 0.1 * m / (np.sqrt(v) + 0.1), t, first, second)
    return squares(t)


def test_a_recursion_over_several_trees() -> None:
    check_grads(scaled_steps, LAYERS)


@pytest.mark.parametrize("kind", [list, tuple])
def test_arrays_of_several_ranks(kind: Any) -> None:
    """A loop that calls its own function has each of them for itself: what they are stays known."""
    tree = {"layer": kind([np.eye(2) + 1.0, X]), "scale": 1.3}

    def fun(t):
        for _ in range(2):
            slope = s2s.grad(squares)(t)
            t = several_trees(lambda p, g: p - 0.1 * g, t, slope)
        return squares(t) * np.sum(t["layer"][1])

    check_grads(fun, tree, modes=("rev", "fwd"))


MADE: list[int] = []


def made_anew(x):
    MADE.append(1)
    return {"a": x, "b": {"c": 2.0}}


def test_what_a_loop_runs_over_is_made() -> None:
    """Its keys are known, and the function that makes it is called all the same."""

    def fun(x):
        total = 0.0
        for key in made_anew(x):
            total += np.sum(x) if key == "a" else 0.0
        tree = made_anew(x)
        for key in tree:
            total += squares(tree[key])
        return total

    MADE.clear()
    np.testing.assert_allclose(s2s.grad(fun)(X), 1.0 + 2.0 * X)
    assert len(MADE) == 2
