"""Shadows only where they are needed: which names of a program have one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from s2s.analyse.heap import Heap
from s2s.analyse.specialise import specialise
from s2s.analyse.standins import kind_of
from s2s.analyse.symbols import Symbols
from s2s.analyse.unit import Unit

X = np.array([0.5, -1.2, 2.0, 0.7])
ROWS: list[tuple[Callable[..., Any], tuple[Any, ...], set[str]]] = []


def shadows(*args: Any, expect: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A row: the arguments, and the names of the program's own that have a shadow."""

    def add(fun: Callable[..., Any]) -> Callable[..., Any]:
        ROWS.append((fun, args, set(expect.split())))
        return fun

    return add


@shadows(X, expect="")
def nothing_is_written(x):
    y = np.sin(x)
    z = y[1:] * y[:-1]
    return np.sum(z)


@shadows(X, expect="y")
def one_buffer(x):
    y = np.zeros_like(x)
    for i in range(len(x)):
        y[i] = x[i] ** 2
    return np.sum(y)


@shadows(X, expect="x")
def the_argument_itself(x):
    x[1:] += x[:-1]
    return np.sum(x * x)


@shadows(X, 0.1, expect="u")
def a_stencil_keeps_its_temporaries_clean(x, k):
    u = x.copy()
    for _ in range(3):
        lap = u[2:] - 2.0 * u[1:-1] + u[:-2]
        u[1:-1] += k * lap
    return np.sum(u)


@shadows(X, expect="y row")
def a_view_of_a_buffer(x):
    y = np.zeros((2, 4))
    row = y[0]
    row[:] = x
    return np.sum(y)


@shadows(X, expect="")
def only_passive_values_are_written(x):
    w = np.zeros(4)
    w[1:] = 2.0
    return np.sum(w * x)


@shadows(X, expect="y")
def a_copy_of_a_buffer_is_clean(x):
    y = x.copy()
    y[0] = 0.0
    z = y.copy()
    return np.sum(z * x)


@shadows(X, expect="a b")
def two_names_for_one_array(x):
    a = x * 2.0
    b = a
    b += 1.0
    return np.sum(a)


@shadows(X, expect="a")
def of_two_arrays_one_is_written(x):
    a = x * 2.0
    c = x * 3.0
    a[0] = c[1]
    return np.sum(a * c)


@shadows(X, expect="")
def a_list_that_grows(x):
    out = []
    for v in x:
        out.append(v * v)
    return sum(out)


def fill(out, x):
    out[:] = x * x


@shadows(X, expect="out")
def a_buffer_that_a_helper_fills(x):
    out = np.empty(4)
    fill(out, x)
    other = x + 1.0
    return np.sum(out * other)


@shadows(X, expect="out")
def the_result_of_a_ufunc(x):
    out = np.empty(4)
    np.multiply(x, x, out=out)
    return np.sum(out)


@shadows(X, X, expect="v")
def one_of_two_arguments(u, v):
    v *= u
    return np.sum(v)


@pytest.mark.parametrize(
    ("fun", "args", "expected"), ROWS, ids=lambda row: getattr(row, "__name__", "")
)
def test_names_with_a_shadow(fun: Any, args: tuple[Any, ...], expected: set[str]) -> None:
    heap = Heap(Symbols())
    kinds = tuple(kind_of(value, heap.symbols) for value in args)
    unit = Unit(fun, heap=heap, specialise_=specialise)
    typed = specialise(unit, fun, kinds, (True,) * len(args), fun.__name__)
    own = set(fun.__code__.co_varnames)
    assert {typed.origin.get(name, name) for name in typed.memory.shadow} & own == expected
