"""`a.shape = ...` raised an error of Python's own."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def of_an_argument(x):
    x.shape = (2, 2)
    return np.sum(x[0] * x[1])


def of_a_passive_array(x):
    y = np.arange(4.0)
    y.shape = (2, 2)
    return np.sum(x[:2] * y)


@pytest.mark.parametrize("fun", [of_an_argument, of_a_passive_array])
def test_it_is_an_error_with_a_place(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="attribute `shape` of an array") as caught:
        s2s.grad(fun)(np.ones(4))
    assert "test_shape_is_assigned.py" in str(caught.value)
