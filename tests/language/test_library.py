"""Calls of Python's own library: dicts, `collections`, `itertools`, `functools`, `operator`."""

from __future__ import annotations

import functools
import itertools
import math
import operator
from collections import Counter, OrderedDict, defaultdict, namedtuple
from functools import reduce
from itertools import (
    accumulate,
    chain,
    combinations,
    count,
    islice,
    pairwise,
    product,
    repeat,
    zip_longest,
)

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])
P = namedtuple("P", "a b c")


class V:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def norm(self):
        return self.a * self.a + self.b**3


@row(X)
def defaultdict_int_counter(x):
    d = defaultdict(int)
    for v in x:
        d[v > 0.6] += 1
    return np.sum(x**2) * d[True]


@row(X)
def ordered_dict_loop(x):
    d = OrderedDict()
    d["a"] = x[0]
    d["b"] = x[1] * x[2]
    out = 1.0
    for k, v in d.items():
        out = out * v + len(k)
    return out


@row(X)
def counter_passive(x):
    c = Counter("abracadabra")
    return sum(v * c[k] for k, v in zip("abcr", x))


@row(X)
def counter_most_common(x):
    c = Counter(int(v > 0) for v in x)
    out = 0.0
    for k, n in c.most_common():
        out += n * x[k]
    return out * x[3]


@row(X)
def namedtuple_replace(x):
    p = P(x[0], x[1], 2.0)
    q = p._replace(a=x[2] * p.b)
    return q.a * q.b + q.c * p.a


@row(X)
def namedtuple_asdict(x):
    p = P(x[0], x[1], 2.0)
    return sum(v * v for v in p._asdict().values())


@row(X)
def dict_fromkeys(x):
    d = dict.fromkeys(["a", "b"], 0.0)
    d["a"] += x[0] * x[1]
    return d["a"] * 2 + d["b"] + x[2]


@row(X)
def dict_zip(x):
    d = dict(zip(["a", "b", "c", "d"], x))
    return d["a"] * d["d"] + d["b"]


@row(X)
def dict_zip_string(x):
    d = dict(zip("abcd", x * 2))
    return d["a"] * d["d"] + d["b"]


@row(X)
def dict_comprehension_filtered(x):
    d = {i: v**2 for i, v in enumerate(x) if v > 0}
    return sum(d.values()) + d[0]


@row(X)
def dict_union(x):
    a = {"a": x[0], "b": x[1]}
    b = {"b": x[2] ** 2, "c": x[3]}
    c = a | b
    a |= b
    return c["a"] * c["b"] + a["b"] * a["c"]


@row(X)
def dict_double_star(x):
    a = {"a": x[0], "b": x[1]}
    c = {**a, "b": x[2] ** 2, "k": x[3]}
    return c["a"] * c["b"] + c["k"]


@row({"w": X, "b": 2.0})
def dict_update_parameters(p):
    new = {k: v * 2 for k, v in p.items()}
    return np.sum(new["w"] ** 2) * new["b"]


@row({"w": X, "b": 2.0}, {"w": X + 1, "b": 0.5})
def dict_sgd(p, g):
    for _ in range(2):
        p = {k: p[k] - 0.1 * g[k] for k in p}
    return np.sum(p["w"] ** 2) * p["b"]


@row(X)
def dict_get_default(x):
    d = {"a": x[0]}
    return d.get("a", 0.0) * d.get("b", x[1]) * (d.get("c") or x[2])


@row(X)
def dict_memo(x):
    memo = {}

    def fib(n):
        if n in memo:
            return memo[n]
        r = x[0] if n < 2 else fib(n - 1) * x[1] + fib(n - 2)
        memo[n] = r
        return r

    return fib(6)


@row(X)
def dict_items_sorted(x):
    d = {"b": x[0], "a": x[1], "c": x[2]}
    out = 0.0
    for k, v in sorted(d.items()):
        out = out * 0.5 + v
    for k in sorted(d):
        out = out * 0.5 + d[k]
    return out


