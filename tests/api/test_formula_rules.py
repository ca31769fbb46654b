"""Rules of the user's own that are written as formulas, and rules of functions called as they are."""

from __future__ import annotations

import ctypes
import ctypes.util
import math

import numpy as np
import pytest
from scipy import integrate, optimize

import s2s
from s2s.testing import check

X = np.array([0.3, -1.2, 2.0])
LIBRARY = ctypes.CDLL(ctypes.util.find_library("m"))
LIBRARY.erf.restype, LIBRARY.erf.argtypes = ctypes.c_double, [ctypes.c_double]
s2s.defpartials(LIBRARY.erf, x="2 / math.sqrt(math.pi) * math.exp(-x * x)")


@s2s.custom_vjp
def product(x, y):
    return x * y


product.defvjp(x="ct * y", y="ct * x")
product.defjvp(x="dot * y", y="dot * x")


@s2s.custom_vjp
def scaled(x, k):
    return x * k + 1.0


scaled.defpartials(x="k", k="x")


@s2s.custom_jvp
def halves(x):
    return x[:2], x[2:] ** 2


halves.defjvp(x="(dot[:2], 2 * x[2:] * dot[2:])")


def helper(x):
    return np.cos(x)


@s2s.custom_vjp
def wave(x, n):
    return np.sin(x) * n


wave.defvjp(x="ct * helper(x) * n")


def root(a, b):
    return optimize.brentq(lambda z: z**3 + a * z - b, -10.0, 10.0, xtol=1e-15)


s2s.defvjp(root, a="-ct * ans / (3 * ans**2 + a)", b="ct / (3 * ans**2 + a)")
s2s.defjvp(root, a="-dot * ans / (3 * ans**2 + a)", b="dot / (3 * ans**2 + a)")


def area(f_scale, upper):
    return integrate.quad(lambda t: f_scale * math.exp(-t * t), 0.0, upper)[0]


s2s.defpartials(area, f_scale="ans / f_scale", upper="f_scale * math.exp(-upper * upper)")


def test_formulas_in_both_modes_and_to_second_order() -> None:
    def program(x, y):
        return np.sum(product(x, y) ** 2)

    check(program, X, X + 1.0)
    s2s.check_grads(program, X, X + 1.0, order=2, modes=("fwd", "rev"))


def test_partial_derivatives_are_broadcast() -> None:
    def program(x, k):
        return np.sum(np.tanh(scaled(x, k)))

    for k in (2.0, X, np.array([[0.5], [0.7]])):
        check(program, X, k)
        s2s.check_grads(program, X, k, order=2, modes=("fwd", "rev"))


def test_formulas_of_tuples_and_of_helpers() -> None:
    check(lambda x: np.sum(halves(x)[0]) * np.sum(halves(x)[1]), np.append(X, 0.5))
    np.testing.assert_allclose(s2s.grad(lambda x: np.sum(wave(x, 3)))(X), 3 * np.cos(X))


def test_a_function_of_the_c_library() -> None:
    def program(x):
        return LIBRARY.erf(x) ** 2 * x

    check(program, 0.5)
    s2s.check_grads(program, 0.5, order=2, modes=("fwd", "rev"))
    assert s2s.grad(LIBRARY.erf)(0.0) == 2 / math.sqrt(math.pi)


def test_solvers_of_scipy() -> None:
    check(lambda a, b: root(a, b) * b, 1.3, 2.0)
    check(root, 1.3, 2.0)
    check(lambda k, u: area(k, u) ** 2, 1.5, 0.8)
    s2s.check_grads(lambda a, b: root(a, b) ** 2, 1.3, 2.0, order=2, modes=("fwd", "rev"))


def test_a_rule_replaces_the_source_at_once() -> None:
    def inner(x):
        return x * x

    def outer(x):
        return inner(x) + x

    gradient = s2s.grad(outer)
    assert gradient(3.0) == 7.0
    s2s.defvjp(inner, x="10.0 * ct")
    assert gradient(3.0) == 11.0 and s2s.grad(inner)(3.0) == 10.0
    s2s.defvjp(inner, lambda x: (x * x, None), lambda _, ct: (20.0 * ct,))
    assert gradient(3.0) == 21.0


def square(x):
    return x * x


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda f: f.defvjp(z="ct"), TypeError, "no parameter 'z'; the parameters are x"),
        (lambda f: f.defvjp(x="ct *"), ValueError, r"formula for `x` is no expression: 'ct \*'"),
        (lambda f: f.defvjp(x="ct * w"), ValueError, "reads `w`; it may read ans, ct, x"),
        (lambda f: f.defvjp(x="dot * x"), ValueError, "reads `dot`"),
        (lambda f: f.defjvp(x="ct * x"), ValueError, "reads `ct`"),
        (lambda f: f.defvjp(x=2.0), TypeError, "is a float, not a string"),
        (lambda f: f.defvjp(), TypeError, "fwd is a NoneType, not a function"),
        (lambda f: f.defvjp(square, square, x="ct"), TypeError, "not both"),
        (lambda f: f.defjvp(square, x="dot"), TypeError, "not both"),
        (lambda f: f.defpartials(), TypeError, "a formula for at least one parameter"),
        (lambda f: s2s.defvjp(2.0, x="ct"), TypeError, "defvjp takes a function, not a float"),
        (lambda f: s2s.defvjp(np.tanh, x="ct"), TypeError, "has a rule for `tanh` already"),
        (
            lambda f: s2s.custom_vjp(lambda *xs: xs[0]).defvjp(xs="ct"), TypeError,
            "positional parameters only",
        ),
    ],
)  # fmt: skip
def test_formulas_that_do_not_fit(call, error, words) -> None:
    with pytest.raises(error, match=words):
        call(s2s.custom_vjp(square))


def test_what_formulas_give_is_checked() -> None:
    rule = s2s.custom_vjp(lambda x, y: x * np.sum(y))
    rule.defvjp(x="np.ones(2)", y="np.sum(ct * x)")
    with pytest.raises(ValueError, match=r"shape \(2,\) for argument 0 of"):
        s2s.grad(lambda x: np.sum(rule(x, 2.0 * x)))(X)


def test_structures_that_do_not_fit() -> None:
    def gradient(cotangent):
        rule = s2s.custom_vjp(lambda p: p["a"] * p["b"][0])
        rule.defvjp(lambda p: (p["a"] * p["b"][0], None), lambda _, ct: (cotangent,))
        return s2s.grad(lambda p: rule(p) * 1.0)({"a": 2.0, "b": (3.0, X)})

    assert gradient({"a": 3.0, "b": (2.0, None)})["a"] == 3.0
    with pytest.raises(TypeError, match="whose keys are"):
        gradient({"a": 3.0})
    with pytest.raises(TypeError, match="which has 2 items"):
        gradient({"a": 3.0, "b": (1.0,)})
    with pytest.raises(ValueError, match=r"shape \(2,\) for item 1 of argument 0 of .*, 'b'"):
        gradient({"a": 3.0, "b": (1.0, np.ones(2))})
