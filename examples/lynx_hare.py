"""Fit the equations of predator and prey to pelts of lynx and hare, traded from 1900 to 1920.

Lotka and Volterra: h' = a h - b h p, p' = d h p - c p, solved by Runge-Kutta in a plain loop. s2s
differentiates the solver, and SciPy's `least_squares` takes its Jacobian. Saves a picture.
"""

import math

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import least_squares

import s2s

YEARS = np.arange(1900, 1921)
# Thousands of pelts that the Hudson's Bay Company took in.
HARES = [30, 47.2, 70.2, 77.4, 36.3, 20.6, 18.1, 21.4, 22, 25.4, 27.1, 40.3, 57, 76.6, 52.3, 19.5,
         11.2, 7.6, 14.6, 16.2, 24.7]  # fmt: skip
LYNXES = [4, 6.1, 9.8, 35.2, 59.4, 41.7, 19, 13, 8.3, 9.1, 7.4, 8, 12.3, 19.5, 45.7, 51.1, 29.7,
          15.8, 9.7, 10.1, 8.6]  # fmt: skip
MEASURED = np.log([HARES, LYNXES])
START = np.log([0.6, 0.03, 0.8, 0.02, 35.0, 6.0])  # a, b, c, d and both numbers in 1900


def slopes(h, p, a, b, c, d):
    """How fast both populations change."""
    return (a - b * p) * h, (d * h - c) * p


def populations(logarithms, years, steps):
    """Hares and lynxes at the start of each year, (2, years); so many steps a year."""
    a, b, c, d, h, p = [math.exp(value) for value in logarithms]
    series = np.empty((2, years))
    dt = 1.0 / steps
    for year in range(years):
        series[0, year], series[1, year] = h, p
        for _ in range(steps):
            h1, p1 = slopes(h, p, a, b, c, d)
            h2, p2 = slopes(h + 0.5 * dt * h1, p + 0.5 * dt * p1, a, b, c, d)
            h3, p3 = slopes(h + 0.5 * dt * h2, p + 0.5 * dt * p2, a, b, c, d)
            h4, p4 = slopes(h + dt * h3, p + dt * p3, a, b, c, d)
            h += dt / 6.0 * (h1 + 2.0 * h2 + 2.0 * h3 + h4)
            p += dt / 6.0 * (p1 + 2.0 * p2 + 2.0 * p3 + p4)
    return series


def residuals(logarithms, steps=20):
    """Differences of the logarithms, in a row: the errors of counts are relative."""
    return (np.log(populations(logarithms, len(YEARS), steps)) - MEASURED).ravel()


def main(picture):
    found = least_squares(residuals, START, jac=s2s.jacobian(residuals), xtol=1e-10)
    a, b, c, d, *_ = (float(value) for value in np.exp(found.x))
    error = math.sqrt(np.mean(found.fun**2))
    print(f"a {a:.3f}, b {b:.4f}, c {c:.3f}, d {d:.4f}; relative error {error:.2f}, {found.nfev} runs")
    fine = populations(found.x, len(YEARS), 20)
    figure, axes = plt.subplots(figsize=(8, 3), layout="constrained")
    for name, counts, fitted, colour in zip(
        ("hare", "lynx"), np.exp(MEASURED), fine, ("C0", "C3"), strict=True
    ):
        axes.plot(YEARS, counts, ".", color=colour, label=f"{name}, traded")
        axes.plot(YEARS, fitted, color=colour, label=f"{name}, fitted")
    axes.set_ylabel("thousands of pelts")
    axes.legend()
    figure.savefig(picture)
    return (a, b, c, d), error


if __name__ == "__main__":
    main("lynx_hare.png")
