"""Programs that JAX takes too: the same text, with its own NumPy. Arguments are made from lists."""

from __future__ import annotations

import numpy as np

X = [0.3, -1.2, 2.0]
Y = [1.1, 0.4, -0.6]
M = [[1.0, 0.2, -0.4], [0.2, 1.5, 0.3], [-0.4, 0.3, 2.0]]
Z = [[0.3, 0.5], [-1.2, 0.7], [0.8, -0.1]]  # complex numbers: real part, imaginary part
W = [[1.0, -0.2], [0.4, 0.9], [-0.3, 0.6]]


def rosenbrock(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def log_density(x, m):
    diff = x - np.mean(x)
    return -0.5 * diff @ np.linalg.solve(m, diff) - 0.5 * np.linalg.slogdet(m)[1]


def network(w, x):
    h = np.tanh(w @ x)
    return np.log(np.sum(np.exp(w.T @ h)))


def unrolled(x, y):
    for i in range(4):
        x = np.sin(x) * y[i % 3] + 0.5 * x**2
    return np.sum(x * y)


def branching(x):
    total = 0.0
    for v in x:
        total = total + np.where(v > 0, v**3, np.cos(v))
    return total * x[0]


def ratios(x, y):
    return np.sum(x / (1.0 + y**2)) * np.prod(x) + np.linalg.norm(y)


def shapes(x, y):
    table = np.outer(x, y) + np.stack([x, y, x * y])
    return np.sum(table.T[1:] ** 2) + np.max(np.concatenate([x, y])) ** 3


SCALARS = {
    "rosenbrock": (rosenbrock, ["X"]),
    "log_density": (log_density, ["X", "M"]),
    "network": (network, ["M", "X"]),
    "unrolled": (unrolled, ["X", "Y"]),
    "branching": (branching, ["X"]),
    "ratios": (ratios, ["X", "Y"]),
    "shapes": (shapes, ["X", "Y"]),
}


def wave(x, y):
    return np.sin(x) * y[::-1] + np.cumsum(x * y)


def solved(x, m):
    return np.linalg.solve(m + np.outer(x, x), x)


def spread(x, y):
    return np.exp(-((x[:, None] - y[None, :]) ** 2))


VECTORS = {
    "wave": (wave, ["X", "Y"]),
    "solved": (solved, ["X", "M"]),
    "spread": (spread, ["X", "Y"]),
}


def modulus(z):
    return np.sum(np.abs(z) ** 2 * np.real(z))


def phases(z):
    return np.sum(np.angle(z) * np.abs(z))


def projected(z, w):
    return np.real(np.vdot(z, w) * np.sum(z * w)) + np.imag(np.sum(z**3))


def spectrum(x):
    return np.sum(np.abs(np.fft.fft(x * np.exp(1j * x))) ** 2)


def through_complex(x, y):
    z = x + 1j * y
    return np.sum(np.real(z * np.conj(np.exp(z))) + np.imag(1.0 / z))


COMPLEX_TO_REAL = {
    "modulus": (modulus, ["Z"]),
    "phases": (phases, ["Z"]),
    "projected": (projected, ["Z", "W"]),
    "spectrum": (spectrum, ["X"]),
    "through_complex": (through_complex, ["X", "Y"]),
}


def holomorphic(z):
    return np.exp(z) * z[::-1] + 1.0 / (z + 3.0)


def mixed(z):
    return np.conj(z) * np.abs(z) + 1j * np.real(z) ** 2


def from_real(x):
    return np.exp(1j * x) * x[::-1]


COMPLEX_VALUED = {
    "holomorphic": (holomorphic, ["Z"]),
    "mixed": (mixed, ["Z"]),
    "from_real": (from_real, ["X"]),
}


def arguments(names, as_array):
    """The arrays that a program is called with; ``as_array`` makes one of a list."""
    table = {"X": X, "Y": Y, "M": M}
    pairs = {"Z": Z, "W": W}
    found = []
    for name in names:
        if name in table:
            found.append(as_array(table[name]))
        else:
            found.append(as_array([complex(a, b) for a, b in pairs[name]]))
    return found


def direction(name, like):
    """Some tangent or cotangent for a program's argument or value, the same everywhere."""
    like = np.asarray(like)
    flat = [((7 * i + len(name)) % 11 - 4) / 5.0 for i in range(like.size)]
    if like.dtype.kind == "c":
        flat = [complex(v, ((3 * i + 1) % 7 - 2) / 4.0) for i, v in enumerate(flat)]
    return flat
