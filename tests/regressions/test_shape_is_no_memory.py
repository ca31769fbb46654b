"""A list made from `x.shape` shared memory with `x`, so that writing into it gave `x` a shadow."""

from __future__ import annotations

import numpy as np

import s2s


def padded(x):
    shape = list(x.shape)
    shape[0] = 1
    return np.sum(np.concatenate([np.ones(shape), x]) ** 2)


def test_a_shape_that_is_changed() -> None:
    x = np.array([1.0, 2.0, 3.0])
    s2s.check_grads(padded, x)
    assert "x.copy()" not in s2s.grad(padded).source_for(x)


def test_the_sum_of_nothing_is_its_start() -> None:
    assert s2s.grad(lambda x: sum([], x) * 3.0)(2.0) == 3.0
