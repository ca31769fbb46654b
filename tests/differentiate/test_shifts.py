"""No derivative flows through what is subtracted for accuracy only; through all else it does."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s

X = np.array([[0.3, -1.2, 0.8, 0.1], [1.7, 0.2, -0.4, 0.6], [-0.9, 0.5, 1.1, -0.2]])
W = np.array([[1.0, -0.5, 0.25, 2.0], [0.5, 1.5, -1.0, 0.75], [-0.25, 1.0, 0.5, 1.25]])


def cross_entropy(x):
    s = x - np.max(x, axis=1, keepdims=True)
    logs = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))
    return -np.mean(logs[np.arange(3), [0, 2, 1]])


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.sum(W * (e / e.sum(axis=-1, keepdims=True)))


def logsumexp(x):
    top = np.max(x, axis=-1, keepdims=True)
    return np.sum(np.log(np.sum(np.exp(x - top), axis=-1)) + top[..., 0])


def logsumexp_of_all(x):
    m = x.max()
    return m + np.log(np.exp(x - m).sum())


def logsumexp_of_columns(x):
    m = np.max(x, axis=0)
    return np.sum(W[0] * (np.log(np.mean(np.exp(x - m), axis=0)) + m))


def softmin_weights(x):
    e = np.exp(-(x - np.min(x, axis=0)))
    return np.sum(W * e / np.sum(e, axis=0))


def logaddexp(x):
    a, b = x[0, 1] * 2.0, x[1, 2] * x[0, 0]
    m = max(a, b)
    return m + math.log(math.exp(a - m) + math.exp(b - m))


def forward_algorithm(x):
    alpha = x[0]
    for i in range(1, 3):
        scores = alpha + x
        top = np.max(scores, axis=1)
        alpha = np.log(np.sum(np.exp(scores - top[:, None]), axis=1)) + top
        alpha = alpha[0] + x[i]
    return np.sum(alpha)


def chosen_by_a_branch(x):
    m = np.max(x)
    e = np.exp(x - m)
    if m > 0.5:
        p = e / np.sum(e)
    else:
        p = e * 0.5 / np.sum(e)
    return np.sum(W * p)


def the_extreme_is_returned(x):
    m = np.max(x)
    return m + np.sum(W * np.exp(x - m) / np.sum(np.exp(x - m)))


def not_normalised(x):
    return np.sum(W * np.exp(x - np.max(x, axis=1, keepdims=True)))


def normalised_along_another_axis(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return np.sum(W * e / np.sum(e, axis=0))


def not_taken_back_whole(x):
    top = np.max(x, axis=1)
    return np.sum(np.log(np.sum(np.exp(x - 2.0 * top[:, None]), axis=1)) + top)


def taken_back_twice(x):
    m = np.max(x)
    return np.log(np.sum(np.exp(x - m))) + m + m


def times_a_temperature(x):
    e = np.exp((x - np.max(x)) / 2.0)
    return np.sum(W * e * e / np.sum(e))


def another_function(x):
    e = np.tanh(x - np.max(x))
    return np.sum(W * e / np.sum(e))


def overwritten(x):
    m = np.max(x, axis=1)
    m[0] = 1.0
    e = np.exp(x - m[:, None])
    return np.sum(W * e) / np.sum(e)


def handed_on_by_a_loop(x):
    total, m = 0.0, 0.0
    for i in range(3):
        total = total + np.sum(np.exp(x[i] - m))
        m = np.max(x[i])
    return total


def in_a_list(x):
    m = np.max(x)
    kept = [m]
    e = np.exp(x - m)
    return np.sum(W * e / np.sum(e)) * kept[0]


def of_other_shape(x):
    m = np.max(x[:, :3], axis=0)
    e = np.exp(x[:, :3] - m)
    return np.sum(e[0] / e[:, 0])


VANISHES = [
    cross_entropy, softmax, logsumexp, logsumexp_of_all, logsumexp_of_columns, softmin_weights,
    logaddexp, forward_algorithm, chosen_by_a_branch,
]  # fmt: skip
STAYS = [
    the_extreme_is_returned, not_normalised, normalised_along_another_axis, not_taken_back_whole,
    taken_back_twice, times_a_temperature, another_function, overwritten, handed_on_by_a_loop,
    in_a_list, of_other_shape,
]  # fmt: skip


def has_slope_of_extreme(fun: Callable[..., Any]) -> bool:
    text = s2s.source(s2s.grad(fun), X)
    return any(word in text for word in ("tie_weight", "tie_share", "rt.tie", "m_bar", "top_bar"))


@pytest.mark.parametrize("fun", [*VANISHES, *STAYS])
def test_gradient(fun: Callable[..., Any]) -> None:
    s2s.check_grads(fun, X, order=2, modes=("fwd", "rev"))


@pytest.mark.parametrize("fun", VANISHES)
def test_what_vanishes_is_not_computed(fun: Callable[..., Any]) -> None:
    assert not has_slope_of_extreme(fun)


@pytest.mark.parametrize("fun", STAYS)
def test_what_stays_is_computed(fun: Callable[..., Any]) -> None:
    assert has_slope_of_extreme(fun)
