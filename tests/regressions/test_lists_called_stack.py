"""A list of the user's that is called `stack`, as ours are, may have other names: what is put into it stays there."""

from __future__ import annotations

import pytest

import s2s
from s2s.testing import check


class Box:
    pass


def filled(stack, x):
    stack.append((x, 1.0))


def filled_by_a_helper(x):
    stack, s = [], 0.0
    stack.append((2.0, x))
    filled(stack, x)
    for q, r in reversed(stack):
        s = s + q * q * r
    return s


def held_by_an_object(x):
    stack, box = [], Box()
    box.held = stack
    stack.append(x * x)
    return box.held[0] * x


def held_by_a_dict(x):
    stack = []
    held = {"a": stack}
    for i in range(3):
        stack.append(x * i)
    return held["a"][1] * held["a"][2]


def filled_by_a_closure(x):
    stack = []

    def push(v):
        stack.append(v * v)

    push(x)
    push(2 * x)
    other = stack
    stack.append(x)
    return other[0] * other[2]


def under_two_names(x):
    stacks = [x]
    other = stacks
    stacks.append(x * x)
    return other[1] * other[0]


def read_by_a_closure(x):
    stack = [2.0]
    pair = [stack, 1]

    def last():
        return pair[0][1]

    stack.append(x * x)
    return last()


def of_passive_numbers(x):
    stack = [1.0]
    pair = (stack, 1)
    stack.append(2.0)
    for v in pair[0]:
        x = x * v
    return x * x * len(pair[0])


PROGRAMS = [
    filled_by_a_helper, held_by_an_object, held_by_a_dict, filled_by_a_closure, under_two_names,
    read_by_a_closure, of_passive_numbers,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS)
def test_gradient(fun) -> None:
    check(fun, 0.7)
    step = 1e-4
    slope = (s2s.grad(fun)(0.7 + step) - s2s.grad(fun)(0.7 - step)) / (2 * step)
    assert s2s.hvp(fun)(0.7, 1.0) == pytest.approx(slope, rel=1e-6)
