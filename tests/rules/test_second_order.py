"""The derivative of every rule's derivative: forward over reverse, against finite differences."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import s2s
from s2s import rules
from s2s.rules import Rule
from s2s.testing.directional_derivative import directional_derivative
from s2s.testing.leaves import float_leaves
from s2s.testing.probe import direction, pairing, step_along
from tests.rules.checker import Call, is_active, single
from tests.rules.program import program
from tests.rules.samples import UNCOVERED
from tests.rules.test_rules import ELSEWHERE, _calls, _rule

# Their results have too few digits for differences of differences.
_COARSE = ("numpy.float16", "numpy.float32", "numpy.complex64")
# They take no array that a derivative flows through, or are classes: tried by programs of their own.
_BY_PROGRAMS = {"numpy.vectorize", "numpy.fromfunction", "numpy.ndenumerate", "numpy.poly1d"}
for _path in ("polynomial.Polynomial", "chebyshev.Chebyshev", "legendre.Legendre"):
    _BY_PROGRAMS |= {f"numpy.polynomial.{_path}", f"numpy.polynomial.{_path}.fit"}
# Rules that map element by element differ in a formula only: two levels of it are tried elsewhere.
NAMES = [
    name
    for name in rules.names()
    if name.startswith("numpy.")
    and _rule(name).flavour not in ("zero", "elementwise")
    and (_rule(name).active or _rule(name).flavour == "composite")
    and name not in ELSEWHERE
    and name not in _COARSE
    and name not in _BY_PROGRAMS
]


@pytest.mark.parametrize("name", NAMES)
def test_second_derivative(name: str) -> None:
    rule = _rule(name)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for sample in [*_calls(rule), *UNCOVERED.get(name, [])]:
            if not single(sample) and _check(rule, sample):
                return
    raise AssertionError(f"nothing flows through any sample of {name}")


def _check(rule: Rule, sample: Call) -> bool:
    """Whether something flows through the call; that its second derivative is right."""
    plain, args = program(rule, sample)
    if not float_leaves(args) or not float_leaves(plain(*args)):
        return False
    fun, args = program(rule, sample, _squares("{0}", plain(*args)))
    chosen = tuple(i for i, arg in enumerate(args) if float_leaves(arg))
    gradient = s2s.grad(fun, argnums=chosen)
    rng = np.random.default_rng(0)
    along = direction(args, rng)
    value, change = s2s.jvp(gradient, args, along)
    across = direction(value, rng)

    def slope(step: float) -> float:
        return pairing(across, gradient(*step_along(args, along, step)))

    expected, error = directional_derivative(slope)
    found = pairing(across, change)
    allowed = 1e-5 * max(abs(expected), abs(found)) + 1e-7 * abs(slope(0.0)) + 20 * error
    assert abs(found - expected) <= allowed + 1e-9, (sample.args, sample.kwargs, found, expected)
    return True


def _squares(path: str, value: Any) -> str:
    """The text of a weighted sum of the squares of all that is in a value."""
    if isinstance(value, list | tuple):
        parts = [_squares(f"{path}[{i}]", item) for i, item in enumerate(value)]
        return " + ".join(part for part in parts if part)
    if not is_active(value):
        return ""
    return f"np.real(np.sum(1.5 * {path} ** 2))"
