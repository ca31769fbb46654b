"""No rule may make a derivative asymptotically dearer than the primal: exponents, rule by rule."""

from __future__ import annotations

import contextlib
import math
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import s2s
from s2s import rules
from s2s.rules import Rule
from s2s.testing.leaves import float_leaves
from s2s.testing.probe import direction, seed
from tests.benchmarks.report import Table
from tests.benchmarks.rule_sizes import Grow, elements, growing
from tests.benchmarks.timing import say
from tests.rules.checker import Call
from tests.rules.program import program

# Above the exponent of the primal, or of the size of what is read and given, if that is larger:
# a gradient has as many numbers as its argument, however few of them the primal looks at.
ALLOWED = 0.3
_LEAST, _MOST = 3_000, 400_000  # numbers read and given
_LONGEST = 0.08  # seconds
_POINTS = 4  # the largest sizes, over which exponents are fitted
_LAPACK = "n**3 operations, as the primal, of which LAPACK does few enough to hide at these sizes"
_PRODUCTS = "the products that broadcasting makes are written down before they are summed down"
_KEPT = "a recurrence: the sweep keeps an array for each coefficient, as many numbers as the primal computes"
REASONS = {
    "numpy.vecdot": _PRODUCTS, "numpy.linalg.vecdot": _PRODUCTS,
    "numpy.linalg.cholesky": _LAPACK, "scipy.linalg.lu_factor": _LAPACK,
    "scipy.linalg.lu_solve": _LAPACK, "scipy.linalg.cholesky": _LAPACK,
    "numpy.polynomial.legendre.legval": _KEPT, "numpy.polynomial.hermite.hermval": _KEPT,
    "numpy.polynomial.hermite_e.hermeval": _KEPT, "numpy.polynomial.chebyshev.chebval": _KEPT,
    "numpy.polynomial.laguerre.lagval": _KEPT, "numpy.polynomial.polynomial.polyval": _KEPT,
    "numpy.polyval": _KEPT,
}  # fmt: skip


@dataclass(frozen=True)
class Growth:
    """How the costs of one rule grow with the size of what is read and given."""

    name: str
    sizes: tuple[int, ...]
    primal: float
    forward: float
    reverse: float

    @property
    def excess(self) -> float:
        """By how much the exponent of a derivative is above what it is allowed to be."""
        return max(self.forward, self.reverse) - max(self.primal, 1.0) - ALLOWED


def rule_scaling() -> Table:
    """The table: a summary, and the rules above their limit."""
    found: list[Growth] = []
    without: list[str] = []
    for name in rules.names():
        rule = rules.by_name(name)
        if rule is None or rule.flavour == "zero" or name.startswith(("numpy.random.", "random.")):
            continue
        growth = grown(rule)
        if growth is None:
            without.append(name)
        else:
            found.append(growth)
    return summary(found, without)


def summary(found: list[Growth], without: list[str]) -> Table:
    """The table of what was measured; ``without`` names the rules that no large call was found for."""
    worst = max((max(g.reverse, g.forward) - max(g.primal, 1.0) for g in found), default=0.0)
    table = Table(
        "Rules",
        ["function", "primal", "forward", "reverse", "why"],
        "Exponents of the time of the primal, of a tangent with it and of a gradient with it, over the"
        f" number of elements read and given, fitted for each of {len(found)} rules over up to {_POINTS}"
        f" sizes; {len(without)} rules take no arrays that can grow. Target: a derivative's exponent is"
        f" at most {ALLOWED} above the primal's, or above 1, which is what writing a gradient costs."
        f" The largest difference is {worst:.2f}. Here are the rules that are above.",
    )
    for growth in found:
        if growth.excess > 0:
            exponents = (growth.primal, growth.forward, growth.reverse)
            why = REASONS.get(growth.name, "")
            table.rows.append([f"`{growth.name}`", *(f"{x:.2f}" for x in exponents), why])
            if not why:
                table.missed.append(f"`{growth.name}`: {growth.excess + ALLOWED:.2f} above")
    return table


def grown(rule: Rule) -> Growth | None:
    """The growth of one rule; None where no sample of it takes arrays that can grow."""
    for grow in growing(rule):
        with contextlib.suppress(Exception), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            start = _factor(rule, grow)
            growth = _measured(rule, grow, start)
            for _ in range(2):  # what another program on this machine did is not ours
                if growth.excess > 0:
                    growth = min(growth, _measured(rule, grow, start), key=_excess)
            say(
                f"rules: {growth.name}: {growth.primal:.2f} {growth.forward:.2f} {growth.reverse:.2f} {growth.sizes}"
            )
            return growth
    return None


def _excess(growth: Growth) -> float:
    return growth.excess


def _factor(rule: Rule, grow: Grow) -> int:
    """The first factor at which a call is large enough to be timed."""
    factor, before, spent = 2, elements(rule, grow(1)), 0.0
    while spent < _LONGEST / 20:
        sample = grow(factor)
        start = time.perf_counter()
        now = elements(rule, sample)
        spent = time.perf_counter() - start
        if now <= before:
            raise ValueError("it does not grow")
        if now >= _LEAST:
            break
        factor, before = factor + 1 + factor // 3, now
    return factor


def _measured(rule: Rule, grow: Grow, factor: int) -> Growth:
    sizes: list[int] = []
    times: list[tuple[float, float, float]] = []
    rank = math.log2(elements(rule, grow(2 * factor)) / elements(rule, grow(factor)))
    while True:
        sample = grow(factor)
        size = elements(rule, sample)
        if size > _MOST and len(sizes) > 1:
            break
        sizes.append(size)
        times.append(_times(rule, sample))
        if len(sizes) > 1 and max(times[-1]) > _LONGEST:
            break
        factor = math.ceil(factor * (4 if max(times[-1]) < _LONGEST / 20 else 2) ** (1 / rank))
    table = np.log(np.array(times[-_POINTS:]))
    slopes = np.polyfit(np.log(sizes[-_POINTS:]), table, 1)[0]
    return Growth(rule.name, tuple(sizes), *map(float, slopes))


def _times(rule: Rule, sample: Call) -> tuple[float, float, float]:
    """Seconds of the primal, of a value with its tangent, and of a value with its gradient."""
    fun, args = program(rule, sample)
    value = fun(*args)
    if not float_leaves(args) or not float_leaves(value):
        raise ValueError("nothing flows")
    rng = np.random.default_rng(0)
    dots = direction(args, rng)
    cotangent = seed(value, rng)

    def forward() -> object:
        return s2s.jvp(fun, args, dots)

    def reverse() -> object:
        return s2s.vjp(fun, *args)[1](cotangent)

    return _best(lambda: fun(*args)), _best(forward), _best(reverse)


def _best(run: Callable[[], Any]) -> float:
    run()
    found, spent = [], 0.0
    while len(found) < 3 or (spent < 0.004 and len(found) < 50):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
        spent += found[-1]
    return min(found)
