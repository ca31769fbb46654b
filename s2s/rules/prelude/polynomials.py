"""Polynomials by their coefficients, the highest power first."""

from __future__ import annotations

from typing import Any

import numpy as np


def polyval(p: Any, x: Any) -> Any:
    """``numpy.polyval``."""
    x = np.asarray(x)
    y = np.zeros_like(x)
    for coefficient in np.asarray(p):
        y = y * x + coefficient
    return y


def polyadd(a1: Any, a2: Any) -> Any:
    """``numpy.polyadd``."""
    a1, a2 = np.atleast_1d(a1), np.atleast_1d(a2)
    missing = len(a2) - len(a1)
    if missing > 0:
        a1 = np.concatenate((np.zeros(missing, a1.dtype), a1))
    elif missing < 0:
        a2 = np.concatenate((np.zeros(-missing, a2.dtype), a2))
    return a1 + a2


def polysub(a1: Any, a2: Any) -> Any:
    """``numpy.polysub``."""
    return polyadd(a1, np.negative(np.atleast_1d(a2)))


def leading(p: Any) -> int:
    """How many leading coefficients are zero, all but the last at most."""
    count = 0
    while count < len(p) - 1 and p[count] == 0:
        count = count + 1
    return count


def some_coefficients(p: Any) -> Any:
    """The coefficients; of none, those of the polynomial 0."""
    p = np.atleast_1d(p)
    return np.zeros(1) if len(p) == 0 else p


def polymul(a1: Any, a2: Any) -> Any:
    """``numpy.polymul``."""
    a1, a2 = some_coefficients(a1), some_coefficients(a2)
    return np.convolve(a1[leading(a1) :], a2[leading(a2) :])


def polydiv(u: Any, v: Any) -> Any:
    """``numpy.polydiv``."""
    rest = np.atleast_1d(u) + 0.0
    v = np.atleast_1d(v) + 0.0
    scale = 1.0 / v[0]
    width = len(v)
    if len(rest) < width:
        return np.zeros(1) + 0.0 * v[0], rest + 0.0 * v[0]
    quotient = []
    for _ in range(len(rest) - width + 1):
        factor = scale * rest[0]
        quotient.append(factor)
        rest = np.concatenate((rest[:width] - factor * v, rest[width:]))[1:]
    if len(rest) == 0:
        return np.array(quotient), np.zeros(1)
    while len(rest) > 1 and np.allclose(rest[0], 0, rtol=1e-14):
        rest = rest[1:]
    return np.array(quotient), rest


def polyder(p: Any, m: int = 1) -> Any:
    """``numpy.polyder``."""
    p = np.asarray(p)
    for _ in range(m):
        p = p[:-1] * np.arange(len(p) - 1, 0, -1)
    return p


def polyint(p: Any, m: int = 1, k: Any = None) -> Any:
    """``numpy.polyint``."""
    p = np.asarray(p)
    for i in range(m):
        constant = 0.0 if k is None else np.atleast_1d(k)[0 if np.size(k) == 1 else i]
        p = np.concatenate((p / np.arange(len(p), 0, -1), np.reshape(constant, 1)))
    return p


def poly(seq_of_zeros: Any) -> Any:
    """``numpy.poly`` of roots, or of the eigenvalues of a matrix."""
    zeros = np.atleast_1d(seq_of_zeros)
    if zeros.ndim == 2:
        zeros = np.linalg.eigvals(zeros)
    if len(zeros) == 0:
        return 1.0
    p = np.ones(1, zeros.dtype)
    for zero in zeros:
        p = np.convolve(p, np.array([1.0, -zero], dtype=zeros.dtype))
    if np.iscomplexobj(p) and np.all(np.sort(zeros) == np.sort(zeros.conj())):
        return np.real(p)
    return p


def vander(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    """``numpy.vander``."""
    x = np.asarray(x)
    count = len(x) if N is None else N
    x = x.astype(np.promote_types(x.dtype, int))
    columns = [np.ones_like(x)]
    column = x
    for _ in range(count - 1):
        columns.append(column)
        column = column * x
    if count == 0:
        return np.zeros((len(x), 0), x.dtype)
    return np.stack(columns if increasing else columns[::-1], axis=1)


def polyfit(
    x: Any, y: Any, deg: int, rcond: Any = None, full: bool = False, w: Any = None,
    cov: Any = False,
) -> Any:  # fmt: skip
    """``numpy.polyfit``."""
    x = np.asarray(x) + 0.0
    y = np.asarray(y) + 0.0
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if rcond is None:
        rcond = len(x) * np.finfo(x.dtype).eps
    columns = np.vander(x, deg + 1)
    given = y
    if w is not None:
        w = np.asarray(w) + 0.0
        columns = (columns * w[:, None]).astype(x.dtype)
        given = (given * w[:, None] if y.ndim == 2 else given * w).astype(y.dtype)
    scale = np.sqrt((columns * columns).sum(axis=0))
    columns = columns / scale
    solution, squares, rank, values = np.linalg.lstsq(columns, given, rcond)
    found = (solution.T / scale).T
    if full:
        return found, squares, rank, values, rcond
    if not cov:
        return found
    spread = np.linalg.inv(np.dot(columns.T, columns)) / np.outer(scale, scale)
    factor = 1.0 if cov == "unscaled" else squares / (len(x) - deg - 1)
    return found, spread * factor if y.ndim == 1 else spread[:, :, None] * factor
