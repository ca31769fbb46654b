"""Derivatives of derivatives: `s2s.grad` of `s2s.grad`, and `s2s.grad` called in the program."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

import s2s
from tests.language.table import Row, Table

row = Table()
FACTOR = 2.0


def cubed(x):
    return x**3


def logistic(x, n):
    for _ in range(n):
        x = 2.5 * x * (1.0 - x)
    return x


def stepped(x, n):
    y = x
    while y < 5.0:
        if y > 2.0:
            y = y * math.exp(0.1 * x)
        else:
            y = y + x * x
    return y * n


def energy(q):
    return np.sum(q**4) + np.sum(np.sin(q) * q)


def power(x, n):
    return 1.0 if n == 0 else x * power(x, n - 1)


slope_of_cubed = s2s.grad(cubed)
both_of_cubed = s2s.value_and_grad(cubed)


@row(4.0)
def perturbations_are_not_confused(x):
    return x * s2s.grad(lambda y: x * y)(1.0)


@row(1.3)
def grad_of_a_function_of_the_module(x):
    return s2s.grad(cubed)(x) * x


@row(1.3)
def derivative_of_the_module(x):
    return slope_of_cubed(x) * x + FACTOR


@row(1.3, 0.7)
def derivative_of_a_closure(x, k):
    def inner(y):
        return math.sin(k * y) * x

    slope = s2s.grad(inner)
    return slope(x) + slope(0.5 * k)


@row(1.3, 0.7)
def gradients_by_position_and_name(x, k):
    def inner(y, z, w=2.0):
        return y * y * z * w

    a, b = s2s.grad(inner, (0, 1))(x, k)
    (c,) = s2s.grad(inner, argnums=("w",))(x, k)
    return a * b + c


@row(0.8)
def value_and_gradient(x):
    value, slope = both_of_cubed(math.sin(x))
    return value * slope


@row(0.8)
def with_aux(x):
    slope, aux = s2s.grad(lambda y: (y**3, y * 2.0), has_aux=True)(x)
    return slope + aux


@row(0.3, 4)
def grad_of_a_loop(x, n):
    return s2s.grad(logistic)(x, n)


@row(0.9, 3)
def grad_of_a_while_loop_with_branches(x, n):
    return s2s.grad(stepped)(x, n)


@row(np.linspace(0.2, 1.0, 4))
def grad_of_arrays(q):
    force = s2s.grad(energy)(q)
    return np.sum(force * force)


@row(1.2, 3)
def grad_of_recursion(x, n):
    return s2s.grad(power)(x, n)


@row(0.4)
def newton_on_a_gradient(x):
    def objective(y):
        return math.exp(y) * 0.5 + (y - x) ** 2

    y = 0.0
    for _ in range(3):
        y = y - s2s.grad(objective)(y) / s2s.grad(s2s.grad(objective))(y)
    return y


def derivative(fun):
    return s2s.grad(fun)


@row(1.4)
def made_by_a_helper(x):
    return derivative(lambda y: x * y * y)(x)


@row(1.4)
def handed_to_a_helper(x):
    def apply(fun, at):
        return fun(at) * at

    return apply(s2s.grad(lambda y: x * y * y), x)


@row(1.4)
def passive_use_of_a_derivative(x):
    slope = s2s.grad(lambda y: y * y)
    points = list(map(slope, [1.0, 2.0]))
    return x * points[1]


@row(1.4)
def slope_of_a_rule(x):
    return s2s.grad(np.sin)(x) * s2s.grad(math.exp)(x)


@row(1.1)
def three_levels(x):
    return s2s.grad(lambda y: s2s.grad(lambda z: x * y * z**3)(y))(x)


@row.parametrize()
def test_program(row: Row) -> None:
    row.run()


def test_the_example_of_the_field() -> None:
    assert s2s.grad(lambda x: x * s2s.grad(lambda y: x * y)(1.0))(4.0) == 8.0
    assert derivative(lambda x: x * derivative(lambda y: x * y)(1.0))(4.0) == 8.0
    assert derivative(lambda x: x * derivative(lambda y: x + y)(1.0))(4.0) == 1.0


def test_derivatives_of_derivatives() -> None:
    assert s2s.grad(s2s.grad(cubed))(2.0) == 12.0
    assert s2s.grad(s2s.grad(s2s.grad(cubed)))(2.0) == 6.0
    assert s2s.grad(s2s.grad(s2s.grad(s2s.grad(cubed))))(2.0) == 0.0
    value, slope = s2s.value_and_grad(s2s.grad(np.sin))(0.3)
    assert value == math.cos(0.3) and slope == pytest.approx(-math.sin(0.3))


def iterated_polynomial(n: int) -> np.poly1d:
    x = poly = np.poly1d([1.0, 0.0])
    for _ in range(n):
        poly = 2.5 * poly * (1.0 - poly)
    assert x is not None
    return poly


def test_third_derivative_of_a_loop() -> None:
    third = s2s.grad(s2s.grad(s2s.grad(logistic)))
    expected = iterated_polynomial(3).deriv(3)
    assert third(0.3, 3) == pytest.approx(expected(0.3), rel=1e-9)


def test_second_derivative_of_a_loop_inside() -> None:
    def f(x, n):
        return s2s.grad(s2s.grad(logistic))(x, n)

    poly = iterated_polynomial(3)
    assert f(0.3, 3) == pytest.approx(poly.deriv(2)(0.3), rel=1e-9)
    assert s2s.grad(f)(0.3, 3) == pytest.approx(poly.deriv(3)(0.3), rel=1e-9)


def test_a_changed_global_counts_in_the_inner_derivative(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = s2s.grad(lambda y: FACTOR * y * y)
    outer = s2s.grad(lambda x: x * inner(x))
    assert outer(3.0) == 4.0 * FACTOR * 3.0
    monkeypatch.setitem(globals(), "FACTOR", 5.0)
    assert outer(3.0) == 60.0


def test_two_closures_of_one_factory() -> None:
    def slope(k):
        return s2s.grad(lambda y: k * y * y)

    double, triple = slope(2.0), slope(3.0)
    assert s2s.grad(lambda x: double(x) * triple(x))(1.0) == 2 * 4.0 * 6.0


def test_text_of_a_second_derivative() -> None:
    text = s2s.grad(s2s.grad(cubed)).source_for(2.0)
    assert "s2s" not in text.split('"""')[2]


