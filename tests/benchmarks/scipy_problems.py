"""What SciPy's solvers are given: each problem without derivatives, and with those of s2s."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from scipy.integrate import solve_ivp
from scipy.optimize import approx_fprime, least_squares, minimize

import s2s
from tests.examples.gradbench import load

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Outcome:
    """What a solver did.

    Attributes:
        values: how often it asked for the function's value.
        derivatives: how often it asked for a derivative that s2s computes.
        seconds: of processor time.
        final: what it reached: the least value, or the error of the solution.
    """

    values: int
    derivatives: int
    seconds: float
    final: float


@dataclass(frozen=True)
class Problem:
    """One row of the table.

    Attributes:
        title: the problem and the solver.
        plain: solves it without derivatives.
        derived: solves it with derivatives by s2s.
        final: what is compared in the end.
    """

    title: str
    plain: Callable[[], Outcome]
    derived: Callable[[], Outcome]
    final: str = "value"


class Counter:
    """Counts the calls of a function."""

    def __init__(self, fun: Callable[..., Any]) -> None:
        self.fun, self.calls = fun, 0

    def __call__(self, *args: Any) -> Any:
        """Calls it."""
        self.calls += 1
        return self.fun(*args)


def solve(
    fun: Callable[..., Any],
    run: Callable[..., Any],
    final: Callable[[Any], float],
    **derivatives: Any,
) -> Outcome:
    """Runs ``run(fun, **derivatives)`` and counts. Derivatives are generated before: it is not timed."""
    counted = Counter(fun)
    slopes = {name: Counter(made) for name, made in derivatives.items()}
    if derivatives:
        run(fun, **derivatives)
    start = time.process_time()
    found = run(counted, **slopes)
    seconds = time.process_time() - start
    return Outcome(
        counted.calls, sum(made.calls for made in slopes.values()), seconds, final(found)
    )


def rosenbrock(x):
    """The chained function of Rosenbrock."""
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def rosenbrocks(n: int, small: int) -> list[Problem]:
    """By quasi-Newton methods, and by Newton's with products or the Hessian; ``small`` where dense."""
    gradient, product, hessian = s2s.grad(rosenbrock), s2s.hvp(rosenbrock), s2s.hessian(rosenbrock)
    rows = []
    for method, size, second in (
        ("L-BFGS-B", n, {}), ("Newton-CG", n, {"hessp": product}), ("trust-ncg", n, {"hessp": product}),
        ("BFGS", small, {}), ("trust-exact", small, {"hess": hessian}),
    ):  # fmt: skip
        x = 1.0 + 0.3 * np.sin(np.arange(size))

        def run(
            fun: Any, *, method: str = method, x: Any = x, second: Any = second, **given: Any
        ) -> Any:
            if second and not given:  # these methods ask for derivatives

                def slope(x: Any) -> Any:
                    return approx_fprime(x, fun)

                given = {"jac": slope}
                if method == "trust-ncg":
                    given["hessp"] = lambda x, v: _along(slope, x, v)
                elif method == "trust-exact":
                    given["hess"] = lambda x: _differences(slope, x)
            options = {"L-BFGS-B": {"maxfun": 10**8}, "Newton-CG": {"xtol": 1e-8}}.get(method, {})
            return minimize(fun, x, method=method, options=options, **given)

        rows.append(
            Problem(
                f"Rosenbrock, n={size}, `{method}` with `jac`"
                + "".join(f", `{name}`" for name in second),
                lambda run=run: solve(rosenbrock, run, _value),
                lambda run=run, second=second: solve(
                    rosenbrock, run, _value, jac=gradient, **second
                ),
            )
        )
    return rows


def _value(found: Any) -> float:
    return float(found.fun)


def _cost(found: Any) -> float:
    return float(found.cost)


def _along(slope: Callable[[Any], Any], x: Any, v: Any) -> Any:
    """The product of the Hessian and a vector, by a difference of gradients."""
    step = 1e-5 / max(float(np.linalg.norm(v)), 1e-30)
    return (slope(x + step * v) - slope(x)) / step


def _differences(slope: Callable[[Any], Any], x: Any) -> Any:
    """The Hessian by differences of gradients."""
    middle, step = slope(x), 1e-5
    columns = [(slope(x + step * unit) - middle) / step for unit in np.eye(len(x))]
    return 0.5 * (np.array(columns) + np.array(columns).T)


