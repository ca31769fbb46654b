"""A loop over a stack whose items are tuples of tuples lost a bracket: the module did not load."""

from __future__ import annotations

import numpy as np

import s2s
from s2s.emit import text
from s2s.syntax import build, walk

X = np.array([0.3, -1.2, 2.0])


def branching(x):
    total = 0.0
    for v in x:
        total = total + np.where(v > 0, v**3, np.cos(v))
    return total * x[0]


def test_third_derivatives_of_a_loop() -> None:
    v = np.array([1.0, -0.5, 0.2])
    gradient = s2s.grad(branching)

    def pushed(a):
        return s2s.jvp(lambda b: gradient(b), (a,), (v,))[1]

    _, third = s2s.jvp(pushed, (X,), (v,))
    step = 1e-4
    expected = (pushed(X + step * v) - pushed(X - step * v)) / (2 * step)
    np.testing.assert_allclose(third, expected, rtol=1e-6)


def test_brackets() -> None:
    inner = build.unpack(["b", "c"], build.name("x")).targets[0]
    goal = build.unpack(["a", "a"], build.name("x")).targets[0]
    goal.elts[1] = inner
    for target, words in ((goal, "for a, (b, c) in y:"), (inner, "for b, c in y:")):
        loop = build.for_("i", build.name("y"), build.statements("pass"))
        loop.target = walk.clone(target)
        assert words in text([build.function("f", [], [loop])])
