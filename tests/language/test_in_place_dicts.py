"""Dicts as mutable state."""

from __future__ import annotations

import collections

import numpy as np

from .table import Row, Table

row = Table(alone=True)
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


@row(1.3, 0.7)
def item_augmented(x, y):
    d = {"a": x, "n": 3}
    d["a"] += y
    d["a"] *= d["a"]
    d["n"] += 1
    return d["a"] * d["n"]


@row({"a": 1.3, "b": 0.7})
def argument_dict_written(p):
    p["a"] = p["a"] * p["b"]
    p["c"] = p["a"] ** 2
    return p["c"] + p["b"]


@row({"w": X, "b": 0.5})
def argument_arrays_written(p):
    p["w"] *= p["b"]
    p["b"] += 1.0
    p["w"][0] = p["b"] ** 2
    return np.sum(p["w"] ** 2) + p["b"]


@row(1.3, 0.7)
def set_default(x, y):
    d = {"a": x}
    a = d.setdefault("a", y)
    b = d.setdefault("b", y**2)
    return a * b + d["b"]


@row(1.3, 0.7)
def pop(x, y):
    d = {"a": x, "b": y}
    a = d.pop("a")
    c = d.pop("missing", 2.0)
    return a * c * d["b"]


@row(1.3, 0.7)
def deleted(x, y):
    d = {"a": x, "b": y}
    del d["a"]
    d["c"] = x**2
    return sum(d.values())


@row([1.3, 0.7, 0.4])
def accumulated_by_key(p):
    totals = {"even": 0.0, "odd": 0.0}
    for i, v in enumerate(p):
        totals["odd" if i % 2 else "even"] += v**2
    return totals["even"] * totals["odd"]


@row(X, Y)
def arrays_in_a_dict(x, y):
    d = {"x": x, "y": y}
    d["x"] += d["y"]
    d["y"][1] = x[0] ** 2
    return np.sum(x * y)


@row(X, Y)
def array_replaced(x, y):
    d = {"x": x}
    d["x"] = x * y
    d["x"][0] = 3.0
    return np.sum(d["x"] * x)


@row({"w": X, "v": Y})
def loop_over_keys_replacing(p):
    for name in p:
        p[name] = p[name] * 2.0 - 0.1
    return np.sum(p["w"] * p["v"])


@row({"a": X})
def shallow_copy_shares_arrays(p):
    q = dict(p)
    q["a"] *= 2.0
    q["a"] = q["a"] + 1.0
    return np.sum(p["a"] * q["a"])


@row(1.3, 0.7)
def comprehension_then_written(x, y):
    d = {k: x**k for k in range(3)}
    d[1] = d[2] * y
    return sum(d.values())


@row(1.3, 0.7)
def two_names(x, y):
    d = {"a": x}
    e = d
    e["a"] = y * d["a"]
    d["b"] = e["a"] ** 2
    return d["a"] * e["b"]


@row(1.3, 0.7)
def in_a_list(x, y):
    items = [{"m": x}, {"m": y}]
    for item in items:
        item["p"] = item["m"] ** 2
        item["m"] *= 2.0
    return items[0]["p"] * items[1]["m"]


@row(1.3)
def memo(x):
    known = {}

    def term(n):
        if n < 2:
            return x * (n + 1)
        if n in known:
            return known[n]
        value = 0.5 * term(n - 1) + 0.3 * term(n - 2) ** 2
        known[n] = value
        return value

    return term(5)


@row(1.3, 0.7, or_error=True)
def default_dict(x, y):
    d = collections.defaultdict(float)
    d["a"] += x
    d["a"] += y**2
    return d["a"] ** 2


@row(1.3, 0.7)
def cleared(x, y):
    d = {"a": x}
    a = d["a"] ** 2
    d.clear()
    d["b"] = y * a
    return d["b"] + len(d)


@row(0.7, X)
def key_that_is_never_there(x, v):
    d = {"a": x, "b": v}
    d["a"] *= d.pop("c", 0.5)
    d["a"] += d.get("c", x)
    return d["a"] * np.sum(d["b"])


@row(0.7, X)
def default_in_a_loop(x, v):
    d = {"a": x, "b": v}
    for i in range(3):
        d["a"] = d["a"] * d.get("c", 0.5) + d.setdefault("c", x)
        d.update(c=v[i] * d["c"])
    return d["a"] * np.sum(d["b"])


@row(0.7, X)
def update_by_name(x, v):
    d = {"a": x, "b": v}
    other = {"c": x * x}
    result = d.update({"e": v * v}, d=v * x, **other)
    return np.sum(x * d["c"] * d["d"] * d["e"]) * d["a"] * (1.0 if result is None else 2.0)


@row(0.7, X)
def union_in_place(x, v):
    d = {"a": x, "b": v}
    same = d
    d |= {"c": x * x}
    return np.sum(x * same["c"] * v) * d.pop("c", 2.0) * same.get("c", x)


@row.parametrize()
def test_mutable_dict(row: Row) -> None:
    row.run()
