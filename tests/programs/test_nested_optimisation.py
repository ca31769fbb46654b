"""Nested derivatives in optimisation: a saddle point, and a particle steered into a target.

Both are the problems of that name in GradBench, after Pearlmutter and Siskind. Each derivative may be
taken by either mode, so there are four versions of each.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s


def by_forward(f, x):
    """The gradient, one direction after the other."""
    a = s2s.jvp(f, (x,), (np.array([1.0, 0.0]),))[1]
    b = s2s.jvp(f, (x,), (np.array([0.0, 1.0]),))[1]
    return np.array([a, b])


def by_reverse(f, x):
    return s2s.grad(f)(x)


def slope_by_forward(f, x):
    return s2s.jvp(f, (x,), (1.0,))[1]


def slope_by_reverse(f, x):
    return s2s.grad(f)(x)


def argmin(f, gradient, start, most):
    """Gradient descent with a step that grows after ten successes and halves after a failure."""
    x = start
    value = f(x)
    slope = gradient(f, x)
    step, successes, tries = 1e-5, 0, 0
    while math.sqrt(np.sum(slope * slope)) > 1e-5 and tries < most:
        tries += 1
        if successes == 10:
            step, successes = 2.0 * step, 0
            continue
        moved = x - step * slope
        if math.sqrt(np.sum((moved - x) ** 2)) <= 1e-5:
            break
        better = f(moved)
        if better < value:
            x, value = moved, better
            slope = gradient(f, x)
            successes += 1
        else:
            step, successes = 0.5 * step, 0
    return x


def gap(a, b):
    return (a[0] ** 2 + a[1] ** 2) - (b[0] ** 2 + b[1] ** 2)


def saddle(outer, inner, most):
    start = np.array([1.0, 1.0])

    def worst(a):
        def against(b):
            return -gap(a, b)

        b = argmin(against, inner, start, most)
        return gap(a, b)

    a = argmin(worst, outer, start, most)

    def against(b):
        return -gap(a, b)

    return a, argmin(against, inner, start, most)


MODES = {"forward": by_forward, "reverse": by_reverse}
SLOPES = {"forward": slope_by_forward, "reverse": slope_by_reverse}


def by_hand(f, x):
    """The gradient of the two functions of the saddle problem: both are sums of squares here."""
    return 2.0 * x


MIXES = [("forward", "forward"), ("forward", "reverse"), ("reverse", "forward")]


@pytest.mark.parametrize(("outer", "inner"), MIXES)
def test_saddle(outer, inner) -> None:
    found = saddle(MODES[outer], MODES[inner], most=2)
    np.testing.assert_allclose(found, saddle(by_hand, by_hand, most=2), rtol=1e-12)


def landing(w, gradient):
    """Where, squared, the particle meets the axis."""
    dt = 0.1

    def potential(q):
        near = math.sqrt((q[0] - 10.0) ** 2 + (q[1] - (10.0 - w)) ** 2)
        far = math.sqrt((q[0] - 10.0) ** 2 + q[1] ** 2)
        return 1.0 / near + 1.0 / far

    q = np.array([0.0, 8.0])
    v = np.array([0.75, 0.0])
    a = -1.0 * gradient(potential, q)
    ahead = q + dt * v
    while ahead[1] > 0.0:
        q = ahead
        v = v + dt * a
        a = -1.0 * gradient(potential, q)
        ahead = q + dt * v
    rest = -q[1] / v[1]
    last = q + rest * v
    return last[0] ** 2


def particle(outer, inner):
    """One step of Newton's method for the charge's place, and the slopes that it takes."""

    def f(w):
        return landing(w, inner)

    def slope(w):
        return outer(f, w)

    first, second = slope(0.2), outer(slope, 0.2)
    return first, second, 0.2 - first / second


@pytest.mark.parametrize(("outer", "inner"), MIXES)
def test_particle(outer, inner) -> None:
    first, second, _ = particle(SLOPES[outer], MODES[inner])

    def value(w):
        return landing(w, by_reverse)

    h = 1e-4
    near, far = (value(0.2 + h), value(0.2 - h)), (value(0.2 + 2 * h), value(0.2 - 2 * h))
    centre = value(0.2)
    slope = (8 * (near[0] - near[1]) - (far[0] - far[1])) / (12 * h)
    curvature = (16 * (near[0] + near[1]) - (far[0] + far[1]) - 30 * centre) / (12 * h**2)
    assert first == pytest.approx(slope, rel=1e-8)
    assert second == pytest.approx(curvature, rel=1e-6)
