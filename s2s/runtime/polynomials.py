"""What stands for NumPy's polynomials: objects with the same attributes, and most of the methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.polynomial  # noqa: F401  # `np.polynomial` is read below

from s2s.runtime.guarded import still


def trimmed(c: Any) -> Any:
    """The coefficients without leading zeros."""
    c = np.atleast_1d(c)
    kept = np.trim_zeros(c, "f")
    return kept if len(kept) > 0 else np.zeros(1, c.dtype)


def coefficients(value: Any) -> Any:
    """Those of a polynomial; a number or an array stands for one."""
    return value.coeffs if isinstance(value, (Poly1d, np.poly1d)) else np.atleast_1d(value)


@dataclass
class Poly1d:
    """``numpy.poly1d``."""

    coeffs: Any

    def __call__(self, val: Any) -> Any:
        """The values."""
        return np.polyval(self.coeffs, val)

    @property
    def c(self) -> Any:
        """The coefficients."""
        return self.coeffs

    @property
    def coef(self) -> Any:
        """The coefficients."""
        return self.coeffs

    @property
    def coefficients(self) -> Any:
        """The coefficients."""
        return self.coeffs

    @property
    def order(self) -> int:
        """The degree."""
        return len(self.coeffs) - 1

    @property
    def o(self) -> int:
        """The degree."""
        return len(self.coeffs) - 1

    @property
    def r(self) -> Any:
        """The roots."""
        return np.roots(self.coeffs)

    @property
    def roots(self) -> Any:
        """The roots."""
        return np.roots(self.coeffs)

    def __getitem__(self, power: int) -> Any:
        """The coefficient of a power."""
        order = len(self.coeffs) - 1
        return 0 if power < 0 or power > order else self.coeffs[order - power]

    def deriv(self, m: int = 1) -> Any:
        """The derivative."""
        return Poly1d(trimmed(np.polyder(self.coeffs, m)))

    def integ(self, m: int = 1, k: Any = 0) -> Any:
        """The antiderivative."""
        return Poly1d(trimmed(np.polyint(self.coeffs, m, k)))

    def __neg__(self) -> Any:
        return Poly1d(trimmed(-self.coeffs))

    def __add__(self, other: Any) -> Any:
        return Poly1d(trimmed(np.polyadd(self.coeffs, coefficients(other))))

    def __radd__(self, other: Any) -> Any:
        return Poly1d(trimmed(np.polyadd(self.coeffs, coefficients(other))))

    def __sub__(self, other: Any) -> Any:
        return Poly1d(trimmed(np.polysub(self.coeffs, coefficients(other))))

    def __rsub__(self, other: Any) -> Any:
        return Poly1d(trimmed(np.polysub(coefficients(other), self.coeffs)))

    def __mul__(self, other: Any) -> Any:
        if np.isscalar(other):
            return Poly1d(trimmed(self.coeffs * other))
        return Poly1d(trimmed(np.polymul(self.coeffs, coefficients(other))))

    def __rmul__(self, other: Any) -> Any:
        return self * other

    def __truediv__(self, other: Any) -> Any:
        """A quotient by a number."""
        return Poly1d(trimmed(self.coeffs / other))

    def __pow__(self, n: int) -> Any:
        result = Poly1d(np.ones(1))
        for _ in range(n):
            result = Poly1d(trimmed(np.polymul(self.coeffs, result.coeffs)))
        return result


def poly1d(c_or_r: Any, r: bool = False, variable: Any = None) -> Any:
    """``numpy.poly1d``."""
    if isinstance(c_or_r, (Poly1d, np.poly1d)):
        return Poly1d(c_or_r.coeffs)
    return Poly1d(trimmed(np.poly(c_or_r) if r else c_or_r))


def mapped(domain: Any, window: Any) -> tuple[Any, Any]:
    """Offset and scale of the map from the domain to the window."""
    width = domain[1] - domain[0]
    return (
        (domain[1] * window[0] - domain[0] * window[1]) / width,
        (window[1] - window[0]) / width,
    )


def without_zeros(c: Any) -> Any:
    """The coefficients without the zeros at the end, as NumPy leaves them out."""
    filled = np.flatnonzero(c)
    return c[: 1 if len(filled) == 0 else filled[-1] + 1]


def weights(value: Any) -> Any:
    """The coefficients of a polynomial; numbers stand for one."""
    return (
        value.coef
        if isinstance(value, (Polynomial, np.polynomial.Polynomial))
        else np.atleast_1d(value) * 1.0
    )


def added(first: Any, second: Any) -> Any:
    """The coefficients of a sum."""
    if len(first) < len(second):
        return without_zeros(np.concatenate((first + second[: len(first)], second[len(first) :])))
    return without_zeros(np.concatenate((first[: len(second)] + second, first[len(second) :])))


def product(first: Any, second: Any) -> Any:
    """The coefficients of a product."""
    return without_zeros(np.convolve(first, second))


def polyadd(c1: Any, c2: Any) -> Any:
    """``numpy.polynomial.polynomial.polyadd``."""
    return added(without_zeros(weights(c1)), without_zeros(weights(c2)))


def polysub(c1: Any, c2: Any) -> Any:
    """``numpy.polynomial.polynomial.polysub``."""
    return added(without_zeros(weights(c1)), -without_zeros(weights(c2)))


def polymul(c1: Any, c2: Any) -> Any:
    """``numpy.polynomial.polynomial.polymul``."""
    return product(without_zeros(weights(c1)), without_zeros(weights(c2)))


@dataclass
class Polynomial:
    """``numpy.polynomial.Polynomial``: powers, the lowest first."""

    coef: Any
    domain: Any
    window: Any

    def __call__(self, arg: Any) -> Any:
        """The values."""
        off, scale = mapped(self.domain, self.window)
        return self.value(off + scale * arg)

    def value(self, x: Any) -> Any:
        """The values in the window."""
        return np.polynomial.polynomial.polyval(x, self.coef)

    def degree(self) -> int:
        """The degree."""
        return len(self.coef) - 1

    def deriv(self, m: int = 1) -> Any:
        """The derivative."""
        scale = still(mapped(self.domain, self.window)[1])
        coef = np.polynomial.polynomial.polyder(self.coef, m, scale)
        return Polynomial(coef, self.domain, self.window)

    def integ(self, m: int = 1) -> Any:
        """The antiderivative that is 0 at 0 in the window."""
        scale = still(mapped(self.domain, self.window)[1])
        coef = np.polynomial.polynomial.polyint(self.coef, m, [], 0, 1.0 / scale)
        return Polynomial(coef, self.domain, self.window)

    def __neg__(self) -> Any:
        return Polynomial(-self.coef, self.domain, self.window)

    def __add__(self, other: Any) -> Any:
        return Polynomial(added(self.coef, weights(other)), self.domain, self.window)

    def __radd__(self, other: Any) -> Any:
        return Polynomial(added(self.coef, weights(other)), self.domain, self.window)

    def __sub__(self, other: Any) -> Any:
        return Polynomial(added(self.coef, -weights(other)), self.domain, self.window)

    def __rsub__(self, other: Any) -> Any:
        return Polynomial(added(-self.coef, weights(other)), self.domain, self.window)

    def __mul__(self, other: Any) -> Any:
        return Polynomial(product(self.coef, weights(other)), self.domain, self.window)

    def __rmul__(self, other: Any) -> Any:
        return Polynomial(product(self.coef, weights(other)), self.domain, self.window)

    def __pow__(self, n: int) -> Any:
        coef = np.ones(1)
        for _ in range(n):
            coef = product(coef, self.coef)
        return Polynomial(coef, self.domain, self.window)


@dataclass
class Chebyshev:
    """``numpy.polynomial.Chebyshev``."""

    coef: Any
    domain: Any
    window: Any

    def __call__(self, arg: Any) -> Any:
        """The values."""
        off, scale = mapped(self.domain, self.window)
        return np.polynomial.chebyshev.chebval(off + scale * arg, self.coef)

    def degree(self) -> int:
        """The degree."""
        return len(self.coef) - 1

    def deriv(self, m: int = 1) -> Any:
        """The derivative."""
        scale = still(mapped(self.domain, self.window)[1])
        coef = np.polynomial.chebyshev.chebder(self.coef, m, scale)
        return Chebyshev(coef, self.domain, self.window)

    def integ(self, m: int = 1) -> Any:
        """The antiderivative that is 0 at 0 in the window."""
        scale = still(mapped(self.domain, self.window)[1])
        coef = np.polynomial.chebyshev.chebint(self.coef, m, [], 0, 1.0 / scale)
        return Chebyshev(coef, self.domain, self.window)


@dataclass
class Legendre:
    """``numpy.polynomial.Legendre``."""

    coef: Any
    domain: Any
    window: Any

    def __call__(self, arg: Any) -> Any:
        """The values."""
        off, scale = mapped(self.domain, self.window)
        return np.polynomial.legendre.legval(off + scale * arg, self.coef)

    def degree(self) -> int:
        """The degree."""
        return len(self.coef) - 1

    def deriv(self, m: int = 1) -> Any:
        """The derivative."""
        scale = still(mapped(self.domain, self.window)[1])
        return Legendre(
            np.polynomial.legendre.legder(self.coef, m, scale), self.domain, self.window
        )

    def integ(self, m: int = 1) -> Any:
        """The antiderivative that is 0 at 0 in the window."""
        scale = still(mapped(self.domain, self.window)[1])
        coef = np.polynomial.legendre.legint(self.coef, m, [], 0, 1.0 / scale)
        return Legendre(coef, self.domain, self.window)


def polynomial(coef: Any, domain: Any = None, window: Any = None, symbol: str = "x") -> Any:
    """``numpy.polynomial.Polynomial``."""
    unit = np.array([-1.0, 1.0])
    return Polynomial(
        series(coef),
        unit if domain is None else held(domain),
        unit if window is None else held(window),
    )


def chebyshev(coef: Any, domain: Any = None, window: Any = None, symbol: str = "x") -> Any:
    """``numpy.polynomial.Chebyshev``."""
    unit = np.array([-1.0, 1.0])
    return Chebyshev(
        series(coef),
        unit if domain is None else held(domain),
        unit if window is None else held(window),
    )


def legendre(coef: Any, domain: Any = None, window: Any = None, symbol: str = "x") -> Any:
    """``numpy.polynomial.Legendre``."""
    unit = np.array([-1.0, 1.0])
    return Legendre(
        series(coef),
        unit if domain is None else held(domain),
        unit if window is None else held(window),
    )


def held(domain: Any) -> Any:
    """The domain itself, which has no derivative: it is an error to ask for it."""
    return domain


def series(coef: Any) -> Any:
    """Coefficients as NumPy's classes keep them: floats."""
    return np.asarray(coef) * 1.0


