"""Loops over a few known items of different kinds, or of names, and recursion over trees."""

from __future__ import annotations

import numpy as np

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 2.0])


class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b


class Anything:
    def __init__(self, **named):
        for name, value in named.items():
            setattr(self, name, value)


@row(X, 0.4)
def getattr_of_names(x, y):
    pair, s = Pair(x[0], y), 0.0
    for name in ("a", "b"):
        s += getattr(pair, name) ** 2
    return s


@row(X, 0.4)
def setattr_of_names(x, y):
    pair = Pair(x[0], y)
    for name in ("a", "b"):
        setattr(pair, name, getattr(pair, name) * y)
    return pair.a * pair.b


@row(X, 0.4)
def setattr_backwards(x, y):
    pair = Pair(x[0], y)
    for name in reversed(("a", "b")):
        setattr(pair, name, getattr(pair, name) * pair.a)
    return pair.a * pair.b


@row(X, 0.4)
def setattr_of_items(x, y):
    pair = Pair(1.0, 2.0)
    for name, value in {"a": x[0], "b": y}.items():
        setattr(pair, name, value)
    return pair.a * pair.b


@row(X, 0.4)
def setattr_of_keywords(x, y):
    made = Anything(a=x, b=y)
    return np.sum(made.a) * made.b


@row(X, 0.4)
def getattr_of_a_module(x, y):
    s = 0.0
    for name in ("sin", "cos"):
        s = s + np.sum(getattr(np, name)(x)) * y
    return s


@row(X, 0.4)
def names_inside_of_a_loop(x, y):
    s = 0.0
    for pair in [Pair(x[0], y), Pair(x[1], y * 2)]:
        for name in ("a", "b"):
            s += getattr(pair, name) ** 2
    return s


@row(X, 0.4)
def items_of_several_kinds(x, y):
    s = 0.0
    for v in (x, y, [y, x[0]]):
        if isinstance(v, list):
            s = s + v[0] * v[1]
        else:
            s = s + np.sum(v**2)
    return s


@row(X, 0.4)
def written_while_it_runs(x, y):
    out = np.zeros(3)
    for i, (_, v) in enumerate([("a", x), ("b", y)]):
        out[i] = np.sum(v) * y
        out[2] += out[i]
    return np.sum(out**2)


@row(X, 0.4)
def returned_from_within(x, y):
    for v in (y, x):
        if isinstance(v, np.ndarray):
            return np.sum(v) * y
    return y


@row(X, 0.4)
def layers_by_name(x, y):
    h = x
    for layer in [("scale", y), ("shift", x), ("tanh", None)]:
        name, parameter = layer
        if name == "scale":
            h = h * parameter
        elif name == "shift":
            h = h + parameter
        else:
            h = np.tanh(h)
    return np.sum(h)


def total(tree):
    if isinstance(tree, tuple | list):
        return sum(total(part) for part in tree)
    return tree**2


def total_by_loop(tree):
    if not isinstance(tree, tuple | list):
        return tree * tree
    s = 0.0
    for part in tree:
        s += total_by_loop(part)
    return s


def total_of_dicts(tree):
    if isinstance(tree, dict):
        return sum(total_of_dicts(part) for part in tree.values())
    return np.sum(tree**2)


def leaves(tree):
    if isinstance(tree, tuple | list):
        found = []
        for part in tree:
            found.extend(leaves(part))
        return found
    return [tree]


@row(X, 0.4)
def tree_of_tuples(x, y):
    return total((x[0], (y, (x[1], x[2] * y)), y * 2))


@row(X, 0.4)
def tree_of_lists(x, y):
    return total_by_loop([x[0], [y, (x[1],)], (y * 2, [x[2]])])


@row([1.0, (2.0, [3.0, (4.0,)])], 0.4)
def tree_as_an_argument(tree, y):
    return total_by_loop(tree) * y


@row({"a": X, "b": {"c": 1.0, "d": {"e": X + 1}}}, 0.4)
def tree_of_dicts(tree, y):
    return total_of_dicts(tree) * y


@row([1.0, (2.0, [3.0, (4.0,)])], 0.4)
def leaves_of_a_tree(tree, y):
    found = leaves(tree)
    return found[0] * found[3] * y + sum(found)


class Mode:
    def __init__(self, name):
        self.name = name

    def apply(self, v):
        return v * v if self.name == "square" else v * 3


@row(X, 0.4)
def names_of_objects(x, y):
    return Mode("square").apply(x[0]) * Mode("triple").apply(y)


@row(X, 0.4)
def name_that_changes(x, y):
    mode, s = Mode("square"), 0.0
    for v in x:
        s += mode.apply(v) * y
        mode.name = "triple" if mode.name == "square" else "square"
    return s


@row(X, 0.4)
def flag_in_a_loop(x, y):
    state, i = "go", 0
    while state == "go":
        y = y * x[i]
        i += 1
        if i == 2:
            state = "stop"
    return y


@row.parametrize()
def test_unrolled(row: Row) -> None:
    row.run()


def test_second_derivatives() -> None:
    for fun in (tree_of_tuples, setattr_of_keywords, layers_by_name, written_while_it_runs):
        s2s.check_grads(fun, X, 0.4, order=2, modes=("rev", "fwd"))
