"""At poles and ends a Python float gets what an array of one element gets, and no exception."""

from __future__ import annotations

import itertools
import math
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import scipy.special

import s2s
from s2s import rules

INF = math.inf
POINTS: dict[int, tuple[float, ...]] = {
    1: (-INF, -1e160, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 1e160, INF, math.nan),
    2: (-1.0, 0.0, 1.0, 2.0, INF),
    3: (0.0, 1.0, 2.0),
    4: (0.0, 1.0),
}
KINDS: tuple[Callable[[float], Any], ...] = (float, np.array, lambda v: np.array([v]))


def functions() -> Iterator[tuple[str, Any]]:
    """The functions of NumPy and scipy.special that map element by element, with a rule."""
    for name in sorted(rules.names()):
        module, _, last = name.rpartition(".")
        space = {"numpy": np, "scipy.special": scipy.special}.get(module)
        function = getattr(space, last, None)
        if not isinstance(function, np.ufunc) or function.nout > 1 or function.signature:
            continue
        rule = rules.lookup(function)
        if rule is not None and rule.flavour != "zero":
            yield name, function


ALL = [pytest.param(function, id=name) for name, function in functions() if name != "numpy.ldexp"]


def gradients(function: Any, args: list[Any]) -> list[Any]:
    """What one gets by reverse mode, and the tangent along all arguments; None where it is refused."""
    try:
        value, pullback = s2s.vjp(function, *args)
        seed = np.ones_like(value) if isinstance(value, np.ndarray) else 1.0
        found = [*pullback(seed)]
    except s2s.S2SError:
        return [None]
    tangents = tuple(np.ones_like(x) if isinstance(x, np.ndarray) else 1.0 for x in args)
    found.append(s2s.jvp(function, tuple(args), tangents)[1])
    return [complex(np.ravel(each)[0]) for each in found]


@pytest.mark.parametrize("function", ALL)
def test_numbers_and_arrays_agree(function: Any) -> None:
    for point in itertools.product(POINTS[function.nin], repeat=function.nin):
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = [gradients(function, [kind(v) for v in point]) for kind in KINDS]
        for other in found[:-1]:
            if None in other or None in found[-1]:
                assert other == found[-1]
            else:
                np.testing.assert_allclose(other, found[-1], rtol=1e-12, err_msg=str(point))


def test_there_are_functions() -> None:
    assert len(ALL) > 190


@pytest.mark.parametrize(
    ("function", "args", "expected"),
    [
        (np.log, (0.0,), INF), (np.log1p, (-1.0,), INF), (np.sqrt, (0.0,), INF),
        (np.power, (0.0, 0.5), INF), (np.reciprocal, (0.0,), -INF), (np.arccosh, (1.0,), INF),
        (np.divide, (1.0, 0.0), INF), (np.divide, (1.0, 0), INF), (np.log, (0j,), None),
        (scipy.special.logit, (0.0,), INF), (scipy.special.pseudo_huber, (0.0, 1.0), None),
        (scipy.special.stdtr, (3.0, 1e160), 0.0),
    ],
)  # fmt: skip
def test_poles_of_python_floats(function: Any, args: tuple[Any, ...], expected: Any) -> None:
    """There were ZeroDivisionError and OverflowError."""
    with np.errstate(all="ignore"):
        found = s2s.vjp(function, *args)[1](1.0)[0]
        again = s2s.jvp(s2s.elementwise_grad(function), args, (1.0,) + (0.0,) * (len(args) - 1))
    assert expected is None or found == expected
    assert expected is None or again[0] == expected


def test_python_keeps_raising() -> None:
    """`math` raises by itself, and so does its derivative."""
    with pytest.raises(ValueError, match=r"math domain|positive"):
        s2s.value_and_grad(lambda x: math.log(x))(0.0)
