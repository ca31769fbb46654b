"""Fluids, waves and reactions on grids; finite elements; multigrid."""

from __future__ import annotations

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(2)


def build_source(b, rho, dt, u, v, dx, dy):
    b[1:-1, 1:-1] = rho * (
        ((u[1:-1, 2:] - u[1:-1, :-2]) / (2 * dx) + (v[2:, 1:-1] - v[:-2, 1:-1]) / (2 * dy)) / dt
        - ((u[1:-1, 2:] - u[1:-1, :-2]) / (2 * dx)) ** 2
        - 2 * ((u[2:, 1:-1] - u[:-2, 1:-1]) / (2 * dy) * (v[1:-1, 2:] - v[1:-1, :-2]) / (2 * dx))
        - ((v[2:, 1:-1] - v[:-2, 1:-1]) / (2 * dy)) ** 2
    )
    return b


def pressure(p, dx, dy, b, sweeps):
    for _ in range(sweeps):
        pn = p.copy()
        p[1:-1, 1:-1] = (
            (pn[1:-1, 2:] + pn[1:-1, :-2]) * dy**2 + (pn[2:, 1:-1] + pn[:-2, 1:-1]) * dx**2
        ) / (2 * (dx**2 + dy**2)) - dx**2 * dy**2 / (2 * (dx**2 + dy**2)) * b[1:-1, 1:-1]
        p[:, -1] = p[:, -2]
        p[0, :] = p[1, :]
        p[:, 0] = p[:, 1]
        p[-1, :] = 0
    return p


@program(1.0, 0.1, 1.0, 6, 3)
def lid_driven_cavity(lid, nu, rho, n, steps):
    u, v, p, b = (np.zeros((n, n)) for _ in range(4))
    dx = dy = 2.0 / (n - 1)
    dt = 0.01
    for _ in range(steps):
        un, vn = u.copy(), v.copy()
        b = build_source(b, rho, dt, u, v, dx, dy)
        p = pressure(p, dx, dy, b, 3)
        u[1:-1, 1:-1] = (
            un[1:-1, 1:-1]
            - un[1:-1, 1:-1] * dt / dx * (un[1:-1, 1:-1] - un[1:-1, :-2])
            - vn[1:-1, 1:-1] * dt / dy * (un[1:-1, 1:-1] - un[:-2, 1:-1])
            - dt / (2 * rho * dx) * (p[1:-1, 2:] - p[1:-1, :-2])
            + nu * dt / dx**2 * (un[1:-1, 2:] - 2 * un[1:-1, 1:-1] + un[1:-1, :-2])
            + nu * dt / dy**2 * (un[2:, 1:-1] - 2 * un[1:-1, 1:-1] + un[:-2, 1:-1])
        )
        v[1:-1, 1:-1] = (
            vn[1:-1, 1:-1]
            - un[1:-1, 1:-1] * dt / dx * (vn[1:-1, 1:-1] - vn[1:-1, :-2])
            - vn[1:-1, 1:-1] * dt / dy * (vn[1:-1, 1:-1] - vn[:-2, 1:-1])
            - dt / (2 * rho * dy) * (p[2:, 1:-1] - p[:-2, 1:-1])
            + nu * dt / dx**2 * (vn[1:-1, 2:] - 2 * vn[1:-1, 1:-1] + vn[1:-1, :-2])
            + nu * dt / dy**2 * (vn[2:, 1:-1] - 2 * vn[1:-1, 1:-1] + vn[:-2, 1:-1])
        )
        u[0, :] = 0
        u[:, 0] = 0
        u[:, -1] = 0
        u[-1, :] = lid
        v[0, :] = v[-1, :] = 0
        v[:, 0] = v[:, -1] = 0
    return np.sum(u**2) + np.sum(v**2) + np.sum(p)


@program(1.0 + 0.2 * rng.uniform(size=10), 9.8, 0.01, 5)
def shallow_water(height, gravity, dt, steps):
    """Lax-Friedrichs; the state is one matrix whose rows are views."""
    q = np.zeros((2, len(height)))
    h, momentum = q
    h[:] = height
    flux = np.zeros_like(q)
    for _ in range(steps):
        flux[0] = momentum
        flux[1] = momentum**2 / h + 0.5 * gravity * h**2
        old = q.copy()
        q[:, 1:-1] = 0.5 * (old[:, 2:] + old[:, :-2]) - 0.5 * dt * (flux[:, 2:] - flux[:, :-2])
        q[:, 0] = q[:, 1]
        q[:, -1] = q[:, -2]
        momentum[0] *= -1.0
        momentum[-1] *= -1.0
    return np.sum(h**2) + np.sum(momentum**2)


@program(rng.uniform(0.4, 1.0, size=(5, 5)), rng.uniform(0.0, 0.3, size=(5, 5)), 0.04, 0.06, 4)
def gray_scott(u, v, feed, kill, steps):
    def laplacian(z, out):
        out[:] = -4.0 * z
        out += np.roll(z, 1, 0)
        out += np.roll(z, -1, 0)
        out += np.roll(z, 1, 1)
        out += np.roll(z, -1, 1)
        return out

    lap = np.empty_like(u)
    for _ in range(steps):
        reaction = u * v * v
        u += 0.16 * laplacian(u, lap) - reaction + feed * (1.0 - u)
        v += 0.08 * laplacian(v, lap) + reaction - (feed + kill) * v
    return np.sum(v**2)


