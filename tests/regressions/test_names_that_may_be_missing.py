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


def labelled(x):
    y = np.sin(np.array([x, 2.0]))
    z = x * x
    for value in (y, z):
        try:
            value.name = "as a package for tables has it"
        except AttributeError:
            pass
    try:
        y.name = "label"
    except AttributeError:
        z = z * x
    return np.sum(y) * z


def read_for_nothing(x):
    try:
        y = x
        missing  # noqa: B018, F821
    except NameError:
        y = x * x
    return y


def kept_for_nothing(x):
    try:
        kept = [missing]  # noqa: F821, F841
        y = x
    except NameError:
        y = x * x
    return y


def unassigned(x):
    if x > 5.0:
        scale = 3.0
    try:
        y = x * scale
    except NameError:
        y = x
    return y


def unassigned_copy(x):
    if x > 5.0:
        scale = 3.0
    y = x
    try:
        y = x * x
        other = scale  # noqa: F841
    except UnboundLocalError:
        y = y * x
    return y


def first_trip(x):
    total = 0.0
    for _ in range(3):
        try:
            total += w * x
        except NameError:
            w = x * 2
    return total


def left_by_another_exception(x):
    try:
        limit = x / 0
    except ZeroDivisionError:
        pass
    try:
        y = limit + x
    except NameError:
        y = x * x
    return y


def made_by_the_program(x):
    global made
    made = 3.0
    return x * x * made


CASES = [
    labelled, there, not_there, a_value_not_there, of_a_module_not_there, another_branch, read_for_nothing,
    kept_for_nothing, unassigned, unassigned_copy, first_trip, left_by_another_exception,
    made_by_the_program,
]  # fmt: skip


@pytest.mark.parametrize("fun", CASES)
def test_derivatives(fun: Any) -> None:
    check(fun, 0.7)


def deleted(x):
    w = x
    try:
        del w
        y = w * x
    except NameError:
        y = x
    return y


def test_deleted_variables_are_an_error() -> None:
    with pytest.raises(s2s.UnsupportedError, match="handles `NameError`"):
        s2s.grad(deleted)(0.7)


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
