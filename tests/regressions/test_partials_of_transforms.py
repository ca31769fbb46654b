"""``functools.partial(s2s.grad, argnums=1)`` of a module, called inside of a function."""

from __future__ import annotations

import functools
from typing import Any

import s2s

by_second = functools.partial(s2s.grad, argnums=1)
both = functools.partial(s2s.value_and_grad, argnums="b")


def product(a: Any, b: Any) -> Any:
    return a**2 * b**3


def test_gradient() -> None:
    assert s2s.grad(lambda b: by_second(product)(2.0, b))(1.5) == 4.0 * 6.0 * 1.5


def test_value_and_gradient_by_name() -> None:
    assert s2s.grad(lambda b: both(product)(2.0, b)[1])(1.5) == 4.0 * 6.0 * 1.5
