"""Second derivatives of distribution functions in all their parameters, and their ends at infinity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.special as sc
import scipy.stats as st

import s2s
from s2s.testing import check_grads

SHAPES: dict[str, tuple[float, ...]] = {
    "gamma": (2.3,), "beta": (2.2, 3.1), "chi2": (3.4,), "chi": (2.7,), "t": (3.3,), "f": (3.2, 4.6),
    "invgamma": (2.1,), "nakagami": (1.4,), "gennorm": (1.6,), "lognorm": (0.7,), "levy": (),
    "invgauss": (0.8,), "wald": (), "invweibull": (1.5,), "norm": (), "weibull_min": (1.5,),
}  # fmt: skip
# Reverse over reverse is the dearest mix: of one method.
MODES = {"cdf": ("rev",), "logcdf": ("fwd",), "ppf": ("fwd",)}


def _function(name: str, method: str) -> Callable[..., Any]:
    distribution = getattr(st, name)
    call = getattr(distribution, method)
    if len(SHAPES[name]) == 0:
        return lambda x, loc, scale: call(x, loc, scale)
    if len(SHAPES[name]) == 1:
        return lambda x, a, loc, scale: call(x, a, loc, scale)
    return lambda x, a, b, loc, scale: call(x, a, b, loc, scale)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("method", MODES)
def test_second_derivatives(name: str, method: str) -> None:
    place = 0.4 if method == "ppf" or name == "beta" else 1.3
    check_grads(_function(name, method), place, *SHAPES[name], 0.05, 1.1, order=2, modes=MODES[method])


@pytest.mark.parametrize("x", [0.3, 2.0, 9.0])
def test_incomplete_functions(x: float) -> None:
    def gammas(a: Any, x: Any) -> Any:
        return sc.gammainc(a, x) ** 2 + sc.gammaincc(a, 2 * x) + sc.chdtr(a, x)

    def inverses(a: Any, y: Any) -> Any:
        return sc.gammaincinv(a, y) * sc.chdtri(2 * a, y)

    def betas(a: Any, b: Any, x: Any) -> Any:
        return sc.betainc(a, b, x) * sc.betaincinv(b, a, x) + sc.fdtr(a, b, x) + sc.stdtr(a, x)

    check_grads(gammas, 2.4, x, order=2, modes=("rev", "fwd"))
    check_grads(inverses, 1.4, x / 10, order=2, modes=("rev", "fwd"))
    check_grads(betas, 2.4, 1.6, x / 10, order=2, modes=("rev", "fwd"))


def test_large_parameters() -> None:
    """Curvatures of 2e4 degrees of freedom, against slopes beside it."""
    slope = s2s.grad(lambda a: sc.gammainc(a, 2.01e4))
    curve = s2s.grad(lambda a: s2s.grad(lambda b: sc.gammainc(b, 2.01e4))(a))(2e4)
    assert np.isclose(curve, (slope(2e4 + 1) - slope(2e4 - 1)) / 2, rtol=1e-4)


def test_third_derivatives_are_refused() -> None:
    first = s2s.grad(lambda a: sc.gammainc(a, 2.0))
    second = s2s.grad(lambda a: first(a))
    with pytest.raises(s2s.S2SError):
        s2s.grad(lambda a: second(a))(1.5)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("method", ["cdf", "pdf", "logsf"])
def test_infinity(name: str, method: str) -> None:
    """What is all or nothing does not move at infinity, by any parameter, in either mode."""
    fun = _function(name, method)
    for x in (np.inf, -np.inf):
        args = (x, *SHAPES[name], 0.0, 1.0)
        if not np.isfinite(fun(*args)):
            continue
        gradient = s2s.grad(fun, argnums=tuple(range(len(args))))(*args)
        assert np.array_equal(np.abs(gradient), np.zeros(len(args))), (x, gradient)
        assert s2s.jvp(fun, args, (0.0, *(1.0 for _ in args[1:])))[1] == 0.0
