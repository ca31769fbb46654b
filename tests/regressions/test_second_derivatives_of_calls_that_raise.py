"""A call within ``try`` that gives an array to be overwritten was taken for one of derivatives only.

Its exception, which the program handles, ended the second derivative.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.second_derivatives import check_every_mix


def squared(x: Any) -> Any:
    if x[0] < 1:
        raise ZeroDivisionError
    return x**2


def overwritten(x: Any) -> Any:
    try:
        y = squared(x)
    except ZeroDivisionError:
        y = np.zeros(4)
        y[1] = x[0] ** 3
    return np.sum(y * x)


def test_the_call_is_handled_at_second_order() -> None:
    v = np.array([0.3, -0.7, 0.2, 0.5])
    check_every_mix(overwritten, np.array([0.2, 0.5, 0.7, 0.3]), v)
    check_every_mix(overwritten, np.array([1.2, 0.5, 0.7, 0.3]), v)
