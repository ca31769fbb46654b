"""`jacobian`, `hvp` and their kin of ``lambda *p: f(*p)`` crashed or said something misleading.

`hvp` took no keywords, and the pullback of a function of integers failed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s

X, V = np.arange(1.0, 4.0), np.ones(3)


def cubes(x, k, *, kind="a"):
    return np.sum(x**3) * k if kind == "a" else np.sum(x**2) * k


def starred(*p, kind="a"):
    return cubes(*p, kind=kind)


def after_one(k, *p, **words):
    return cubes(p[0], k, **words)


def elements(*p):
    return p[0] ** 3 * p[1]


GRADIENT, HESSIAN = 6.0 * X**2, np.diag(12.0 * X)


@pytest.mark.parametrize(
    "program", [starred, lambda *p: cubes(*p), lambda *p, **kw: cubes(*p, **kw)]
)
def test_first_of_several(program) -> None:
    for name in ("grad", "jacobian", "jacfwd", "jacrev"):
        assert np.allclose(getattr(s2s, name)(program)(X, 2.0), GRADIENT)
    assert np.allclose(s2s.hessian(program)(X, 2.0), HESSIAN)
    assert np.allclose(s2s.hvp(program)(X, V, 2.0), HESSIAN @ V)
    value, gradient, hessian = s2s.value_grad_and_hessian(program)(X, 2.0)
    assert value == 72.0
    assert np.allclose(gradient, GRADIENT) and np.allclose(hessian, HESSIAN)


def test_several_positions() -> None:
    by_x, by_k = s2s.jacobian(starred, (0, 1))(X, 2.0)
    assert np.allclose(by_x, 3 * 2.0 * X**2) and by_k == 36.0
    assert np.allclose(s2s.jacobian(starred, 1)(X, 2.0), 36.0)
    assert np.allclose(s2s.hessian(after_one, 1)(2.0, X), HESSIAN)
    assert np.allclose(s2s.elementwise_grad(elements)(X, 2.0), GRADIENT)


@pytest.mark.parametrize("program", [cubes, starred])
def test_keywords_of_hvp(program) -> None:
    assert np.allclose(s2s.hvp(program)(X, V, 2.0, kind="b"), 4.0 * V)
    assert "def" in s2s.hvp(program).source_for(X, V, 2.0, kind="b")
    if program is cubes:
        assert np.allclose(s2s.hvp(program)(X, V, k=2.0), HESSIAN @ V)


@pytest.mark.parametrize("given", [(3,), ("a", 2), ([1, 2], 3)])
def test_pullback_of_what_is_no_float(given: tuple[Any, ...]) -> None:
    y, pullback = s2s.vjp(lambda *p: p[-1] * 2.0, *given)
    assert y == given[-1] * 2.0
    assert not any(np.any(part) for part in pullback(1.0) if not isinstance(part, list))
