"""Derivatives of ``scipy.linalg``'s solvers."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.linalg

from s2s.runtime.broadcasting import unbroadcast
from s2s.runtime.matrices import flipped, solve_ct


def assumed(a: Any, kind: Any, lower: bool) -> Any:
    """The matrix that ``scipy.linalg.solve`` works with, where it reads a part of ``a`` only."""
    kind = {"symmetric": "sym", "hermitian": "her", "positive definite": "her", "pos": "her"}.get(
        kind, kind
    )
    if kind in ("sym", "her"):
        strict = np.tril(a, -1) if lower else np.triu(a, 1)
        other = flipped(strict)
        return strict + (np.conj(other) if kind == "her" else other) + np.tril(np.triu(a))
    if kind in ("upper triangular", "lower triangular"):
        return np.triu(a) if kind == "upper triangular" else np.tril(a)
    width = {"diagonal": 0, "tridiagonal": 1}.get(kind)
    return a if width is None else np.tril(np.triu(a, -width), width)


def assumed_ct(ct: Any, kind: Any, lower: bool) -> Any:
    """The cotangent of ``a``, from that of the matrix that ``assumed`` makes of it."""
    kind = {"symmetric": "sym", "hermitian": "her", "positive definite": "her", "pos": "her"}.get(
        kind, kind
    )
    if kind not in ("sym", "her"):
        return assumed(ct, kind, lower)
    other = np.conj(flipped(ct)) if kind == "her" else flipped(ct)
    both = np.tril(ct + other, -1) if lower else np.triu(ct + other, 1)
    return both + np.tril(np.triu(ct))


def system_ct(ct: Any, ans: Any, a: Any, b: Any, transposed: bool) -> Any:
    """The cotangent of the matrix that was given, in a system with it or its transpose ``a``."""
    share = solve_ct(ct, ans, a, b)
    return flipped(share) if transposed else share


def turned(trans: Any) -> int:
    """The ``trans`` of the transposed system, for real values."""
    return 1 if trans in (0, "N") else 0


def outer_of(first: Any, second: Any) -> Any:
    """The sum over right-hand sides of the outer products of two solutions."""
    if np.ndim(first) == 1:
        return np.outer(first, second)
    return np.matmul(first, flipped(second))


def triangle_of(a: Any, lower: bool, unit: bool) -> Any:
    """The part of a matrix that ``scipy.linalg.solve_triangular`` reads."""
    if lower:
        return np.tril(a, -1) if unit else np.tril(a)
    return np.triu(a, 1) if unit else np.triu(a)


def triangular_first(ct: Any, ans: Any, a: Any, b: Any, trans: Any, lower: bool, unit: bool) -> Any:
    """The cotangent of the matrix in ``scipy.linalg.solve_triangular``."""
    if np.ndim(b) == 1 and np.ndim(a) > 2:
        ct, ans = np.expand_dims(ct, -1), np.expand_dims(ans, -1)
    back = scipy.linalg.solve_triangular(a, ct, turned(trans), lower, unit)
    share = outer_of(back, ans) if trans in (0, "N") else outer_of(ans, back)
    return -triangle_of(share, lower, unit)


def triangular_second(ct: Any, a: Any, b: Any, trans: Any, lower: bool, unit: bool) -> Any:
    """The solution with a stack of triangles, of ``ct`` that stands for what ``b`` stands for."""
    if np.ndim(b) == 1:
        columns = np.expand_dims(ct, -1)
        return scipy.linalg.solve_triangular(a, columns, trans, lower, unit)[..., 0]
    return scipy.linalg.solve_triangular(a, ct, trans, lower, unit)


def triangular_first_dot(
    dot: Any, ans: Any, a: Any, b: Any, trans: Any, lower: bool, unit: bool
) -> Any:
    """The tangent that the matrix's gives in ``scipy.linalg.solve_triangular``."""
    part = triangle_of(dot, lower, unit)
    if trans not in (0, "N"):
        part = flipped(part)
    if np.ndim(b) == 1 and np.ndim(a) > 2:
        moved = np.matmul(part, np.expand_dims(ans, -1))
        return -scipy.linalg.solve_triangular(a, moved, trans, lower, unit)[..., 0]
    return -scipy.linalg.solve_triangular(a, np.matmul(part, ans), trans, lower, unit)


def shifted(row: Any, count: int) -> Any:
    """The vector whose element ``j`` is ``row[j + count]``, with zeros outside.

    >>> shifted(np.array([1.0, 2.0, 3.0]), 1)
    array([2., 3., 0.])
    """
    nothing = np.zeros_like(row[: abs(count)])
    if count >= 0:
        return np.concatenate([row[count:], nothing])
    return np.concatenate([nothing, row[:count]])


def solve_banded_back(ct: Any, l_and_u: Any, ab: Any) -> Any:
    """The solution of the transposed banded system."""
    lower, upper = l_and_u
    rows = [shifted(ab[lower + upper - r], r - lower) for r in range(lower + upper + 1)]
    return scipy.linalg.solve_banded((upper, lower), np.stack(rows), ct)


