"""Signals and time series: filters and transforms that overwrite their buffers."""

from __future__ import annotations

import math

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(4)
X = rng.normal(size=8)


def fft_recursive(x):
    n = len(x)
    if n == 1:
        return x
    out = np.empty_like(x)
    even, odd = fft_recursive(x[::2]), fft_recursive(x[1::2])
    for k in range(n // 2):
        c, s = math.cos(2 * math.pi * k / n), -math.sin(2 * math.pi * k / n)
        t = np.array([c * odd[k, 0] - s * odd[k, 1], c * odd[k, 1] + s * odd[k, 0]])
        out[k] = even[k] + t
        out[k + n // 2] = even[k] - t
    return out


@program(rng.normal(size=(8, 2)))
def fft_with_recursion(pairs):
    spectrum = fft_recursive(pairs)
    return np.sum(spectrum[:4] ** 2) + np.sum(np.tanh(spectrum[4:]))


@program(np.array([0.2, 0.3, 0.1]), np.array([1.0, -0.4, 0.2]), rng.normal(size=10))
def iir_filter(b, a, x):
    y = np.zeros_like(x)
    for n in range(len(x)):
        y[n] = b[0] * x[n]
        for k in range(1, len(b)):
            if n >= k:
                y[n] += b[k] * x[n - k] - a[k] * y[n - k]
        y[n] /= a[0]
    return np.sum(y**2)


class Biquad:
    """Direct form II transposed, with its state."""

    def __init__(self, b, a):
        self.b = b
        self.a = a
        self.z = np.zeros(2)

    def process(self, x):
        y = self.b[0] * x + self.z[0]
        self.z[0] = self.b[1] * x - self.a[0] * y + self.z[1]
        self.z[1] = self.b[2] * x - self.a[1] * y
        return y


@program(np.array([[0.3, 0.2, 0.1], [0.5, -0.1, 0.2]]), np.array([[-0.3, 0.1], [0.2, -0.1]]), X)
def biquad_cascade(b, a, x):
    sections = [Biquad(b[i], a[i]) for i in range(len(b))]
    total = 0.0
    for sample in x:
        for section in sections:
            sample = section.process(sample)
        total += sample**2
    return total


@program(rng.normal(size=12), rng.normal(size=12), 0.05)
def least_mean_squares(x, desired, mu):
    taps = 3
    w = np.zeros(taps)
    window = np.zeros(taps)
    cost = 0.0
    for sample, d in zip(x, desired):
        window[1:] = window[:-1]
        window[0] = sample
        error = d - w @ window
        w += 2.0 * mu * error * window
        cost += error**2
    return cost


@program(X)
def haar_lifting(x):
    s = x.copy()
    n = len(s)
    while n > 1:
        odd, even = s[1:n:2], s[:n:2]
        odd -= even
        even += 0.5 * odd
        s[:n] = np.concatenate([even, odd])
        n //= 2
    return np.sum(np.abs(s[1:])) + s[0] ** 2


@program(rng.uniform(5.0, 9.0, size=14), 0.4, 0.2, 0.3)
def holt_winters(y, alpha, beta, gamma):
    period = 4
    n = len(y)
    level, trend, season = np.zeros(n + 1), np.zeros(n + 1), np.zeros(n + period)
    level[0] = np.mean(y[:period])
    season[:period] = y[:period] - level[0]
    error = 0.0
    for t in range(n):
        predicted = level[t] + trend[t] + season[t]
        error += (y[t] - predicted) ** 2
        level[t + 1] = alpha * (y[t] - season[t]) + (1 - alpha) * (level[t] + trend[t])
        trend[t + 1] = beta * (level[t + 1] - level[t]) + (1 - beta) * trend[t]
        season[t + period] = gamma * (y[t] - level[t + 1]) + (1 - gamma) * season[t]
    return error / n


@program(rng.normal(size=10), rng.normal(size=3), 4)
def overlap_add(x, h, block):
    y = np.zeros(len(x) + len(h) - 1)
    for start in range(0, len(x), block):
        part = np.convolve(x[start : start + block], h)
        y[start : start + len(part)] += part
    return np.sum(y**2)


@program(rng.normal(size=(3, 12)), 0.9)
def exponential_moving_average(channels, decay):
    smoothed = channels.copy()
    for row in smoothed:
        for t in range(1, len(row)):
            row[t] = decay * row[t - 1] + (1.0 - decay) * row[t]
    return np.sum(smoothed[:, -1] ** 2) + np.sum(smoothed)


@program(rng.normal(size=9))
def cumulative_in_place(x):
    np.cumsum(x, out=x)
    x -= x.mean()
    x[x < 0] *= 0.5
    return np.sum(x**2) / np.max(np.abs(x))


@program(rng.normal(size=16), 0.3)
def delay_line_echo(x, feedback):
    """A ring buffer that is overwritten round and round."""
    ring = np.zeros(5)
    position = 0
    out = np.empty_like(x)
    for n in range(len(x)):
        out[n] = x[n] + feedback * ring[position]
        ring[position] = out[n]
        position = (position + 1) % len(ring)
    return np.sum(out**2)


def bit_reverse(re, im):
    j = 0
    n = len(re)
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            re[i], re[j] = re[j], re[i]
            im[i], im[j] = im[j], im[i]


def butterflies(re, im):
    n = len(re)
    half = 1
    while half < n:
        step = math.pi / half
        for m in range(half):
            c, s = math.cos(m * step), -math.sin(m * step)
            for i in range(m, n, 2 * half):
                k = i + half
                tr = c * re[k] - s * im[k]
                ti = c * im[k] + s * re[k]
                re[k] = re[i] - tr
                im[k] = im[i] - ti
                re[i] += tr
                im[i] += ti
        half *= 2


@program(X, np.linspace(0.5, 2.0, 8))
def fft_by_loops(x, weights):
    re, im = x.copy(), np.zeros(len(x))
    bit_reverse(re, im)
    butterflies(re, im)
    return np.sum(weights * (re**2 + im**2)) + np.sum(weights * np.arctan(im))
