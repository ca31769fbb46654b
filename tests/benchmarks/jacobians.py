"""Jacobians by several tangents at once, Hessians, and products with Hessians."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

import s2s
from s2s.api.leaves import basis
from tests.benchmarks.report import Table, figure
from tests.benchmarks.timing import interleaved, ratio, say

THIRD, GRADIENTS = 1 / 3, 2.5
_RNG = np.random.default_rng(0)


class _Case(NamedTuple):
    title: str
    fun: Callable[..., Any]
    args: tuple[Any, ...]


def layer(x: Any, w: Any) -> Any:
    """One layer of a network."""
    return np.tanh(w @ x)


def layers(x: Any, w: Any, v: Any) -> Any:
    """Two layers."""
    return np.tanh(v @ np.tanh(w @ x)) * np.sum(x**2)


def curve(p: Any, t: Any) -> Any:
    """A model of ten parameters at 100 points."""
    first, second = p[0] * np.exp(-p[1] * t), p[2] * np.exp(-p[3] * t) * np.sin(p[4] * t + p[5])
    return first + second + p[6] + p[7] * t + p[8] * t**2 + p[9] * np.tanh(t)


def heat(p: Any) -> Any:
    """The heat equation in place, from ten numbers that it starts with."""
    u = np.zeros(100)
    u[:10] = p
    for _ in range(50):
        u[1:-1] += 0.1 * (u[2:] - 2 * u[1:-1] + u[:-2])
    return u


def residuals(cameras: Any, points: Any) -> Any:
    """Projections of 50 points by a camera of ten parameters: bundle adjustment."""
    angle = np.sqrt(np.sum(cameras[:3] ** 2))
    axis = cameras[:3] / angle
    turned = points * np.cos(angle) + np.cross(axis, points) * np.sin(angle)
    moved = turned + np.outer(points @ axis, axis) * (1 - np.cos(angle)) + cameras[3:6]
    flat = moved[:, :2] / moved[:, 2:]
    squared = np.sum(flat**2, axis=1, keepdims=True)
    return (cameras[6] * (1 + cameras[7] * squared + cameras[8] * squared**2) * flat).ravel()


def numbers(x: Any) -> Any:
    """A loop over numbers."""
    y, s = np.zeros(100), x[0]
    for i in range(100):
        s = math.sin(s) * x[i % 10] + x[(i + 3) % 10]
        y[i] = s
    return y


def rosenbrock(x: Any) -> Any:
    """Rosenbrock's function."""
    return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def network(w: Any, x: Any, t: Any) -> Any:
    """The loss of a network whose weights are one vector."""
    h = np.tanh(x @ w[:600].reshape(20, 30))
    return np.sum((h @ w[600:] - t) ** 2)


def diffused(k: Any) -> Any:
    """A sum over an array that is written in place, with coefficients of each step."""
    u = np.linspace(0.0, 1.0, 2000) ** 2
    for i in range(20):
        u[1:-1] += k[i] * (u[2:] - 2 * u[1:-1] + u[:-2])
    return np.sum(u**2)


def chain(x: Any) -> Any:
    """A loop over the numbers of an array."""
    s = 0.0
    for i in range(len(x) - 1):
        s = s * 0.5 + math.sin(x[i]) * x[i + 1]
    return s


def _jacobians() -> list[_Case]:
    x = _RNG.normal(size=10) * 0.3
    wide = _RNG.normal(size=(200, 10)), _RNG.normal(size=(100, 200)) / 14
    points = _RNG.normal(size=(50, 3)) + np.array([0.0, 0.0, 8.0])
    return [
        _Case("tanh(w @ x), w 100x10", layer, (x, _RNG.normal(size=(100, 10)))),
        _Case("two layers, 10 -> 200 -> 100", layers, (x, *wide)),
        _Case("curve of 10 parameters at 100 points", curve, (x, np.linspace(0, 1, 100))),
        _Case("heat equation in place, 50 steps", heat, (x,)),
        _Case("bundle adjustment, a camera and 50 points", residuals, (np.abs(x) + 0.1, points)),
        _Case("a loop over numbers, 100 trips", numbers, (x,)),
    ]


def _scalars() -> list[_Case]:
    data = _RNG.normal(size=(256, 20)), _RNG.normal(size=256)
    return [
        _Case("Rosenbrock, n=1000", rosenbrock, (_RNG.normal(size=1000),)),
        _Case("network of 630 weights, 256 rows", network, (_RNG.normal(size=630) * 0.2, *data)),
        _Case("in place, 2000 numbers, 20 steps", diffused, (_RNG.uniform(0, 0.2, 20),)),
        _Case("a loop over numbers, n=100", chain, (_RNG.normal(size=100),)),
    ]


def jacobians() -> Table:
    """The table of Jacobians of 100 outputs by 10 inputs."""
    table = Table(
        "Jacobians",
        ["program", "ten calls of jvp, us", "ten runs, us", "at once, us", "at once / ten runs"],
        "The Jacobian of 100 outputs by 10 inputs: `jacfwd`, which runs generated code for ten "
        "tangents once, against ten calls of `jvp`, and against ten runs of the generated code for "
        f"one tangent with nothing around them. Target: at most {figure(THIRD)} of the latter.",
    )
    for title, fun, args in _jacobians():
        say(f"jacobians: {title}")
        jacobian, forward = s2s.jacfwd(fun), s2s.jacfwd(fun).forward
        run, units = forward.served(args).call, list(basis(args[0]))
        columns = np.array([run(*args, unit)[1] for unit in units]).T
        assert np.allclose(jacobian(*args), columns, rtol=1e-10, atol=1e-12), title
        still = (None,) * (len(args) - 1)
        once, ten, calls = interleaved(
            [
                lambda: jacobian(*args),
                lambda: [run(*args, unit) for unit in units],
                lambda: [s2s.jvp(fun, args, (unit, *still)) for unit in units],
            ]
        )
        found = ratio(once, ten)
        table.rows.append([f"`{title}`", _us(calls), _us(ten), _us(once), figure(found)])
        table.check(title, found, THIRD)
    return table


def hessians() -> Table:
    """The table of second derivatives."""
    table = Table(
        "Second derivatives",
        ["program", "gradient, us", "hvp / gradient", "Hessian / gradient", "numbers"],
        f"Forward over reverse. Target: a product with the Hessian at most {GRADIENTS} gradients.",
    )
    for title, fun, args in _scalars():
        say(f"second derivatives: {title}")
        gradient, product, hessian = s2s.grad(fun), s2s.hvp(fun), s2s.hessian(fun)
        v = _RNG.normal(size=args[0].shape)
        along = hessian(*args) @ v
        scale = np.max(np.abs(along))
        assert np.allclose(product(args[0], v, *args[1:]), along, rtol=1e-9, atol=1e-10 * scale)
        once, twice = interleaved([lambda: gradient(*args), lambda: product(args[0], v, *args[1:])])
        whole, again = interleaved([lambda: hessian(*args), lambda: gradient(*args)], rounds=5)
        found = ratio(twice, once)
        cells = [f"`{title}`", _us(once), figure(found), figure(ratio(whole, again))]
        table.rows.append([*cells, str(args[0].size)])
        table.check(f"{title}, hvp / gradient", found, GRADIENTS)
    return table


def _us(times: list[float]) -> str:
    return figure(1e6 * sorted(times)[len(times) // 2])
