"""Keywords that a class passes on to its base, with members of an enumeration among them."""

from __future__ import annotations

import enum

import numpy as np
import pytest

from s2s.testing import check


class Boundary(enum.Enum):
    FIXED = 1
    FREE = 2


class Base:
    def __init__(self, n, boundary=Boundary.FIXED):
        self.n = n
        self.boundary = boundary
        self.time = 0.0

    def step(self, u):
        self.time += 1.0
        return u * self.n if self.boundary is Boundary.FIXED else u + self.n


class Scaled(Base):
    def __init__(self, n, factor, **options):
        super().__init__(n, **options)
        self.factor = factor

    def step(self, u):
        return super().step(u) * self.factor


def by_default(x):
    return Scaled(3, x).step(x)


def given(x):
    return Scaled(3, x, boundary=Boundary.FREE).step(x)


def both(x):
    total = Scaled(3, x).step(x)
    for boundary in (Boundary.FIXED, Boundary.FREE):
        model = Scaled(3, x, boundary=boundary)
        total += model.step(x) * model.time
    return total


@pytest.mark.parametrize("fun", [by_default, given, both])
def test_keywords_reach_the_base(fun) -> None:
    check(fun, 0.7)


RECORDS = np.array([(1.0, 2), (3.0, 4)], dtype=[("length", float), ("count", int)])


def of_records(x):
    return np.sum(RECORDS["length"] * x * RECORDS["count"]) * x


def one_by_one(x, records):
    return sum(record["length"] * x**2 * record["count"] for record in records)


def test_passive_arrays_of_records_may_be_read() -> None:
    check(of_records, 0.4)
    check(one_by_one, 0.4, RECORDS)
