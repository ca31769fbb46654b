"""Tuples, lists, dicts, named tuples and dataclasses: as arguments, inside, and as results."""

from __future__ import annotations

import collections
import dataclasses
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
M = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 4.0]])

Point = collections.namedtuple("Point", "x y")  # noqa: PYI024


class Layer(NamedTuple):
    w: np.ndarray
    b: float
    name: str = "layer"


@dataclass
class Particle:
    position: np.ndarray
    mass: float
    label: str = "p"
    count: int = 3

    def energy(self):
        return 0.5 * self.mass * np.sum(self.position**2)


@dataclass(frozen=True)
class Frozen:
    a: float
    b: float = 2.0


@dataclass(slots=True)
class Slots:
    a: float
    inner: Frozen


@row((1.3, 0.7))
@row([1.3, 0.7])
def pair(p):
    return p[0] * p[1] ** 2


@row({"w": X, "b": 0.5})
def dictionary(p):
    return np.sum(p["w"] ** 2) * p["b"]


@row(Point(1.3, 0.7))
def named_tuple(p):
    return p.x * p.y**2 + p[0]


@row(Layer(X, 0.5))
def typed_named_tuple(p):
    return np.sum(p.w) * p.b * len(p.name)


@row(Particle(X, 2.0))
def dataclass_fields(p):
    return p.mass * np.sum(p.position) * p.count


@row(Particle(X, 2.0))
def dataclass_method(p):
    return p.energy() * p.mass


@row(Frozen(1.3))
def frozen_dataclass(p):
    return p.a * p.b**2


@row(Slots(1.3, Frozen(0.7, 0.2)))
def nested_dataclass(p):
    return p.a * p.inner.a + p.inner.b


@row({"layers": [(M, X[:2]), (M.T, X)], "scale": 2.0})
def nested_everything(p):
    h = X
    for w, b in p["layers"]:
        h = np.tanh(w @ h + b)
    return np.sum(h) * p["scale"]


@row([Particle(X, 2.0), Particle(X * 2.0, 0.5)])
def list_of_dataclasses(ps):
    total = 0.0
    for p in ps:
        total += p.mass * np.sum(p.position**2)
    return total * ps[0].mass


@row({"a": Point(1.3, 0.7), "b": Point(0.1, 0.2)})
def dict_of_named_tuples(d):
    return sum(p.x * p.y for p in d.values())


@row(collections.OrderedDict(b=1.3, a=0.7))
def ordered_dict(d):
    return d["a"] * d["b"] ** 2


@row([1.3, 2, "text", None, True, 0.7])
def mixed_leaves(p):
    return p[0] ** p[1] * p[5]


@row({"used": 1.3, "unused": 0.7, "array": X})
def unused_leaves_are_zero(p):
    return p["used"] ** 2


@row((1.3, ()), [], {})
def empty_containers(p, q, r):
    return p[0] * p[0] + len(q) + len(r)


@row(1.3, 0.7)
def returns_tuple(x, y):
    return x * y, x + y


@row(X, 0.7)
def returns_mixed_tuple(x, y):
    return x * y, y, 3, "text", x[0]


@row(1.3, 0.7)
def returns_list(x, y):
    return [x * y, [x, y * y]]


@row(1.3, X)
def returns_dict(x, y):
    return {"a": x * y, "b": (x, y), "n": 1}


@row(1.3, 0.7)
def returns_named_tuple(x, y):
    return Point(x * y, y=x)


@row(X, 0.7)
def returns_dataclass(x, y):
    return Particle(x * y, mass=y * y)


@row(1.3, 0.7)
def returns_same_value_twice(x, y):
    z = x * y
    return z, z, x


@row(X)
def returns_array(x):
    return x * x


@row(X)
def returns_view(x):
    return x[1:]


@row(X)
def returns_argument_in_tuple(x):
    return x, x


@row(1.3, 0.7)
def tuple_inside(x, y):
    p = (x * y, (x, y))
    q = p[1]
    return p[0] * q[1] + p[1][0]


@row(1.3, 0.7)
def tuple_arithmetic(x, y):
    p = (x,) + (y, x * y)  # noqa: RUF005
    q = p * 2
    return q[0] * q[4] + len(q) * p[2]


@row(1.3, 0.7, 2)
def number_by_sequence(x, y, n):
    p = 2 * (x, y, x * y)
    q = n * [x, p[5]]
    q[0] *= q[3]
    return p[0] * p[4] + q[0] * q[1] + q[2]


@row(1.3, 0.7)
def list_arithmetic(x, y):
    p = [x] + [y]  # noqa: RUF005
    q = [x] * 3
    return sum(p) * sum(q)


@row(1.3, 0.7)
def display_with_stars(x, y):
    p = [x, y]
    q = [*p, x * y, *p]
    r = (*q, 1.0)
    return sum(q) * r[2]


@row(1.3, 0.7)
def dict_displays(x, y):
    d = {"a": x, "b": y}
    e = {**d, "c": x * y, "b": x}
    f = dict(a=x, b=e["c"])
    return e["a"] * e["b"] * e["c"] + f["b"]


