"""Images and volumes."""

from __future__ import annotations

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(5)
IMAGE = rng.uniform(size=(6, 7))


def pad_edges(image, r):
    h, w = image.shape
    out = np.empty((h + 2 * r, w + 2 * r))
    out[r : r + h, r : r + w] = image
    for i in range(r):
        out[i] = out[r]
        out[-1 - i] = out[-1 - r]
    for j in range(r):
        out[:, j] = out[:, r]
        out[:, -1 - j] = out[:, -1 - r]
    return out


@program(IMAGE, 0.8)
def blur_with_borders(image, sigma):
    kernel = np.exp(-0.5 * (np.arange(-1, 2) / sigma) ** 2)
    kernel /= kernel.sum()
    padded = pad_edges(image, 1)
    rows = np.zeros((image.shape[0], padded.shape[1]))
    for k in range(3):
        rows += kernel[k] * padded[k : k + image.shape[0]]
    out = np.zeros_like(image)
    for k in range(3):
        out += kernel[k] * rows[:, k : k + image.shape[1]]
    return np.sum((out - 0.5) ** 2)


@program(IMAGE, rng.normal(size=(3, 3)))
def convolution_with_clipped_index(image, kernel):
    h, w = image.shape
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            acc = 0.0
            for di in range(-1, 2):
                for dj in range(-1, 2):
                    ii = min(max(i + di, 0), h - 1)
                    jj = min(max(j + dj, 0), w - 1)
                    acc += image[ii, jj] * kernel[di + 1, dj + 1]
            out[i, j] = np.tanh(acc)
    return np.sum(out**2)


@program(IMAGE, 0.1, 0.15, 4)
def total_variation_descent(noisy, weight, step, iterations):
    u = noisy.copy()
    for _ in range(iterations):
        dx = np.zeros_like(u)
        dy = np.zeros_like(u)
        dx[:, :-1] = np.diff(u, axis=1)
        dy[:-1] = np.diff(u, axis=0)
        norm = np.sqrt(dx**2 + dy**2 + 0.01)
        dx /= norm
        dy /= norm
        divergence = dx + dy
        divergence[:, 1:] -= dx[:, :-1]
        divergence[1:] -= dy[:-1]
        u -= step * ((u - noisy) - weight * divergence)
    return np.sum((u - 0.5) ** 2)


@program(IMAGE, 0.3, 3)
def perona_malik(image, kappa, steps):
    u = image
    for _ in range(steps):
        north = u[:-2, 1:-1] - u[1:-1, 1:-1]
        south = u[2:, 1:-1] - u[1:-1, 1:-1]
        west = u[1:-1, :-2] - u[1:-1, 1:-1]
        east = u[1:-1, 2:] - u[1:-1, 1:-1]
        change = np.zeros_like(north)
        for d in (north, south, west, east):
            change += np.exp(-((d / kappa) ** 2)) * d
        u[1:-1, 1:-1] += 0.2 * change
    return np.sum(u**2)


@program(IMAGE, 0.3, 0.4)
def bilinear_shift(image, dy, dx):
    h, w = image.shape
    out = np.zeros_like(image)
    for i in range(h - 1):
        for j in range(w - 1):
            top = (1.0 - dx) * image[i, j] + dx * image[i, j + 1]
            bottom = (1.0 - dx) * image[i + 1, j] + dx * image[i + 1, j + 1]
            out[i, j] = (1.0 - dy) * top + dy * bottom
    out[-1], out[:, -1] = image[-1], image[:, -1]
    return np.sum(out**2 * np.arange(7.0))


@program(IMAGE)
def summed_area_table(image):
    table = image.copy()
    for i in range(1, len(table)):
        table[i] += table[i - 1]
    for j in range(1, table.shape[1]):
        table[:, j] += table[:, j - 1]
    box = table[3:, 3:] - table[:-3, 3:] - table[3:, :-3] + table[:-3, :-3]
    return np.sum(box**2)


@program(
    [(rng.uniform(size=(3, 3, 3)), 0.4, (0, 1)), (rng.uniform(size=(2, 3, 3)), 0.7, (2, 2))],
    np.full(3, 0.2),
)
def alpha_compositing(layers, background):
    canvas = np.empty((5, 6, 3))
    canvas[...] = background
    for patch, alpha, (top, left) in layers:
        h, w, _ = patch.shape
        region = canvas[top : top + h, left : left + w]
        region *= 1.0 - alpha
        region += alpha * patch
    return np.sum(canvas**2)


@program(rng.normal(size=(6, 6)), rng.normal(size=(2, 3, 3)))
def convolve_and_pool(image, kernels):
    count, size, _ = kernels.shape
    n = image.shape[0] - size + 1
    maps = np.zeros((count, n, n))
    for c in range(count):
        for i in range(n):
            for j in range(n):
                maps[c, i, j] = np.sum(image[i : i + size, j : j + size] * kernels[c])
    np.maximum(maps, 0.1 * maps, out=maps)
    pooled = np.empty((count, n // 2, n // 2))
    for i in range(n // 2):
        for j in range(n // 2):
            pooled[:, i, j] = maps[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max(axis=(1, 2))
    return np.sum(pooled**2)


@program(rng.uniform(0.1, 3.9, size=(12, 2)), rng.uniform(0.5, 1.0, size=12))
def splat_points_on_grid(points, mass):
    """Cloud-in-cell deposition: repeated indices add up."""
    grid = np.zeros((6, 6))
    cell = np.floor(points).astype(int)
    f = points - cell
    for di in (0, 1):
        for dj in (0, 1):
            wx = f[:, 0] if di else 1.0 - f[:, 0]
            wy = f[:, 1] if dj else 1.0 - f[:, 1]
            np.add.at(grid, (cell[:, 0] + di, cell[:, 1] + dj), mass * wx * wy)
    return np.sum(grid**2)


@program(rng.uniform(0.2, 0.8, size=(4, 4, 3)), np.array([1.2, 0.9, 1.1]), 2.2)
def colour_correction(pixels, gain, gamma):
    out = pixels.astype(float)
    out *= gain
    np.clip(out, 0.05, 0.95, out=out)
    out **= 1.0 / gamma
    luma = out @ np.array([0.3, 0.6, 0.1])
    out[luma > 0.8] = 0.5
    for c in range(3):
        channel = out[..., c]
        channel -= channel.mean()
    return np.sum(out**2) + np.mean(luma)
