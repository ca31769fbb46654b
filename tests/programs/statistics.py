"""Statistics and inference."""

from __future__ import annotations

import math

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(6)
SERIES = np.cumsum(rng.normal(size=14)) * 0.5


@program(rng.normal(size=3), rng.normal(size=(3, 3)), rng.normal(size=(3, 4)), [0, 2, 1, 3, 3, 0])
def hmm_forward(initial, transition, emission, observations):
    log_pi = initial - np.log(np.sum(np.exp(initial)))
    log_a = transition - np.log(np.exp(transition).sum(axis=1, keepdims=True))
    log_b = emission - np.log(np.exp(emission).sum(axis=1, keepdims=True))
    table = np.empty((len(observations), len(initial)))
    table[0] = log_pi + log_b[:, observations[0]]
    for t in range(1, len(observations)):
        for j in range(len(initial)):
            scores = table[t - 1] + log_a[:, j]
            top = np.max(scores)
            table[t, j] = top + np.log(np.sum(np.exp(scores - top))) + log_b[j, observations[t]]
    last = table[-1]
    return last.max() + np.log(np.sum(np.exp(last - last.max())))


@program(np.array([0.5, 0.3, 0.2]), np.eye(3) * 0.6 + 0.4 / 3, rng.uniform(0.2, 1.0, size=(3, 7)))
def hmm_forward_backward(pi, a, likelihood):
    """Scaled recursions in both directions; the posterior's expectation."""
    n, steps = likelihood.shape
    alpha, beta, scale = np.zeros((steps, n)), np.ones((steps, n)), np.zeros(steps)
    alpha[0] = pi * likelihood[:, 0]
    for t in range(steps):
        if t > 0:
            alpha[t] = (alpha[t - 1] @ a) * likelihood[:, t]
        scale[t] = alpha[t].sum()
        alpha[t] /= scale[t]
    for t in range(steps - 2, -1, -1):
        beta[t] = a @ (likelihood[:, t + 1] * beta[t + 1]) / scale[t + 1]
    posterior = alpha * beta
    return np.sum(np.log(scale)) + np.sum(posterior @ np.arange(n))


class KalmanFilter:
    """A local linear trend with measurement noise."""

    def __init__(self, q_level, q_trend, r):
        self.transition = np.array([[1.0, 1.0], [0.0, 1.0]])
        self.q = np.zeros((2, 2))
        self.q[0, 0] = q_level
        self.q[1, 1] = q_trend
        self.r = r
        self.mean = np.zeros(2)
        self.covariance = np.eye(2) * 10.0
        self.log_likelihood = 0.0

    def predict(self):
        self.mean = self.transition @ self.mean
        self.covariance = self.transition @ self.covariance @ self.transition.T + self.q

    def update(self, measured):
        innovation = measured - self.mean[0]
        s = self.covariance[0, 0] + self.r
        gain = self.covariance[:, 0] / s
        self.mean += gain * innovation
        self.covariance -= np.outer(gain, self.covariance[0])
        self.log_likelihood -= 0.5 * (math.log(2 * math.pi * s) + innovation**2 / s)

    def run(self, series):
        for measured in series:
            self.predict()
            self.update(measured)
        return self.log_likelihood


@program(0.3, 0.05, 0.4, SERIES)
def kalman_filter(q_level, q_trend, r, series):
    return KalmanFilter(q_level, q_trend, r).run(series)


@program(rng.normal(size=(2, 2)) * 0.5, np.array([0.4, 0.3]), rng.normal(size=(6, 2)))
def kalman_filter_in_place(f, q, measurements):
    """Arrays of means and covariances, filled step by step."""
    n = len(measurements)
    means, covariances = np.zeros((n + 1, 2)), np.zeros((n + 1, 2, 2))
    np.fill_diagonal(covariances[0], 1.0)
    nll = 0.0
    for t in range(n):
        m = f @ means[t]
        p = f @ covariances[t] @ f.T
        p[np.diag_indices(2)] += q
        s = p + 0.5 * np.eye(2)
        k = np.linalg.solve(s, p).T
        e = measurements[t] - m
        means[t + 1] = m + k @ e
        covariances[t + 1] = p - k @ p
        nll += 0.5 * (e @ np.linalg.solve(s, e) + np.linalg.slogdet(s)[1])
    return nll


@program(0.1, 0.15, 0.7, rng.normal(size=12))
def garch(omega, alpha, beta, returns):
    variance = np.empty_like(returns)
    variance[0] = np.var(returns)
    for t in range(1, len(returns)):
        variance[t] = omega + alpha * returns[t - 1] ** 2 + beta * variance[t - 1]
    return 0.5 * np.sum(np.log(variance) + returns**2 / variance)


