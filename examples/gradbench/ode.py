"""GradBench `ode`: a chain of differential equations by Runge and Kutta's method, and its gradient.

`y_0' = x_0` and `y_i' = x_i y_{i-1}`, with `y(0) = 0`, up to t = 2 in s steps of the fourth order. From
cmpad's `an_ode`. x and y are vectors of one length; asked for is the gradient of the last of y(2).
"""

import numpy as np

import s2s


def slopes(x, y):
    """y'."""
    out = np.empty(len(x))
    out[0] = x[0]
    out[1:] = x[1:] * y[:-1]
    return out


def solution(x, steps):
    """y(2); y is overwritten in each step."""
    h = 2.0 / steps
    y = np.zeros(len(x))
    for _ in range(steps):
        k1 = slopes(x, y)
        k2 = slopes(x, y + h * k1 / 2.0)
        k3 = slopes(x, y + h * k2 / 2.0)
        k4 = slopes(x, y + h * k3)
        y += h * (k1 + 2.0 * k2 + 2.0 * k3 + k4) / 6.0
    return y


def last(x, steps):
    """The objective."""
    return solution(x, steps)[-1]


gradient = s2s.grad(last)


def problem(n=6, steps=50, seed=0):
    """The arguments of the objective and of its derivative."""
    return np.random.default_rng(seed).uniform(1.0, 2.0, size=n), steps


if __name__ == "__main__":
    print(gradient(*problem()))
