"""Linear algebra in place, by loops."""

from __future__ import annotations

import math

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(3)
A = rng.normal(size=(5, 5)) + 5.0 * np.eye(5)
SPD = A @ A.T / 5.0
B = rng.normal(size=5)


@program(A)
def lu_in_place(a):
    n = len(a)
    for i in range(n):
        for j in range(i):
            a[i, j] -= a[i, :j] @ a[:j, j]
            a[i, j] /= a[j, j]
        for j in range(i, n):
            a[i, j] -= a[i, :i] @ a[:i, j]
    return np.sum(np.log(np.abs(np.diagonal(a)))) + np.sum(a**2) * 0.01


@program(A[::-1].copy(), B)
def solve_with_pivoting(a, b):
    a, x = a.copy(), b.copy()
    n = len(x)
    for k in range(n):
        p = k + np.argmax(np.abs(a[k:, k]))
        if p != k:
            a[[k, p]] = a[[p, k]]
            x[k], x[p] = x[p], x[k]
        for i in range(k + 1, n):
            m = a[i, k] / a[k, k]
            a[i, k:] -= m * a[k, k:]
            x[i] -= m * x[k]
    for i in reversed(range(n)):
        x[i] = (x[i] - a[i, i + 1 :] @ x[i + 1 :]) / a[i, i]
    return np.sum(x**2)


@program(SPD)
def cholesky_in_place(a):
    n = a.shape[0]
    for i in range(n):
        for j in range(i):
            for k in range(j):
                a[i, j] -= a[i, k] * a[j, k]
            a[i, j] /= a[j, j]
        for k in range(i):
            a[i, i] -= a[i, k] ** 2
        a[i, i] = math.sqrt(a[i, i])
    return np.sum(np.log(np.diag(a))) + a[-1, 0]


@program(SPD, B)
def gaussian_log_density(covariance, x):
    """A factor column by column, and the triangular solve into a buffer."""
    n = len(x)
    factor = np.zeros((n, n))
    for j in range(n):
        s = covariance[j, j] - np.sum(factor[j, :j] ** 2)
        factor[j, j] = np.sqrt(s)
        factor[j + 1 :, j] = (
            covariance[j + 1 :, j] - factor[j + 1 :, :j] @ factor[j, :j]
        ) / factor[j, j]
    z = np.empty(n)
    for i in range(n):
        z[i] = (x[i] - factor[i, :i] @ z[:i]) / factor[i, i]
    return -0.5 * z @ z - np.sum(np.log(factor.diagonal())) - 0.5 * n * np.log(2 * np.pi)


@program(rng.normal(size=(5, 3)))
def householder_qr(a):
    m, n = a.shape
    for k in range(n):
        v = a[k:, k].copy()
        v[0] += math.copysign(np.linalg.norm(v), v[0])
        v /= np.linalg.norm(v)
        a[k:, k:] -= 2.0 * np.outer(v, v @ a[k:, k:])
    return np.sum(np.triu(a) ** 3)


@program(rng.normal(size=(5, 4)))
def modified_gram_schmidt(a):
    m, n = a.shape
    q = np.zeros_like(a)
    r = np.zeros((n, n))
    for k in range(n):
        nrm = np.dot(a[:, k], a[:, k])
        r[k, k] = np.sqrt(nrm)
        q[:, k] = a[:, k] / r[k, k]
        for j in range(k + 1, n):
            r[k, j] = np.dot(q[:, k], a[:, j])
            a[:, j] -= q[:, k] * r[k, j]
    return np.sum(r**2 * np.arange(1.0, 17.0).reshape(4, 4)) + np.sum(q[:, -1])


@program(np.array([0.5, 0.2, -0.1, 0.05, 0.3]))
def durbin(r):
    y = np.zeros_like(r)
    alpha = -r[0]
    beta = 1.0
    y[0] = -r[0]
    for k in range(1, len(r)):
        beta *= 1.0 - alpha * alpha
        alpha = -(r[k] + np.dot(np.flip(r[:k]), y[:k])) / beta
        y[:k] += alpha * np.flip(y[:k])
        y[k] = alpha
    return np.sum(y * np.arange(1.0, 6.0))


