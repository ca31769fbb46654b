"""GradBench's objectives without writes and loops over numbers, for systems that have neither.

A copy of this module is made for each of them, in which ``np`` is its own. Each function has the name
and the arguments of the example's that it stands for. What the examples write that way anyway is taken
from there.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def misfit(x: Any, n: int) -> Any:
    """llsq."""
    t = np.asarray([-1.0 + i * 2.0 / (n - 1) for i in range(n)])
    powers = np.stack([t**j for j in range(len(x))])
    return 0.5 * np.sum((np.sign(t) - x @ powers) ** 2)


def last(x: Any, steps: int) -> Any:
    """ode."""
    h, y = 2.0 / steps, 0.0 * x

    def slopes(y: Any) -> Any:
        return np.concatenate([x[:1], x[1:] * y[:-1]])

    for _ in range(steps):
        k1 = slopes(y)
        k2 = slopes(y + h * k1 / 2.0)
        k3 = slopes(y + h * k2 / 2.0)
        k4 = slopes(y + h * k3)
        y = y + h * (k1 + 2.0 * k2 + 2.0 * k3 + k4) / 6.0
    return y[-1]


def _logsumexp(x: Any) -> Any:
    top = np.max(x, axis=-1, keepdims=True)
    return np.log(np.sum(np.exp(x - top), axis=-1)) + top[..., 0]


def log_posterior(alphas: Any, means: Any, icf: Any, x: Any, places: Any, constant: float) -> Any:
    """gmm with gamma 1 and m 0; ``places`` puts the numbers below the diagonal where they belong."""
    d = x.shape[1]
    below = (icf[:, d:] @ places).reshape(-1, d, d)
    diagonal, volume = np.exp(icf[:, :d]), np.sum(icf[:, :d], axis=1)
    factors = below + diagonal[:, :, None] * np.asarray(
        [[float(i == j) for j in range(d)] for i in range(d)]
    )
    z = np.einsum("kij,nkj->nki", factors, x[:, None, :] - means)
    terms = alphas + volume - 0.5 * np.sum(z**2, axis=2)
    likelihood = np.sum(_logsumexp(terms)) - len(x) * _logsumexp(alphas)
    return constant + likelihood - 0.5 * np.sum(factors**2)


def _cross(a: Any, b: Any) -> Any:
    return np.stack(
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    )


def residual(camera: Any, x: Any, w: Any, feature: Any) -> Any:
    """ba, for cameras that are rotated."""
    moved = x - camera[3:6]
    angle = np.sqrt(np.sum(camera[:3] ** 2))
    axis = camera[:3] / angle
    cosine, sine = np.cos(angle), np.sin(angle)
    seen = (
        moved * cosine + _cross(axis, moved) * sine + axis * np.sum(axis * moved) * (1.0 - cosine)
    )
    flat = seen[:2] / seen[2]
    radius = np.sum(flat**2)
    distortion = 1.0 + camera[9] * radius + camera[10] * radius**2
    return w * (flat * distortion * camera[6] + camera[7:9] - feature)


def distances(theta: Any, parents: Any, relatives: Any, inverses: Any, vertices: Any, weights: Any,
              correspondences: Any, points: Any) -> Any:  # fmt: skip
    """ht, for a hand that is mirrored; its fields are arguments."""
    one, none = 1.0 + 0.0 * theta[0], 0.0 * theta[0]

    def rows(*found: Any) -> Any:
        return np.stack([np.stack(row) for row in found])

    def about(axis: int, angle: Any) -> Any:
        i, j = (axis + 1) % 3, (axis + 2) % 3
        c, s = np.cos(angle), np.sin(angle)
        places = {(i, i): c, (j, j): c, (j, i): s, (i, j): -s, (axis, axis): one, (3, 3): one}
        return rows(*([places.get((a, b), none) for b in range(4)] for a in range(4)))

    turns = [[none, none] for _ in range(22)]
    for finger in range(5):
        first, angles = 2 + 4 * finger, theta[6 + 4 * finger : 10 + 4 * finger]
        turns[first : first + 3] = [[angles[0], angles[1]], [angles[2], none], [angles[3], none]]
    absolutes: list[Any] = []
    positions = 0.0
    for bone, parent in enumerate(parents):
        relative = relatives[bone] @ (about(2, turns[bone][1]) @ about(0, turns[bone][0]))
        absolutes.append(relative if parent == -1 else absolutes[parent] @ relative)
        positions = positions + weights[bone] * (absolutes[bone] @ inverses[bone] @ vertices)[:3]
    positions = np.concatenate([-positions[:1], positions[1:]])
    angle = np.sqrt(np.sum(theta[:3] ** 2))
    x, y, z = theta[0] / angle, theta[1] / angle, theta[2] / angle
    cross = rows([none, -z, y], [z, none, -x], [-y, x, none])
    turned = positions + np.sin(angle) * (cross @ positions)
    turned = turned + (1.0 - np.cos(angle)) * (cross @ (cross @ positions))
    return points - (turned + theta[3:6, None])[:, correspondences].T


def loss(main: Any, extra: Any, state: Any, sequence: Any) -> Any:
    """lstm."""
    b, total = sequence.shape[1], 0.0
    hidden, cell = [*state[::2]], [*state[1::2]]

    def logistic(x: Any) -> Any:
        return 1.0 / (1.0 + np.exp(-x))

    for t in range(len(sequence) - 1):
        x = sequence[t] * extra[0]
        for i in range(len(hidden)):
            weights, biases = main[2 * i], main[2 * i + 1]
            forget = logistic(x * weights[:b] + biases[:b])
            gate = logistic(hidden[i] * weights[b : 2 * b] + biases[b : 2 * b])
            out = logistic(x * weights[2 * b : 3 * b] + biases[2 * b : 3 * b])
            change = np.tanh(hidden[i] * weights[3 * b :] + biases[3 * b :])
            cell[i] = cell[i] * forget + gate * change
            x = hidden[i] = out * np.tanh(cell[i])
        y = x * extra[1] + extra[2]
        total = total + np.sum(sequence[t + 1] * (y - np.log(2.0 + np.sum(np.exp(y)))))
    return -total / ((len(sequence) - 1) * b)
