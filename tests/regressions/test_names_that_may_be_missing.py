"""Optional packages: handlers of `NameError`, and calls of names that are not there, in branches not taken."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

import numpy as np
import pytest
from numpy import asarray

import s2s
from s2s.testing.check import check


def there(x):
    try:
        if (asarray(x) < 0).any():
            raise ValueError("negative")
    except NameError:
        if x < 0:
            raise ValueError("negative")
    return np.sin(x)


def not_there(x):
    try:
        y = missing(x) * x  # noqa: F821
    except NameError:
        y = x * x
    return y


def a_value_not_there(x):
    y = x
    with contextlib.suppress(NameError):
        y = x * missing  # noqa: F821
    return y


def of_a_module_not_there(x):
    for i in range(3):
        try:
            w = x * i
            y = w * missing.f(x)  # noqa: F821
        except (NameError, ValueError):
            y = w * x
    return y


def another_branch(x):
    if "a package that nobody has" in sys.modules:
        r = missing(x)  # noqa: F821
    else:
        r = x * x
    return r * x


CASES = [there, not_there, a_value_not_there, of_a_module_not_there, another_branch]


@pytest.mark.parametrize("fun", CASES)
def test_derivatives(fun: Any) -> None:
    check(fun, 0.7)


def called(x):
    if x > 1.0:
        return missing(x)  # noqa: F821
    return x * x


def test_it_raises_as_python_does() -> None:
    with pytest.raises(NameError, match="'missing' is not defined"):
        s2s.grad(called)(2.0)


def numpy_inside(t, v):
    import numpy as np

    if t < 1.0:
        try:
            return np.exp(t * v)
        except OverflowError:
            r = np.sin(t)
            if r > t:
                raise ValueError("no")
            return r * v
    else:

        def line(v, t):
            return v * t

        return line(v, t)


def pair_or_number(t, v, pair=False):
    if t < 1.0:
        try:
            e = np.exp(t * v)
            if pair:
                return e, t
            else:
                return e
        except OverflowError:
            e, x = pair_or_number(t, v, pair=True)
            if pair:
                return e, x * 2
            else:
                return e
    return v * t


@pytest.mark.parametrize("fun", [numpy_inside, pair_or_number])
def test_returns_in_attempts(fun: Any) -> None:
    for t in (0.5, 1.5):
        check(fun, t, 1.2)
