"""Functions that call themselves with arrays of ever new shapes, views and buffers."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0, 0.7, -0.3, 1.1, 0.2, -0.8])
M = np.cos(np.arange(16.0) ** 2).reshape(4, 4)


def determinant(a):
    if a.shape[0] == 1:
        return a[0, 0]
    total = 0.0
    for j in range(a.shape[0]):
        minor = np.delete(np.delete(a, 0, 0), j, 1)
        total = total + (-1) ** j * a[0, j] * determinant(minor)
    return total


def transform(x):
    n = len(x)
    if n == 1:
        return x
    even, odd = transform(x[::2]), transform(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + turned, even - turned])


def merge_sort(x):
    n = len(x)
    if n <= 1:
        return x
    a, b = merge_sort(x[: n // 2]), merge_sort(x[n // 2 :])
    out = np.empty(n)
    i = j = 0
    for k in range(n):
        if j >= len(b) or (i < len(a) and a[i] <= b[j]):
            out[k] = a[i]
            i += 1
        else:
            out[k] = b[j]
            j += 1
    return out


def quick_sort(x, low, high):
    if low >= high:
        return
    pivot, i = x[high], low
    for j in range(low, high):
        if x[j] < pivot:
            x[i], x[j] = x[j], x[i]
            i += 1
    x[i], x[high] = x[high], x[i]
    quick_sort(x, low, i - 1)
    quick_sort(x, i + 1, high)


def product(a, b):
    n = a.shape[0]
    if n <= 1:
        return a @ b
    h = n // 2
    c = np.zeros((n, n))
    c[:h, :h] = product(a[:h, :h], b[:h, :h]) + product(a[:h, h:], b[h:, :h])
    c[:h, h:] = product(a[:h, :h], b[:h, h:]) + product(a[:h, h:], b[h:, h:])
    c[h:, :h] = product(a[h:, :h], b[:h, :h]) + product(a[h:, h:], b[h:, :h])
    c[h:, h:] = product(a[h:, :h], b[:h, h:]) + product(a[h:, h:], b[h:, h:])
    return c


def tree(t):
    return t if isinstance(t, float) else tree(t[0]) * tree(t[1]) + 1.0


def smooth(u, f):
    for _ in range(2):
        u[1:-1] += 0.6 * (0.5 * (u[2:] + u[:-2] + f[1:-1]) - u[1:-1])


def cycle(u, f):
    if len(u) <= 3:
        u[1] = 0.5 * f[1]
        return
    smooth(u, f)
    residual = np.zeros_like(u)
    residual[1:-1] = f[1:-1] - (2.0 * u[1:-1] - u[2:] - u[:-2])
    coarse = np.zeros(len(u) // 2 + 1)
    right = np.zeros_like(coarse)
    right[1:-1] = residual[1:-2:2] + 2.0 * residual[2:-1:2] + residual[3::2]
    cycle(coarse, right)
    u[::2] += coarse
    u[1::2] += 0.5 * (coarse[:-1] + coarse[1:])
    smooth(u, f)


@row(M)
def determinant_by_minors(a):
    return determinant(a)


@row(X)
def power_of_a_spectrum(x):
    return np.sum(np.abs(transform(x.astype(complex))) ** 4)


@row(X)
def merged(x):
    return merge_sort(x) @ np.arange(8.0) ** 2


@row(X)
def sorted_in_place(x):
    quick_sort(x, 0, len(x) - 1)
    return x @ np.arange(8.0) ** 2


@row(M, M.T)
def product_by_blocks(a, b):
    return np.sum(product(a, b) ** 2)


@row(((1.0, (2.0, 3.0)), (4.0, (5.0, (6.0, 7.0)))))
def structure_taken_to_pieces(t):
    return tree(t)


@row(np.cos(np.arange(9.0)))
def multigrid(f):
    u = np.zeros_like(f)
    for _ in range(2):
        cycle(u, f)
    return np.sum(u**2)


@row.parametrize()
def test_recursion(row: Row) -> None:
    row.run()
