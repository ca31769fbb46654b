"""The gradients of ``programs.py``, by hand: gradient only, no work that it does not need."""

from __future__ import annotations

from math import cos, sin

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.programs import DIMENSION, EYE, GAMMA, PLACES, STEPS, TRIPS, WISHART, Array


def matrix(a: Array, b: Array) -> tuple[Array, Array]:
    """Four products."""
    y_bar = np.ones((a.shape[1], b.shape[1]))
    return b @ y_bar.T + y_bar @ b, a @ y_bar + y_bar.T @ a


def scalar_loop(x: float, a: float, b: float) -> tuple[float, float, float]:
    """One push for each trip."""
    stack = []
    for i in range(TRIPS):
        s = sin(x)
        stack.append((x, s))
        x = s * a + b
    x_bar, a_bar, b_bar = 1.0, 0.0, 0.0
    for x, s in reversed(stack):
        a_bar += x_bar * s
        b_bar += x_bar
        x_bar = x_bar * a * cos(x)
    return x_bar, a_bar, b_bar


def mlp(
    w1: Array, b1: Array, w2: Array, b2: Array, x: Array, labels: NDArray[np.int64]
) -> tuple[Array, ...]:
    """Softmax minus one-hot, and two layers back."""
    hidden = np.tanh(x @ w1 + b1)
    scores = hidden @ w2 + b2
    scores_bar = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    scores_bar /= np.sum(scores_bar, axis=1, keepdims=True)
    scores_bar[np.arange(len(labels)), labels] -= 1.0
    scores_bar /= len(labels)
    inner_bar = (scores_bar @ w2.T) * (1.0 - hidden * hidden)
    return (
        x.T @ inner_bar,
        np.sum(inner_bar, axis=0),
        hidden.T @ scores_bar,
        np.sum(scores_bar, axis=0),
        inner_bar @ w1.T,
    )


def _softmax(x: Array) -> Array:
    found = np.exp(x - np.max(x, axis=-1, keepdims=True))
    found /= np.sum(found, axis=-1, keepdims=True)
    return found


def gmm(alphas: Array, means: Array, icf: Array, x: Array) -> tuple[Array, ...]:
    """The responsibilities, and two contractions back."""
    q = icf[:, :DIMENSION]
    lower = icf[:, DIMENSION:]
    diagonal = np.exp(q)
    below = (lower @ PLACES).reshape(-1, DIMENSION, DIMENSION)
    factors = below + diagonal[:, :, None] * EYE
    difference = x[:, None, :] - means
    z = np.einsum("kij,nkj->nki", factors, difference)
    terms_bar = _softmax(alphas + np.sum(q, axis=1) - 0.5 * np.sum(z**2, axis=2))
    weights = np.sum(terms_bar, axis=0)
    z_bar = -terms_bar[:, :, None] * z
    factors_bar = np.einsum("nki,nkj->kij", z_bar, difference)
    difference_bar = np.einsum("kij,nki->nkj", factors, z_bar)
    icf_bar = np.empty_like(icf)
    diagonal_bar = np.einsum("kii->ki", factors_bar) - GAMMA**2 * diagonal
    icf_bar[:, :DIMENSION] = diagonal_bar * diagonal + (weights + WISHART)[:, None]
    lower_bar = factors_bar.reshape(-1, DIMENSION * DIMENSION) @ PLACES.T
    icf_bar[:, DIMENSION:] = lower_bar - GAMMA**2 * lower
    return (
        weights - len(x) * _softmax(alphas),
        -np.sum(difference_bar, axis=0),
        icf_bar,
        np.sum(difference_bar, axis=1),
    )


def rosenbrock_array(x: Array) -> Array:
    """One loop: nothing of the forward sweep is needed."""
    x_bar = np.zeros_like(x)
    for i in range(len(x) - 1):
        here = x[i]
        step = 200.0 * (x[i + 1] - here**2)
        x_bar[i + 1] += step
        x_bar[i] -= 2.0 * here * step + 2.0 * (1.0 - here)
    return x_bar


def rosenbrock_list(x: list[float]) -> list[float]:
    """The same, on a list."""
    x_bar = [0.0] * len(x)
    for i in range(len(x) - 1):
        here = x[i]
        step = 200.0 * (x[i + 1] - here**2)
        x_bar[i + 1] += step
        x_bar[i] -= 2.0 * here * step + 2.0 * (1.0 - here)
    return x_bar


def rosenbrock_vector(x: Array) -> Array:
    """Array operations, in place where they can be."""
    head = x[:-1]
    step = x[1:] - head**2
    step *= 200.0
    x_bar = np.zeros_like(x)
    x_bar[1:] = step
    step *= head
    step += 1.0 - head
    step *= 2.0
    x_bar[:-1] -= step
    return x_bar


def heat(u: Array, k: float) -> tuple[Array, float]:
    """The second differences are kept; the adjoint is updated in place."""
    u = u.copy()
    kept = []
    for _ in range(STEPS):
        lap = u[2:] - 2.0 * u[1:-1] + u[:-2]
        kept.append(lap)
        u[1:-1] += k * lap
    u_bar = 2.0 * u
    k_bar = 0.0
    while kept:
        k_bar += np.sum(u_bar[1:-1] * kept.pop())
        lap_bar = k * u_bar[1:-1]
        u_bar[2:] += lap_bar
        u_bar[1:-1] -= 2.0 * lap_bar
        u_bar[:-2] += lap_bar
    return u_bar, k_bar
