"""Recover how well each point of a plate conducts heat, from measured temperatures.

The solver writes in place; its gradient comes from s2s, the optimiser is SciPy's L-BFGS. The
measurements are simulated: five heaters, one after the other, each with two noisy thermal images.
"""

import argparse

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import minimize
from tqdm import tqdm

import s2s

N, NOISE = 20, 0.005
HEATERS = [(4, 4), (4, 15), (15, 4), (15, 15), (10, 10)]


def images_of(conductivity, heater, steps):
    """Thermal images of a plate with cold edges, by explicit finite differences."""
    u = np.zeros((N, N))
    down, right, images = np.zeros((N + 1, N)), np.zeros((N, N + 1)), np.zeros((2, N, N))
    k_down = 0.5 * (conductivity[1:] + conductivity[:-1])
    k_right = 0.5 * (conductivity[:, 1:] + conductivity[:, :-1])
    for step in range(1, steps + 1):
        down[1:-1] = k_down * (u[1:] - u[:-1])
        right[:, 1:-1] = k_right * (u[:, 1:] - u[:, :-1])
        u += 0.1 * (down[1:] - down[:-1] + right[:, 1:] - right[:, :-1])
        u[heater] += 0.3
        u[0, :] = u[-1, :] = u[:, 0] = u[:, -1] = 0.0
        if step % (steps // 2) == 0:
            images[step // (steps // 2) - 1] = u
    return images


def misfit(logarithm, measured, steps):
    """Squared differences in units of the noise; a rough field costs a little."""
    conductivity = np.exp(logarithm)
    total = 0.02 * (np.sum(np.diff(logarithm, axis=0) ** 2) + np.sum(np.diff(logarithm) ** 2))
    for heater, images in zip(HEATERS, measured, strict=True):
        total += np.mean((images_of(conductivity, heater, steps) - images) ** 2) / NOISE**2
    return total


def main(iterations, picture, steps=150):
    y, x = np.mgrid[0:N, 0:N] / (N - 1.0)
    truth = 1.0 + 0.8 * np.exp(-((x - 0.3) ** 2 + (y - 0.35) ** 2) / 0.03)
    truth[(np.abs(x - 0.7) < 0.12) & (np.abs(y - 0.65) < 0.2)] = 0.4
    measured = np.array([images_of(truth, heater, steps) for heater in HEATERS])
    measured += NOISE * np.random.default_rng(0).normal(size=measured.shape)
    with_gradient = s2s.value_and_grad(misfit)

    def objective(flat):
        value, gradient = with_gradient(flat.reshape(N, N), measured, steps)
        return value, gradient.ravel()

    with tqdm(total=iterations, desc="L-BFGS") as bar:
        found = minimize(objective, np.zeros(N * N), jac=True, method="L-BFGS-B",
                         options={"maxiter": iterations}, callback=lambda _: bar.update())  # fmt: skip
    result = np.exp(found.x.reshape(N, N))
    error, before = np.mean(np.abs(result - truth)), np.mean(np.abs(1.0 - truth))
    print(f"mean error of the conductivity: {before:.3f} at the start, {error:.3f} found")
    figure, axes = plt.subplots(1, 3, figsize=(11, 3.4), layout="constrained")
    for axis, title, field in zip(
        axes, ("truth", "start", "found"), (truth, truth**0, result), strict=True
    ):
        axis.set_title(title)
        image = axis.imshow(field, vmin=0.3, vmax=1.8)
    figure.colorbar(image, ax=axes, label="conductivity")
    figure.savefig(picture)
    return before, error


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--iterations", type=int, default=60)
    main(parser.parse_args().iterations, "heat.png")
