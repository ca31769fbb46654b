"""Derivatives of ``scipy.linalg``'s factorisations and of functions of matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.linalg

from s2s.runtime.broadcasting import unbroadcast
from s2s.runtime.decompositions import cholesky_ct, cholesky_dot, eig_ct, qr_ct, qr_dot
from s2s.runtime.matrices import flipped
from s2s.runtime.scipy_systems import outer_of, triangle_of


def cho_factor_ct(ct: Any, ans: Any) -> Any:
    """The cotangent of ``a`` in ``cho_factor``: what it does not use of ``a`` it copies."""
    factor, lower = ans
    part = triangle_of(factor, lower, False)
    rest = ct[0] - triangle_of(ct[0], lower, False)
    return cholesky_ct(ct[0], part, not lower) + rest


def cho_factor_dot(dot: Any, ans: Any) -> Any:
    """The tangents in ``cho_factor``."""
    factor, lower = ans
    part = triangle_of(factor, lower, False)
    rest = dot - triangle_of(dot, lower, False)
    return cholesky_dot(dot, part, not lower) + rest, False


def cho_solve_first(ct: Any, ans: Any, c_and_lower: Any) -> list[Any]:
    """The cotangent of the factor in ``cho_solve``, for real values."""
    factor, lower = c_and_lower
    share = -outer_of(scipy.linalg.cho_solve(c_and_lower, ct), ans)
    part = triangle_of(factor, lower, False)
    both = share + share.T
    whole = np.matmul(both, part) if lower else np.matmul(part, both)
    return [triangle_of(whole, lower, False), None]


def cho_solve_first_dot(dot: Any, ans: Any, c_and_lower: Any) -> Any:
    """The tangent that the factor's gives in ``cho_solve``, for real values."""
    factor, lower = c_and_lower
    part, change = triangle_of(factor, lower, False), triangle_of(dot[0], lower, False)
    half = np.matmul(change, part.T) if lower else np.matmul(change.T, part)
    return -scipy.linalg.cho_solve(c_and_lower, np.matmul(half + half.T, ans))


def pivot_order(pivots: Any) -> Any:
    """The order of the rows that successive exchanges lead to.

    >>> pivot_order(np.array([2, 2, 2]))
    array([2, 0, 1])
    """
    if np.ndim(pivots) > 1:
        return np.stack([pivot_order(row) for row in pivots])
    order = list(range(len(pivots)))
    for i in range(len(pivots)):
        j = int(pivots[i])
        order[i], order[j] = order[j], order[i]
    return np.array(order)


def lu_parts_ct(l_bar: Any, u_bar: Any, low: Any, up: Any) -> Any:
    """The cotangent of ``low @ up`` from those of its two factors.

    The rows below the square part of ``low`` are those of the matrix times the inverse of ``up``, and
    the columns beyond that of ``up`` likewise.
    """
    n = np.shape(low)[-1]
    side, above = low[..., :n, :], up[..., :, :n]
    below = flipped(np.linalg.solve(above, flipped(l_bar[..., n:, :])))
    beyond = np.linalg.solve(flipped(side), u_bar[..., :, n:])
    l_bar = l_bar[..., :n, :] - np.matmul(beyond, flipped(up[..., :, n:]))
    u_bar = u_bar[..., :, :n] - np.matmul(flipped(low[..., n:, :]), below)
    inner = np.tril(np.matmul(flipped(side), l_bar), -1) + np.triu(np.matmul(u_bar, flipped(above)))
    square = flipped(np.linalg.solve(above, flipped(np.linalg.solve(flipped(side), inner))))
    top = np.concatenate((square, beyond), axis=-1)
    if np.shape(low)[-2] == n:
        return top
    return np.concatenate((top, below), axis=-2)


def lu_parts_dot(dot: Any, low: Any, up: Any) -> tuple[Any, Any]:
    """The tangents of the two factors of ``low @ up``."""
    n = np.shape(low)[-1]
    side, above = low[..., :n, :], up[..., :, :n]
    left = np.linalg.solve(side, dot[..., :n, :n])
    inner = flipped(np.linalg.solve(flipped(above), flipped(left)))
    l_dot, u_dot = np.matmul(side, np.tril(inner, -1)), np.matmul(np.triu(inner), above)
    rest = dot[..., n:, :n] - np.matmul(low[..., n:, :], u_dot)
    below = flipped(np.linalg.solve(flipped(above), flipped(rest)))
    beyond = np.linalg.solve(side, dot[..., :n, n:] - np.matmul(l_dot, up[..., :, n:]))
    return np.concatenate((l_dot, below), axis=-2), np.concatenate((u_dot, beyond), axis=-1)


def lu_factor_ct(ct: Any, ans: Any) -> Any:
    """The cotangent of ``a`` in ``lu_factor``."""
    low, up, order = lu_parts(ans)
    n = np.shape(low)[-1]
    l_bar, u_bar = np.tril(ct[0], -1)[..., :n], np.triu(ct[0])[..., :n, :]
    return rows_in(lu_parts_ct(l_bar, u_bar, low, up), np.argsort(order, axis=-1))


