"""Getters of several keys, fields of dataclasses and named tuples, members of enumerations, groups of items."""

from __future__ import annotations

import dataclasses
import enum
import itertools
import operator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 0.8])


@dataclass
class Layer:
    w: object
    b: float = 1.0


@dataclass
class Model:
    layer: Layer
    k: float
    xs: list = field(default_factory=list)


class Pair(NamedTuple):
    a: float
    b: float

    def product(self):
        return self.a * self.b


class Reduction(enum.Enum):
    SUM = "sum"
    PROD = "prod"

    def apply(self, v):
        if self is Reduction.SUM:
            return np.sum(v)
        return np.prod(v)

    @property
    def scale(self):
        return 2.0 if self is Reduction.SUM else 3.0


@row(X)
def as_dict(x):
    d = dataclasses.asdict(Layer(x, x[0]))
    return np.sum(d["w"]) * d["b"]


@row(X)
def as_tuple(x):
    w, b = dataclasses.astuple(Layer(x, x[0]))
    return np.sum(w) * b


@row(X)
def as_dict_within(x):
    d = dataclasses.asdict(Model(Layer(x * 2, x[0]), x[1], [x[2], x[0]]))
    return np.sum(d["layer"]["w"]) * d["layer"]["b"] * d["k"] + d["xs"][0]


@row(X)
def as_tuple_within(x):
    (w, b), k, xs = dataclasses.astuple(Model(Layer(x * 2, x[0]), x[1], [x[2], x[0]]))
    return np.sum(w) * b * k + xs[1]


@row(X)
def the_dict_holds_copies(x):
    layer = Layer(x * 1.0, x[0])
    d = dataclasses.asdict(layer)
    layer.w[0] = 9.0
    d["b"] = d["b"] * 2
    return np.sum(d["w"]) * d["b"] * layer.b + np.sum(layer.w)


@row(X)
def item_getter(x):
    a, b, c = operator.itemgetter(0, 2, 1)(x)
    return a * b * b * c


@row(X)
def item_getter_of_dict(x):
    get = operator.itemgetter("a", "b", "c", "d")
    a, b, c, d = get({"a": x[0], "b": x[1], "c": x[2], "d": 1.0})
    return a * b * b * c * d


@row(X)
def item_getter_in_a_loop(x):
    rows = [{"a": x[0], "b": x[1]}, {"a": x[2], "b": x[0]}]
    get = operator.itemgetter("a", "b")
    total = 0.0
    for one in rows:
        a, b = get(one)
        total += a * b
    return total


@row(X)
def attribute_getter(x):
    w, b = operator.attrgetter("w", "b")(Layer(x, x[1]))
    return np.sum(w) * b


@row(X)
def getter_as_key(x):
    pairs = sorted([(x[1], x[0]), (x[0], x[2])], key=operator.itemgetter(0))
    return pairs[0][1] * pairs[1][0] ** 2


@row(X)
def largest_place(x):
    return x[max(range(3), key=x.__getitem__)] ** 2


@row(X)
def order_of_places(x):
    order = sorted(range(3), key=x.__getitem__)
    return x[order[0]] * 2 + x[order[2]] ** 2


@row(X)
def least_key(x):
    d = {"a": x[0], "b": x[1]}
    return d[min(d, key=d.__getitem__)] ** 2


@row(X)
def largest_of_a_list(x):
    items = [x[0], x[1]]
    return items[max(range(2), key=items.__getitem__)] ** 2


@row(X)
def made_of_a_list(x):
    return Pair._make([x[0], x[1]]).product()


@row(X)
def made_in_a_loop(x):
    total = 0.0
    for one in [(x[0], x[1]), (x[1], x[2])]:
        pair = Pair._make(one)
        total += pair.product() + pair._asdict()["a"]
    return total


@row(X)
def made_by_map(x):
    pairs = list(map(Pair._make, [(x[0], x[1]), (x[1], x[2])]))
    return pairs[0].product() * pairs[1].product()


@row(X)
def members(x):
    total = 0.0
    for one in Reduction:
        total += one.apply(x) * one.scale
    return total


@row(X)
def members_by_value_and_name(x):
    return Reduction("sum").apply(x) * Reduction["PROD"].apply(x)


@row(X)
def members_by_names_in_a_loop(x):
    total = 0.0
    for name in ("SUM", "PROD"):
        total += Reduction[name].apply(x)
    return total


@row(X)
def groups(x):
    items = [(0, x[0]), (0, x[1]), (1, x[2])]
    total = 0.0
    for key, group in itertools.groupby(items, key=lambda item: item[0]):
        total += (key + 1) * sum(v for _, v in group) ** 2
    return total


@row(X)
def groups_of_signs(x):
    total = 0.0
    for positive, group in itertools.groupby([x[0], -x[1], -x[2], x[1]], lambda v: v > 0):
        part = 1.0
        for v in group:
            part = part * v
        total += part * (2.0 if positive else 3.0)
    return total


@row(X)
def several_iterators(x):
    a, b, c = itertools.tee([x[0], x[1]], 3)
    return sum(a) * sum(b) * max(c)


@row.parametrize()
def test_right(row: Row) -> None:
    row.run()