def fit_places(x: Any, domain: Any, window: Any) -> tuple[Any, Any, Any]:
    """Where a series is fitted: the places in the window, the domain and the window."""
    x = np.asarray(x)
    domain = np.array([np.min(x), np.max(x)]) if domain is None else domain
    window = np.array([-1.0, 1.0]) if window is None else window
    off, scale = mapped(domain, window)
    return off + scale * x, held(domain), held(window)


def polynomial_fit(
    x: Any, y: Any, deg: Any, domain: Any = None, rcond: Any = None, full: bool = False,
    w: Any = None, window: Any = None, symbol: str = "x",
) -> Any:  # fmt: skip
    """``Polynomial.fit``."""
    places, domain, window = fit_places(x, domain, window)
    coef = np.polynomial.polynomial.polyfit(places, y, deg, rcond, False, w)
    return Polynomial(coef, domain, window)


def chebyshev_fit(
    x: Any, y: Any, deg: Any, domain: Any = None, rcond: Any = None, full: bool = False,
    w: Any = None, window: Any = None, symbol: str = "x",
) -> Any:  # fmt: skip
    """``Chebyshev.fit``."""
    places, domain, window = fit_places(x, domain, window)
    coef = np.polynomial.chebyshev.chebfit(places, y, deg, rcond, False, w)
    return Chebyshev(coef, domain, window)


def legendre_fit(
    x: Any, y: Any, deg: Any, domain: Any = None, rcond: Any = None, full: bool = False,
    w: Any = None, window: Any = None, symbol: str = "x",
) -> Any:  # fmt: skip
    """``Legendre.fit``."""
    places, domain, window = fit_places(x, domain, window)
    coef = np.polynomial.legendre.legfit(places, y, deg, rcond, False, w)
    return Legendre(coef, domain, window)


def basis_slope(values: Any, matrix: Any) -> Any:
    """The derivatives of basis polynomials, from their values and the matrix of the derivative."""
    return np.matmul(values[..., : len(matrix)], matrix)


def basis_slope_ct(ct_: Any, values: Any, matrix: Any) -> Any:
    """The cotangent of the values in ``basis_slope``."""
    made = np.zeros(np.shape(values), np.result_type(ct_))
    made[..., : len(matrix)] = np.matmul(ct_, np.transpose(matrix))
    return made
