"""Flags, and names that are None: what they decide before the program runs is not differentiated."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

import s2s
from s2s.testing import check_grads


def losses(d, inlet=None, outlet=None):
    loss = 0.0
    if inlet:
        loss += 1.0 - (d / inlet) ** 4
    if not outlet:
        return loss
    return loss + 0.5 * d / outlet


def only_inlet(d, inlet):
    return losses(d, inlet) * math.sqrt(d)


def with_report(x, full_output=False):
    if full_output:
        report = {"steps": 0, "root": None}

    def improve(c, n):
        new = 0.5 * (c + x / c)
        if abs(new - c) > 1e-12 and n < 30:
            new = improve(new, n + 1)
        if full_output:
            report["root"] = c
        return new

    root = improve(x, 0)
    return report if full_output else root


def options(x, *extra, scale=None, **named):
    total = x * x
    if extra:
        total += extra[0]
    if named and scale:
        total *= named["factor"]
    return total


def arithmetic(x, flag):
    return x * flag + (flag + 1) * x


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        (only_inlet, (0.4, 0.5)),
        (losses, (0.4, 0.5, 0.3)),
        (with_report, (2.0,)),
        (options, (1.5,)),
        (options, (1.5, 0.3)),
        (arithmetic, (1.5, True)),
        (arithmetic, (1.5, False)),
    ],
)
def test_right(fun: Callable[..., Any], args: tuple[Any, ...]) -> None:
    check_grads(fun, *args, modes=("rev", "fwd"))


def test_no_trace_of_what_does_not_run() -> None:
    text = s2s.source(only_inlet, 0.4, 0.5)
    assert "outlet" not in text.split("def only_inlet_grad")[0].replace("(d, inlet, outlet)", "")


def test_each_value_of_a_flag() -> None:
    gradient = s2s.grad(arithmetic)
    assert [gradient(2.0, flag) for flag in (True, False, True)] == [3.0, 1.0, 3.0]


def test_flag_that_chooses_another_kind_of_result() -> None:
    with pytest.raises(s2s.S2SError, match="`with_report` returns a dict"):
        s2s.grad(with_report)(2.0, True)


SQUARED = True


def by_a_global(x):
    return x * x if SQUARED else 3.0 * x


def test_flag_outside_is_read_live(monkeypatch: pytest.MonkeyPatch) -> None:
    gradient = s2s.grad(by_a_global)
    assert gradient(5.0) == 10.0
    monkeypatch.setitem(globals(), "SQUARED", False)
    assert gradient(5.0) == 3.0