def rows_in(a: Any, order: Any) -> Any:
    """The rows of a matrix, or of each of a stack, in another order."""
    if np.ndim(a) == 2:
        return a[order]
    return np.take_along_axis(a, np.expand_dims(order, -1), -2)


def columns_in(a: Any, order: Any) -> Any:
    """The columns of a matrix, or of each of a stack, in another order."""
    if np.ndim(a) == 2:
        return a[:, order]
    return np.take_along_axis(a, np.expand_dims(order, -2), -1)


def lu_factor_dot(dot: Any, ans: Any) -> Any:
    """The tangents in ``lu_factor``."""
    low, up, order = lu_parts(ans)
    l_dot, u_dot = lu_parts_dot(rows_in(dot, order), low, up)
    *stack, rows, columns = np.shape(ans[0])
    if rows > columns:
        u_dot = np.concatenate((u_dot, np.zeros((*stack, rows - columns, columns))), axis=-2)
    if columns > rows:
        l_dot = np.concatenate((l_dot, np.zeros((*stack, rows, columns - rows))), axis=-1)
    return l_dot + u_dot, 0 * ans[1]


def lu_parts(ans: Any) -> tuple[Any, Any, Any]:
    """The two factors that ``lu_factor`` gives in one array, and the order of the rows."""
    both = ans[0]
    *stack, rows, columns = np.shape(both)
    n = min(rows, columns)
    still = np.broadcast_to(np.arange(n, rows), (*stack, rows - n))
    order = pivot_order(np.concatenate((ans[1][..., :n], still), axis=-1))
    return np.tril(both, -1)[..., :n] + np.eye(rows, n), np.triu(both)[..., :n, :], order


def lu_ct(ct: Any, ans: Any, a: Any) -> Any:
    """The cotangent of ``a`` in ``scipy.linalg.lu``."""
    p, low, up = ans
    l_bar = np.zeros(np.shape(low)) if ct[1] is None else ct[1]
    u_bar = np.zeros(np.shape(up)) if ct[2] is None else ct[2]
    return np.matmul(p, lu_parts_ct(l_bar, u_bar, low, up))


def lu_dot(dot: Any, ans: Any, a: Any) -> Any:
    """The tangents in ``scipy.linalg.lu``."""
    p, low, up = ans
    l_dot, u_dot = lu_parts_dot(np.matmul(flipped(p), dot), low, up)
    return 0.0 * p, l_dot, u_dot


def lu_solve_first(ct: Any, ans: Any, lu_and_piv: Any, b: Any, trans: int) -> list[Any]:
    """The cotangent of the factors in ``lu_solve``, for real values."""
    both, order = lu_and_piv[0], pivot_order(lu_and_piv[1])
    if trans == 0:
        middle = scipy.linalg.solve_triangular(both, b[order], 0, True, True)
        u_back = scipy.linalg.solve_triangular(both, ct, 1)
        l_back = scipy.linalg.solve_triangular(both, u_back, 1, True, True)
        upper, lower = outer_of(u_back, ans), outer_of(l_back, middle)
    else:
        middle = scipy.linalg.solve_triangular(both, b, 1)
        l_back = scipy.linalg.solve_triangular(both, ct[order], 0, True, True)
        u_back = scipy.linalg.solve_triangular(both, l_back, 0)
        upper, lower = outer_of(middle, u_back), outer_of(ans[order], l_back)
    return [-(np.triu(upper) + np.tril(lower, -1)), None]


def lu_solve_first_dot(dot: Any, ans: Any, lu_and_piv: Any, b: Any, trans: int) -> Any:
    """The tangent that the factors' gives in ``lu_solve``, for real values."""
    both, order = lu_and_piv[0], pivot_order(lu_and_piv[1])
    low, up = np.tril(both, -1) + np.eye(len(both)), np.triu(both)
    change = np.matmul(np.tril(dot[0], -1), up) + np.matmul(low, np.triu(dot[0]))
    change = change[np.argsort(order)]
    moved = np.matmul(change if trans == 0 else change.T, ans)
    return -scipy.linalg.lu_solve(lu_and_piv, moved, trans)


def qr_pivoted_ct(ct: Any, ans: Any, a: Any, mode: str) -> Any:
    """The cotangent of ``a`` in ``scipy.linalg.qr`` with pivoting."""
    share = qr_ct(ct, ans, columns_in(a, ans[2]), mode)
    return columns_in(share, np.argsort(ans[2], axis=-1))


def qr_pivoted_dot(dot: Any, ans: Any, a: Any, mode: str) -> Any:
    """The tangents in ``scipy.linalg.qr`` with pivoting."""
    q_dot, r_dot = qr_dot(columns_in(dot, ans[2]), ans, columns_in(a, ans[2]), mode)
    return q_dot, r_dot, 0 * ans[2]


