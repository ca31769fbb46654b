"""A variable that stood for a builtin class gave the builtin its own name."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from s2s.testing import check


def one_name(x):
    number = float
    return number("0.5") * x


def chosen(x):
    number = Decimal if isinstance(x, Decimal) else float
    guess = number("0.1")
    return guess * x


def chosen_by_a_flag(x, n=3):
    number = float if n > 2 else np.float64
    return number("0.5") * x


def of_an_active_value(x):
    number, listed = float, list
    return number(x) * sum(listed([x, x * x]))


@pytest.mark.parametrize("fun", [one_name, chosen, chosen_by_a_flag, of_an_active_value])
def test_a_class_under_another_name(fun) -> None:
    check(fun, 0.7)
