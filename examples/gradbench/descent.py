"""Gradient descent as in `saddle` and `particle`, and the modes that a gradient may be taken in.

After Pearlmutter and Siskind, Using Programming Language Theory to Make Automatic Differentiation Sound
and Efficient, 2008.
"""

import numpy as np

import s2s


def by_forward(f, x):
    """The gradient, one direction after the other."""
    return np.array([s2s.jvp(f, (x,), (direction,))[1] for direction in np.eye(len(x))])


def by_reverse(f, x):
    """The gradient in one sweep."""
    return s2s.grad(f)(x)


def argmin(f, gradient, x, rate=1e-5):
    """Descends until slope or step is short; steps grow after ten successes, halve after a failure."""
    value, slope = f(x), gradient(f, x)
    successes = 0
    while np.sqrt(np.sum(slope**2)) > 1e-5:
        if successes == 10:
            rate, successes = 2.0 * rate, 0
            continue
        moved = x - rate * slope
        if np.sqrt(np.sum((moved - x) ** 2)) <= 1e-5:
            break
        below = f(moved)
        if below < value:
            x, value, slope = moved, below, gradient(f, moved)
            successes += 1
        else:
            rate, successes = 0.5 * rate, 0
    return x


VERSIONS = {
    "ff": (by_forward, by_forward),
    "fr": (by_forward, by_reverse),
    "rf": (by_reverse, by_forward),
    "rr": (by_reverse, by_reverse),
}