def qr_r_ct(ct: Any, ans: Any, a: Any, pivoting: bool) -> Any:
    """The cotangent of ``a`` in ``scipy.linalg.qr(a, mode="r")``, where zeros fill up ``r``.

    Of a stack SciPy returns ``r``, of one matrix a tuple with ``r`` in it.
    """
    r_bar = ct if np.ndim(a) > 2 and not pivoting else ct[0]
    r_bar = r_bar[..., : min(np.shape(a)[-2:]), :]
    if not pivoting:
        return qr_ct((None, r_bar), np.linalg.qr(a), a, "reduced")
    moved = columns_in(a, ans[1])
    share = qr_ct((None, r_bar), np.linalg.qr(moved), moved, "reduced")
    return columns_in(share, np.argsort(ans[1], axis=-1))


def qr_r_dot(dot: Any, ans: Any, a: Any, pivoting: bool) -> Any:
    """The tangents in ``scipy.linalg.qr(a, mode="r")``."""
    if pivoting:
        dot, a = columns_in(dot, ans[1]), columns_in(a, ans[1])
    r_dot = qr_dot(dot, np.linalg.qr(a), a, "reduced")[1]
    *stack, rows, columns = np.shape(a)
    below = np.zeros((*stack, rows - np.shape(r_dot)[-2], columns))
    whole = np.concatenate([r_dot, below], axis=-2)
    if pivoting:
        return whole, 0 * ans[1]
    return whole if np.ndim(a) > 2 else (whole,)


def rows_by_rows(ct: Any, a: Any, b: Any) -> Any:
    """The rows of a stack of products of ``scipy.linalg.khatri_rao``, by rows of ``a`` and of ``b``."""
    return np.reshape(ct, (*np.shape(ct)[:-2], np.shape(a)[-2], np.shape(b)[-2], -1))


def residuals_dot(dots: Any, ans: Any) -> Any:
    """The tangents in ``scipy.linalg.lstsq``: the residual of one right-hand side is a number."""
    return dots[0], np.reshape(dots[1], np.shape(ans[1])), dots[2], dots[3]


def eigvals_order(ans: Any, found: Any) -> Any:
    """Which of the eigenvalues found is which of ``ans``."""
    return np.argmin(np.abs(np.expand_dims(ans, -1) - np.expand_dims(found, -2)), axis=-1)


def eigvals_ct(ct: Any, ans: Any, a: Any) -> Any:
    """The cotangent of ``a`` in ``scipy.linalg.eigvals``."""
    values, vectors = np.linalg.eig(a)
    order = eigvals_order(ans, values)
    return eig_ct(
        (ct, None),
        (
            np.take_along_axis(values, order, -1),
            columns_in(vectors, order),
        ),
    )


def eigvals_near_dot(dot: Any, ans: Any, a: Any) -> Any:
    """The tangent of ``scipy.linalg.eigvals``."""
    values, vectors = np.linalg.eig(a)
    vectors = columns_in(vectors, eigvals_order(ans, values))
    return np.diagonal(np.linalg.solve(vectors, np.matmul(dot, vectors)), axis1=-2, axis2=-1).copy()


def matrix_slope_along(function: Callable[[Any], Any], a: Any, dot: Any) -> Any:
    """The derivative of a function of matrices along ``dot``; its adjoint is that at ``a.T``.

    Source: N. J. Higham, Functions of Matrices, SIAM 2008, equation 3.16.
    """
    n = np.shape(a)[-1]
    top = np.concatenate([a, dot], axis=-1)
    bottom = np.concatenate([np.zeros_like(a), a], axis=-1)
    return function(np.concatenate([top, bottom], axis=-2))[..., :n, n:]


def block_diag_cts(ct: Any, arrs: Any) -> list[Any]:
    """The cotangents of the blocks of ``scipy.linalg.block_diag``."""
    shares, row, column = [], 0, 0
    for block in arrs:
        height, width = np.shape(np.atleast_2d(block))[-2:]
        part = ct[..., row : row + height, column : column + width]
        shares.append(
            unbroadcast(np.reshape(part, (*np.shape(ct)[:-2], *np.shape(block)[-2:])), block)
        )
        row, column = row + height, column + width
    return shares


def block_diag_dot(dot: Any, arrs: Any) -> Any:
    """The tangent of ``scipy.linalg.block_diag``; None stands for a zero tangent."""
    pairs = zip(dot, arrs, strict=True)
    return scipy.linalg.block_diag(*[np.zeros(np.shape(b)) if d is None else d for d, b in pairs])


def companion_ct(ct: Any, a: Any) -> Any:
    """The cotangent of the polynomial in ``scipy.linalg.companion``, from that of the first row."""
    first = np.sum(ct * a[1:]) / a[0] ** 2
    return np.concatenate([np.reshape(first, (1,)), -ct / a[0]])


def companion_dot(dot: Any, a: Any) -> Any:
    """The tangent of ``scipy.linalg.companion``."""
    row = -dot[1:] / a[0] + dot[0] * a[1:] / a[0] ** 2
    return np.concatenate([np.expand_dims(row, 0), np.zeros((len(row) - 1, len(row)))])
