"""Dicts as mutable state."""

from __future__ import annotations

import collections

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])


@row(1.3, 0.7)
def item_assigned(x, y):
    d = {}
    d["a"] = x * y
    d["b"] = d["a"] ** 2
    d["a"] = y
    return d["a"] * d["b"]


@row(1.3, 0.7)
def keys_tested(x, y):
    d = {}
    for key, v in (("a", x), ("b", y), ("a", x * y)):
        if key in d:
            d[key] = d[key] * v
        else:
            d[key] = v
    return d["a"] * d["b"] * len(d)


@row([1.3, 0.7, 0.4])
def filled_in_loop(p):
    d = {}
    for i, v in enumerate(p):
        d[i] = v**2
    return sum(v * (k + 1) for k, v in d.items())


@row({"w": X, "v": Y})
def loop_over_items_writing_arrays(p):
    for name, a in p.items():
        a -= 0.1 * a**2
        if name == "w":
            a[0] = 2.0 * a[1]
    return np.sum(p["w"] * p["v"])


@row({"w": X, "v": Y})
def loop_over_values(p):
    total = 0.0
    for a in p.values():
        a *= 2.0
        total += a[0] * a[1]
    return total + np.sum(p["w"])


@row.parametrize()
def test_mutable_dict(row: Row) -> None:
    row.run()
