"""Calls to other Python functions, wherever they are defined and however they are passed."""

from __future__ import annotations

import functools
import math
from functools import partial, reduce

import numpy as np

from .modules import first, second
from .modules.first import helper
from .modules.second import helper as second_helper
from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
M = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 4.0]])
K = 7.0


def square(x):
    return x * x


def affine(x, slope=2.0, offset=1.0):
    return slope * x + offset


def weighted(x, *rest, power=2):
    total = x
    for r in rest:
        total = total + r**power
    return total


def options(x, **kwargs):
    y = x * kwargs["scale"]
    if "shift" in kwargs:
        y = y + kwargs["shift"]
    return y * kwargs.get("missing", 2.0)


def everything(a, b=2.0, *args, c, d=3.0, **kwargs):
    return a * b + sum(args) * c + d * kwargs["e"]


def positional_only(a, b, /, c):
    return a * b + c


def two_results(x, y):
    return x * y, x + y


def nothing(x):
    x * x  # noqa: B018


def passive_result(x):
    return len(str(int(abs(x)))) + 1


def branchy(x):
    if x < 0.0:
        return -x * x
    for _ in range(3):
        x = x * 1.5
        if x > 3.0:
            return x * x
    return x


def apply(f, x):
    return f(x)


def apply_all(functions, x):
    for f in functions:
        x = f(x)
    return x


def compose(f, g):
    return lambda x: f(g(x))


def factory(k):
    def inner(x):
        return k * x * x

    return inner


def factorial_like(x, n):
    if n == 0:
        return 1.0
    return x * factorial_like(x + 0.1, n - 1)


def fibonacci_like(x, n):
    if n < 2:
        return x
    return fibonacci_like(x, n - 1) * 0.5 + fibonacci_like(x * x, n - 2)


def is_even(x, n):
    return x if n == 0 else is_odd(x * 1.1, n - 1) * x


def is_odd(x, n):
    return 1.0 if n == 0 else is_even(x * 0.9, n - 1) + x


def log_sum_exp(x):
    m = np.max(x)
    return m + np.log(np.sum(np.exp(x - m)))


@row(1.3)
def simple(x):
    return square(x) + square(square(x))


@row(1.3, 0.7)
def same_function_many_times(x, y):
    return square(x) * square(y) + square(x + y)


@row(1.3)
def keywords(x):
    return affine(x, offset=x * x) + affine(x=x, slope=x) + affine(offset=3.0, x=x)


@row(1.3)
def defaults(x):
    return affine(x) * affine(x, 3.0)


@row(1.3, 0.7)
def var_positional(x, y):
    return weighted(x) + weighted(x, y) + weighted(x, y, x * y, power=3)


@row(1.3, 0.7)
def star_argument(x, y):
    args = (x, y, x * y)
    return weighted(*args) + weighted(x, *[y, y]) + weighted(*args[1:], power=3)


@row(1.3, 0.7)
def var_keyword(x, y):
    return options(x, scale=y) + options(x, scale=2.0, shift=y * x)


@row(1.3, 0.7)
def double_star_argument(x, y):
    kw = {"slope": y, "offset": x}
    return affine(x, **kw) + affine(**{"x": x, "slope": y})


@row(1.3, 0.7)
def everything_at_once(x, y):
    return everything(x, y, x, y, c=y, e=x) + everything(x, c=2.0, **{"d": y, "e": y})


@row(1.3, 0.7)
def positional_only_arguments(x, y):
    return positional_only(x, y, c=x) + positional_only(x, y, y)


@row(1.3, 0.7)
def tuple_result(x, y):
    p, s = two_results(x, y)
    both = two_results(p, s)
    return both[0] * both[1] + two_results(x, x)[1]


@row(1.3)
def result_unused(x):
    square(x)
    nothing(x)
    return x * x


@row(1.3)
def passive_result_used(x):
    return x ** passive_result(x) * passive_result(123.0)


@row(1.3)
@row(-1.3)
def branches_inside(x):
    return branchy(x) * branchy(x * 0.1)


@row(1.3)
def in_a_loop(x):
    y = x
    for i in range(4):
        y = branchy(y) * 0.1 + square(x) * i
    return y


@row(1.3)
def in_a_condition(x):
    if square(x) > 1.0 and branchy(x) > 0.0:
        return square(x) * x
    return x


@row(1.3)
def nested_calls(x):
    return square(affine(square(x), offset=square(x)))


@row(X)
def arrays(x):
    return log_sum_exp(x) * log_sum_exp(x * 2.0) + np.sum(square(x))


@row(1.3)
def names_from_other_modules(x):
    return helper(x) + second_helper(x)


@row(1.3)
def modules_with_equal_names(x):
    return first.helper(x) * second.helper(x)


@row(1.3)
def modules_with_own_globals(x):
    return first.uses_helper(x) + second.uses_helper(x) * K + second.uses_both(x)