def lynx_hare(steps: int) -> Problem:
    """The series of the Hudson's Bay Company; the Jacobian of 42 residuals by 6 parameters."""
    spec = importlib.util.spec_from_file_location("lynx_hare", EXAMPLES / "lynx_hare.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def residuals(x: Any) -> Any:
        return module.residuals(x, steps)

    jacobian = s2s.jacobian(module.residuals)

    def run(fun: Any, **given: Any) -> Any:
        return least_squares(fun, module.START, xtol=1e-10, **given)

    return Problem(
        f"lynx and hare, {steps} steps a year, `least_squares` with `jac`",
        lambda: solve(residuals, run, _cost),
        lambda: solve(residuals, run, _cost, jac=lambda x: jacobian(x, steps)),
    )


def brusselator(t, y):
    """A reaction with diffusion on a line, two substances, both ends held; by the method of lines."""
    n = len(y) // 2
    u, v = y[:n], y[n:]
    out = np.empty_like(y)
    k = 0.02 * (n + 1) ** 2
    out[:n] = 1.0 + u * u * v - 4.0 * u - 2.0 * k * u
    out[n:] = 3.0 * u - u * u * v - 2.0 * k * v
    out[1:n] += k * u[:-1]
    out[: n - 1] += k * u[1:]
    out[n + 1 :] += k * v[:-1]
    out[n:-1] += k * v[1:]
    out[0] += k
    out[n - 1] += k
    out[n] += 3.0 * k
    out[-1] += 3.0 * k
    return out


def robertson(t, y):
    """Three reactions at speeds from 0.04 to 3e7."""
    slow, fast, faster = 0.04 * y[0], 1e4 * y[1] * y[2], 3e7 * y[1] ** 2
    return np.array([fast - slow, slow - fast - faster, faster])


def stiff(points: int, end: float) -> list[Problem]:
    """Implicit solvers, whose Newton steps need the Jacobian."""
    x = np.arange(1, points + 1) / (points + 1)
    lines = np.concatenate([1.0 + np.sin(2 * np.pi * x), np.full(points, 3.0)])
    rows = []
    for title, fun, start, span, tolerance, method in (
        (f"Brusselator, {2 * points} equations", brusselator, lines, (0.0, 10.0), 1e-6, "BDF"),
        ("Robertson", robertson, np.array([1.0, 0.0, 0.0]), (0.0, end), 1e-8, "Radau"),
    ):
        jacobian = s2s.jacobian(fun, argnums=1)
        exact = solve_ivp(fun, span, start, method="Radau", rtol=1e-11, atol=1e-13, jac=jacobian).y[
            :, -1
        ]

        def run(
            fun: Any, *, start: Any = start, span: Any = span, tolerance: float = tolerance,
            method: str = method, **given: Any,
        ) -> Any:  # fmt: skip
            return solve_ivp(
                fun, span, start, method=method, rtol=tolerance, atol=1e-4 * tolerance, **given
            )

        def final(found: Any, exact: Any = exact) -> float:
            return float(np.max(np.abs(found.y[:, -1] - exact)))

        rows.append(
            Problem(
                f"{title}, `solve_ivp`, `{method}` with `jac`",
                lambda run=run, fun=fun, final=final: solve(fun, run, final),
                lambda run=run, fun=fun, final=final, jac=jacobian: solve(fun, run, final, jac=jac),
                "error",
            )
        )
    return rows


def bundle(n: int, m: int, p: int) -> list[Problem]:
    """GradBench's `ba`: features are projections with noise; cameras and points start displaced."""
    ba = load("ba")
    cameras, points, _, _, observations = ba.problem(n, m, p)
    rng = np.random.default_rng(1)
    cameras[:, 3:6] *= 0.3
    cameras[:, 6] = 2.0
    cameras[:, 9:] *= 0.05
    weights = np.ones(p)
    features = np.array([ba.project(cameras[i], points[j]) for i, j in observations])
    features += 1e-3 * rng.normal(size=features.shape)
    start = np.concatenate([cameras.ravel(), points.ravel(), weights])
    start += 1e-2 * rng.normal(size=start.size)

    def apart(x: Any) -> tuple[Any, ...]:
        return x[: 11 * n].reshape(n, 11), x[11 * n : -p].reshape(m, 3), x[-p:]

    def residuals(x: Any) -> Any:
        errors, others = ba.objective(*apart(x), features, observations)
        return np.concatenate([errors.ravel(), others])

    def sparse(blocks: Any, slopes: Any) -> Any:
        """A block of 2 x 15 for each observation, and the slopes of the weights."""
        camera, point = observations.T[:, :, None]
        columns = np.concatenate(
            [11 * camera + np.arange(11), 11 * n + 3 * point + np.arange(3),
             11 * n + 3 * m + np.arange(p)[:, None]], axis=1,
        )  # fmt: skip
        rows = np.broadcast_to(np.arange(2 * p).reshape(p, 2, 1), blocks.shape)
        places = np.broadcast_to(columns[:, None, :], blocks.shape)
        last = 2 * p + np.arange(p), 11 * n + 3 * m + np.arange(p)
        return scipy.sparse.csr_matrix(
            (
                np.concatenate([blocks.ravel(), slopes]),
                (
                    np.concatenate([rows.ravel(), last[0]]),
                    np.concatenate([places.ravel(), last[1]]),
                ),
            ),
            shape=(3 * p, start.size),
        )

    def jacobian(x: Any) -> Any:
        return sparse(*ba.jacobian(*apart(x), features, observations))

    pattern = sparse(np.ones((p, 2, 15)), np.ones(p))

    def run(fun: Any, pattern: Any = None, **given: Any) -> Any:
        if pattern is not None:
            given["jac_sparsity"] = pattern
        return least_squares(
            fun, start, method="trf", tr_solver="lsmr", max_nfev=20, x_scale="jac", **given
        )

    def derived() -> Outcome:
        return solve(residuals, run, _cost, jac=jacobian)

    title = f"`ba`, {n} cameras, {m} points, {p} observations, `least_squares` with `jac`"
    grouped = lambda fun: run(fun, pattern)  # noqa: E731
    return [
        Problem(title, lambda: solve(residuals, run, _cost), derived),
        Problem(
            f"{title}, against differences that know the pattern",
            lambda: solve(residuals, grouped, _cost),
            derived,
        ),
    ]
