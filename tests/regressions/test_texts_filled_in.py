"""`"%g" % x` counted as a number that varies: what took the text was refused."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import s2s


def warned(x):
    text = "the sum is %r" % np.sum(x)  # noqa: UP031
    warnings.warn(text, UserWarning, stacklevel=2)
    return np.sum(x**2)


def in_two_parts(x):
    text = "first %g" % x[0]  # noqa: UP031
    text += ", all %s" % (x,)  # noqa: UP031
    warnings.warn(text, UserWarning, stacklevel=2)
    return np.sum(x**2) * len(text) / len(text)


@pytest.mark.parametrize("fun", [warned, in_two_parts])
def test_gradients(fun) -> None:
    x = np.array([1.0, 2.0])
    with pytest.warns(UserWarning, match="sum is|first 1, all"):
        assert list(s2s.grad(fun)(x)) == [2.0, 4.0]
    with pytest.warns(UserWarning):
        assert s2s.jvp(fun, (x,), (x,))[1] == pytest.approx(10.0)
