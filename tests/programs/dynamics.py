"""Bodies, oscillators, spins and control."""

from __future__ import annotations

import math

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(7)
BODIES = rng.normal(size=(3, 3))


@program(BODIES, np.array([1.0, 0.5, 0.8]), 0.02, 4)
def n_body_pairs(position, mass, dt, steps):
    """Newton's third law: each pair is visited once and both rows are updated."""
    p = position.copy()
    v = np.zeros_like(p)
    for _ in range(steps):
        for i in range(len(p)):
            for j in range(i + 1, len(p)):
                d = p[i] - p[j]
                mag = dt / (np.dot(d, d) + 0.1) ** 1.5
                v[i] -= d * mass[j] * mag
                v[j] += d * mass[i] * mag
        for body, speed in zip(p, v):
            body += dt * speed
    return np.sum(p[0] * p[1]) + np.sum(v**2)


class LennardJones:
    """Velocity Verlet of a small cluster; holds its state and a trajectory."""

    def __init__(self, position, epsilon, sigma):
        self.x = position.copy()
        self.v = np.zeros_like(position)
        self.epsilon = epsilon
        self.sigma = sigma
        self.potential = 0.0
        self.trajectory = []
        self.f = np.zeros_like(position)

    def forces(self):
        self.f[...] = 0.0
        self.potential = 0.0
        n = len(self.x)
        for i in range(n):
            for j in range(i):
                d = self.x[i] - self.x[j]
                s6 = (self.sigma**2 / (d @ d)) ** 3
                self.potential += 4.0 * self.epsilon * (s6 * s6 - s6)
                force = 24.0 * self.epsilon * (2.0 * s6 * s6 - s6) / (d @ d) * d
                self.f[i] += force
                self.f[j] -= force

    def step(self, dt):
        self.v += 0.5 * dt * self.f
        self.x += dt * self.v
        self.forces()
        self.v += 0.5 * dt * self.f
        self.trajectory.append(self.x.copy())


@program(np.array([[0.0, 0.0], [1.2, 0.1], [0.5, 1.1]]), 1.0, 1.0, 4)
def molecular_dynamics(position, epsilon, sigma, steps):
    system = LennardJones(position, epsilon, sigma)
    system.forces()
    for _ in range(steps):
        system.step(0.01)
    path = np.stack(system.trajectory)
    return system.potential + np.sum(path[-1] * path[0])


def pendulum(state, lengths):
    a, b, wa, wb = state
    d = a - b
    m = 3.0 - math.cos(2.0 * d)
    out = np.empty(4)
    out[0], out[1] = wa, wb
    out[2] = (-3 * 9.8 * math.sin(a) / lengths[0] - math.sin(d) * (wb**2 + wa**2 * math.cos(d))) / m
    out[3] = (2 * math.sin(d) * (2 * wa**2 + 9.8 * math.cos(a) + wb**2 * math.cos(d))) / m
    out[3] /= lengths[1]
    return out


@program(np.array([0.5, -0.3, 0.1, 0.2]), np.array([1.0, 1.3]), 0.02, 6)
def runge_kutta_pendulum(state, lengths, dt, steps):
    k = np.zeros((4, 4))
    history = [state.copy()]
    for _ in range(steps):
        k[0] = pendulum(state, lengths)
        k[1] = pendulum(state + 0.5 * dt * k[0], lengths)
        k[2] = pendulum(state + 0.5 * dt * k[1], lengths)
        k[3] = pendulum(state + dt * k[2], lengths)
        state += dt / 6.0 * (k[0] + 2.0 * k[1] + 2.0 * k[2] + k[3])
        history.append(state.copy())
    return np.sum(np.array(history)[:, 0] ** 2)


@program(rng.uniform(-math.pi, math.pi, size=(4, 4)), 0.8, 0.3)
def spin_energy_periodic(angles, coupling, field):
    """The XY model on a torus; the index wraps."""
    n, m = angles.shape
    energy = 0.0
    for i in range(n):
        for j in range(m):
            right = angles[i, (j + 1) % m]
            down = angles[(i + 1) % n, j]
            energy -= coupling * (math.cos(angles[i, j] - right) + math.cos(angles[i, j] - down))
            energy -= field * math.cos(angles[i, j])
    return energy


@program(rng.uniform(-1.0, 1.0, size=(4, 4)), 0.5, 3)
def mean_field_spins(spins, beta, sweeps):
    s = spins
    for sweep in range(sweeps):
        for parity in (0, 1):
            for i in range(4):
                for j in range((i + parity) % 2, 4, 2):
                    total = s[i - 1, j] + s[(i + 1) % 4, j] + s[i, j - 1] + s[i, (j + 1) % 4]
                    s[i, j] = math.tanh(beta * total)
    return np.sum(s**2) - np.sum(s * np.roll(s, 1, axis=0))


@program(np.array([1.0, 0.5]), np.array([0.8, 0.4, 0.3, 0.6]), 0.1, 10)
def lotka_volterra(start, parameters, dt, steps):
    a, b, c, d = parameters
    path = np.zeros((steps + 1, 2))
    path[0] = start
    for i in range(steps):
        prey, predator = path[i]
        path[i + 1, 0] = prey + dt * (a * prey - b * prey * predator)
        path[i + 1, 1] = predator + dt * (c * prey * predator - d * predator)
    return np.sum(np.log(path))


