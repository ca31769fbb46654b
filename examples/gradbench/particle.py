"""GradBench `particle`: a charge is placed so that a particle that it repels flies to the origin.

The particle starts at (0, 8) with velocity (0.75, 0) between charges at (10, 0) and (10, 10 - w), with
potential `1/|x - (10, 10 - w)| + 1/|x - (10, 0)|` and the negative of its gradient as acceleration.
Euler's method with steps of 0.1 finds where it meets the axis `x_1 = 0`, by linear interpolation in the
last step; gradient descent on the square of that place finds w. A number goes in and the best one comes
out, in four versions: outer and inner derivative by either mode. After Pearlmutter and Siskind 2008.
"""

import numpy as np
from descent import VERSIONS, argmin

STEP = 0.1


def distance(a, b):
    """Between two points."""
    return np.sqrt(np.sum((a - b) ** 2))


def landing(w, inner):
    """The objective: the square of the place where the particle meets the axis; w is (1,)."""
    upper, lower = np.array([10.0, 10.0 - w[0]]), np.array([10.0, 0.0])

    def potential(x):
        return 1.0 / distance(x, upper) + 1.0 / distance(x, lower)

    x, velocity = np.array([0.0, 8.0]), np.array([0.75, 0.0])
    while True:
        acceleration = -inner(potential, x)
        ahead = x + STEP * velocity
        if ahead[1] <= 0.0:
            break
        x = ahead
        velocity = velocity + STEP * acceleration
    rest = -x[1] / velocity[1]
    return (x + rest * velocity)[0] ** 2


def best(w, outer, inner, rate=1e-5):
    """The result; the gradients are taken by `outer` and `inner`, the first steps have the rate."""
    return argmin(lambda w: landing(w, inner), outer, np.array([w]), rate)[0]


def problem():
    """The w to start from."""
    return (0.0,)


if __name__ == "__main__":
    for name, modes in VERSIONS.items():
        print(name, best(*problem(), *modes))
