"""A module with names that `second` defines differently."""

from __future__ import annotations

import math

K = 2.0
TABLE = {"scale": 1.5}


def helper(x):
    return K * x * x


def uses_helper(x):
    return helper(x) + K


def calls_math(x):
    return math.sin(x) * K


def even(x, n):
    return x if n == 0 else x * odd(x, n - 1)


def odd(x, n):
    return 1.0 if n == 0 else x + even(x, n - 1)


class Scaler:
    factor = 3.0

    def __init__(self, offset):
        self.offset = offset

    def __call__(self, x):
        return self.factor * x * x + self.offset * K