@program(np.array([0.5, -0.2]), np.array([0.3]), SERIES)
def arma_residuals(ar, ma, y):
    e = np.zeros_like(y)
    for t in range(len(y)):
        e[t] = y[t]
        for i, phi in enumerate(ar):
            if t > i:
                e[t] -= phi * y[t - 1 - i]
        for i, theta in enumerate(ma):
            if t > i:
                e[t] -= theta * e[t - 1 - i]
    return e @ e


@program(rng.normal(size=9), np.array([-1.0, 1.0]), np.array([0.6, 0.8]), 3)
def mixture_em(x, means, scales, iterations):
    means, scales = means.copy(), scales.copy()
    weights = np.full(2, 0.5)
    r = np.empty((2, len(x)))
    for _ in range(iterations):
        for k in range(2):
            r[k] = weights[k] * np.exp(-0.5 * ((x - means[k]) / scales[k]) ** 2) / scales[k]
        r /= r.sum(axis=0)
        for k in range(2):
            total = r[k].sum()
            weights[k] = total / len(x)
            means[k] = r[k] @ x / total
            scales[k] = np.sqrt(r[k] @ (x - means[k]) ** 2 / total + 0.01)
    return means @ scales + weights[0]


def soft_minimum(a, b, c, gamma):
    low = min(a, b, c)
    total = math.exp((low - a) / gamma) + math.exp((low - b) / gamma) + math.exp((low - c) / gamma)
    return low - gamma * math.log(total)


@program(rng.normal(size=5), rng.normal(size=6), 0.7)
def soft_dynamic_time_warping(x, y, gamma):
    n, m = len(x), len(y)
    table = np.full((n + 1, m + 1), 1e3)
    table[0, 0] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            cost = (x[i - 1] - y[j - 1]) ** 2
            table[i, j] = cost + soft_minimum(
                table[i - 1, j], table[i, j - 1], table[i - 1, j - 1], gamma
            )
    return table[n, m]


@program(rng.uniform(0.5, 1.5, size=(4, 4)), 1.1, 0.5)
def soft_edit_distance(substitution, gap, gamma):
    """Two rows, swapped."""
    n, m = substitution.shape
    previous = gap * np.arange(m + 1)
    for i in range(n):
        current = np.empty(m + 1)
        current[0] = gap * (i + 1)
        for j in range(m):
            current[j + 1] = soft_minimum(
                previous[j + 1] + gap, current[j] + gap, previous[j] + substitution[i, j], gamma
            )
        previous, current = current, previous
    return previous[-1]


class RunningMoments:
    """Welford's algorithm."""

    def __init__(self):
        self.n = 0
        self.mean = 0.0
        self.m2 = 0.0

    def push(self, x):
        self.n += 1
        delta = x - self.mean
        self.mean += delta / self.n
        self.m2 += delta * (x - self.mean)

    @property
    def variance(self):
        return self.m2 / (self.n - 1)


@program(SERIES)
def welford(x):
    moments = RunningMoments()
    for value in x:
        moments.push(value)
    return moments.mean * math.sqrt(moments.variance)


@program(rng.uniform(0.0, 4.9, size=10), rng.normal(size=5))
def soft_histogram(x, target):
    """Linear binning: each point is shared by two bins."""
    counts = np.zeros(6)
    left = np.floor(x).astype(int)
    share = x - left
    np.add.at(counts, left, 1.0 - share)
    np.add.at(counts, left + 1, share)
    counts /= counts.sum()
    return np.sum((counts[:5] - target) ** 2)


@program(rng.normal(size=(7, 3)), rng.normal(size=7))
def forward_stagewise_regression(x, y):
    x = x - x.mean(axis=0)
    residual = y - y.mean()
    coefficients = np.zeros(x.shape[1])
    for _ in range(6):
        scores = x.T @ residual
        best = np.argmax(np.abs(scores))
        step = 0.3 * scores[best] / (x[:, best] @ x[:, best])
        coefficients[best] += step
        residual -= step * x[:, best]
    return residual @ residual + np.sum(coefficients**2)


@program(rng.uniform(0.2, 1.0, size=(5, 5)), 0.85, 10)
def page_rank(links, damping, steps):
    links /= links.sum(axis=0)
    rank = np.ones(5) / 5.0
    for _ in range(steps):
        rank[:] = damping * (links @ rank) + (1.0 - damping) / 5.0
        rank /= rank.sum()
    return rank[0] - np.sum(rank * np.log(rank))