@row(X)
def dict_tuple_keys(x):
    t = {}
    for i in range(3):
        for j in range(3):
            t[i, j] = x[i] * x[j]
    return t[0, 1] + t[2, 2] * t[1, 0]


@row(X)
def dict_nested(x):
    cfg = {"layer": {"w": x[0], "b": x[1]}, "scale": x[2]}
    cfg["layer"]["w"] *= cfg["scale"]
    return cfg["layer"]["w"] + cfg["layer"]["b"] ** 2


@row(X)
def dict_pop_and_setdefault(x):
    d = {"a": x[0], "b": x[1]}
    a = d.pop("a")
    c = d.pop("c", x[2])
    d.setdefault("e", x[3])
    return a * c + d["e"] * d["b"]


@row(X)
def dict_keys_loop_write(x):
    d = {"a": x[0], "b": x[1]}
    for k in list(d):
        d[k] = d[k] ** 2
    for k in d.keys():
        d[k] += 1.0
    return d["a"] * d["b"]


@row(X)
def dict_popitem(x):
    d = {"a": x[0], "b": x[1]}
    k, v = d.popitem()
    return v * d["a"]


@row(X)
def dict_in_list_sorted_by_key(x):
    pts = [{"t": 2, "v": x[0]}, {"t": 1, "v": x[1]}]
    pts.sort(key=lambda p: p["t"])
    return pts[0]["v"] * 3 + pts[1]["v"] ** 2


@row(X)
def sorted_key_abs(x):
    s = sorted(x, key=abs)
    return s[0] * 3 + s[1] ** 2 - s[3]


@row(X)
def sorted_reverse(x):
    s = sorted(x, reverse=True)
    return s[0] * 3 + s[1] ** 2 - s[3]


@row(X)
def list_sort_key_lambda(x):
    s = list(x)
    s.sort(key=lambda v: -v * v)
    return s[0] * 3 + s[1] ** 2 - s[3]


@row(X)
def list_sort_reverse(x):
    s = [v * 2 for v in x]
    s.sort(reverse=True)
    return s[0] * 3 + s[1] ** 2 - s[3]


@row(X)
def sorted_pairs(x):
    s = sorted(zip(x, [3.0, 2.0, 1.0, 4.0]))
    return sum(a * b * (i + 1) for i, (a, b) in enumerate(s))


@row(X)
def sorted_pairs_by_item(x):
    s = sorted(zip([3.0, 2.0, 1.0, 4.0], x), key=operator.itemgetter(0))
    return sum(b * (i + 1) ** 2 for i, (a, b) in enumerate(s))


@row(X)
def sorted_pairs_lambda(x):
    s = sorted([(v, i) for i, v in enumerate(x)], key=lambda t: t[0], reverse=True)
    return s[0][0] * s[1][0] * (1 + s[0][1])


@row(X)
def min_max_key(x):
    big = max(x, key=abs)
    small = min(range(len(x)), key=lambda i: abs(x[i]))
    return big * x[small]


@row(X)
def min_of_pairs(x):
    v, i = min((v, i) for i, v in enumerate(x))
    return v * x[i - 1]


@row(X)
def max_default_empty(x):
    return max([v for v in x if v > 100.0], default=x[0]) * x[1]


@row(X)
def itertools_accumulate(x):
    return sum(v * i for i, v in enumerate(accumulate(x)))


@row(X)
def itertools_accumulate_func(x):
    a = list(accumulate(x, operator.mul, initial=2.0))
    return a[-1] + a[2]


@row(X)
def itertools_accumulate_lambda(x):
    a = list(accumulate(x, lambda s, v: 0.5 * s + v))
    return a[-1] * a[2]


@row(X, X[:2])
def itertools_chain(x, y):
    out = 0.0
    for v in chain(x, y, [1.0]):
        out = out * 0.5 + v
    return out


