"""Fit the noise of a Kalman filter to the flow of the Nile, measured every year from 1871 to 1970.

The filter is a class that keeps its state; s2s differentiates the likelihood that it adds up, and
SciPy's L-BFGS finds the variances. The data come with statsmodels. Saves a picture.
"""

import math

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import minimize
from statsmodels.datasets import nile
from tqdm import tqdm

import s2s


class LocalLevel:
    """A level that wanders, measured with noise; predicts, and learns from each measurement."""

    def __init__(self, level_variance, noise_variance):
        self.level_variance = level_variance
        self.noise_variance = noise_variance
        self.levels = []

    def start(self, measured):
        """The first measurement is all that is known."""
        self.level, self.variance = measured, self.noise_variance
        self.levels.append(self.level)
        self.log_likelihood = 0.0

    def update(self, measured):
        """One year: predict, compare, correct."""
        self.variance += self.level_variance
        surprise, spread = measured - self.level, self.variance + self.noise_variance
        gain = self.variance / spread
        self.level += gain * surprise
        self.variance *= 1.0 - gain
        self.levels.append(self.level)
        self.log_likelihood -= 0.5 * (math.log(2 * math.pi * spread) + surprise**2 / spread)


def run(level_variance, noise_variance, flow):
    """The filter after the whole series."""
    kalman = LocalLevel(level_variance, noise_variance)
    kalman.start(flow[0])
    for measured in flow[1:]:
        kalman.update(measured)
    return kalman


def negative_log_likelihood(logarithms, flow):
    """What is minimised; the variances are positive, so their logarithms are sought."""
    return -run(math.exp(logarithms[0]), math.exp(logarithms[1]), flow).log_likelihood


def main(picture):
    data = nile.load_pandas().data
    flow = data["volume"].tolist()
    with_gradient = s2s.value_and_grad(negative_log_likelihood)
    with tqdm(desc="L-BFGS") as bar:
        found = minimize(with_gradient, np.log([500.0, 500.0]), (flow,), jac=True, tol=1e-10,
                         method="L-BFGS-B", callback=lambda _: bar.update())  # fmt: skip
    level_variance, noise_variance = (float(v) for v in np.exp(found.x))
    print(f"variance of the level {level_variance:.0f}, of the measurements {noise_variance:.0f}")
    plt.figure(figsize=(8, 3), layout="constrained")
    plt.plot(data["year"], flow, ".", label="measured")
    plt.plot(data["year"], run(level_variance, noise_variance, flow).levels, label="filtered")
    plt.ylabel("flow, 10⁸ m³ a year")
    plt.legend()
    plt.savefig(picture)
    return level_variance, noise_variance


if __name__ == "__main__":
    main("nile.png")
