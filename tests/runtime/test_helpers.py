"""What all helpers promise: they can be copied, they change nothing, their doctests hold."""

from __future__ import annotations

import ast
import builtins
import doctest
import importlib
import inspect
import math
import pathlib

import numpy as np
import pytest

from s2s import runtime as rt

MODULES = [p.stem for p in sorted(pathlib.Path(rt.__path__[0]).glob("[a-z]*.py"))]
_FREE = {
    "np",
    "math",
    "functools",
    "hashlib",
    "collections",
    "types",
    "dataclasses",
    "enum",
    "Any",
    "Sequence",
    "Callable",
    "scipy",
    "Coo",
    "Csc",
    "Csr",
    "Dia",
    "Matrix",
    "Grid",
    "Line",
    "Density",
    "Spline",
    "BasisSpline",
    "FittedSpline",
    "Poly1d",
    "Polynomial",
    "Chebyshev",
    "Legendre",
    "Refused",
    "Shared",
}


@pytest.mark.parametrize("module", MODULES)
def test_the_table_of_helpers_is_complete(module: str) -> None:
    home = importlib.import_module(f"s2s.runtime.{module}")
    own = {
        n for n, v in vars(home).items() if inspect.isfunction(v) and v.__module__ == home.__name__
    }
    assert own <= set(rt.__all__)
    assert all(getattr(rt, name) is getattr(home, name) for name in own)


@pytest.mark.parametrize("name", rt.__all__)
def test_a_helper_reads_modules_and_other_helpers_only(name: str) -> None:
    function = getattr(rt, name)
    tree = ast.parse(inspect.getsource(function))
    read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    local = {
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    params = {a.arg for a in ast.walk(tree) if isinstance(a, ast.arg)}
    assert read - local - params <= _FREE | set(rt.__all__) | set(dir(builtins))


@pytest.mark.parametrize("module", MODULES)
def test_doctests(module: str) -> None:
    home = importlib.import_module(f"s2s.runtime.{module}")
    assert doctest.testmod(home).failed == 0


def test_an_unknown_helper_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'no_such_helper'"):
        rt.no_such_helper  # noqa: B018


def test_digamma() -> None:
    for x in (0.1, 0.5, 1.0, 3.7, 12.0, -0.5, -2.3):
        step = 1e-6
        slope = (math.lgamma(x + step) - math.lgamma(x - step)) / (2 * step)
        assert rt.digamma(x) == pytest.approx(slope, rel=1e-7)
    assert math.isnan(rt.digamma(-1.0))


def test_bessel_i1() -> None:
    x = np.array([-3.0, 0.0, 0.5, 10.0, 300.0])
    slope = (np.i0(x + 1e-6) - np.i0(x - 1e-6)) / 2e-6
    np.testing.assert_allclose(rt.bessel_i1(x), slope, rtol=1e-6, atol=1e-9)


def test_sinc_slope_is_smooth_where_its_series_begins() -> None:
    x = np.array([0.1 / math.pi * (1 - 1e-9), 0.1 / math.pi * (1 + 1e-9)])
    low, high = rt.sinc_slope(x)
    assert low == pytest.approx(high, rel=1e-8)
