"""Partial differential equations: finite differences written in place."""

from __future__ import annotations

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(1)


@program(rng.normal(size=12), 0.2, 8)
def heat_1d_explicit(u0, alpha, steps):
    u = u0.copy()
    for _ in range(steps):
        u[1:-1] += alpha * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u**2)


@program(rng.uniform(0.5, 1.0, size=12), rng.uniform(0.5, 1.5, size=11), 0.1, 6)
def heat_1d_conductivity(u, k, dt, steps):
    """Overwrites its argument; flux form, insulated on the left and held on the right."""
    flux = np.zeros(len(u) + 1)
    for _ in range(steps):
        flux[1:-1] = -k * (u[1:] - u[:-1])
        u -= dt * (flux[1:] - flux[:-1])
        u[-1] = 1.0
    return u[0] + np.mean(u**2)


def thomas(lower, diagonal, upper, right):
    """Solves a tridiagonal system; overwrites the diagonal and the right-hand side."""
    n = len(diagonal)
    for i in range(1, n):
        w = lower[i - 1] / diagonal[i - 1]
        diagonal[i] -= w * upper[i - 1]
        right[i] -= w * right[i - 1]
    right[-1] /= diagonal[-1]
    for i in range(n - 2, -1, -1):
        right[i] = (right[i] - upper[i] * right[i + 1]) / diagonal[i]


@program(rng.normal(size=8), 0.7, 4)
def heat_1d_implicit(u0, r, steps):
    n = len(u0)
    u = u0.copy()
    for _ in range(steps):
        lower = np.full(n - 1, -r)
        upper = np.full(n - 1, -r)
        diagonal = np.full(n, 1.0 + 2.0 * r)
        thomas(lower, diagonal, upper, u)
    return np.sum(u * np.arange(n))


@program(rng.normal(size=9), 0.4, 3)
def heat_1d_crank_nicolson(u, r, steps):
    n = u.size
    a = np.zeros((n, n))
    b = np.zeros((n, n))
    a[0, 0] = a[-1, -1] = b[0, 0] = b[-1, -1] = 1.0
    for i in range(1, n - 1):
        a[i, i - 1 : i + 2] = -0.5 * r, 1.0 + r, -0.5 * r
        b[i, i - 1 : i + 2] = 0.5 * r, 1.0 - r, 0.5 * r
    for _ in range(steps):
        u[:] = np.linalg.solve(a, b @ u)
    return u @ u


@program(rng.normal(size=(6, 7)), 0.15, 5)
def heat_2d(u0, alpha, steps):
    u, new = u0.copy(), u0.copy()
    for _ in range(steps):
        new[1:-1, 1:-1] = u[1:-1, 1:-1] + alpha * (
            u[2:, 1:-1] + u[:-2, 1:-1] + u[1:-1, 2:] + u[1:-1, :-2] - 4.0 * u[1:-1, 1:-1]
        )
        u, new = new, u
    return np.sum(u**3)


@program(rng.normal(size=(4, 5, 4)), 0.1, 3)
def heat_3d(a, c, steps):
    b = np.zeros_like(a)
    for _ in range(steps):
        b[1:-1, 1:-1, 1:-1] = (
            c * (a[2:, 1:-1, 1:-1] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[:-2, 1:-1, 1:-1])
            + c * (a[1:-1, 2:, 1:-1] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[1:-1, :-2, 1:-1])
            + c * (a[1:-1, 1:-1, 2:] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[1:-1, 1:-1, :-2])
            + a[1:-1, 1:-1, 1:-1]
        )
        a[1:-1, 1:-1, 1:-1] = b[1:-1, 1:-1, 1:-1]
    return np.sum(a**2)


@program(rng.normal(size=(5, 6)), 0.3, 2)
def heat_2d_alternating_directions(u, r, steps):
    """Implicit in one direction and then in the other; rows and columns are solved in place."""
    rows, columns = u.shape
    for _ in range(steps):
        for i in range(rows):
            d = np.full(columns, 1.0 + 2.0 * r)
            thomas(np.full(columns - 1, -r), d, np.full(columns - 1, -r), u[i])
        for j in range(columns):
            d = np.full(rows, 1.0 + 2.0 * r)
            thomas(np.full(rows - 1, -r), d, np.full(rows - 1, -r), u[:, j])
    return np.sum(np.sin(u))