@row([[1.0, 2.0], [3.0]])
def itertools_chain_from_iterable(xs):
    return math.prod(chain.from_iterable(xs))


@row(X)
def itertools_product(x):
    return sum(a * b * b for a, b in product(x, repeat=2)) + sum(
        a * b for a, b in product(x[:2], x[2:])
    )


@row(X)
def itertools_product_ranges(x):
    out = 0.0
    for i, j in product(range(2), range(2)):
        out += x[i] * x[2 + j] ** 2
    return out


@row(X)
def itertools_combinations(x):
    return sum(a * b * b for a, b in combinations(x, 2))


@row(X)
def itertools_combinations_indices(x):
    e = 0.0
    for i, j in itertools.combinations(range(len(x)), 2):
        e += 1.0 / abs(x[i] - x[j])
    return e


@row(X)
def itertools_permutations(x):
    return sum(a * b * b for a, b in itertools.permutations(x, 2))


@row(X)
def itertools_pairwise(x):
    return sum((b - a) ** 2 for a, b in pairwise(x))


@row(X)
def itertools_islice(x):
    return sum(v * v for v in islice(x, 1, 3)) + sum(islice(x, 2))


@row(X)
def itertools_repeat(x):
    return sum(map(operator.mul, x, repeat(3.0))) + sum(a * a for a in repeat(x[0], 3))


@row(X)
def itertools_count_break(x):
    s = 0.0
    for n in count(1):
        t = x[0] ** n / n
        s += t
        if abs(t) < 1e-6:
            break
    return s


@row(X)
def itertools_count_zip(x):
    return sum(v * n for n, v in zip(count(1), x))


@row(X)
def itertools_zip_longest(x):
    return sum(a * b for a, b in zip_longest(x, x[:2], fillvalue=1.0))


@row(X)
def itertools_starmap(x):
    return sum(itertools.starmap(lambda a, b: a * b * b, zip(x, x[1:])))


@row(X)
def itertools_takewhile(x):
    return (
        sum(itertools.takewhile(lambda v: v < 1.0, x))
        + sum(itertools.dropwhile(lambda v: v < 1.0, x)) ** 2
    )


@row(X)
def itertools_groupby(x):
    out = 0.0
    for k, g in itertools.groupby(range(4), key=lambda i: i // 2):
        out += (k + 1) * math.prod(x[i] for i in g)
    return out


@row(X)
def itertools_compress(x):
    return sum(itertools.compress(x, [1, 0, 1, 1])) * x[0]


@row(X)
def functools_reduce_initial(x):
    return reduce(lambda s, v: s * 0.5 + v * v, x, 1.0) + functools.reduce(operator.mul, x)


@row([X, X + 1, X - 1])
def functools_reduce_arrays(xs):
    return np.sum(reduce(np.add, xs) * reduce(np.multiply, xs, np.ones(4)))


@row(np.eye(2) + 0.1, np.ones((2, 2)) * 0.5)
def functools_reduce_matmul(a, b):
    return np.sum(reduce(np.dot, [a, b, a]) + reduce(operator.matmul, (a, b, b)))


@row(X)
def functools_compose(x):
    def compose(*fs):
        return reduce(lambda f, g: lambda v: g(f(v)), fs)

    return np.sum(compose(np.sin, np.exp, lambda v: v * v)(x))


@row(X)
def operator_functions(x):
    return (
        operator.add(x[0], x[1]) * operator.sub(x[1], x[2])
        + operator.truediv(x[2], x[3])
        + operator.pow(x[3], 2)
        - operator.neg(x[0])
    )


@row(X)
def attribute_getattr_constant(x):
    v = V(x[0], x[1])
    return getattr(v, "a") * getattr(v, "norm")() + getattr(v, "zz", x[2])


@row(X)
def attribute_hasattr(x):
    v = V(x[0], x[1])
    return v.a if hasattr(v, "a") and not hasattr(v, "q") else v.b * x[0]


@row.parametrize()
def test_library(row: Row) -> None:
    row.run()
