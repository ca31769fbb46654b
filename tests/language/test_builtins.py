"""Python's builtins and `math` on active values."""

from __future__ import annotations

import functools
import itertools
import math

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])


@row(1.3)
@row(-1.3)
@row(X)
def absolute(x):
    return abs(x) * x


@row(1.3, 2)
def builtin_pow(x, n):
    return pow(x, n) + pow(x, 0.5)


@row([1.3, 0.7])
@row((1.3, 0.7, 2.0))
@row(X)
def builtin_sum(xs):
    return sum(xs) * xs[0]


@row([1.3, 0.7], 0.5)
def sum_with_start(xs, start):
    return sum(xs, start) * sum(xs, start=2.0)


@row(np.ones((3, 2)) * 0.3)
def sum_of_rows(m):
    return np.sum(sum(m) ** 2)


@row([1.3, 0.7, 2.0])
@row(X)
def min_and_max_of_sequence(xs):
    return max(xs) * min(xs)


@row(1.3, 0.7)
@row(0.7, 1.3)
def min_and_max_of_arguments(x, y):
    return max(x, y) * x + min(x, y, 3.0) * y + max(0.0, x) + min(1.0, 1.0 / x)


@row([1.3, -2.7, 2.0])
def max_with_key(xs):
    return max(xs, key=abs) * xs[0] + min(xs, key=lambda v: v * v)


@row(1.3)
def max_default(x):
    return max([v for v in [x, 2.0 * x] if v > 100.0], default=x) * x


@row([1.3, 0.7, 2.0])
def sorting(xs):
    low, middle, high = sorted(xs)
    return low * middle**2 + high


@row([1.3, 0.7, 2.0])
def sorting_with_key(xs):
    first, *_ = sorted(xs, key=lambda v: -v)
    last = sorted(xs, reverse=True)[-1]
    return first * last**2


@row(1.3)
def conversions(x):
    return float(x) * x + float(np.sum(np.array([x, x])))


@row(1.7)
def rounding_is_passive(x):
    return x * round(x) + x * int(x) + x * math.floor(x) + x * math.ceil(x) + x * math.trunc(x)


@row([1.3, 0.7])
def list_and_tuple(xs):
    a = list(xs)
    b = tuple(a)
    return a[0] * b[1] ** 2


@row([1.3, 0.7, 2.0])
def list_of_zip(xs):
    pairs = list(zip(xs, xs[1:]))  # noqa: B905, RUF007
    return pairs[0][0] * pairs[1][1]


@row(X)
def lengths(x):
    return np.sum(x) * len(x) * len([1, 2])


@row([1.3, 0.7, 2.0])
def reduce_with_function(xs):
    return functools.reduce(lambda a, b: a * b, xs) * functools.reduce(max, xs)


@row([1.3, 0.7, 2.0])
def accumulate(xs):
    return sum(v**2 for v in itertools.accumulate(xs))


@row([1.3, 0.7, 2.0])
def next_of_iterator(xs):
    it = iter(xs)
    a = next(it)
    b = next(it)
    return a * b**2


@row(1.3)
def isinstance_and_type(x):
    if isinstance(x, float) and type(x) is float and callable(math.sin):
        return x * x
    return x


@row([1.3, 0.7], [2.0, 0.1])
def map_of_two(xs, ys):
    return sum(map(lambda a, b: a * b * b, xs, ys))


@row([1.3, 0.7])
def map_of_math(xs):
    return sum(map(math.sin, xs)) * sum(map(abs, xs))


@row([1.3, 0.7, 2.0], X)
def itertools_of_active_values(xs, v):
    total = sum(a * b for a, b in itertools.combinations(xs, 2))
    total += sum(a * b**2 for a, b in itertools.product(xs, v))
    total += sum((b - a) ** 2 for a, b in itertools.pairwise(v))
    total += sum(itertools.accumulate(xs, lambda a, b: a * b))
    total += sum(t**2 for t in itertools.chain(xs, v))
    return total + sum(itertools.starmap(math.hypot, zip(xs, v, strict=False)))


@row(X)
def itertools_of_indices(x):
    total = 0.0
    for i, j in itertools.combinations(range(len(x)), 2):
        total += x[i] * x[j] ** 2
    for i, j in itertools.product(range(2), range(len(x))):
        total += (i + 1) * x[j]
    return total


@row({"a": 1.3, "b": 0.7, "c": 2.0})
def extremes_of_keys(d):
    top = max(d, key=lambda name: d[name])
    low = min(d, key=d.get)
    total = 1.0
    for name, value in d.items():
        total += value * len(name) ** 2
    return d[top] * d[low] ** 2 + total + sorted(d.items(), key=lambda item: item[1])[1][1] ** 3


@row(1.3, -0.7)
def extremes_of_arguments_with_key(x, y):
    return max(x, y * 3.0, key=abs) * min(x, y, key=lambda v: v * v)


@row(1.2, 0.3)
def reduce_of_functions(x, y):
    def compose(*functions):
        return functools.reduce(lambda f, g: lambda v: f(g(v)), functions)

    return compose(math.sin, math.exp, lambda t: t * y)(x)


@row([1.3, 0.7], [2.0, 0.1])
def math_of_sequences(xs, ys):
    return math.hypot(*xs) + math.dist(xs, ys) + math.fsum(xs) + math.prod(xs)


@row(0.3)
@row(0.7)
def math_one(x):
    y = math.sin(x) + math.cos(x) * math.tan(x) + math.asin(x) * math.acos(x) + math.atan(x)
    y += math.sinh(x) * math.cosh(x) + math.tanh(x) + math.asinh(x) * math.atanh(x)
    y += math.exp(x) * math.log(x) + math.log2(x) * math.log10(x) + math.log1p(x) + math.expm1(x)
    y += math.sqrt(x) * math.cbrt(x) + math.exp2(x) + math.erf(x) * math.erfc(x)
    y += math.gamma(x) * math.lgamma(x) + math.degrees(x) * math.radians(x) + math.fabs(x)
    return y


@row(1.7, 0.4)
@row(-1.7, 0.4)
def math_two(x, y):
    z = math.atan2(x, y) + math.hypot(x, y) * math.copysign(y, x) + math.pow(y, x)
    return z + math.fmod(x, y) + math.log(y, 3.0) + math.ldexp(x, 3) + math.acosh(2.0 + x * x)


@row.parametrize()
def test_builtin(row: Row) -> None:
    row.run()