@row(1.3)
def modules_import_differently(x):
    return first.calls_math(x) * second.calls_exp(x)


@row(1.3)
def module_constants(x):
    return x * first.K * second.TABLE["scale"] + first.TABLE["scale"] * x**2 * K


@row(X)
def module_function_with_keyword_only(x):
    return second.arrays(x, power=3) + second.arrays(x, 0.5)


@row(1.3)
def nested_def(x):
    def inner(y):
        return y * y + 1.0

    return inner(x) * inner(2.0 * x)


@row(1.3, 0.7)
def closure_over_argument(x, y):
    def inner(z):
        return z * y + x

    return inner(x) * inner(2.0)


@row(1.3)
def closure_over_local(x):
    k = x * x

    def inner(z):
        return k * z

    return inner(x) + inner(1.0)


@row(1.3)
def closure_over_what_comes_later(x):
    def rhs(y):
        return -k * y + c

    k = x * 2.0
    c = 1.0
    y = 1.0
    for i in range(3):
        y = y + 0.1 * rhs(y)
        if i == 1:
            k = k * 1.5
    return y * rhs(2.0)


@row(1.3)
def closure_over_a_loop_variable(x):
    s = 0.0

    def scaled(z):
        return z * i + s

    for i in range(4):
        s = s + scaled(x)
    return s


@row(1.3)
def closure_called_after_an_update_in_a_loop(x):
    k = 0.5
    for _ in range(3):
        g = lambda t: t * k + x
        k = k + x
        x = g(x)
    return x


@row(1.3)
def closure_sees_later_value(x):
    k = x

    def inner(z):
        return k * z

    k = x * x * 3.0
    return inner(x)


@row(1.3)
def closure_without_arguments(x):
    def inner():
        return x * x

    return inner() * inner()


@row(1.3)
def closure_in_closure(x):
    def outer(y):
        def inner(z):
            return x * y * z

        return inner(y) + inner(2.0)

    return outer(x) * outer(3.0)


@row(1.3)
def nested_def_with_default(x):
    def inner(y, k=2.0, *, s=3.0):
        return y * k + s

    return inner(x) + inner(x, x) * inner(1.0, s=x)


@row(1.3)
def nested_def_in_loop(x):
    y = x
    for i in range(3):

        def inner(z, i=i):
            return z * x + i

        y = inner(y)
    return y


@row(1.3)
@row(-1.3)
def nested_def_in_branch(x):
    if x > 0.0:

        def f(y):
            return y * y

    else:

        def f(y):
            return 3.0 * y * x

    return f(x)


@row(1.3)
def nested_recursion(x):
    def power(y, n):
        return 1.0 if n == 0 else y * power(y, n - 1)

    return power(x, 4)


@row(1.3)
def lambda_local(x):
    f = lambda y: y * y * x  # noqa: E731
    return f(x) + f(2.0)


@row(1.3)
def lambda_with_default(x):
    f = lambda y, k=3.0: y * k + x  # noqa: E731
    return f(x) * f(x, k=x)


@row(1.3)
def lambda_called_at_once(x):
    return (lambda y: y * y)(x * 2.0)


@row(1.3)
def lambdas_in_a_list(x):
    fs = [lambda y: y * y, lambda y: y + x, math.sin]
    y = x
    for f in fs:
        y = f(y)
    return y


@row(1.3)
def functions_in_a_dict(x):
    table = {"square": square, "sin": math.sin, "affine": affine}
    return table["square"](x) + table["sin"](x) * table["affine"](x)


@row(1.3)
def functions_in_a_tuple(x):
    fs = (square, affine)
    return fs[0](x) * fs[1](x)


@row(1.3, square)
@row(1.3, math.sin)
@row(1.3, lambda t: t * t * 3.0)
@row(X[0], branchy)
def function_as_argument(x, f):
    return f(x) * f(x + 1.0)


@row(1.3)
def function_passed_down(x):
    return apply(square, x) + apply(math.exp, x) * apply(lambda t: t * x, x)


@row(1.3)
def functions_passed_in_a_list(x):
    return apply_all([square, math.sin, lambda t: t + x], x)


@row(1.3, [square, math.sin])
def functions_in_an_argument(x, fs):
    return apply_all(fs, x)


@row(1.3)
def composed(x):
    f = compose(square, math.sin)
    g = compose(f, square)
    return f(x) * g(x)


@row(1.3)
def two_closures_of_one_factory(x):
    f = factory(2.0)
    g = factory(3.0)
    return f(x) * g(x) + f(g(x))


@row(1.3)
def factory_of_active_value(x):
    f = factory(x)
    return f(x) + f(2.0)


@row(1.3)
def local_partial(x):
    f = partial(affine, slope=3.0)
    g = functools.partial(affine, x)
    h = partial(affine, offset=x * x)
    return f(x) + g(2.0) * h(x)


