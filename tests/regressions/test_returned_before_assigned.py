"""A variable that no path had assigned was returned: ``grad`` gave 0.0, ``vjp`` a value of its own."""

from __future__ import annotations

import contextlib

import pytest

import s2s
from s2s.testing import check_grads


def by_a_loop(x, n):
    for i in range(n):
        y = x * i
    return y


def by_an_option(x, n):
    kind = "linear" if n == 1 else "square" if n == 2 else "typo"
    if kind == "linear":
        y = x * n
    elif kind == "square":
        y = x * x
    return y


def kept_of_a_loop(x, n):
    for i in range(n):
        if i > 0:
            y = y + x
        elif n > 1:
            y = x
    return y


def in_a_list(x, n):
    if n > 0:
        y = x * n
    held = [y]
    return held[0] if n == 7 else x


def in_a_function(x, n):
    def inner(z):
        while n > 0:
            w = z * n
            break
        return w

    return x + 0 * inner(x)


PROGRAMS = [by_a_loop, by_an_option, kept_of_a_loop, in_a_list, in_a_function]


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
@pytest.mark.parametrize(
    "derivative",
    [
        lambda fun: s2s.grad(fun)(1.5, 0),
        lambda fun: s2s.value_and_grad(fun)(1.5, 0),
        lambda fun: s2s.vjp(fun, 1.5, 0),
        lambda fun: s2s.jvp(fun, (1.5, 0), (1.0, None)),
    ],
    ids=["grad", "value_and_grad", "vjp", "jvp"],
)
def test_raises_as_python_does(fun, derivative) -> None:
    with pytest.raises(UnboundLocalError, match="cannot access local variable '[yw]' where"):
        derivative(fun)


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_where_it_is_assigned(fun) -> None:
    check_grads(lambda x: fun(x, 2), 1.5, order=2, modes=("fwd", "rev"))


def under_one_condition(x, y):
    """The zeros of a list of floats, on the path without the list, were made by its length."""
    c = x > 0
    if c:
        ys = [x * i for i in range(1, 3)]
    s = y
    if c:
        for v in reversed(ys):
            s = s * v
    return s


@pytest.mark.parametrize("x", [1.3, -1.3])
def test_list_under_one_condition(x: float) -> None:
    check_grads(under_one_condition, x, 0.7, order=2, modes=("fwd", "rev"))


def raises_it(x):
    """It was refused as if it handled what it raises."""
    if x < 0:
        raise NameError("no such branch")
    return x * x


def test_raising_it_is_no_handler() -> None:
    check_grads(raises_it, 1.5, modes=("fwd", "rev"))
    with pytest.raises(NameError, match="no such branch"):
        s2s.grad(raises_it)(-1.0)


def test_suppressing_it_is_refused() -> None:
    def suppressed(x):
        y = x
        if x > 1.0:
            scale = 2.0
        with contextlib.suppress(NameError):
            if scale > 1.0:
                y = x * scale
        return y

    with pytest.raises(s2s.UnsupportedError, match="handles `NameError`"):
        s2s.grad(suppressed)(1.5)
