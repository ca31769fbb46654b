"""NumPy's polynomials as objects."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.polynomial import Chebyshev, Legendre, Polynomial

import s2s
from s2s.testing import check

C = np.array([0.7, 1.7, -2.2])
T = np.linspace(0.0, 1.0, 7)
FIXED = np.poly1d([1.0, 2.0, 3.0])
SERIES = Polynomial([1.0, 2.0, 3.0], domain=[0, 2])

PROGRAMS = {
    "values": lambda c: np.poly1d(c)(0.7),
    "values of a fixed one": lambda c: FIXED(c) + SERIES(c),
    "of numbers": lambda c: np.poly1d([c[0], 1.0, c[1]])(c),
    "derivative": lambda c: np.poly1d(c).deriv()(C) + np.poly1d(c).deriv(2)(0.3),
    "integral": lambda c: np.poly1d(c).integ(2, [1.0, 2.0])(0.4),
    "product": lambda c: (np.poly1d(c) * FIXED)(0.3) + (2.0 * np.poly1d(c))(0.1),
    "sums": lambda c: (np.poly1d(c) + FIXED - 2.0)(0.3) + (1.0 - np.poly1d(c))(0.2),
    "power": lambda c: (np.poly1d(c) ** 2 / 3.0)(0.3),
    "roots": lambda c: np.real(np.sum(np.poly1d(np.array([1.0, -3.0, 2.0]) * c[0]).r ** 2)) * c[1],
    "of roots": lambda c: np.poly1d(c, True)(0.3),
    "coefficients": lambda c: np.poly1d(c).c * np.poly1d(c)[1] * np.poly1d(c).order,
    "Polynomial": lambda c: Polynomial(c, domain=[0, 3])(C) + Polynomial(c).deriv(2)(0.3),
    "its algebra": lambda c: (Polynomial(c) * Polynomial([1.0, 2.0]) ** 2 - Polynomial(c))(0.4),
    "its integral": lambda c: Polynomial(c).integ()(0.3) * Polynomial(c).coef,
    "Chebyshev": lambda c: Chebyshev(c)(0.3) + Chebyshev(c).deriv()(0.2) + Chebyshev(c).integ()(C),
    "Legendre": lambda c: Legendre(c)(0.3) + Legendre(c).deriv()(0.2) + Legendre(c).integ()(C),
    "fit": lambda c: Polynomial.fit(T, np.sin(3 * T) * c[0] + c[1], 3)(0.4),
    "other fits": lambda c: (
        Chebyshev.fit(T, T * c[0], 2)(0.4) * Legendre.fit(T, T**2 * c[1], 2)(0.1)
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str) -> None:
    check(PROGRAMS[name], C)


def test_a_domain_that_varies_is_an_error() -> None:
    def fun(x):
        return Polynomial([1.0, 2.0], domain=[0.0, x])(0.5)

    with pytest.raises(s2s.S2SError):
        s2s.grad(fun)(2.0)
