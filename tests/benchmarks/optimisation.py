"""SciPy's solvers without derivatives and with those of s2s."""

from __future__ import annotations

from tests.benchmarks.report import Table, figure
from tests.benchmarks.scipy_problems import Outcome, Problem, bundle, lynx_hare, rosenbrocks, stiff
from tests.benchmarks.timing import say


def problems() -> list[Problem]:
    """At their real sizes."""
    return [
        *rosenbrocks(1000, 100),
        lynx_hare(20),
        *stiff(50, 1e8),
        *bundle(4, 20, 60),
    ]


def optimisation() -> Table:
    """The table."""
    table = Table(
        "SciPy's solvers with derivatives",
        [
            "problem",
            "evaluations without",
            "with",
            "seconds without",
            "with",
            "final without",
            "with",
        ],
        "Without derivatives SciPy takes finite differences (`approx_fprime` where a method insists on "
        "a gradient, and differences of those for the Hessian). Evaluations are calls of the function; with "
        "s2s, calls of its derivatives are added after the plus. Seconds are of processor time, "
        "generating the derivatives left out. In the end: the least value of `minimize`, half the sum of "
        "squares of `least_squares`, the largest error of `solve_ivp` at the end.",
    )
    for problem in problems():
        say(f"optimisation: {problem.title}")
        table.rows.append(_row(problem))
        say("  " + "  ".join(table.rows[-1][1:]))
    return table


def _row(problem: Problem) -> list[str]:
    without, given = problem.plain(), problem.derived()
    return [
        problem.title, f"{without.values}", f"{given.values} + {given.derivatives}",
        *_figures(without, given),
    ]  # fmt: skip


def _figures(without: Outcome, given: Outcome) -> list[str]:
    times = [figure(outcome.seconds) for outcome in (without, given)]
    return times + [f"{outcome.final:.3g}" for outcome in (without, given)]
