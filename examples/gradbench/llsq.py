"""GradBench `llsq`: a polynomial fitted to the sign function by least squares, and its gradient.

`1/2 sum_i (s_i - x_0 - x_1 t_i - x_2 t_i^2 - ...)^2`, where `t_i` are n equidistant points from -1 to 1
and `s_i = sign(t_i)`. From cmpad's `llsq_obj`. The vector x of coefficients is short, the gradient has
its shape.
"""

import numpy as np

import s2s


def misfit(x, n):
    """The objective: one residual after the other, as the formula says."""
    total = 0.0
    for i in range(n):
        t = -1.0 + i * 2.0 / (n - 1)
        residual = np.sign(t)
        for j in range(len(x)):
            residual -= x[j] * t**j
        total += residual**2
    return 0.5 * total


gradient = s2s.grad(misfit)


def problem(n=64, m=8, seed=0):
    """The arguments of the objective and of its derivative."""
    return np.random.default_rng(seed).normal(size=m), n


if __name__ == "__main__":
    print(gradient(*problem()))
