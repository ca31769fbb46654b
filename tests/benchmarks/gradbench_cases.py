"""GradBench's objectives at the sizes that are measured, by s2s and by another system."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from tests.benchmarks.gradbench_peers import rewritten
from tests.benchmarks.timing import Call
from tests.examples.gradbench import load


@dataclass(frozen=True)
class Objective:
    """One row of the table.

    Attributes:
        title: the objective, its size and the derivative.
        primal: computes the objective.
        ours: computes the derivative by s2s.
        theirs: makes what computes it in another system.
    """

    title: str
    primal: Call
    ours: Call
    theirs: Callable[[Any], Call]


def objectives() -> list[Objective]:
    """All of them."""
    return [
        _gradient("hello", "square", {}, "double", same=True),
        _gradient("lse", "logsumexp", {"n": 100_000}, same=True),
        _gradient("llsq", "misfit", {"n": 256, "m": 16}),
        _gradient("det", "determinant", {"n": 5}, same=True),
        _gradient("ode", "last", {"n": 100, "steps": 10}),
        _gradient("lstm", "loss", {"layers": 2, "length": 12, "b": 14}, argnums=(0, 1)),
        _kmeans(),
        _gmm(),
        _ba(),
        _ht(),
        *(_saddle(mix) for mix in ("rr", "ff")),
        *(_particle(mix) for mix in ("rr", "ff")),
    ]


def _title(name: str, size: dict[str, int], what: str) -> str:
    return ", ".join([f"`{name}`", *(f"{key}={value}" for key, value in size.items()), what])


def _arrays(peer: Any, arguments: tuple[Any, ...]) -> list[Any]:
    return [peer.array(v) if isinstance(v, np.ndarray | float) else v for v in arguments]


def _for(peer: Any, name: str) -> ModuleType:
    """A copy of the example for a system."""
    found = load(name)
    vars(found)["np"] = peer.np
    return found


def _gradient(
    name: str, objective: str, size: dict[str, int], gradient: str = "gradient",
    argnums: Any = 0, same: bool = False,
) -> Objective:  # fmt: skip
    module = load(name)
    arguments = module.problem(**size)

    def theirs(peer: Any) -> Call:
        f = getattr(_for(peer, name) if same else rewritten(peer), objective)
        *values, last = _arrays(peer, arguments)
        if isinstance(last, int):  # a size
            derivative = peer.gradient(lambda *values: f(*values, last), argnums)
            return lambda: derivative(*values)
        derivative = peer.gradient(f, argnums)
        return lambda: derivative(*values, last)

    primal, ours = getattr(module, objective), getattr(module, gradient)
    title = _title(name, size, "gradient")
    return Objective(title, lambda: primal(*arguments), lambda: ours(*arguments), theirs)


def _kmeans() -> Objective:
    module, size = load("kmeans"), {"n": 2000, "k": 10, "d": 8}
    arguments = module.problem(**size)

    def theirs(peer: Any) -> Call:
        step, values = peer.newton(_for(peer, "kmeans").cost), _arrays(peer, arguments)
        return lambda: step(*values)

    title = _title("kmeans", size, "Newton's step")
    return Objective(
        title, lambda: module.cost(*arguments), lambda: module.direction(*arguments), theirs
    )


def _gmm() -> Objective:
    module, size = load("gmm"), {"n": 1000, "k": 25, "d": 10}
    arguments = module.problem(**size)
    n, k, d = size.values()
    columns, rows = np.triu_indices(d, 1)
    places = np.zeros((len(rows), d * d))
    places[np.arange(len(rows)), rows * d + columns] = 1.0

    def theirs(peer: Any) -> Call:
        constant = module.constants(n, k, d, 1.0, 0)
        derivative = peer.gradient(rewritten(peer).log_posterior, (0, 1, 2))
        values = _arrays(peer, (*arguments[:4], places, constant))
        return lambda: derivative(*values)

    title = _title("gmm", size, "gradient")
    primal = module.log_posterior
    return Objective(title, lambda: primal(*arguments), lambda: module.gradient(*arguments), theirs)


def _ba() -> Objective:
    module, size = load("ba"), {"n": 10, "m": 50, "p": 100}
    cameras, points, weights, features, seen = module.problem(**size)
    cameras[-1, :3] = 0.1
    arguments = cameras, points, weights, features, seen

    def theirs(peer: Any) -> Call:
        blocks = peer.blocks(rewritten(peer).residual)
        of_each = cameras[seen[:, 0]], points[seen[:, 1]], weights, features
        values = _arrays(peer, of_each)
        return lambda: blocks(*values)

    title = _title("ba", size, "blocks of the Jacobian")
    return Objective(
        title, lambda: module.objective(*arguments), lambda: module.jacobian(*arguments)[0], theirs
    )


def _ht() -> Objective:
    module, size = load("ht"), {"vertices": 500, "n": 8}
    arguments = module.problem(**size)
    theta, hand, correspondences, points = arguments

    def theirs(peer: Any) -> Call:
        f = rewritten(peer).distances
        data = (hand.relatives, hand.inverse_absolutes, hand.vertices, hand.weights)
        values = _arrays(peer, (*data, correspondences, points))
        jacobian = peer.jacobian(lambda theta: f(theta, hand.parents, *values))
        at = peer.array(theta)
        return lambda: jacobian(at)

    title = _title("ht", size, "Jacobian")
    return Objective(
        title, lambda: module.distances(*arguments), lambda: module.jacobian(*arguments), theirs
    )


def _modes(peer: Any, mix: str) -> list[Any]:
    """The gradients of a version in another system."""
    if "f" not in mix:
        return [peer.slope] * 2

    def forward(f: Any, x: Any) -> Any:
        directions = [peer.array(row) for row in np.eye(len(x))]
        return peer.np.stack([peer.transforms.jvp(f, (x,), (v,))[1] for v in directions])

    return [forward] * 2


def _nested(peer: Any, name: str) -> ModuleType:
    """A copy of an example with a search in it.

    Raises:
        NotImplementedError: the system is JAX, which compiles no reverse mode through a search, and
            takes minutes where it does not compile.
    """
    if peer.name == "jax":
        raise NotImplementedError("branches on values that a derivative is taken of")
    found = _for(peer, name)
    found.argmin.__globals__["np"] = peer.np
    return found


def _saddle(mix: str) -> Objective:
    module = load("saddle")
    (start,) = module.problem()

    def search(start: Any, found: ModuleType, modes: Any) -> Any:
        return found.saddle_point(start, *modes, rate=0.45)

    def theirs(peer: Any) -> Call:
        found, modes, at = _nested(peer, "saddle"), _modes(peer, mix), peer.array(start)
        return lambda: search(at, found, modes)

    by_hand = [lambda _, x: 2.0 * x] * 2  # the slopes of both functions
    return Objective(
        f"`saddle`, {mix}, the search",
        lambda: search(start, module, by_hand),
        lambda: search(start, module, module.VERSIONS[mix]),
        theirs,
    )


def _particle(mix: str) -> Objective:
    module = load("particle")
    w = np.array(module.problem())

    def slope(at: Any, found: ModuleType, modes: Any) -> Any:
        outer, inner = modes
        return outer(lambda w: found.landing(w, inner), at)

    def theirs(peer: Any) -> Call:
        found, modes, at = _nested(peer, "particle"), _modes(peer, mix), peer.array(w)
        return lambda: slope(at, found, modes)

    _, inner = module.VERSIONS[mix]
    return Objective(
        f"`particle`, {mix}, one slope",
        lambda: module.landing(w, inner),
        lambda: slope(w, module, module.VERSIONS[mix]),
        theirs,
    )
