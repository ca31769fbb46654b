"""GradBench `gmm`: the likelihood of a mixture of Gaussians with a Wishart prior, and its gradient.

With `Q_k` lower triangular, `exp(q_k)` on its diagonal and `l_k` below it, column by column:
`sum_i logsumexp_k(alpha_k + sum(q_k) - |Q_k (x_i - mu_k)|^2 / 2) - n logsumexp(alpha)
- gamma^2/2 sum(|exp(q_k)|^2 + |l_k|^2) + m sum(q)`, and constants. From ADBench (Srajer, Kukelova,
Fitzgibbon 2018). Shapes: alphas (k,), means (k, d), icf (k, d + d(d-1)/2): q and then l, x (n, d).
"""

import math

import numpy as np

import s2s


def logsumexp(x):
    """Along the last axis."""
    top = np.max(x, axis=-1, keepdims=True)
    return np.log(np.sum(np.exp(x - top), axis=-1)) + top[..., 0]


def factor(row, d):
    """Q of one component."""
    columns, rows = np.triu_indices(d, 1)
    q = np.zeros((d, d))
    q[rows, columns] = row[d:]
    q[np.arange(d), np.arange(d)] = np.exp(row[:d])
    return q


def constants(n, k, d, gamma, m):
    """What does not depend on the parameters."""
    degrees = d + m + 1
    gammas = sum(math.lgamma(0.5 * (degrees - j)) for j in range(d))
    normal = 0.25 * d * (d - 1) * math.log(math.pi) + gammas
    prior = degrees * d * (math.log(gamma) - 0.5 * math.log(2.0)) - normal
    return -0.5 * n * d * math.log(2.0 * math.pi) + k * prior


def log_posterior(alphas, means, icf, x, gamma, m):
    """The objective."""
    (n, d), k = x.shape, len(alphas)
    terms = np.empty((n, k))
    prior = 0.0
    for j in range(k):
        q = factor(icf[j], d)
        volume = np.sum(icf[j, :d])
        terms[:, j] = alphas[j] + volume - 0.5 * np.sum(((x - means[j]) @ q.T) ** 2, axis=1)
        prior += m * volume - 0.5 * gamma**2 * np.sum(q**2)
    likelihood = np.sum(logsumexp(terms)) - n * logsumexp(alphas)
    return constants(n, k, d, gamma, m) + likelihood + prior


gradient = s2s.grad(log_posterior, argnums=(0, 1, 2))


def problem(n=50, k=4, d=3, seed=0):
    """The arguments of the objective and of its derivative."""
    rng = np.random.default_rng(seed)
    icf = rng.normal(size=(k, d * (d + 1) // 2))
    return rng.normal(size=k), rng.normal(size=(k, d)), icf, rng.normal(size=(n, d)), 1.0, 0


if __name__ == "__main__":
    print(gradient(*problem()))
