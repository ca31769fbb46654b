"""An iterator was listed, and then run through again by the call as the user had written it.

`sorted(enumerate(x))` of which only the places are read was empty: nothing flows through the places,
so the call was made as it stood, of an iterator at its end.
"""

from __future__ import annotations

import functools
import itertools

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.3, 0.7, -0.2])


def order(x):
    places = [i for i, _ in sorted(enumerate(x), key=lambda pair: -pair[1])]
    return sum(k * x[i] for k, i in enumerate(places))


def last_of_sorted(x):
    j = 0
    for _, i in sorted(zip(x, range(3), strict=True)):
        j = i
    return x[j] ** 2


def filled(x):
    items = []
    items.extend(enumerate(x))
    return len(items) * x[0] + items[2][0] * x[1]


PROGRAMS = [
    order,
    last_of_sorted,
    filled,
    lambda x: max(zip(x, range(9), strict=False), default=(0.0, 5))[1] * x[0],
    lambda x: max(zip(x, range(9), strict=False))[1] * x[0],
    lambda x: sorted(enumerate(x), key=lambda pair: -pair[1])[0][0] * x[0],
    lambda x: x[[i for _, i in sorted(zip(x, range(3), strict=True))]] @ np.arange(3.0),
    lambda x: len(dict(enumerate(x))) * x[0],
    lambda x: sum(1 for _ in filter(lambda pair: pair[1] > 0, enumerate(x))) * x[0],
    lambda x: len(list(itertools.chain(enumerate(x), zip(x, range(3), strict=True)))) * x[0],
    lambda x: functools.reduce(lambda total, pair: total + pair[0], enumerate(x), 0) * x[0],
]


@pytest.mark.parametrize("fun", PROGRAMS)
def test_right(fun) -> None:
    check(fun, X)


def test_what_iter_gives_can_be_run_through() -> None:
    check(lambda x: max(iter(x)) * x[0], X)
