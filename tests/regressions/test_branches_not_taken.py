"""What only a branch that is not taken uses, or nothing, gave nan where its slope is infinite: 0 times inf."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import s2s


def root(x):
    d = math.sqrt(x * 0.0)
    if d > 0:
        return x / d
    return x * 2


def root_of_array(x):
    a = np.array([x, 2.0]) * 0.0
    d = np.sqrt(np.sum(a * a))
    if d > 0:
        a = a / d
    return np.sum(a) + 2 * x


def pairs(x):
    p = [(x, 0.0), (x, 0.0), (3.0 * x, 1.0)]
    total = 0.0
    for i in range(3):
        for j in range(i):
            dx, dy = p[i][0] - p[j][0], p[i][1] - p[j][1]
            d = math.sqrt(dx * dx + dy * dy)
            if d > 1e-12:
                total += 1.0 / d
    return total


def distance(p, q):
    return math.sqrt((p - q) ** 2)


def in_a_function(x):
    d = distance(x, x)
    if d > 0.0:
        return x / d
    return 2.0 * x


def nested(x):
    d = math.sqrt(x * 0.0)
    y = 2.0 * x
    if x > 0.0:
        y = y + x
        if d > 0.0:
            y = y / d
    return y


def something_between(x):
    d = math.sqrt(x * 0.0)
    y = x * x
    if d > 0.0:
        y = y / d
    return y


def quotient(x):
    z = x * 0.0
    q = x / (z * z + z) if z > 1.0 else 0.0
    r = np.divide(x, z)
    if z > 0.0:
        q = q + r
    return q + 3.0 * x


def logarithm(x):
    z = np.array([x, 0.0]) * 0.0
    r = np.log(z)
    if np.all(np.isfinite(r)):
        x = x + np.sum(r)
    return 3.0 * x


def two(x):
    return x * 2.0, math.sqrt(x * 0.0)


def first_of_two(x):
    r, _ = two(x)
    return r


def by_names(x):
    d = math.sqrt(x * 0.0)
    return {"square": x * x, "inverse": 1.0 / d if d else 0.0, "root": d}


def one_of_a_dict(x):
    return by_names(x)["square"]


class Place:
    def measure(self, x):
        self.size = x * 2.0
        self.distance = math.sqrt(x * 0.0)


def one_attribute(x):
    place = Place()
    place.measure(x)
    return place.size


def one_item(x):
    return [x * 2.0, math.sqrt(x * 0.0)][0]


def kept_for_later(x):
    found = []
    found.append(math.sqrt(x * 0.0))
    found.append(x * 2.0)
    return found[1]


CASES = {
    first_of_two: 2.0, one_of_a_dict: 1.4, one_attribute: 2.0, one_item: 2.0, kept_for_later: 2.0,
    root: 2.0, root_of_array: 2.0, in_a_function: 2.0, nested: 3.0, something_between: 1.4,
    quotient: 3.0, logarithm: 3.0,
}  # fmt: skip


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("fun", CASES)
def test_nothing_comes_back(fun: Any) -> None:
    assert s2s.grad(fun)(0.7) == pytest.approx(CASES[fun], rel=1e-12)
    assert s2s.hvp(fun)(0.7, 1.0) == pytest.approx(2.0 if CASES[fun] == 1.4 else 0.0)


def test_pairs_that_meet() -> None:
    slope = s2s.grad(pairs)(0.7)
    far = 2.0 / math.sqrt((2.0 * 0.7) ** 2 + 1.0)
    assert pairs(0.7) == pytest.approx(far)
    assert slope == pytest.approx(-far * 4.0 * 0.7 / ((2.0 * 0.7) ** 2 + 1.0))


def test_the_work_is_not_done_either() -> None:
    text = s2s.grad(root).source_for(0.7)
    inside = text[text.index("if d > 0:") : text.index("else:")]
    assert "0.5 / d" in inside
    assert "0.5 / d" not in text.replace(inside, "")
