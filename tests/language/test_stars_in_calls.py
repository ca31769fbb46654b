"""`*` and `**` in calls of rules, methods, functions with rules of the user's own, partials."""

from __future__ import annotations

import functools
import operator

import numpy as np
import pytest

import s2s
from s2s.testing import check

V = np.array([1.0, 2.0, 3.0])
M = np.array([[1.0, 2.0], [0.3, 4.0]])


@s2s.custom_vjp
def product(x, y):
    return x * y


product.defpartials(x="y", y="x")


@s2s.forward_mode
def forward(x, y):
    return x * y * y


@s2s.custom_jvp
def clipped(x):
    return min(x, 1.0)


clipped.defjvp(lambda primals, tangents: (clipped(*primals), tangents[0]))


def rules_of_the_users_own(x, y):
    pair = (x, y)
    return product(*pair) * forward(*pair)


def named_arguments_of_a_rule(x, y):
    return product(x, y=y) * product(y=x, x=y * x)


def method_with_arguments(v, w):
    rest = (w,)
    return v.dot(*rest)


def method_with_keywords(m):
    k = {"axis": 0}
    return np.sum(m.std(**k) ** 2) + np.sum(m.sum(**{"axis": 0, "keepdims": True}) ** 2)


def methods_with_shapes(m, axes=(1, 0)):
    total = np.sum(m.transpose(*axes)[0] ** 2) + np.sum(m.sum(*(0,)) ** 2)
    total += np.sum(m.clip(*(0.0, 2.0))) + np.sum(m.swapaxes(*(1, 0))[0])
    return total + np.sum(m.reshape(*(4, 1))[1] ** 2) + np.sum(m.cumsum(*[0]) ** 2)


def extended_list(x):
    a = []
    a.extend(*[[x, x * x]])
    return sum(a)


def partials_and_maps(x, y):
    return functools.partial(product, *(x, y))() * sum(map(operator.mul, *((x, y), (y, y))))


def extremes_of_any_number(x, v):
    q = [z * x for z in v if z != 2.0]
    return max(*q, x) + min(x, *v) + max(*q)


ROWS = [
    (rules_of_the_users_own, (2.0, 3.0)),
    (named_arguments_of_a_rule, (2.0, 3.0)),
    (method_with_arguments, (V, V * 2.0)),
    (method_with_keywords, (M,)),
    (methods_with_shapes, (M,)),
    (extended_list, (2.0,)),
    (partials_and_maps, (2.0, 3.0)),
    (extremes_of_any_number, (0.5, V)),
]


@pytest.mark.parametrize(("fun", "args"), ROWS)
def test_program(fun, args) -> None:
    check(fun, *args)


def test_rule_that_calls_its_function_with_a_star() -> None:
    assert s2s.grad(s2s.grad(lambda x: clipped(x) ** 2))(0.5) == pytest.approx(2.0)


def test_keywords_that_an_argument_holds() -> None:
    found = s2s.grad(lambda m, k: np.sum(m.std(**k) ** 2))(M, {"axis": 0})
    np.testing.assert_allclose(found, M - M.mean(axis=0), rtol=1e-12)


def test_method_with_a_shape_has_second_derivatives() -> None:
    found = s2s.hvp(lambda v, s: np.sum(v.reshape(*s)[0] ** 2))(np.ones(4), np.ones(4), (2, 2))
    np.testing.assert_allclose(found, [2.0, 2.0, 0.0, 0.0])


@pytest.mark.parametrize(
    "fun",
    [
        lambda v: v.sum(*[int(z) for z in v if z < 0.0]),
        lambda v: product(*[z * z for z in v if z > 1.5]),
        lambda v: np.arctan2(*[z * z for z in v if z > 1.5]),
    ],
)
def test_any_number_of_arguments_is_an_error(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="how many arguments"):
        s2s.grad(fun)(V)
