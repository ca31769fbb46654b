"""A module with names that `first` defines differently."""

from __future__ import annotations

from math import exp

import numpy as np

from . import first
from .first import helper as other_helper

K = 5.0
TABLE = {"scale": -0.5}


def helper(x):
    return K * x * x * x


def uses_helper(x):
    return helper(x) - K


def uses_both(x):
    return helper(x) * other_helper(x) + first.K * K


def calls_exp(x):
    return exp(-x) * K


def arrays(x, scale=2.0, *, power=2):
    return np.sum(scale * x**power)


class Scaler:
    factor = 0.5

    def __init__(self, offset):
        self.offset = offset

    def __call__(self, x):
        return self.factor * x + self.offset * K
