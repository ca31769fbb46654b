"""Of what is an array at times and else None, the rank was taken for known: values were wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s
from tests.second_derivatives import check_product

_X = np.array([0.2, 0.5, 0.7, 0.3])


def ranks(x: Any) -> Any:
    count = 0
    for part in (x, None):
        if np.ndim(part) == 0:
            count += 1
        else:
            count += 2
    return np.sum(x**2) * count


def lengths(x: Any) -> Any:
    found = [1 if np.ndim(part) == 0 else np.shape(part)[0] for part in (x, None)]
    return np.sum(x**2) * found[1]


def sizes(x: Any) -> Any:
    total = 0
    for part in (None, x):
        total = total + (np.size(part) if np.shape(part) == () else 10)
    return np.sum(x**2) * total


@pytest.mark.parametrize("fun", [ranks, lengths, sizes])
def test_what_may_be_none_has_no_known_rank(fun: Callable[..., Any]) -> None:
    value, gradient = s2s.value_and_grad(fun)(_X)
    assert value == fun(_X)
    np.testing.assert_allclose(gradient, 2 * _X * fun(_X) / np.sum(_X**2))


@pytest.mark.parametrize("ends", [{"prepend": [0.0, 1.0]}, {"append": [[2.0]], "axis": 1}])
def test_second_derivatives_of_differences_with_ends(ends: dict[str, Any]) -> None:
    def cubes(x: Any) -> Any:
        a = np.reshape(x, (1, 4)) if "axis" in ends else x
        return np.sum(np.diff(a, **ends) ** 3)

    check_product(cubes, _X, np.array([0.3, -0.7, 0.2, 0.5]))
