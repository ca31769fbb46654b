"""Programs that other systems get wrong or refuse."""

from __future__ import annotations

import functools
import linecache
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

import s2s
from tests.language.modules import first, second

K = 2.0
FACTORS = [2.0]


def test_01_branch_is_not_frozen() -> None:
    df = s2s.grad(lambda x: 0 * x if x < 0 else x)
    assert df(-1.3) == 0.0
    assert df(1.34) == 1.0


def test_02_closed_over_values_are_live(monkeypatch: pytest.MonkeyPatch) -> None:
    df = s2s.grad(lambda x: x * FACTORS[0] * K)
    assert df(1.0) == 4.0
    monkeypatch.setitem(globals(), "K", 5.0)
    FACTORS[0] = 3.0
    try:
        assert df(1.0) == 15.0
    finally:
        FACTORS[0] = 2.0


def test_03_custom_rule_saves_an_intermediate() -> None:
    @s2s.custom_vjp
    def square(x):
        return x * x

    square.defvjp(lambda x: (x * x, x), lambda saved, ct: (2.0 * saved * ct,))
    df = s2s.grad(lambda x: 3.0 * square(x))
    assert df(2.0) == 12.0
    assert df(5.0) == 30.0


def test_07_overwritten_passive_array() -> None:
    def f(x):
        z = np.array([1.0, 2.0, 3.0])
        y = x * z
        z[:] = 5.0
        return y.sum()

    assert np.array_equal(s2s.grad(f)(np.ones(3)), [1.0, 2.0, 3.0])


def test_10_newton() -> None:
    def root(a):
        s = 1.0
        while abs(s * s - a) > 1e-12:
            s = 0.5 * (s + a / s)
        return s

    assert s2s.grad(root)(2.0) == pytest.approx(1 / (2 * math.sqrt(2.0)))


def test_11_try() -> None:
    def f(x):
        try:
            return math.sqrt(x)
        except ValueError:
            return 0.0 * x

    assert s2s.value_and_grad(f)(4.0) == (2.0, 0.25)
    assert s2s.value_and_grad(f)(-4.0) == (0.0, 0.0)


def test_12_strong_zero() -> None:
    assert s2s.grad(lambda x: min(1.0, 1.0 / x))(1e-9) == 0.0
    with np.errstate(all="ignore"):
        assert np.array_equal(
            s2s.grad(lambda x: np.sum(np.where(x > 0, np.sqrt(x), 0.0)))(np.zeros(2)), [0.0, 0.0]
        )


def test_17_simultaneous_assignment() -> None:
    def f(a, b):
        for _ in range(3):
            a, b = b, 2 * a
        return a * b

    assert s2s.grad(f, (0, 1))(3.0, 5.0) == (8.0 * 5.0, 8.0 * 3.0)


def test_18_jumps() -> None:
    def f(x):
        for i in range(5):
            for j in range(5):
                if i * j == 6:
                    return x * x
                if j > 3:
                    break
                if j == 1:
                    continue
                x = x * 1.1
            else:
                x = x + 1.0
        while True:
            x = x * 0.5
            if x < 1.0:
                break
        return x

    s2s.check_grads(f, 1.3)


def minor(matrix, column):
    return [row[:column] + row[column + 1 :] for row in matrix[1:]]


def determinant(matrix):
    if len(matrix) == 1:
        return matrix[0][0]
    return sum((-1) ** j * matrix[0][j] * determinant(minor(matrix, j)) for j in range(len(matrix)))


@pytest.mark.parametrize("n", [5, 6])
def test_19_recursive_determinant(n: int) -> None:
    matrix = np.random.default_rng(n).normal(size=(n, n))
    gradient = s2s.grad(determinant)(matrix.tolist())
    assert np.allclose(gradient, np.linalg.det(matrix) * np.linalg.inv(matrix).T)


def test_20_ties() -> None:
    assert s2s.grad(lambda x: abs(x))(0.0) == 0.0
    assert s2s.grad(lambda x, y: max(x, y), (0, 1))(1.0, 1.0) == (0.5, 0.5)
    assert np.array_equal(s2s.grad(lambda x: np.linalg.norm(x) ** 2)(np.zeros(2)), [0.0, 0.0])


def scaled_by(k):
    return lambda x: k * x


def test_22_two_closures_of_a_factory() -> None:
    double, triple = scaled_by(2.0), scaled_by(3.0)
    assert s2s.grad(double)(1.0) == 2.0
    assert s2s.grad(triple)(1.0) == 3.0
    assert s2s.grad(lambda x: double(x) * triple(x))(1.0) == 12.0


