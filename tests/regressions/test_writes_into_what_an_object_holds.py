"""An object held an array, active values were written into that array: the gradient was 0."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


class Filter:
    def __init__(self):
        self.x = np.array([1.0, 2.0, 3.0])
        self.rows = [np.ones(2), np.full(2, 2.0)]
        self.log = [1.0]
        self.by_name = {"a": 2.0}

    def element(self, z):
        self.x[1] += z * z
        return self.x.sum()

    def whole(self, z):
        self.x[:] = z
        return np.sum(self.x**3)

    def by_a_second_name(self, z):
        x = self.x
        x *= z
        return np.sum(self.x**2)

    def by_out(self, z):
        np.multiply(self.x, z, out=self.x)
        return np.sum(self.x**2)

    def rows_of_a_list(self, z):
        for row in self.rows:
            row[0] *= z
        return sum(row.sum() for row in self.rows)

    def grown(self, z):
        self.log.append(z * z)
        return sum(self.log)

    def entry(self, z):
        self.by_name["a"] = z * z
        return self.by_name["a"] * 2.0

    def by_a_helper(self, z):
        _fill(self.x, z)
        return self.x.prod()

    def buffer(self):
        return self.x

    def by_what_a_method_returns(self, z):
        self.buffer()[0] = z * z
        return self.x.prod()

    def __call__(self, z):
        return self.element(z)


class Bank:
    def __init__(self):
        self.first, self.rest = Filter(), [Filter(), Filter()]

    def every(self, z):
        self.first.x[0] = z
        for one in self.rest:
            one.x[1] *= z
        return self.first.x.prod() + self.rest[0].x.prod() * self.rest[1].x.sum()


class Hooked:
    def __init__(self):
        self.x = np.ones(3)

    def __getattr__(self, name):
        raise AttributeError(name)

    def element(self, z):
        self.x[1] += z * z
        return self.x.sum()


def _fill(buffer, z):
    buffer[1:] = z * buffer[:-1]


METHODS = [method for name, method in vars(Filter).items() if name not in ("__init__", "buffer")]
METHODS = [method for method in METHODS if callable(method)]


@pytest.mark.parametrize("method", [*METHODS, Bank.every], ids=lambda method: method.__qualname__)
def test_object_as_an_argument(method) -> None:
    cls = Bank if method is Bank.every else Filter

    def fresh(z):
        return method(cls(), z)

    slope = (fresh(1.7 + 1e-6) - fresh(1.7 - 1e-6)) / 2e-6
    given = cls()
    assert s2s.grad(method, 1)(given, 1.7) == pytest.approx(slope, rel=1e-6)
    assert s2s.jvp(method, (cls(), 1.7), (None, 1.0))[1] == pytest.approx(slope, rel=1e-6)
    assert method(given, 1.7) == fresh(1.7)  # it came back unchanged
    check_grads(fresh, 1.7)


def test_bound_method() -> None:
    assert s2s.grad(Filter().element)(3.0) == 6.0


def test_attributes_that_cannot_be_followed() -> None:
    with pytest.raises(s2s.S2SError, match="cannot follow what is written into"):
        s2s.grad(Hooked.element, 1)(Hooked(), 3.0)