@row(1.3, 0.7)
def dict_union(x, y):
    d = {"a": x} | {"b": y * x}
    return d["a"] * d["b"]


@row(1.3)
def list_append(x):
    out = []
    y = x
    for i in range(4):
        y = y * x + i
        out.append(y)
    return out[0] * out[3] + out[-2]


@row(X)
def list_append_then_array(x):
    out = []
    for i in range(len(x) - 1):
        out.append(x[i] * x[i + 1])
    return np.sum(np.array(out) ** 2)


@row(1.3)
def list_append_read_while_growing(x):
    out = [1.0, x]
    for i in range(4):
        out.append(out[-1] * x + out[i])
    return out[-1] * out[2]


@row(X)
def list_append_arrays_and_concatenate(x):
    parts = []
    for i in range(3):
        parts.append(x * i + x**2)
    return np.sum(np.concatenate(parts) * np.arange(9.0))


@row(1.3)
def list_append_in_branch(x):
    out = []
    for i in range(5):
        if i % 2:
            out.append(x * i)
    return sum(out) * len(out)


@row(1.3, or_error=True)
def list_extend_insert_pop(x):
    out = [x]
    out.extend([x * x, 2.0 * x])
    out.insert(0, x**3)
    y = out.pop()
    out += [x]
    return sum(out) * y


@row(1.3, or_error=True)
def list_item_written(x):
    out = [0.0, 0.0, 0.0]
    for i in range(3):
        out[i] = x * i + out[i - 1]
    return out[1] * out[2]


@row(1.3, or_error=True)
def dict_item_written(x):
    d = {}
    d["a"] = x * x
    d["b"] = d["a"] * x
    d["a"] = d["b"] + 1.0
    return d["a"] * d["b"]


@row(1.3, or_error=True)
def attribute_written(x):
    p = Particle(X, x)
    p.mass = x * x
    return p.mass * p.energy()


@row(Frozen(1.3))
def dataclass_replaced(p):
    q = dataclasses.replace(p, a=p.a * 2.0)
    return q.a * q.b


@row(Point(1.3, 0.7))
def named_tuple_replaced(p):
    q = p._replace(x=p.x * p.y)
    return q.x * q.y


@row(Point(1.3, 0.7))
def named_tuple_unpacked(p):
    x, y = p
    return x * y**2


@row(1.3, 0.7)
def named_tuple_made_inside(x, y):
    p = Point(x * y, y)
    q = Point(x=p.y, y=p.x)
    return q.x * p.x + sum(p)


@row(1.3, 0.7)
def dataclass_made_inside(x, y):
    p = Frozen(x * y, b=x)
    return p.a * p.b**2


@row(X, 0.7)
def dataclass_in_a_loop(x, m):
    p = Particle(x, m)
    for _ in range(3):
        p = Particle(p.position * m + 0.1, p.mass * 1.1)
    return p.energy()


@row({"a": 1.3, "b": 0.7})
def dict_views(d):
    values = list(d.values())
    keys = list(d.keys())
    items = list(d.items())
    return values[0] * d[keys[1]] + items[0][1] ** 2


@row(collections.defaultdict(float, {"a": 1.3, "b": 0.7}), {"c": 2.0})
def dicts_joined(d, e):
    both = {**d, **e, "a": d["b"] * e["c"]}
    return both["a"] * both["b"] + sum(v**2 for v in ({"a": 1.0} | both).values())


@row(1.3, 0.7)
@row(-1.3, 0.7)
def dict_made_in_branches(x, y):
    d = {"a": x} if x > 0.0 else {"b": y, "c": x}
    merged = {**d, "z": y}
    return sum(list(d.values())) * len(list(d)) + sum(v * v for v in merged.values())


@row(1.3)
def functions_in_a_passive_call(x):
    table = [lambda y: 2.0 * y, lambda y: y + 1.0]
    return x * apply_all(table, 3.0) + apply_all(table, x)


def apply_all(functions, value):
    for function in functions:
        value = function(value)
    return value


@row({"a": X, "b": M})
def tree_norm(d):
    return sum(np.sum(v**2) for v in d.values()) ** 0.5


@row({"w": X}, {"w": X * 2.0})
def two_dicts(a, b):
    return {k: a[k] * b[k] for k in a}


@row((X, X))
def one_array_twice_in_argument(p):
    return np.sum(p[0] * p[1] ** 2)


@row(X, X)
def one_array_as_two_arguments(x, y):
    return np.sum(x * y**2)


@row([2.0, 3.0, 4.0])
def tuple_of_iterators(a):
    return tuple(zip(a, a[::-1])), tuple(enumerate(a)), tuple(reversed(a))


@row(np.array([2.0, 3.0, 4.0]))
def tuple_of_zip_read(a):
    pairs = tuple(zip(a, a[::-1]))
    return pairs[0][0] * pairs[1][1] ** 2 * len(pairs)


@row.parametrize()
def test_container(row: Row) -> None:
    row.run()