def banded_outer(first: Any, second: Any, l_and_u: Any) -> Any:
    """The diagonals of the outer product of two vectors, or of the sum of several."""
    lower, upper = l_and_u
    rows = [shifted(first, r - upper) * second for r in range(lower + upper + 1)]
    return np.stack(rows) if np.ndim(second) == 1 else np.sum(np.stack(rows), axis=-1)


def banded_product(l_and_u: Any, ab: Any, x: Any) -> Any:
    """The product of a banded matrix, given by its diagonals, with a vector or matrix."""
    lower, upper = l_and_u
    total: Any = 0.0
    for r in range(lower + upper + 1):
        weight = ab[r] if np.ndim(x) == 1 else ab[r][:, None]
        total = total + shifted(weight * x, upper - r)
    return total


def symmetric_banded_outer(first: Any, second: Any, ab: Any, lower: bool) -> Any:
    """The cotangent of one half of a symmetric matrix's diagonals, from two solutions."""
    width = np.shape(ab)[0] - 1
    shape = (width, 0) if lower else (0, width)
    one, other = banded_outer(first, second, shape), banded_outer(second, first, shape)
    main = (np.arange(width + 1) == (0 if lower else width))[:, None]
    return one + np.where(main, 0.0, other)


def symmetric_banded_product(ab: Any, x: Any, lower: bool) -> Any:
    """The product of a symmetric banded matrix, given by one half, with a vector or matrix."""
    width = np.shape(ab)[0] - 1
    half = ab if lower else np.stack([shifted(ab[width - r], r) for r in range(width + 1)])
    rest = np.stack([np.zeros_like(half[0]), *half[1:]])
    above = np.stack([shifted(rest[width - r], r - width) for r in range(width + 1)])
    return banded_product((width, 0), half, x) + banded_product((0, width), above, x)


def placed_ct(ct: Any, places: Any, like: Any) -> Any:
    """The sums of a cotangent by the number, from 1, of the element that was put there."""
    if np.ndim(ct) > 2:
        flat = np.reshape(ct, (*np.shape(ct)[:-2], -1))
        count = np.arange(1, np.shape(like)[-1] + 1)
        chosen = np.expand_dims(np.ravel(places), -1) == count
        return unbroadcast(np.matmul(flat, chosen * 1.0), like)
    sums = np.bincount(np.ravel(places), np.ravel(ct), np.size(like) + 1)
    return np.reshape(sums[1:], np.shape(like))


def solve_toeplitz_back(ct: Any, c_or_cr: Any) -> Any:
    """The solution of the transposed Toeplitz system."""
    if isinstance(c_or_cr, tuple):
        column, row = c_or_cr[0], c_or_cr[1]  # the first element of the row is not read
        return scipy.linalg.solve_toeplitz((np.concatenate((column[:1], row[1:])), column), ct)
    return scipy.linalg.solve_toeplitz(c_or_cr, ct)


def toeplitz_system_ct(ct: Any, ans: Any, c_or_cr: Any) -> Any:
    """The cotangents of first column and row in ``scipy.linalg.solve_toeplitz``."""
    share = -outer_of(solve_toeplitz_back(ct, c_or_cr), ans)
    count = np.arange(1, len(share) + 1)
    if not isinstance(c_or_cr, tuple):
        return placed_ct(share, scipy.linalg.toeplitz(count), c_or_cr)
    none = np.zeros(len(share), int)
    below = placed_ct(share, scipy.linalg.toeplitz(count, none), c_or_cr[0])
    return [below, placed_ct(share, scipy.linalg.toeplitz(none, count), c_or_cr[1])]


def toeplitz_product(dot: Any, x: Any) -> Any:
    """The product of the Toeplitz matrix with this column, or column and row, with ``x``."""
    if isinstance(dot, (tuple, list)):
        column, row = dot[0], dot[1]
        row = np.zeros(len(x)) if row is None else row
        column = np.zeros(len(x)) if column is None else column
        return np.matmul(scipy.linalg.toeplitz(column, row), x)
    return np.matmul(scipy.linalg.toeplitz(dot), x)


def lyapunov_first(back: Any, ans: Any) -> Any:
    """The cotangent of ``a`` in the solution of ``a x + x a.T = q``."""
    return -(np.matmul(back, ans.T) + np.matmul(back.T, ans))


def discrete_lyapunov_first(back: Any, ans: Any, a: Any) -> Any:
    """The cotangent of ``a`` in the solution of ``a x a.T - x + q = 0``."""
    return np.matmul(np.matmul(back, a), ans.T) + np.matmul(np.matmul(back.T, a), ans)


def eigh_of(a: Any, b: Any, lower: bool, chosen: Any, driver: Any, only: bool) -> Any:
    """What SciPy computes: eigenvalues, and unless they are wanted only, vectors up to signs."""
    return scipy.linalg.eigh(
        a, b, lower=lower, eigvals_only=only, subset_by_index=chosen, driver=driver
    )


def same_signs(v: Any, found: Any) -> Any:
    """The signs that make the columns of one matrix those of another, in a row."""
    return np.where(np.sum(v * found, axis=-2, keepdims=True) < 0, -1.0, 1.0)
