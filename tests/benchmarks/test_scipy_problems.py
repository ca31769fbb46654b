"""SciPy's solvers need fewer evaluations with derivatives by s2s, and reach the same optimum."""

from __future__ import annotations

import pytest

from tests.benchmarks.scipy_problems import Problem, bundle, lynx_hare, rosenbrocks, stiff

OPTIMA = {"Rosenbrock": 0.0, "lynx": 1.00934, "Brusselator": 0.0, "Robertson": 0.0, "`ba`": 0.0}
PROBLEMS = [*rosenbrocks(8, 6), lynx_hare(6), *stiff(6, 1e2), *bundle(2, 4, 8)]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.title)
def test_derivatives_save_evaluations(problem: Problem) -> None:
    without, given = problem.plain(), problem.derived()
    assert given.derivatives > 0
    assert given.values < without.values
    optimum = next(value for title, value in OPTIMA.items() if problem.title.startswith(title))
    assert given.final == pytest.approx(optimum, abs=2e-4)
    assert given.final <= without.final + 1e-6
