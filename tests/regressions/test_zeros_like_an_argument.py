"""`y = np.zeros_like(x)`, then written into: refused, since `x` is differentiated and `y` is too."""

from __future__ import annotations

import numpy as np

import s2s
from s2s.testing import check


def filled(x):
    y = np.zeros_like(x)
    for i in range(len(x)):
        y[i] += x[i] ** 2
    return np.sum(y * x)


def empty(x):
    y = np.empty_like(x)
    y[:] = np.sin(x)
    return np.sum(y * x)


def test_buffers_like_an_argument() -> None:
    check(filled, np.arange(1.0, 4.0))
    check(empty, np.arange(1.0, 4.0))


def test_the_gradient_of_such_a_program_again() -> None:
    check(lambda x: np.sum(s2s.grad(filled)(x) ** 2), np.arange(1.0, 4.0))
