"""The programs that are measured, as a user of NumPy would write them.

A peer gets a copy of this module in which ``np`` and ``sin`` are its own: see ``peers.py``.
"""

from __future__ import annotations

from math import sin

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TRIPS = 1000
STEPS = 200
DIMENSION = 10
GAMMA = 1.0
WISHART = 0
ROWS, COLUMNS = np.tril_indices(DIMENSION, -1)
# PLACES[l] is the flat matrix with a one where the l-th number below the diagonal stands.
PLACES = np.zeros((len(ROWS), DIMENSION * DIMENSION))
PLACES[np.arange(len(ROWS)), ROWS * DIMENSION + COLUMNS] = 1.0
EYE = np.eye(DIMENSION)


def matrix(a: Array, b: Array) -> float:
    """Products of square matrices."""
    return np.sum(a.T @ b + a @ b.T)


def scalar_loop(x: float, a: float, b: float) -> float:
    """A recurrence of numbers."""
    for i in range(TRIPS):
        x = sin(x) * a + b
    return x


def mlp(w1: Array, b1: Array, w2: Array, b2: Array, x: Array, labels: NDArray[np.int64]) -> float:
    """The cross-entropy of a network with one hidden layer."""
    hidden = np.tanh(x @ w1 + b1)
    scores = hidden @ w2 + b2
    scores = scores - np.max(scores, axis=1, keepdims=True)
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(labels)), labels])


def logsumexp(x: Array) -> Array:
    """The logarithm of the sum of exponentials along the last axis."""
    top = np.max(x, axis=-1, keepdims=True)
    return np.log(np.sum(np.exp(x - top), axis=-1)) + top[..., 0]


def gmm(alphas: Array, means: Array, icf: Array, x: Array) -> float:
    """GradBench's log-likelihood of a Gaussian mixture, its constant left out."""
    q = icf[:, :DIMENSION]
    lower = icf[:, DIMENSION:]
    diagonal = np.exp(q)
    sums = np.sum(q, axis=1)
    below = (lower @ PLACES).reshape(-1, DIMENSION, DIMENSION)
    factors = below + diagonal[:, :, None] * EYE
    z = np.einsum("kij,nkj->nki", factors, x[:, None, :] - means)
    terms = alphas + sums - 0.5 * np.sum(z**2, axis=2)
    likelihood = np.sum(logsumexp(terms)) - len(x) * logsumexp(alphas)
    prior = 0.5 * GAMMA**2 * (np.sum(diagonal**2) + np.sum(lower**2)) - WISHART * np.sum(sums)
    return likelihood - prior


def rosenbrock_loop(x: Array | list[float]) -> float:
    """Rosenbrock's function element by element, of an array or a list."""
    total = 0.0
    for i in range(len(x) - 1):
        total += 100.0 * (x[i + 1] - x[i] ** 2) ** 2 + (1.0 - x[i]) ** 2
    return total


def rosenbrock_vector(x: Array) -> float:
    """Rosenbrock's function with array operations."""
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def heat(u: Array, k: float) -> float:
    """The explicit heat equation, written in place."""
    u = u.copy()
    for _ in range(STEPS):
        lap = u[2:] - 2.0 * u[1:-1] + u[:-2]
        u[1:-1] += k * lap
    return np.sum(u**2)
