"""GradBench `saddle`: a saddle point by gradient descent in gradient descent.

`min_x max_y (x_1^2 + x_2^2) - (y_1^2 + y_2^2)` for x and y in the plane, both sought from one start. The
outer derivative goes through the whole inner search, and either may be taken by forward or by reverse
mode: four versions, one result (x, y), a vector of four. After Pearlmutter and Siskind 2008.
"""

import numpy as np
from descent import VERSIONS, argmin


def gap(x, y):
    """The objective."""
    return (x[0] ** 2 + x[1] ** 2) - (y[0] ** 2 + y[1] ** 2)


def saddle_point(start, outer, inner, rate=1e-5):
    """The result; the gradients are taken by `outer` and `inner`, the first steps have the rate."""

    def worst(x):
        y = argmin(lambda y: -gap(x, y), inner, start, rate)
        return gap(x, y)

    x = argmin(worst, outer, start, rate)
    y = argmin(lambda y: -gap(x, y), outer, start, rate)
    return np.concatenate([x, y])


def problem():
    """The start."""
    return (np.array([1.0, 1.0]),)


if __name__ == "__main__":
    for name, modes in VERSIONS.items():
        print(name, saddle_point(*problem(), *modes))
