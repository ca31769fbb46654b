"""A context manager assigned a nonlocal variable after its ``yield``: the value was lost, and its gradient."""

from __future__ import annotations

import contextlib

import pytest

import s2s
from s2s.testing import check_grads


def counted(x):
    n = 0

    @contextlib.contextmanager
    def counting(v):
        nonlocal n
        yield v
        n += v * v

    with counting(x) as y:
        z = y
    with counting(2 * x):
        pass
    return n + x + z


def remembered(x):
    last, entered = 1.0, 0

    @contextlib.contextmanager
    def remembering(v):
        nonlocal last, entered
        entered += 1
        try:
            yield v * entered
        finally:
            last = last * v

    with remembering(x) as y, remembering(y) as z:
        w = y * z
    return w * last


@pytest.mark.parametrize("fun", [counted, remembered])
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))
    assert s2s.value_and_grad(fun)(0.6)[0] == pytest.approx(fun(0.6))
