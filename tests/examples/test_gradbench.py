"""GradBench's objectives have the values and the derivatives that they should, to its own accuracy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation
from scipy.stats import multivariate_normal

from tests.examples.gradbench import FOLDER, differences, error, load

ACCURACY = 1e-8
MIXES = ["ff", "fr", "rf", "rr"]


def hello(module, x):
    yield module.double(x), 2.0 * x


def lse(module, x):
    yield module.gradient(x), np.exp(x) / np.sum(np.exp(x))


def llsq(module, x, n):
    t = np.linspace(-1.0, 1.0, n)
    powers = np.vander(t, len(x), increasing=True)
    yield module.gradient(x, n), powers.T @ (powers @ x - np.sign(t))


def det(module, flat, n):
    a = flat.reshape(n, n)
    yield module.determinant(flat, n), np.linalg.det(a)
    yield module.gradient(flat, n), (np.linalg.det(a) * np.linalg.inv(a).T).ravel()


def ode(module, x, steps):
    yield module.gradient(x, steps), differences(lambda x: module.last(x, steps), x)
    # Up to four equations the method is exact, and y(2) is 2^n/n! times the product of x.
    exact = 2.0**4 / 24.0 * np.prod(x[:4])
    yield module.last(x[:4], steps), exact
    yield module.gradient(x[:4], steps), exact / x[:4]


def kmeans(module, centroids, points):
    nearest = np.argmin(np.linalg.norm(points[:, None] - centroids, axis=2), axis=1)
    means = [points[nearest == j].mean(axis=0) for j in range(len(centroids))]
    yield module.direction(centroids, points), centroids - means


def gmm(module, alphas, means, icf, x, gamma, m):
    found = module.gradient(alphas, means, icf, x, gamma, m)
    rest = (x, gamma, m)
    yield found[0], differences(lambda v: module.log_posterior(v, means, icf, *rest), alphas)
    yield found[1], differences(lambda v: module.log_posterior(alphas, v, icf, *rest), means)
    yield found[2], differences(lambda v: module.log_posterior(alphas, means, v, *rest), icf)
    # With the prior's terms taken off it is the density of the mixture.
    (n, d), k = x.shape, len(alphas)
    factors = [module.factor(row, d) for row in icf]
    prior = sum(0.5 * gamma**2 * np.sum(q**2) for q in factors)
    constants = module.constants(n, k, d, gamma, m) + 0.5 * n * d * np.log(2.0 * np.pi)
    shares = np.exp(alphas) / np.sum(np.exp(alphas))
    covariances = [np.linalg.inv(q.T @ q) for q in factors]
    density = sum(
        share * multivariate_normal(mean, covariance).pdf(x)
        for share, mean, covariance in zip(shares, means, covariances, strict=True)
    )
    value = module.log_posterior(alphas, means, icf, *rest)
    yield value + prior - constants, np.sum(np.log(density))


def ba(module, cameras, points, weights, features, observations):
    found, slopes = module.jacobian(cameras, points, weights, features, observations)
    yield slopes, -2.0 * weights
    for block, (i, j), w, feature in zip(found, observations, weights, features, strict=True):
        inputs = np.concatenate([cameras[i], points[j], [w]])
        wanted = differences(lambda v: module.residual(v[:11], v[11:14], v[14], feature), inputs)
        yield block, wanted
        turned = Rotation.from_rotvec(cameras[i, :3]).apply(points[j])
        yield module.rotate(cameras[i, :3], points[j]), turned


def ht(module, theta, hand, correspondences, points):
    rest = (hand, correspondences, points)
    found = module.jacobian(theta, *rest)
    yield found, differences(lambda v: module.distances(v, *rest), theta)
    yield module.rotation(theta[:3]), Rotation.from_rotvec(theta[:3]).as_matrix()
    joint = module.about(2, 0.2) @ module.about(1, 0.3) @ module.about(0, 0.4)
    yield joint[:3, :3], Rotation.from_euler("xyz", [0.4, 0.3, 0.2]).as_matrix()


def lstm(module, main, extra, state, sequence):
    found = module.gradient(main, extra, state, sequence)
    yield found[0], differences(lambda v: module.loss(v, extra, state, sequence), main)
    yield found[1], differences(lambda v: module.loss(main, v, state, sequence), extra)


CHECKS = [hello, lse, llsq, det, ode, kmeans, gmm, ba, ht, lstm]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_derivatives(check) -> None:
    module = load(check.__name__)
    for found, wanted in check(module, *module.problem()):
        assert error(found, wanted) < ACCURACY


@pytest.mark.parametrize("mix", MIXES)
def test_saddle(mix: str) -> None:
    module = load("saddle")
    (start,) = module.problem()
    found = module.saddle_point(start, *module.VERSIONS[mix], rate=0.45)
    # The slopes are 2 x: each step of this rate takes nine tenths off, until a step is below 1e-5.
    wanted = start.copy()
    while np.linalg.norm(0.9 * wanted) > 1e-5:
        wanted -= 0.9 * wanted
    assert error(1e5 * found, 1e5 * np.concatenate([wanted, wanted])) < ACCURACY


@pytest.mark.parametrize("mix", MIXES)
def test_slope_of_a_particle(mix: str) -> None:
    module = load("particle")
    outer, inner = module.VERSIONS[mix]
    w = np.array(module.problem())
    found = outer(lambda w: module.landing(w, inner), w)
    # Short steps: where the number of Euler's steps changes the function has a kink.
    wanted = differences(lambda w: module.landing(w, acceleration_by_hand(w)), w, 1e-4)
    assert error(found, wanted) < ACCURACY


def acceleration_by_hand(w):
    """A stand-in for the inner derivative: the gradient of the two potentials."""

    def gradient(potential, x):
        out = np.zeros(2)
        for charge in (np.array([10.0, 10.0 - w[0]]), np.array([10.0, 0.0])):
            out -= (x - charge) / np.linalg.norm(x - charge) ** 3
        return out

    return gradient


def test_particle_is_steered_to_the_origin() -> None:
    module = load("particle")
    outer, inner = module.VERSIONS["fr"]
    w = module.best(*module.problem(), outer, inner, rate=0.01)
    assert module.landing(np.array([w]), inner) < 1e-8


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_objectives_are_short_and_explained(path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) < 80
    assert text.startswith('"""')
