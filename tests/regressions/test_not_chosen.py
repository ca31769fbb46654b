"""What is not chosen contributes nothing, also where the other factor of a product is infinite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s


def entropy(x: Any, y: Any) -> Any:
    return np.sum(np.where(x > 0, np.log(x) * y, 0.0))


def root(x: Any, y: Any) -> Any:
    return np.sum(np.where(x > 0, np.sqrt(x) * y, 0.0))


def growth(x: Any, y: Any) -> Any:
    inner = y * np.exp(1 / x)
    shown = inner
    return np.sum(np.where(x > 0, shown, 0.0))


def power(x: Any, y: Any) -> Any:
    return np.sum(np.where(x > 0, (y * 2 + 1) * x**-1.5, 0.0))


def selected(x: Any, y: Any) -> Any:
    return np.sum(np.select([x > 0], [np.log(x) * y], 0.0))


def chosen(x: Any, y: Any) -> Any:
    return np.sum(np.choose((x > 0).astype(int), [y, np.log(x) * y]))


def masked(x: Any, y: Any) -> Any:
    return np.sum((np.log(x) * y)[x > 0])


def stacked(x: Any, y: Any) -> Any:
    return np.sum(np.where(x > 0, np.sum(np.array([np.log(x) * y, x]), 0), 0.0))


def bounded(x: Any, y: Any) -> Any:
    return np.maximum(np.log(x) * y, -1.0).sum()


def replaced(x: Any, y: Any) -> Any:
    return np.sum(np.nan_to_num(np.log(x) * y, neginf=0.0))


def looped(x: Any, y: Any) -> Any:
    s = 0.0
    for i in range(len(x)):
        r = np.log(x[i])
        s += np.where(x[i] > 0, r * y[i], 0.0)
    return s


PROGRAMS = (
    entropy, root, growth, power, selected, chosen, masked, stacked, bounded, replaced, looped,
)  # fmt: skip


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("program", PROGRAMS)
def test_what_is_not_chosen_is_still(program: Callable[..., Any]) -> None:
    """The gradient and the Hessian are those of a point beside it, where it is not chosen either."""
    x, y = np.array([0.0, 4.0]), np.array([2.0, 3.0])
    beside = np.array([-1.0, 4.0]) if program is not bounded else np.array([1e-9, 4.0])
    both = (0, 1)
    for derivative in (s2s.grad(program, both), s2s.hessian(program, both)):
        found, usual = (_flat(derivative(at, y)) for at in (x, beside))
        assert np.all(np.isfinite(found))
        kept = np.isfinite(usual)  # logarithms of negative numbers are none
        assert np.allclose(found[kept], usual[kept])
    ones = (np.ones(2), np.ones(2))
    reverse = sum(np.sum(part) for part in s2s.grad(program, both)(x, y))
    beyond = s2s.jvp(program, (x, y), (np.array([0.0, 1.0]), ones[1]))[1]
    first = s2s.grad(program, both)(x, y)[0][0]
    assert np.allclose(beyond, reverse - first)
    over = s2s.jvp(s2s.grad(program, both), (x, y), ones)[1]
    assert np.all(np.isfinite(_flat(over)))


def _flat(parts: Any) -> Any:
    if isinstance(parts, tuple):
        return np.concatenate([_flat(part) for part in parts])
    return np.ravel(parts)
