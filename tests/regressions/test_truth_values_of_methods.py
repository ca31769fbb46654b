"""Forward mode: the tangent of an array of truth values that a method gives was one of truth values."""

from __future__ import annotations

import numpy as np

from s2s.testing.check import check


class Huber:
    def __init__(self, limit=1.345):
        self.limit = limit

    def inside(self, z):
        return np.less_equal(np.abs(np.asarray(z)), self.limit)

    def weights(self, z):
        z = np.atleast_1d(z)
        test, size = self.inside(z), np.abs(z)
        size[test] = 1.0
        return test + (1 - test) * self.limit / size


def location(a):
    norm, mean = Huber(), np.median(a)
    for _ in range(2):
        w = norm.weights(a - mean)
        mean = np.sum(w * a) / np.sum(w)
    return mean


def test_location() -> None:
    check(location, np.array([0.3, 1.2, 0.7, 4.1]))
