"""A variable with the name of the module that the function is in, which the module's globals need."""

from __future__ import annotations

import numpy as np

import s2s
from s2s.testing import check

SCALE = np.array([1.0, 2.0])


def assigned(x):
    test_variable_named_like_its_module = SCALE * x
    return test_variable_named_like_its_module[1] * SCALE[1]


def parameter(test_variable_named_like_its_module):
    return SCALE[1] * test_variable_named_like_its_module


def looped(x):
    for test_variable_named_like_its_module in (1.0, 2.0):
        x = x * test_variable_named_like_its_module * SCALE[1]
    return x


def test_in_the_function_itself() -> None:
    check(assigned, 1.3)
    check(parameter, 1.3)
    check(looped, 1.3)


def test_in_functions_that_are_called() -> None:
    check(lambda x: assigned(x) * parameter(x) * looped(x), 1.3)


def test_in_the_derivative_of_a_derivative() -> None:
    def padded(x):
        return np.sum(np.pad(x, 1) ** 3)

    assert s2s.hessian(padded)(np.array([1.0, 2.0])).tolist() == [[6.0, 0.0], [0.0, 12.0]]