@pytest.mark.parametrize("argument", [3, np.arange(3)])
def test_integers_inside(argument: object) -> None:
    with pytest.raises(s2s.S2SError, match="cannot be differentiated"):
        s2s.grad(lambda x: x * s2s.grad(lambda y: x * y)(argument))(4.0)


@row(1.3)
def pullback_of_a_number(x):
    y, pullback = s2s.vjp(cubed, x * 2.0)
    return y * pullback(x)[0]


@row(np.array([0.3, -0.7]))
def pullback_of_arrays(x):
    y, pullback = s2s.vjp(lambda a, b: np.sin(a) * b, x, x**2)
    first, second = pullback(y * x)
    return np.sum(first * second) + np.sum(y)


@row(0.6)
def pullback_beside_an_integer(x):
    y, pullback = s2s.vjp(logistic, x, 3)
    bar, nothing = pullback(2.0)
    return bar * y if nothing is None else y


@row(0.6, np.array([0.3, -0.7]))
def pullback_of_a_closure_used_twice(k, x):
    def scaled(v):
        return k * v**2

    _, pullback = s2s.vjp(scaled, x)
    return np.sum(pullback(x)[0] * pullback(x**2)[0])


@row(np.array([0.3, -0.7, 0.2]))
def jacobian_by_pullbacks(x):
    y, pullback = s2s.vjp(lambda v: np.outer(v, v) @ v, x)
    total = 0.0
    for i in range(3):
        seed = np.zeros(3)
        seed[i] = 1.0
        total += np.sum(pullback(seed)[0] ** 2)
    return total + y[0]


def printed(x):
    print(x)
    return x * x


@pytest.mark.parametrize(
    ("inner", "argument", "why"),
    [
        (lambda x: (x, [str(x)]), 1.0, "not known to be a number"),
        (printed, 1.0, "has an effect"),
        (lambda z: z * 1j, 1.0, "complex"),
    ],
)
def test_pullbacks_that_are_refused(inner, argument, why) -> None:
    def f(x):
        y, pullback = s2s.vjp(inner, argument * x if isinstance(argument, float) else argument)
        return x * pullback(1.0)[0]

    with pytest.raises(s2s.UnsupportedError, match=why):
        s2s.grad(f)(1.0)


def test_in_a_script_and_again_from_the_store(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent("""
        import s2s
        K = 3.0
        def helper(y):
            return K * y
        def D(f):
            return s2s.grad(f)
        print(D(lambda x: x * D(lambda y: x * helper(y))(1.0))(4.0))
        """)
    )
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), "S2S_CACHE_DIR": str(tmp_path / "c")}
    for _ in range(2):
        made = subprocess.run(
            [sys.executable, str(script)], capture_output=True, text=True, env=environment
        )
        assert made.stdout.strip() == "24.0", made.stderr
