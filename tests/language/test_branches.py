"""`if` in all shapes, and `return` anywhere."""

from __future__ import annotations

import math

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])


@row(1.3)
@row(-1.3)
def if_else(x):
    if x > 0.0:
        y = x * x
    else:
        y = 3.0 * x
    return y * y


@row(1.3)
@row(-1.3)
def if_only(x):
    y = x * 2.0
    if x > 0.0:
        y = y * x
    return y * y


@row(3.0)
@row(1.3)
@row(0.5)
@row(-1.3)
def elif_chain(x):
    if x > 2.0:
        y = x**3
    elif x > 1.0:
        y = x**2
    elif x > 0.0:
        y = 5.0 * x
    else:
        y = -x
    return y * x


@row(1.3, 0.7)
@row(1.3, -0.7)
@row(-1.3, 0.7)
@row(-1.3, -0.7)
def nested(x, y):
    if x > 0.0:
        z = x * y
        if y > 0.0:
            z = z * z
        else:
            w = z + x
            z = w * y
    else:
        if y > 0.0:
            z = x - y * y
        else:
            z = x * x * y
        z = z * 2.0
    return z * x


@row(1.3)
@row(-1.3)
def different_variables_per_branch(x):
    a = x * x
    b = x + 1.0
    if x > 0.0:
        a = a * b
    else:
        b = a * b * b
    return a * b


@row(1.3)
@row(-1.3)
def swap_in_branch(x):
    a, b = x * x, x + 2.0
    if x > 0.0:
        a, b = b, a
    return a / b


@row(1.3)
@row(-1.3)
def passive_in_one_branch(x):
    if x > 0.0:
        y = x * x
    else:
        y = 4.0
    return y * x


@row(1.3)
@row(-1.3)
def empty_branches(x):
    if x > 0.0:
        pass
    else:
        x = x * 2.0
    if x < 0.0:
        ...
    return x * x


@row(1.3)
@row(-1.3)
def early_return(x):
    if x < 0.0:
        return x * x
    y = x * 3.0
    return y * x


@row(3.0)
@row(1.3)
@row(-0.5)
@row(-2.0)
def many_returns(x):
    if x > 2.0:
        return math.sin(x)
    if x > 0.0:
        y = x * x
        if y > 1.0:
            return y
        x = x + y
    elif x > -1.0:
        return x**3
    else:
        x = 2.0 * x
    return x * x


@row(1.3)
@row(-1.3)
def return_in_both_branches(x):
    y = x * x
    if x > 0.0:
        return y * x
    else:
        return y + x


@row(1.3)
def code_after_return(x):
    return x * x
    x = x * 1000.0  # never reached
    return x


@row(1.3)
@row(-1.3)
def returns_constant_on_one_path(x):
    if x < 0.0:
        return 0.0 * x
    return x * x


@row(1.3)
def condition_on_overwritten(x):
    y = x * x
    if y > 1.0:
        y = y * x
    if y > 2.0:
        y = y * x
        y = y + 1.0
    if y > 1e6:
        y = x
    return y


@row(1.3, 2)
@row(1.3, 5)
def condition_on_integer(x, n):
    if n % 2 == 0:
        return x**n
    return n * x


@row(1.3, "sin")
@row(1.3, "cos")
@row(1.3, "exp")
def condition_on_string(x, kind):
    if kind == "sin":
        y = math.sin(x)
    elif kind == "cos":
        y = math.cos(x)
    else:
        y = math.exp(x)
    return y * x


@row(1.3)
@row(X)
@row([1.0, 2.0])
def condition_on_type(x):
    if isinstance(x, float):
        return x * x
    if isinstance(x, (list, tuple)):
        return x[0] * x[1]
    return np.sum(x**3)


@row(X)
@row(np.ones((2, 3)))
def condition_on_shape(x):
    if x.ndim == 1:
        return np.sum(x * x)
    if x.shape[0] == 2 and len(x) == 2:
        return np.sum(x[0] * x[1])
    return np.sum(x)


@row(X)
def condition_on_reduction(x):
    if np.all(x > -5.0) and (x < 5.0).any():
        return np.sum(x**2)
    return np.sum(x)


@row(X)
def condition_on_element(x):
    if x[0] > x[1]:
        return x[0] * x[2]
    return x[1]


@row(X)
@row(-X)
def array_in_branches(x):
    if x[0] > 0.0:
        y = x * 2.0
    else:
        y = x * x
    z = y if np.sum(x) > 0.0 else x
    return np.sum(y * z)


@row(1.3)
def branch_choice_returned_as_tuple(x):
    if x > 0.0:
        pair = (x * x, x)
    else:
        pair = (x, 1.0)
    a, b = pair
    return a * b


@row(1.3)
def none_or_value(x):
    y = None
    if x > 1.0:
        y = x * x
    if y is None:
        return x
    return y * x


@row(1.3)
def ternary_of_functions(x):
    f = math.sin if x > 0.0 else math.cos
    return f(x) * x


@row(0.5)
@row(1.5)
@row(2.5)
def piecewise_with_shared_code(x):
    if x < 1.0:
        k = 1
    elif x < 2.0:
        k = 2
    else:
        k = 3
    y = x
    for _ in range(k):
        y = y * x
    return y


@row(1.3)
@row(-1.3)
def branch_in_branch_with_return_inside(x):
    y = x
    if x > 0.0:
        if x > 1.0:
            return y * y
        y = y * 3.0
    else:
        y = y * 4.0
        if y < -1.0:
            return y * x * x
    return y


@row(1.3, "cube")
@row(1.3, "square")
@row(1.3, "none of them")
def match_of_values(x, kind):
    match kind:
        case "square" | "second":
            return x * x
        case "cube":
            y = x**3
        case _:
            y = 2.0 * x
    return y + 1.0


class Force:
    def __init__(self, size, kind):
        self.size, self.kind = size, kind


def part(item):
    match item:
        case None:
            return 1.0
        case (p, q) if p > q:
            return p * q**2
        case [p]:
            return p**3
        case Force(kind="push", size=s):
            return s**2
        case (p, _):
            return 2.0 * p
    return 0.0


@row(1.3, 0.7)
def match_of_structures(a, b):
    pairs = part((a, b)) * part((b, a))
    return pairs + part([b]) + part(Force(a, "push")) * part(None)


@row(3, 1.3)
def match_with_guards(n, x):
    y = x
    for i in range(n):
        match i % 3:
            case 0:
                y = y * x
            case k if k > 1:
                y = y + k * x
            case other:
                y = y - other
    return y


@row.parametrize()
def test_branch(row: Row) -> None:
    row.run()
