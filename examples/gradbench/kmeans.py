"""GradBench `kmeans`: one step of Newton's method towards the best centroids.

`f(C) = sum_i min_j |C_j - P_i|^2` for n points P and k centroids C of d numbers each. The Hessian of f
has nothing beside its diagonal, so its product with a vector of ones is that diagonal; asked for is the
gradient over it, of C's shape. After Bottou and Bengio, Convergence Properties of the K-Means
Algorithms, 1994.
"""

import numpy as np

import s2s


def cost(centroids, points):
    """The objective."""
    squares = np.sum((points[:, None, :] - centroids) ** 2, axis=2)
    return np.sum(np.min(squares, axis=1))


gradient = s2s.grad(cost)
times_hessian = s2s.hvp(cost)


def direction(centroids, points):
    """The step: the gradient over the diagonal of the Hessian."""
    diagonal = times_hessian(centroids, np.ones_like(centroids), points)
    return gradient(centroids, points) / diagonal


def problem(n=200, k=5, d=3, seed=0):
    """The arguments of the objective and of its derivative; each centroid is close to a point."""
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(n, d))
    return points[:k] + 0.01 * rng.normal(size=(k, d)), points


if __name__ == "__main__":
    print(direction(*problem()))