@program(rng.normal(size=(5, 2)), 20.0, 0.3, 4)
def cloth_of_springs(points, stiffness, rest, steps):
    x = points.copy()
    v = np.zeros_like(x)
    a, b = np.array([0, 1, 2, 3, 0]), np.array([1, 2, 3, 4, 2])
    force = np.zeros_like(x)
    for _ in range(steps):
        force.fill(0.0)
        force[:, 1] -= 9.8
        d = x[b] - x[a]
        length = np.sqrt((d**2).sum(axis=1, keepdims=True))
        pull = stiffness * (length - rest) * d / length
        np.add.at(force, a, pull)
        np.subtract.at(force, b, pull)
        v += 0.01 * force
        v *= 0.99
        v[0] = 0.0
        x += 0.01 * v
    return np.sum(x**2)


@program(np.column_stack([np.arange(5.0), 0.1 * rng.normal(size=5)]), 0.9, 3)
def verlet_rope(points, length, steps):
    old = points.copy()
    pos = points
    for _ in range(steps):
        kept = pos.copy()
        pos += 0.9 * (pos - old)
        pos[:, 1] -= 0.05
        old[:] = kept
        for _ in range(2):
            for i in range(len(pos) - 1):
                p, q = pos[i], pos[i + 1]
                d = q - p
                distance = np.linalg.norm(d)
                correction = 0.5 * (1.0 - length / distance) * d
                p += correction
                q -= correction
        pos[0] = 0.0
    return np.sum(pos**2)


class Cart:
    """A cart with a pole under control; the state is a list that is overwritten."""

    def __init__(self, mass, length):
        self.mass, self.length = mass, length
        self.state = [0.0, 0.0, 0.1, 0.0]
        self.cost = 0.0

    def step(self, force, dt=0.05):
        x, v, angle, rate = self.state
        s, c = math.sin(angle), math.cos(angle)
        push = (force + self.mass * self.length * rate**2 * s) / (1.0 + self.mass)
        acceleration = (9.8 * s - c * push) / (
            self.length * (4 / 3 - self.mass * c**2 / (1 + self.mass))
        )
        self.state[0] = x + dt * v
        self.state[1] = v + dt * (push - self.mass * self.length * acceleration * c)
        self.state[2] += dt * rate
        self.state[3] += dt * acceleration
        self.cost += self.state[2] ** 2 + 0.1 * self.state[0] ** 2 + 0.01 * force**2


@program(rng.normal(size=6), 0.3, 0.7)
def cart_pole(controls, mass, length):
    cart = Cart(mass, length)
    for force in controls:
        cart.step(force)
    return cart.cost


@program(np.array([0.3, -0.4, 0.8]), np.array([1.0, 0.8, 0.5]), np.array([1.2, 0.6]))
def robot_arm(angles, lengths, target):
    frames = [np.eye(3)]
    for angle, length in zip(angles, lengths):
        joint = np.eye(3)
        joint[0, 0] = joint[1, 1] = math.cos(angle)
        joint[0, 1], joint[1, 0] = -math.sin(angle), math.sin(angle)
        joint[:2, 2] = joint[:2, 0] * length
        frames.append(frames[-1] @ joint)
    tip = frames[-1][:2, 2]
    tip -= target
    return tip @ tip + frames[1][0, 2]


@program(0.3, np.array([0.3, 0.05, 0.6]), 12)
def hodgkin_huxley(current, gates, steps):
    v = -0.4
    trace = np.empty(steps)
    for t in range(steps):
        m, n, h = gates
        v += 0.05 * (current - 1.2 * m**3 * h * (v - 0.5) - 0.36 * n**4 * (v + 0.77) - 0.1 * v)
        gates[0] += 0.1 * (1.0 / (1.0 + math.exp(-8.0 * (v + 0.4))) - m)
        gates[1] += 0.05 * (1.0 / (1.0 + math.exp(-6.0 * (v + 0.5))) - n)
        gates[2] += 0.05 * (1.0 / (1.0 + math.exp(7.0 * (v + 0.6))) - h)
        trace[t] = v
    return np.sum(trace**2)


def accelerations(position, mass, out):
    out[:] = 0.0
    for i in range(len(mass)):
        for j in range(len(mass)):
            if i != j:
                d = position[j] - position[i]
                r2 = d @ d + 0.05
                out[i] += mass[j] * d / (r2 * math.sqrt(r2))


@program(BODIES, 0.1 * rng.normal(size=(3, 3)), np.array([1.0, 0.5, 0.8]), 0.05, 5)
def n_body_leapfrog(position, velocity, mass, dt, steps):
    """Overwrites the positions and velocities handed in."""
    a = np.empty_like(position)
    accelerations(position, mass, a)
    for _ in range(steps):
        velocity += 0.5 * dt * a
        position += dt * velocity
        accelerations(position, mass, a)
        velocity += 0.5 * dt * a
    return np.sum(position**2) + np.sum(mass[:, None] * velocity**2)
