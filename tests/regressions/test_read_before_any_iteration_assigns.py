"""A loop that reads a variable that no iteration has assigned: Python raises, the derivative gave a number."""

from __future__ import annotations

import pytest

import s2s


def added(x):
    for i in range(3):
        if i > 5:
            y = x
        x = x + y
    return x


def only_read(x):
    for _ in range(3):
        if x > 100:
            y = x
        z = y  # noqa: F841 - reading it is the point
    return x


def asked(x):
    for _ in range(3):
        if x > 100:
            flag = True
        if flag:
            x = x * 2
    return x


def compared(x):
    for _ in range(3):
        if x > 100:
            y = x
        if y is None:
            x = x * 2
    return x


def in_a_loop_inside(x):
    for _ in range(2):
        for j in range(2):
            if j == 5:
                y = x
        x = x + y
    return x


def in_a_while_loop(x):
    while x < 3:
        x = x + z  # noqa: F821 - assigned by the next statement
        z = 1.0
    return x


def used_as_an_index(x):
    for _ in range(3):
        if x > 100:
            n = 2
        x = x + [x, x, x][n]
    return x


@pytest.mark.parametrize(
    "program",
    [added, only_read, asked, compared, in_a_loop_inside, in_a_while_loop, used_as_an_index],
)
def test_it_raises_what_python_raises(program) -> None:
    for derivative in (s2s.grad(program), lambda x: s2s.jvp(program, (x,), (1.0,)), program):
        with pytest.raises(UnboundLocalError, match="cannot access local variable '[a-z]+' where"):
            derivative(2.5)


def previous(x):
    total = None
    for i in range(4):
        value = x * x * i
        if i > 0:
            if last is None:  # noqa: F821 - assigned by the iteration before
                total = value
            else:
                total = total + value * last  # noqa: F821
        last = value if i > 0 else None
    return total


def test_none_is_a_value() -> None:
    assert s2s.grad(previous)(2.0) == 2 * 2.0 + (2 + 6) * 4 * 2.0**3
    assert s2s.jvp(previous, (2.0,), (1.0,))[1] == 2 * 2.0 + (2 + 6) * 4 * 2.0**3


def assigned_on_one_path(x):
    if x > 100:
        y = x
    return y * 2


def assigned_in_a_loop_that_does_not_run(x):
    for _ in range(0):
        y = x
    return y * 2


@pytest.mark.parametrize("program", [assigned_on_one_path, assigned_in_a_loop_that_does_not_run])
def test_the_value_is_not_that_of_another_variable(program) -> None:
    """`y` was read as `x`, which it would be a copy of."""
    for value in (program, s2s.value_and_grad(program), lambda x: s2s.jvp(program, (x,), (1.0,))):
        with pytest.raises(UnboundLocalError):
            value(2.5)
