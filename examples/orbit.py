"""Fit the orbit of Mars, as the Earth's observers know it: a scalar program with a `while` loop and branches.

The data are heliocentric longitudes of Mars at intervals of 60 days, computed from the elements that
NASA's "Keplerian elements for approximate positions of the major planets" gives (a = 1.52371 au,
e = 0.09339, perihelion at 336.04 degrees, period 686.98 days), rounded to 0.01 degree. Kepler's
equation is solved by Newton's method; the derivative goes through the loop.
"""

from __future__ import annotations

import math

from scipy.optimize import minimize

import s2s

LONGITUDES = [
    (0, 336.04), (60, 13.67), (120, 48.93), (180, 80.88), (240, 109.91), (300, 136.99),
    (360, 163.25), (420, 189.82), (480, 217.83), (540, 248.37), (600, 282.17), (660, 318.96),
]  # fmt: skip


def longitude(day, period, eccentricity, perihelion):
    """The longitude in radians; the angles are in radians, the times in days."""
    mean = 2.0 * math.pi * (day / period - math.floor(day / period))
    if mean > math.pi:
        mean = mean - 2.0 * math.pi
    anomaly = mean + eccentricity * math.sin(mean)
    while True:
        error = anomaly - eccentricity * math.sin(anomaly) - mean
        anomaly = anomaly - error / (1.0 - eccentricity * math.cos(anomaly))
        if abs(error) < 1e-13:
            break
    half = math.sqrt((1.0 + eccentricity) / (1.0 - eccentricity)) * math.tan(anomaly / 2.0)
    return 2.0 * math.atan(half) + perihelion


def misfit(elements):
    """The sum of squared differences, in square degrees."""
    period, eccentricity, perihelion = elements
    total = 0.0
    for day, measured in LONGITUDES:
        found = longitude(day, period * 100.0, eccentricity, perihelion) * 180.0 / math.pi
        difference = (found - measured) % 360.0
        if difference > 180.0:
            difference = difference - 360.0
        total += difference * difference
    return total


def main():
    value_and_gradient = s2s.value_and_grad(misfit)

    def objective(x):
        value, gradient = value_and_gradient([float(part) for part in x])
        return value, gradient

    found = minimize(
        objective, [6.8, 0.02, 5.7], jac=True, method="L-BFGS-B", bounds=[(6, 8), (0, 0.5), (4, 7)]
    )
    period, eccentricity, perihelion = found.x
    print(
        f"period {period * 100:.1f} days, eccentricity {eccentricity:.4f}, perihelion {math.degrees(perihelion):.2f} degrees"
    )
    return float(eccentricity), float(found.fun)


if __name__ == "__main__":
    main()
