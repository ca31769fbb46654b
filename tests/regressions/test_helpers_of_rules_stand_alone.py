"""Modules that stand alone lacked the names of annotations, or refused helpers of s2s's as the user's own."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
import scipy.fft
import scipy.integrate
import scipy.interpolate
import scipy.linalg
import scipy.optimize
import scipy.sparse

import s2s
from s2s.cli import main

X = np.array([1.3, 0.4, 0.7])


def contracted(x):
    return np.einsum("i,i", x, x)


def exponential(x):
    return np.sum(scipy.linalg.expm(np.outer(x, x)))


def differences(x):
    return np.sum(np.gradient(x) ** 2) + np.sum(np.diff(x, 2) ** 3) + np.sum(scipy.fft.dct(x) ** 2)


def selected(x):
    return np.sum(np.select([x > 1, x > 0], [x * x, x]) ** 2)


def equation(x):
    found = scipy.integrate.solve_ivp(lambda t, y: -y, (0.0, 1.0), x, rtol=1e-9, atol=1e-10)
    return found.y[0, -1]


def zero_of(x):
    return scipy.optimize.brentq(lambda t, a: t * t - a, 0.0, 10.0, args=(x[0],))


def padded(x):
    return np.sum(np.pad(x, 2, "linear_ramp") ** 2)


def sparse(x):
    return np.sum((scipy.sparse.csr_matrix(np.eye(3)) @ x) ** 2)


def spline(x):
    found = scipy.interpolate.CubicSpline(np.array([0.0, 1.0, 2.0]), x)
    return np.sum(found(np.array([0.5, 1.5])) ** 2)


def integral(x):
    return scipy.integrate.quad(lambda t: np.sin(t * x[0]), 0.0, 1.0)[0]


def polynomial(x):
    return np.sum(np.poly1d(x)(2.0))


@pytest.mark.parametrize(
    "program",
    [
        contracted, exponential, differences, selected, equation, zero_of, padded, sparse, spline,
        integral, polynomial,
    ],
)  # fmt: skip
def test_stands_alone(program, capsys) -> None:
    target = f"{inspect.getsourcefile(program)}:{program.__name__}"
    assert main(["dump", target, "--types", "x: float64[:]", "--standalone"]) == 0
    text = capsys.readouterr().out
    assert "import s2s" not in text and "from s2s" not in text
    scope: dict[str, object] = {}
    exec(text, scope)
    assert scope[f"{program.__name__}_grad"](X) == pytest.approx(s2s.grad(program)(X), abs=1e-12)