@program(np.linspace(1.0, 2.0, 12), 0.5, 8)
def maxwell_1d(permittivity, courant, steps):
    """Yee's scheme: two staggered fields, a hard source, the field recorded at a probe."""
    e = np.zeros(len(permittivity))
    h = np.zeros(len(permittivity) - 1)
    probe = []
    for n in range(steps):
        h += courant * (e[1:] - e[:-1])
        e[1:-1] += courant / permittivity[1:-1] * (h[1:] - h[:-1])
        e[2] += np.exp(-((n - 3.0) ** 2) / 4.0)
        probe.append(e[6])
    return np.sum(np.array(probe) ** 2)


@program(rng.uniform(1.0, 2.0, size=7), rng.normal(size=8))
def finite_elements_assembled(stiffness, load):
    """A bar of linear elements: the matrix is assembled by `np.add.at`."""
    n = len(stiffness) + 1
    k = np.zeros((n, n))
    nodes = np.stack([np.arange(n - 1), np.arange(1, n)], axis=1)
    local = np.array([[1.0, -1.0], [-1.0, 1.0]])
    blocks = stiffness[:, None, None] * local
    np.add.at(k, (nodes[:, :, None], nodes[:, None, :]), blocks)
    f = load.copy()
    k[0, :] = 0.0
    k[:, 0] = 0.0
    k[0, 0] = 1.0
    f[0] = 0.0
    u = np.linalg.solve(k, f)
    return f @ u


@program(np.array([[0.0, 0.0], [1.0, 0.1], [2.0, 0.0], [0.9, 1.0]]), np.full(5, 1.3), 0.4)
def truss(points, areas, force):
    """Element after element is added to the matrix by a block of index arrays."""
    bars = [(0, 1), (1, 2), (0, 3), (1, 3), (2, 3)]
    k = np.zeros((8, 8))
    for (i, j), area in zip(bars, areas):
        d = points[j] - points[i]
        length = np.sqrt(d @ d)
        c = d / length
        block = area / length * np.outer(c, c)
        a, b = [2 * i, 2 * i + 1], [2 * j, 2 * j + 1]
        k[np.ix_(a, a)] += block
        k[np.ix_(b, b)] += block
        k[np.ix_(a, b)] -= block
        k[np.ix_(b, a)] -= block
    free = [2, 3, 6, 7]
    f = np.zeros(8)
    f[7] = -force
    f[6] += 0.5 * force
    u = np.zeros(8)
    u[free] = np.linalg.solve(k[np.ix_(free, free)], f[free])
    return f @ u


def smooth(u, f, sweeps):
    for _ in range(sweeps):
        u[1:-1] += 0.6 * (0.5 * (u[2:] + u[:-2] + f[1:-1]) - u[1:-1])


def v_cycle(u, f):
    if len(u) <= 3:
        u[1] = 0.5 * f[1]
        return
    smooth(u, f, 2)
    residual = np.zeros_like(u)
    residual[1:-1] = f[1:-1] - (2.0 * u[1:-1] - u[2:] - u[:-2])
    coarse = np.zeros(len(u) // 2 + 1)
    right = np.zeros_like(coarse)
    right[1:-1] = residual[1:-2:2] + 2.0 * residual[2:-1:2] + residual[3::2]
    v_cycle(coarse, right)
    u[::2] += coarse
    u[1::2] += 0.5 * (coarse[:-1] + coarse[1:])
    smooth(u, f, 2)


@program(rng.normal(size=9))
def multigrid(f):
    u = np.zeros_like(f)
    for _ in range(2):
        v_cycle(u, f)
    return np.sum(u**2)


@program(rng.uniform(0.5, 1.5, size=8), 0.3, 4)
def upwind_advection(u, speed, steps):
    """The side that is taken depends on the sign of the speed."""
    change = np.empty_like(u)
    for _ in range(steps):
        if speed > 0:
            change[1:] = u[1:] - u[:-1]
            change[0] = u[0] - u[-1]
        else:
            change[:-1] = u[1:] - u[:-1]
            change[-1] = u[0] - u[-1]
        np.multiply(change, speed, out=change)
        np.subtract(u, change, out=u)
    return np.sum(u**3)


@program(rng.normal(size=(5, 5)), rng.normal(size=(5, 5)), 3)
def advection_both_ways(phi, velocity, steps):
    for _ in range(steps):
        left = np.zeros_like(phi)
        right = np.zeros_like(phi)
        left[:, 1:] = phi[:, 1:] - phi[:, :-1]
        right[:, :-1] = phi[:, 1:] - phi[:, :-1]
        phi -= 0.1 * np.where(velocity > 0, velocity * left, velocity * right)
    return np.sum(phi**2)
