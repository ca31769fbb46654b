"""A forward rule, or `forward_mode`, with a list, tuple, dict or object lost the derivative through it."""

from __future__ import annotations

import collections

import numpy as np
import pytest

import s2s
from tests.language.table import Row, Table

row = Table()


@s2s.forward_mode
def of_list(v):
    return v[0] ** 2 * v[1]


@s2s.forward_mode
def of_dict(d):
    return sum(v**2 for v in d.values())


@s2s.forward_mode
def of_both(t, d):
    return {"out": [t[0] * t[1].sum(), d["b"][1]]}


@s2s.forward_mode
def of_object(o):
    return o.w**2


@s2s.forward_mode
def of_function(f, v):
    return f(v) * v


@s2s.forward_mode
def of_complex(c):
    return abs(c) ** 2 * c.real + c.imag


@s2s.forward_mode
def of_keywords(a, b=2.0, *c, k=1.0):
    return a * b * k + sum(c) * a


@s2s.forward_mode
def of_record(p):
    return p.x**2 * p.y


Pair = collections.namedtuple("Pair", "x y")


class Layer:
    def __init__(self, w):
        self.w = w

    @s2s.forward_mode
    def call(self, v):
        return self.w * v


@s2s.custom_jvp
def ruled(d):
    return d["a"][0] * d["b"]


ruled.defjvp(
    lambda p, t: (ruled(p[0]), t[0]["a"][0] * p[0]["b"] + p[0]["a"][0] * t[0]["b"]),
)


@s2s.custom_jvp
def ruled_object(o):
    return o.w**2


ruled_object.defjvp(lambda p, t: (p[0].w ** 2, 2.0 * p[0].w * t[0].w))


@s2s.custom_jvp
def ruled_complex(c):
    return abs(c) ** 2


ruled_complex.defjvp(lambda p, t: (abs(p[0]) ** 2, 2.0 * (p[0].conjugate() * t[0]).real))


@row(0.7)
def a_list(x):
    values = [x, 0.5]
    return of_list(values) + values[0]


@row({"w": 0.7, "b": [0.5, 1.2][0]})
def a_dict(d):
    return of_dict(d) * d["b"]


@row(0.7)
def a_tuple_and_a_dict(x):
    made = of_both((x, np.array([x, 1.0])), {"b": [3, x * x]})["out"]
    return made[0] * made[1]


@row(0.7)
def an_object(x):
    return of_object(Layer(x))


@row(0.7)
def a_method(x):
    return Layer(x).call(x * x)


@row(0.7)
def a_closure(x):
    return of_function(lambda v: v * x, x)


@row(0.7)
def a_named_tuple(x):
    return of_record(Pair(x, x * x))


@row(0.7)
def a_complex_number(x):
    return of_complex(complex(x, x * x)) + of_complex(x * (1 + 2j))


@row(0.7)
def a_list_in_two_places(x):
    inner = [x]
    return (
        of_list([inner[0], inner[0]]) * of_both((x, np.array([x])), {"b": (1, inner[0])})["out"][0]
    )


@row(0.7)
def what_is_overwritten_afterwards(x):
    d = {"w": x, "b": 0.5}
    total = of_dict(d)
    d["w"] = 5.0
    for _ in range(2):
        d["b"] = of_dict(d) * 0.1
    return total + d["w"] * d["b"]


@row(0.7)
def keywords(x):
    return (
        of_keywords(x, b=x * x, k=x) + of_keywords(x, 1.0, x, x * x, k=2.0) + of_keywords(b=x, a=x)
    )


@row(0.7)
def a_rule_of_the_users(x):
    return ruled({"a": (x, 1), "b": x * x}) * ruled_object(Layer(x)) + ruled_complex(
        complex(x, x * x)
    )


@row.parametrize()
def test_derivatives(row: Row) -> None:
    row.run()


@pytest.mark.parametrize("row", [row for row in row.rows if row.args == (0.7,)])
def test_second_derivatives(row: Row) -> None:
    gradient, step = s2s.grad(row.fun), 1e-5
    expected = (gradient(0.7 + step) - gradient(0.7 - step)) / (2 * step)
    assert np.isclose(s2s.hvp(row.fun)(0.7, 1.0), expected, rtol=1e-6)
    assert np.isclose(s2s.grad(gradient)(0.7), expected, rtol=1e-6)


def test_a_closure_that_captured_what_varies_is_refused_by_a_forward_rule() -> None:
    called = s2s.custom_jvp(lambda f, v: f(v))
    called.defjvp(lambda p, t: (p[0](p[1]), t[1]))
    with pytest.raises(s2s.NoRuleError, match="function or iterator to a forward rule"):
        s2s.grad(lambda x: called(lambda v: v * x, x))(0.7)
