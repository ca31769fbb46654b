"""Missing data: what a function asks for nan and leaves out has the derivative 0, in both modes.

A cotangent of 0 times a slope of nan was nan: of the missing elements, and of parameters that all
elements share.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s

X = np.array([2.0, np.nan, 3.0])
T = np.arange(1.0, 4.0)


def chosen(x):
    return np.where(np.isfinite(x), np.sin(x) * x**2, 0.0)


def chosen_by_itself(x):
    return np.where(x == x, x * x, 1.0)


def replaced(x):
    y = x**2
    y[np.isnan(y)] = 1.0
    return y * T


def compressed(x):
    y = np.cos(x)
    kept = np.compress(np.isfinite(x), y), y[np.nonzero(~np.isnan(x))]
    return np.concatenate([*kept, y[~np.isnan(y)], np.nan_to_num(y)])


def running(x):
    return np.nancumsum(x**2) + np.nancumprod(x**2)


def sums(x):
    y = x**2 * T
    some = np.nansum(y) + np.nanmean(y) + np.nanmax(y) + np.nanmin(y) + np.nanprod(y)
    return np.array([some + np.nanstd(y) * np.nanvar(y) + np.nanmedian(y) + np.nanquantile(y, 0.3)])


def sums_by_mask(x):
    known = np.isfinite(x)
    return np.array([np.sum(x**2, where=known) * np.mean(np.sin(x), where=known)])


PROGRAMS = [chosen, chosen_by_itself, replaced, compressed, running, sums, sums_by_mask]


@pytest.mark.parametrize("program", PROGRAMS)
def test_by_the_data(program: Any) -> None:
    reverse, forward = s2s.jacrev(program)(X), s2s.jacfwd(program)(X)
    assert np.all(np.isfinite(reverse))
    np.testing.assert_allclose(reverse, forward, atol=1e-12)
    assert not np.any(reverse[:, 1])


@pytest.mark.parametrize("program", PROGRAMS)
def test_by_a_parameter(program: Any) -> None:
    """The slope is that of finite differences, and so is the curvature."""

    def loss(p):
        return np.sum(program(X - p * T))

    step = 1e-5
    slope = (loss(0.3 + step) - loss(0.3 - step)) / (2 * step)
    assert s2s.grad(loss)(0.3) == pytest.approx(slope, rel=1e-6)
    assert s2s.jvp(loss, (0.3,), (1.0,))[1] == pytest.approx(slope, rel=1e-6)
    gradient = s2s.grad(loss)
    bend = (gradient(0.3 + step) - gradient(0.3 - step)) / (2 * step)
    assert s2s.hvp(loss)(0.3, 1.0) == pytest.approx(bend, rel=1e-5)
    assert s2s.grad(gradient)(0.3) == pytest.approx(bend, rel=1e-5)