@program(np.tril(A), B)
def triangular_solves(lower, b):
    """Forward in place, then with the transpose: the caller's buffer holds the solution."""

    def forward(x):
        for i in range(len(x)):
            x[i] -= lower[i, :i] @ x[:i]
            x[i] /= lower[i, i]

    def backward(x):
        for i in range(len(x) - 1, -1, -1):
            x[i] /= lower[i, i]
            x[:i] -= x[i] * lower.T[:i, i]

    x = b.copy()
    forward(x)
    backward(x)
    return x @ x


@program(A)
def gauss_jordan_inverse(a):
    n = len(a)
    work = np.hstack([a, np.eye(n)])
    for i in range(n):
        work[i] /= work[i, i]
        for j in range(n):
            if j != i:
                work[j] -= work[j, i] * work[i]
    inverse = work[:, n:]
    return np.trace(inverse) + np.sum(inverse**2)


@program(SPD, B)
def conjugate_gradients(a, b):
    x = np.zeros_like(b)
    r = b.copy()
    p = r.copy()
    rr = r @ r
    for _ in range(3):
        ap = a @ p
        alpha = rr / (p @ ap)
        x += alpha * p
        r -= alpha * ap
        new = r @ r
        if new < 1e-20:
            break
        p *= new / rr
        p += r
        rr = new
    return np.sum(x * np.arange(5.0))


@program(SPD, 12)
def power_iteration(a, steps):
    v = np.ones(len(a))
    w = np.empty_like(v)
    for _ in range(steps):
        np.matmul(a, v, out=w)
        w /= np.sqrt(w @ w)
        v, w = w, v
    return v @ a @ v


@program(SPD)
def jacobi_eigenvalues(a):
    n = len(a)
    for _ in range(2):
        for p in range(n - 1):
            for q in range(p + 1, n):
                theta = 0.5 * math.atan2(2.0 * a[p, q], a[q, q] - a[p, p])
                c, s = math.cos(theta), math.sin(theta)
                row_p, row_q = a[p].copy(), a[q].copy()
                a[p] = c * row_p - s * row_q
                a[q] = s * row_p + c * row_q
                column_p = a[:, p].copy()
                a[:, p] = c * column_p - s * a[:, q]
                a[:, q] = s * column_p + c * a[:, q]
    return np.sum(np.sort(np.diagonal(a)) * np.arange(1, n + 1))


@program(SPD, B, 3)
def lanczos(a, start, m):
    basis = np.zeros((m, len(start)))
    alpha, beta = np.zeros(m), np.zeros(m)
    basis[0] = start / np.linalg.norm(start)
    for j in range(m):
        w = a @ basis[j]
        if j > 0:
            w -= beta[j - 1] * basis[j - 1]
        alpha[j] = w @ basis[j]
        w -= alpha[j] * basis[j]
        beta[j] = np.linalg.norm(w)
        if j + 1 < m:
            basis[j + 1] = w / beta[j]
    return np.sum(alpha**2) + np.sum(beta)


@program(rng.uniform(1.0, 10.0, size=(6, 6)))
def floyd_warshall(path):
    np.fill_diagonal(path, 0.0)
    for k in range(path.shape[0]):
        path[:] = np.minimum(path[:], np.add.outer(path[:, k], path[k, :]))
    return np.sum(path**2)


@program(0.3 * A, 8)
def matrix_exponential(a, terms):
    """Taylor's series with reused buffers, then squared in place."""
    x = a / 8.0
    total = np.eye(len(a))
    term = np.eye(len(a))
    scratch = np.empty_like(a)
    for k in range(1, terms):
        np.matmul(term, x, out=scratch)
        np.divide(scratch, k, out=term)
        total += term
    for _ in range(3):
        np.matmul(total, total, out=scratch)
        total[...] = scratch
    return np.log(np.sum(total**2))


@program(B, np.arange(1.0, 6.0))
def horner_and_vandermonde(c, x):
    v = np.empty((len(x), len(c)))
    v[:, 0] = 1.0
    for j in range(1, len(c)):
        v[:, j] = v[:, j - 1] * x * 0.3
    p = np.zeros_like(x)
    for ck in c[::-1]:
        p *= 0.3 * x
        p += ck
    return np.sum((v @ c) * p)


@program(rng.normal(size=(4, 4)))
def symmetrised_by_views(a):
    upper, lower = a, a.T
    upper += lower.copy()
    a.T[0, 1] *= 2.0
    diagonal = a.reshape(-1)[::5]
    diagonal -= 1.0
    return np.sum(a**2) + np.trace(a)