def test_22_helpers_of_one_name_from_two_modules() -> None:
    s2s.check_grads(lambda x: first.helper(x) * second.helper(x) + first.even(x, 2), 1.3)


def test_24_long_loop() -> None:
    def f(x):
        for _ in range(100_000):
            x = math.sin(x) * 0.5 + 0.1
        return x

    assert abs(s2s.grad(f)(0.3)) < 1e-100


def test_25_ways_to_call() -> None:
    def helper(x, *more, scale=2.0, **named):
        return x * more[0] * scale * named["z"]

    def apply(fun, x):
        return fun(x)

    def f(x):
        return helper(x, x, scale=3.0, z=x) + apply(functools.partial(helper, x, z=1.0), x)

    s2s.check_grads(f, 1.3)


def test_26_errstate() -> None:
    def f(x):
        with np.errstate(divide="ignore"):
            y = np.log(x * x)
        return np.sum(y)

    assert np.allclose(s2s.grad(f)(np.array([1.0, 2.0])), [2.0, 1.0])


def test_27_methods_and_attributes() -> None:
    def f(x):
        a = x.T.dot(x) / x.shape[0]
        return a.sum(axis=-1).copy().astype(float).max() + x[0, 0].item() + x.tolist()[1][0]

    s2s.check_grads(f, np.arange(6.0).reshape(3, 2) / 5)


def test_29_two_lambdas_on_one_line() -> None:
    double, cube = lambda x: 2.0 * x, lambda x: x**3
    assert s2s.grad(double)(2.0) == 2.0 and s2s.grad(cube)(2.0) == 12.0


HELPER = """
def helper(x):
    return {factor} * x
"""
SCRIPT = """
import s2s
from helpers import helper
print(s2s.grad(lambda x: helper(x) * x)(1.0))
"""


def test_28_a_helper_is_edited_between_two_processes(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(SCRIPT)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(tmp_path), os.getcwd()]),
        "S2S_CACHE_DIR": str(tmp_path / "cache"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for factor, expected in (("2.0", "4.0"), ("5.0", "10.0"), ("2.0", "4.0")):
        (tmp_path / "helpers.py").write_text(HELPER.format(factor=factor))
        done = subprocess.run(
            [sys.executable, str(tmp_path / "main.py")],
            capture_output=True, text=True, env=environment,
        )  # fmt: skip
        assert done.stdout.strip() == expected, done.stderr


def test_29_typed_at_the_repl(tmp_path: Path) -> None:
    environment = {**os.environ, "S2S_CACHE_DIR": str(tmp_path), "PYTHONPATH": os.getcwd()}
    lines = "import s2s\ndef f(x):\n    return x ** 3\n\nprint('slope', s2s.grad(f)(2.0))\n"
    done = subprocess.run(
        [sys.executable, "-i", "-q"], input=lines, capture_output=True, text=True, env=environment
    )
    # A plain prompt of Python 3.12 and older keeps no text: then it is a clear error.
    assert "slope 12.0" in done.stdout or "cannot find the source of `f`" in done.stderr


def test_29_in_ipython() -> None:
    shell = InteractiveShell.instance()
    shell.run_cell("import s2s\ndef f(x):\n    y = x * x\n    return y * x\n")
    shell.run_cell("slope = s2s.grad(f)(2.0)")
    assert shell.user_ns["slope"] == 12.0
    shell.run_cell("def f(x):\n    return 5.0 * x\nslope = s2s.grad(f)(2.0)")
    assert shell.user_ns["slope"] == 5.0


def test_29_executed_text_in_linecache() -> None:
    text = "def f(x):\n    return x * x\n\ng, h = lambda x: 2.0 * x, lambda x: x * x * x\n"
    linecache.cache["<cell 1>"] = (len(text), None, text.splitlines(keepends=True), "<cell 1>")
    scope: dict = {}
    exec(compile(text, "<cell 1>", "exec"), scope)
    assert s2s.grad(scope["f"])(3.0) == 6.0
    assert s2s.grad(scope["g"])(3.0) == 2.0 and s2s.grad(scope["h"])(3.0) == 27.0


COUNT = 0


def test_a_passive_global_is_written_where_it_is() -> None:
    def f(x):
        global COUNT
        COUNT = COUNT + 1
        return x * x * COUNT

    before = COUNT
    assert s2s.grad(f)(3.0) == 6.0 * (before + 1) and COUNT == before + 1
    assert s2s.value_and_grad(f)(3.0) == (9.0 * (before + 2), 6.0 * (before + 2))
    assert COUNT == before + 2
