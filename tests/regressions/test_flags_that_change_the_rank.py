"""A flag that is not known before the program runs may change the rank of what a call gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from s2s.testing import check_grads

WORDS = {"axis": None, "keepdims": False}


def by_words(x):
    return np.max(x, axis=WORDS["axis"], keepdims=WORDS["keepdims"])


def scaled(x):
    total = np.sum(x, axis=WORDS["axis"], keepdims=WORDS["keepdims"])
    return np.sum(x * total)


def product(x, y):
    return np.multiply(x, y)


def through_a_function(x):
    return product(x, 3.0)


def none_of_it(x):
    return np.sum(np.repeat(x, 0)) + x[0]


VECTOR = np.array([0.3, -1.2, 0.7])


@pytest.mark.parametrize("words", [(None, False), (None, True), (0, False), (0, True)])
@pytest.mark.parametrize("value", [VECTOR, VECTOR[None], np.float64(0.4)])
@pytest.mark.parametrize("fun", [by_words, scaled])
def test_rank_by_a_flag(fun: Callable[..., Any], value: Any, words: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(WORDS, "axis", words[0])
    monkeypatch.setitem(WORDS, "keepdims", words[1])
    if not (np.ndim(value) == 0 and words[0] == 0):
        check_grads(fun, value, modes=("rev", "fwd"))


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        (through_a_function, (1.2,)),
        (none_of_it, (VECTOR,)),
        (np.atleast_1d, (1.5,)),
        (np.atleast_2d, (VECTOR, 2.0)),
        (np.einsum, ("ij,j->i", np.eye(3), VECTOR)),
        (lambda x, n: np.array_split(x, n), (VECTOR, 2)),
        (lambda x: [row[..., None] for row in x], (VECTOR,)),
    ],
)
def test_right(fun: Callable[..., Any], args: tuple[Any, ...]) -> None:
    check_grads(fun, *args, modes=("rev", "fwd"))
