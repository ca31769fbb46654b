"""Comprehensions and generator expressions."""

from __future__ import annotations

import math

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
M = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 4.0]])
K = 3.0


@row([1.3, 0.7])
@row(X)
def list_comprehension(xs):
    ys = [v * v for v in xs]
    return ys[0] * ys[1]


@row([1.3, -0.7, 2.0])
def with_condition(xs):
    ys = [v * v for v in xs if v > 0.0]
    return sum(ys) * len(ys)


@row([1.3, -0.7, 2.0])
def with_two_conditions(xs):
    return sum([v**3 for v in xs if v > 0.0 if v < 1.5])


@row([1.3, 0.7], [2.0, 3.0])
def two_loops(xs, ys):
    return sum([a * b**2 for a in xs for b in ys])


@row(M)
def nested_comprehensions(m):
    rows = [[v * v for v in r] for r in m]
    return rows[0][1] * rows[1][2]


@row(1.3)
def over_range(x):
    return sum([x**k / math.factorial(k) for k in range(5)])


@row(1.3)
def generator_in_sum(x):
    return sum(x**k for k in range(5))


@row(1.3)
def generator_in_sum_with_start(x):
    return sum((math.sin(k * x) for k in range(3)), x)


@row([1.3, 0.7, 2.0])
def generator_in_max_and_min(xs):
    return max(v * v for v in xs) * min(v + 1.0 for v in xs)


@row([1.3, 0.7])
def generator_in_list_and_tuple(xs):
    a = list(v * 2.0 for v in xs)  # noqa: C400
    b = tuple(v * v for v in xs)
    return a[0] * b[1]


@row(X)
def generator_in_all_and_any(x):
    if all(v > -5.0 for v in x) and any(v > 0.0 for v in x):
        return np.sum(x**2)
    return np.sum(x)


@row(X, X + 1.0)
def over_zip(x, y):
    return sum(a * b for a, b in zip(x, y, strict=True))


@row(X)
def over_enumerate(x):
    return sum(i * v**2 for i, v in enumerate(x))


@row({"a": 1.3, "b": 0.7})
def over_items(d):
    return sum(v**2 for k, v in d.items() if k != "c")


@row({"a": 1.3, "b": 0.7})
def dict_comprehension(d):
    squares = {k: v * v for k, v in d.items()}
    return squares["a"] * squares["b"]


@row(1.3)
def dict_comprehension_from_range(x):
    powers = {k: x**k for k in range(4)}
    return powers[2] + powers[3] * powers[1]


@row(1.3)
def set_comprehension_of_passive(x):
    return x * len({k % 3 for k in range(10)})


@row(X)
def array_of_comprehension(x):
    y = np.array([v * v + 1.0 for v in x])
    return np.sum(y * x)


@row(X)
def stack_of_comprehension(x):
    y = np.stack([x * k for k in range(3)])
    return np.sum(y @ x)


@row(1.3)
def variable_does_not_leak(x):
    k = 7.0
    y = [x * k for k in range(3)]
    return y[2] * k


@row(1.3)
def shadowing_in_nested(x):
    return sum(sum(x * i for i in range(j)) for j in range(4))


@row(1.3)
def uses_local_and_global(x):
    local = x * x
    return sum(local * K + v for v in [x, 2.0])


@row(1.3)
def walrus_inside(x):
    ys = [t * t for k in range(4) if (t := x * k) > 2.0]
    return sum(ys)


@row([1.3, -0.7])
def conditional_inside(xs):
    return sum(v if v > 0.0 else v * v for v in xs)


@row([(1.3, 0.7), (2.0, 0.1)])
def unpacking_target(pairs):
    return sum(a * b for a, b in pairs)


@row([1.3, 0.7, 2.0])
def in_a_loop(xs):
    y = 1.0
    for k in range(3):
        y = y + sum(v**k for v in xs) * y
    return y


@row([1.3, 0.7])
def of_a_comprehension(xs):
    return sum(w * w for w in [v + 1.0 for v in xs])


@row(X)
def filtered_by_index(x):
    chosen = [x[i] * x[i + 1] for i in range(len(x) - 1) if i != 5]
    return chosen[0] * chosen[1]


@row(X)
def calls_function_per_element(x):
    def act(v):
        return math.tanh(v) if v > 0.0 else 0.1 * v

    return sum(act(v) for v in x)


@row([1.3, 0.7])
def empty_result(xs):
    nothing = [v for v in xs if v > 100.0]
    return xs[0] * xs[1] + sum(nothing)


@row.parametrize()
def test_comprehension(row: Row) -> None:
    row.run()