@program(rng.normal(size=12), 0.6, 9)
def wave_1d(u0, courant, steps):
    previous = u0.copy()
    current = u0.copy()
    following = np.empty_like(u0)
    c2 = courant**2
    for _ in range(steps):
        following[1:-1] = (
            2.0 * current[1:-1]
            - previous[1:-1]
            + c2 * (current[2:] - 2.0 * current[1:-1] + current[:-2])
        )
        following[0] = following[-1] = 0.0
        previous, current, following = current, following, previous
    return np.sum(current**2)


@program(
    rng.uniform(0.3, 0.5, size=(7, 7)),
    rng.normal(size=10) * 0.1,
    np.sin(np.arange(10.0)),
    wrt=(0, 2),
)
def wave_2d_seismogram(velocity, observed, wavelet):
    """The misfit of one receiver's record, as in full-waveform inversion."""
    p = np.zeros((3, *velocity.shape))
    record = np.zeros(len(wavelet))
    for n in range(len(wavelet)):
        old, now, new = p[(n - 1) % 3], p[n % 3], p[(n + 1) % 3]
        lap = np.zeros_like(now)
        lap[1:-1, 1:-1] = now[2:, 1:-1] + now[:-2, 1:-1] + now[1:-1, 2:] + now[1:-1, :-2]
        lap[1:-1, 1:-1] -= 4.0 * now[1:-1, 1:-1]
        new[:] = 2.0 * now - old + velocity**2 * lap
        new[3, 3] += wavelet[n]
        record[n] = new[3, 5]
    return 0.5 * np.sum((record - observed) ** 2)


@program(rng.normal(size=(4, 4, 4)), 0.3, 3)
def wave_3d(u0, c, steps):
    u = u0.copy()
    v = np.zeros_like(u)
    acceleration = np.zeros_like(u)
    for _ in range(steps):
        acceleration[...] = -6.0 * u
        for axis in range(3):
            acceleration += np.roll(u, 1, axis) + np.roll(u, -1, axis)
        v += c * acceleration
        u += c * v
    return np.sum(u * u) + np.sum(v * v)


@program(1.0 + 0.5 * np.sin(np.arange(12.0)), 0.1, 0.05, 6)
def burgers(u, dt, nu, steps):
    for _ in range(steps):
        old = u.copy()
        u[1:-1] = (
            old[1:-1]
            - dt * old[1:-1] * (old[1:-1] - old[:-2])
            + nu * (old[2:] - 2.0 * old[1:-1] + old[:-2])
        )
        u[0] = u[-2]
        u[-1] = u[1]
    return np.sum(u**2)


@program(rng.normal(size=(6, 6)), 3)
def gauss_seidel(f, sweeps):
    n, m = f.shape
    u = np.zeros((n, m))
    for _ in range(sweeps):
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                u[i, j] = 0.25 * (u[i + 1, j] + u[i - 1, j] + u[i, j + 1] + u[i, j - 1] - f[i, j])
    return np.sum(u**2)


@program(rng.normal(size=(6, 6)), 4)
def seidel_9_points(a, steps):
    n = a.shape[0]
    for _ in range(steps):
        for i in range(1, n - 1):
            a[i, 1:-1] += (
                a[i - 1, :-2] + a[i - 1, 1:-1] + a[i - 1, 2:] + a[i, 2:] + a[i + 1, :-2]
                + a[i + 1, 1:-1] + a[i + 1, 2:]
            )  # fmt: skip
            for j in range(1, n - 1):
                a[i, j] += a[i, j - 1]
                a[i, j] /= 9.0
    return np.sum(a**2)


@program(rng.normal(size=10), 1.4, 5)
def successive_overrelaxation(f, omega, sweeps):
    u = np.zeros(len(f) + 2)
    for _ in range(sweeps):
        for colour in (1, 2):
            here = u[colour:-1:2]
            here += omega * (
                0.5 * (u[colour - 1 : -2 : 2] + u[colour + 1 :: 2] - f[colour - 1 :: 2]) - here
            )
    return np.sum(u[1:-1] ** 2)


@program(rng.normal(size=8))
def jacobi_until_converged(f):
    u = np.zeros_like(f)
    while True:
        new = u.copy()
        new[1:-1] = 0.4 * (u[2:] + u[:-2] + f[1:-1])
        change = np.max(np.abs(new - u))
        u[:] = new
        if change < 1e-14:
            break
    return np.sum(u**2)
