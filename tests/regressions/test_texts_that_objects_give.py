"""``str(obj)`` was taken for made of all that the object holds, and numbers read from it refused."""

from __future__ import annotations

import re

import pytest

import s2s
from s2s.testing import check


class Plain:
    def __init__(self, slope):
        self.slope = slope

    def __str__(self):
        return "Leaky(slope=0.2)"

    def __call__(self, x):
        return x * self.slope


class Shown(Plain):
    def __str__(self):
        return f"Leaky(slope={self.slope})"


class Layer:
    def __init__(self, weight, act):
        self.weight, self.act = weight, act
        self.name = str(act)

    def forward(self, x):
        slope = re.match(r"leaky\(slope=(.*)\)", self.name.lower()).groups()[0]
        return self.act(self.weight * x) * float(slope)


def passive(x):
    return Layer(x, Plain(x * x)).forward(x)


def active(x):
    return Layer(x, Shown(x * x)).forward(x)


def test_read_from_a_text_that_nothing_varies_in() -> None:
    check(passive, 0.7)


@pytest.mark.parametrize("derive", [s2s.grad(active), lambda x: s2s.jvp(active, (x,), (1.0,))])
def test_read_from_a_text_of_what_varies(derive) -> None:
    with pytest.raises(s2s.UnsupportedError, match="read from a text"):
        derive(0.7)
