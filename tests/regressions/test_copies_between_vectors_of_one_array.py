"""NumPy copies between overlapping vectors of different steps in order, and puts nothing aside."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads

W = np.arange(1.0, 7.0)
X = np.array([0.3, 0.7, -0.4, 0.9, 1.1, 0.2])


def column_of_a_row(x):
    a = np.outer(x[:3], x[:3] + 1)
    a[:, 2] = a[1]
    return np.sum(a**2 * W[:3])


def row_of_a_column(x):
    a = np.outer(x[:3], x[:3] + 1)
    for i in range(3):
        a[i] = a[:, 2]
    return np.sum(a**2 * W[:3])


def by_other_names(x):
    a = np.outer(x[:3], x[:3] + 1)
    column, row = a[:, 2], a[1]
    column[:] = row
    return np.sum(a**2 * W[:3])


def spread_out(x):
    y = x * 2
    y[0:6:2] = y[0:3]
    return np.sum(y**2 * W)


def drawn_together(x):
    y = x * 2
    y[1:4] = y[0:6:2]
    return np.sum(y**2 * W)


def from_the_end(x):
    y = x * 2
    y[::-2] = y[:2:-1]
    return np.sum(y**2 * W)


def steps_that_vary(x):
    y = x * 2
    for step in (1, 2, 3):
        y[: 2 * step : step] = y[1:3]
    return np.sum(y**2 * W)


def both_halves(x):
    y = x * 2
    y[::2], y[1::2] = y[:3], y[3:]
    return np.sum(y**2 * W)


def by_copyto(x):
    y = x * 2
    np.copyto(y[0:6:2], y[0:3])
    return np.sum(y**2 * W)


def copy(goal, source):
    goal[:] = source


def by_a_function(x):
    y = x * 2
    copy(y[0:6:2], y[0:3])
    copy(y[1:6:2], x[0:3])
    copy(y[3:], y[:3])
    return np.sum(y**2 * W)


def by_a_ufunc(x):
    y = x * 2
    np.multiply(y[:3], 1, out=y[0:6:2])
    return np.sum(y**2 * W)


def sum_with_nothing(x):
    y = x * 2
    np.add(y[:3], 1.5, out=y[0:6:2])
    return np.sum(y**2 * W)


PROGRAMS = [
    column_of_a_row, row_of_a_column, by_other_names, spread_out, drawn_together, from_the_end, steps_that_vary,
    both_halves, by_copyto, by_a_function, by_a_ufunc, sum_with_nothing,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_gradients(fun) -> None:
    assert s2s.value_and_grad(fun)(X)[0] == fun(X)
    check_grads(fun, X, order=2, modes=("fwd", "rev"))


def rows(x):
    a = np.outer(x[:3], x[:3] + 1)
    a[0] = a[1]
    a[:, 0] = a[:, 1]
    y = x * 2
    y[1:] = y[:-1]
    return np.sum(a) * np.sum(y)


def test_equal_steps_need_no_care() -> None:
    assert "hand_back" not in s2s.source(s2s.grad(rows), X)


def a_number_from_a_tuple(x, v, w):
    if x > -0.69:
        total = np.sin(x)

        def same(z):
            nonlocal total
            return total

        held = ((sum(map(same, v)), w), [v])
        (number, part), [whole] = held
        part[1] = number
        return w[1] * whole[0] + np.sum(w * w)


def test_an_element_is_no_vector() -> None:
    assert s2s.value_and_grad(a_number_from_a_tuple)(0.7, X[:3], X[3:])[1] == pytest.approx(
        3 * np.cos(0.7) * (X[0] + 6 * np.sin(0.7)), rel=1e-9
    )