@row(1.3)
def partial_of_partial(x):
    f = partial(partial(weighted, x), x * x)
    return f(2.0, power=3)


@row(1.3)
def recursion(x):
    return factorial_like(x, 5) + factorial_like(x, 0)


@row(1.3)
def double_recursion(x):
    return fibonacci_like(x, 6)


@row(1.3)
def mutual_recursion(x):
    return is_even(x, 6) + is_odd(x, 3)


@row(1.3)
def mutual_recursion_elsewhere(x):
    return first.even(x, 5)


@row([1.3, 0.7, 2.0])
def recursion_over_list(xs):
    def total(items):
        if not items:
            return 0.0
        return items[0] ** 2 + total(items[1:]) * items[0]

    return total(xs)


@row([1.3, [0.7, [2.0, 0.1]], 0.5])
def recursion_over_tree(tree):
    def walk(t):
        if isinstance(t, list):
            y = 1.0
            for part in t:
                y = y * (walk(part) + 1.0)
            return y
        return t * t

    return walk(tree)


@row(1.3)
def ternary_choice_of_function(x):
    f = square if x > 0.0 else affine
    return f(x)


@row([1.3, 0.7, 2.0])
def mapped(xs):
    return sum(map(square, xs)) + sum(map(lambda a, b: a * b, xs, xs[1:]))


@row([1.3, 0.7, 2.0])
def reduced(xs):
    return reduce(lambda a, b: a * b + 1.0, xs) + functools.reduce(lambda a, b: a + b * b, xs, 1.0)


@row([1.3, 0.7, 2.0])
def map_and_filter(xs):
    return sum(filter(lambda v: v > 1.0, map(square, xs)))


@functools.lru_cache(maxsize=None)
def cached_passive(n):
    return n * n + 1


@row(1.3)
def call_to_cached_passive(x):
    return x * cached_passive(3)


def decorated_helper(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return 2.0 * function(*args, **kwargs)

    return wrapper


@decorated_helper
def doubled_square(x):
    return x * x


@row(1.3)
def call_to_decorated(x):
    return doubled_square(x) * x


@row(1.3, 0.7)
def keyword_only_result_order(x, y):
    """The order of evaluation of arguments is Python's."""
    log = []

    def note(name, value):
        log.append(name)
        return value

    z = everything(note("a", x), note("b", y), c=note("c", x * y), e=note("e", x))
    assert log == ["a", "b", "c", "e"]
    return z


@row(partial(affine, slope=2.5), 1.3)
def partial_as_argument(f, x):
    return f(x) * x


@row(X)
def vectorised_over_axis(m):
    return np.sum(np.array([square(v) for v in m]))


@row(1.2)
def closures_of_a_comprehension(x):
    def scale(k):
        return lambda y: k * y * x

    functions = [scale(i + 1.0) for i in range(3)]
    return sum(f(x) for f in functions) + scale(x)(2.0)


@row(1.5)
def lambdas_with_defaults_in_a_list(x):
    functions = [lambda y, k=k: k * x * y for k in range(4)]
    return sum(f(x) for f in functions) + functions[2](1.0)


@row(1.2, 0.3)
def operators_in_a_dict(x, y):
    table = {
        "mul": lambda a, b: a * b,
        "add": lambda a, b: a + b * b,
        "pow": math.pow,
        "square": lambda a, _: a * a,
    }
    acc = x
    for name in ["mul", "add", "pow", "square"]:
        acc = table[name](acc, y)
    return acc


@row(3.0, 4.0)
def starred_into_a_rule(x, y):
    pair = (x * y, y)
    return math.hypot(*pair) + np.add(*pair) * max(*pair)


@row((3.0, 4.0))
def starred_argument_into_a_rule(p):
    return math.hypot(*p)


@row([1.0, 2.0], 5)
def starred_list_of_any_length(xs, n):
    many = [x * k for k in range(n) for x in xs]
    return squares(*many) + squares(2.0, *many)


@row([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
def transposed_by_zip(rows):
    squared = [[v * v for v in row] for row in rows]
    columns = list(zip(*squared, strict=True))
    return sum(a * b for a, b in zip(*rows, strict=True)) + columns[1][0] * columns[2][1]


def squares(*values):
    total = 0.0
    for i, v in enumerate(values):
        total = total + (i + 1) * v * v
    return total


@row.parametrize()
def test_call(row: Row) -> None:
    row.run()


TOP = Table()
TOP(1.3)(partial(affine, slope=3.0))
TOP(1.3)(partial(affine, 2.0))
TOP(1.3)(factory(3.0))
TOP(1.3)(compose(square, math.sin))
TOP(1.3, 0.7)(affine)
TOP(1.3, 4)(factorial_like)
TOP(1.3, 3)(first.even)


def test_top_level_callables() -> None:
    for row in TOP.rows:
        row.run()
