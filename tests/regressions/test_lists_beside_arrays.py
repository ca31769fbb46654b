"""``xs += array`` of a list adds the elements, as NumPy has it: it made the list longer.

``xs / np.linalg.norm(xs)`` and its like of a list were refused, ``xs *= array`` failed.
"""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


def added(x):
    v = [x, 2.0 * x]
    w = v
    v += np.array([3.0, x])
    return v[0] * v[1] * w[1] * len(v) * len(w)


def added_number(x):
    v = [x, 2.0 * x]
    v += np.float64(2.0)
    return v[0] * v[1]


def multiplied(x):
    v = [x, 2.0 * x]
    v *= np.array([3.0, x])
    return v[0] * v[1]


def normalised(x):
    v = [x, 2.0 * x, 1.0]
    v /= np.linalg.norm(v)
    return v[0] * v[2]


def normalised_argument(v):
    v /= np.linalg.norm(v)
    return v[0] + 2 * v[1] ** 2


def in_a_loop(x):
    v = [x, 2.0 * x]
    for i in range(3):
        v -= np.array([0.1, x]) * i
        v = list(v)
    return v[0] * v[1]


def fixed_list(x):
    v = [1.0, 2.0]
    v += np.array([3.0, x])
    return v[0] * v[1]


def fixed_array(x):
    v = [x, 2.0]
    v **= np.array([2, 3])
    return v[0] * v[1]


def tuples(x):
    return np.sum((x, x * x) / np.array([1.0, 3.0]) - np.float64(2.0) / [x, 3.0]) * x


def product(x):
    return np.sum(np.array([[1.0, 2.0], [x, 4.0]]) @ [x, x * x] + [[x, 1.0], [2.0, x]] @ np.ones(2))


def still_longer(x):
    v = [x]
    v += [x * x, 3.0]
    v *= 2
    return v[1] * v[3] * v[5]


FUNCTIONS = [
    added, added_number, multiplied, normalised, in_a_loop, fixed_list, fixed_array, tuples, product,
    still_longer,
]  # fmt: skip


@pytest.mark.parametrize("fun", FUNCTIONS, ids=lambda fun: fun.__name__)
def test_derivatives(fun) -> None:
    check(fun, 1.3)


def test_arguments() -> None:
    check(normalised_argument, [1.0, 2.0])
    check(lambda a, b: np.sum(np.sin(a * b)), [1.0, 2.0], np.array([0.5, 0.7]))
    check(lambda a, b: np.sum(np.sin(a - b)), (1.0, 2.0), np.array([[0.5, 0.7], [1.0, 2.0]]))
