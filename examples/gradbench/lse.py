"""GradBench `lse`: the logarithm of a sum of exponentials, and its gradient.

`a + log(sum_i exp(x_i - a))` with `a = max(x)`, for a vector x; the gradient has its shape.
"""

import numpy as np

import s2s


def logsumexp(x):
    """The objective."""
    top = np.max(x)
    return top + np.log(np.sum(np.exp(x - top)))


gradient = s2s.grad(logsumexp)


def problem(n=1000, seed=0):
    """The arguments of the objective and of its derivative."""
    return (np.random.default_rng(seed).normal(size=n),)


if __name__ == "__main__":
    print(gradient(*problem()))
