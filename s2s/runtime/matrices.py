"""Derivatives of solving, inverting and determinants, for matrices and stacks of them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from s2s.runtime.broadcasting import unbroadcast
from s2s.runtime.guarded import still


def flipped(a: Any) -> Any:
    """The transposes of a stack of matrices."""
    return np.swapaxes(a, -1, -2)


def solve_transposed(ct: Any, a: Any, b: Any) -> Any:
    """The cotangent of ``b`` in ``np.linalg.solve(a, b)``, for stacks too."""
    if np.ndim(b) == 1:
        return unbroadcast(np.linalg.solve(flipped(a), np.expand_dims(ct, -1))[..., 0], b)
    return unbroadcast(np.linalg.solve(flipped(a), ct), b)


def solve_ct(ct: Any, ans: Any, a: Any, b: Any) -> Any:
    """The cotangent of ``a`` in ``np.linalg.solve(a, b)``, for stacks too."""
    if np.ndim(b) == 1:
        back = np.linalg.solve(flipped(a), np.expand_dims(ct, -1))
        return unbroadcast(-back * np.expand_dims(ans, -2), a)
    return unbroadcast(-np.matmul(np.linalg.solve(flipped(a), ct), flipped(ans)), a)


def solve_dot(dot: Any, ans: Any, a: Any, b: Any) -> Any:
    """What ``a``'s tangent takes from that of ``np.linalg.solve(a, b)``, for stacks too."""
    if np.ndim(b) == 1:
        moved = np.matmul(dot, np.expand_dims(ans, -1))
        return np.linalg.solve(a, moved)[..., 0]
    return np.linalg.solve(a, np.matmul(dot, ans))


def cofactors(a: Any) -> Any:
    """The derivative of the determinant by each element, also of singular matrices.

    >>> cofactors(np.array([[1.0, 2.0], [2.0, 4.0]])).round(12)
    array([[ 4., -2.],
           [-2.,  1.]])
    """
    det = np.linalg.det(a)
    if np.all(np.abs(det) > 1e-12 * np.prod(np.linalg.norm(a, axis=-1), axis=-1)):
        return np.expand_dims(det, (-2, -1)) * flipped(np.linalg.inv(a))
    u, s, vh = np.linalg.svd(a)
    others = np.stack(
        [np.prod(np.delete(s, index, -1), axis=-1) for index in range(np.shape(s)[-1])], -1
    )
    turn = np.linalg.det(u) * np.linalg.det(vh)
    scaled = np.conj(u) * np.expand_dims(others, -2)
    return np.expand_dims(turn, (-2, -1)) * np.matmul(scaled, np.conj(vh))


def cofactors_along(change: Any, a: Any) -> Any:
    """The derivative of `cofactors` along a direction, also of singular matrices.

    It is symmetric, so that it is the cotangent too. Between its singular vectors a matrix is diagonal,
    and what a small change makes of the minors of a diagonal matrix are products of all values but two.

    >>> cofactors_along(np.ones((2, 2)), np.array([[1.0, 2.0], [2.0, 4.0]])).round(12)
    array([[ 1., -1.],
           [-1.,  1.]])
    """
    det = np.linalg.det(a)
    if np.all(np.abs(det) > 1e-4 * np.prod(np.linalg.norm(a, axis=-1), axis=-1)):
        inverse = np.linalg.inv(a)
        moved = np.matmul(inverse, change)
        trace = np.expand_dims(np.trace(moved, axis1=-2, axis2=-1), (-2, -1))
        slope = trace * inverse - np.matmul(moved, inverse)
        return np.expand_dims(det, (-2, -1)) * flipped(slope)
    u, s, vh = np.linalg.svd(a)
    size = np.shape(s)[-1]
    inner = np.matmul(np.conj(flipped(u)), np.matmul(change, np.conj(flipped(vh))))
    slope = np.zeros_like(inner)
    for i in range(size):
        for j in range(size):
            if i != j:
                others = np.prod(np.delete(s, [i, j], -1), axis=-1)
                slope[..., i, i] += others * inner[..., j, j]
                slope[..., i, j] -= others * inner[..., j, i]
    turn = np.linalg.det(u) * np.linalg.det(vh)
    around = np.matmul(np.conj(u), np.matmul(slope, np.conj(vh)))
    return np.expand_dims(turn, (-2, -1)) * around


def cofactors_twice(change: Any, other: Any, a: Any) -> Any:
    """The derivative of `cofactors_along` by ``a`` along a direction: symmetric in all of them.

    Along ``other`` it is a polynomial of low degree, whose slope follows from its values around 0.

    >>> cofactors_twice(np.eye(3), np.eye(3), np.zeros((3, 3))).diagonal().round(12)
    array([2., 2., 2.])
    """
    count = max(np.shape(a)[-1] // 2, 1)
    nodes = np.cos(math.pi * (np.arange(count) + 0.5) / (2 * count))  # of Chebyshev, above 0
    size = np.linalg.norm(still(a), axis=(-2, -1), keepdims=True)
    reach = np.linalg.norm(still(other), axis=(-2, -1), keepdims=True)
    radius = np.where(size > 0, size, 1.0) / np.where(reach > 0, reach, 1.0)
    total = np.zeros_like(a)
    for i in range(count):
        rest = np.delete(nodes, i) ** 2
        weight = np.prod(rest / (rest - nodes[i] ** 2))  # of Lagrange's polynomial in squares
        step = nodes[i] * radius
        gap = cofactors_along(change, a + step * other) - cofactors_along(change, a - step * other)
        total = total + weight * gap / (2 * step)
    return total


def slogdet_ct(ct: Any, ans: Any, a: Any) -> Any:
    """The cotangent of ``a`` in ``np.linalg.slogdet(a)``."""
    factor: Any = 0.0 if ct[1] is None else ct[1]
    if ct[0] is not None and np.iscomplexobj(a):
        factor = factor + 1j * np.imag(ct[0] * ans[0])
    return np.expand_dims(factor, (-2, -1)) * flipped(np.linalg.inv(a))


def slogdet_dot(dot: Any, ans: Any, a: Any) -> Any:
    """The tangents of sign and logarithm in ``np.linalg.slogdet(a)``."""
    change = np.trace(np.linalg.solve(a, dot), axis1=-2, axis2=-1)
    turn = 1j * ans[0] * np.imag(change) if np.iscomplexobj(a) else 0.0 * change
    return turn, np.real(change)


def pinv_ct(ct: Any, ans: Any, a: Any) -> Any:
    """The cotangent of ``a`` in its pseudoinverse ``ans``, where the rank does not change."""
    rows, columns = np.shape(a)[-2], np.shape(a)[-1]
    adjoint = np.conj(flipped(ans))
    left = np.eye(rows) - np.matmul(a, ans)
    right = np.eye(columns) - np.matmul(ans, a)
    turned = flipped(ct)
    own = np.matmul(np.matmul(flipped(ans), ct), flipped(ans))
    first = np.matmul(np.matmul(left, turned), np.matmul(ans, adjoint))
    second = np.matmul(np.matmul(adjoint, ans), np.matmul(turned, right))
    return np.conj(first + second) - own


def pinv_dot(dot: Any, ans: Any, a: Any) -> Any:
    """The tangent of the pseudoinverse ``ans`` of ``a``, where the rank does not change."""
    rows, columns = np.shape(a)[-2], np.shape(a)[-1]
    adjoint, turned = np.conj(flipped(ans)), np.conj(flipped(dot))
    left = np.eye(rows) - np.matmul(a, ans)
    right = np.eye(columns) - np.matmul(ans, a)
    first = np.matmul(np.matmul(ans, adjoint), np.matmul(turned, left))
    second = np.matmul(np.matmul(right, turned), np.matmul(adjoint, ans))
    return first + second - np.matmul(np.matmul(ans, dot), ans)


def lstsq_parts(ans: Any, a: Any, b: Any) -> tuple[Any, Any, Any, Any]:
    """The solution and right-hand side as matrices, what is left over, the pseudoinverse."""
    columns = 1 if np.ndim(b) == 1 else np.shape(b)[1]
    x = np.reshape(ans[0], (np.shape(a)[1], columns))
    given = np.reshape(b, (np.shape(a)[0], columns))
    return x, given, given - np.matmul(a, x), np.linalg.pinv(a)


def lstsq_cts(ct: Any, ans: Any, a: Any, b: Any) -> tuple[Any, Any]:
    """The cotangents of ``a`` and ``b`` in ``np.linalg.lstsq(a, b)``, for real values."""
    x, given, rest, inverse = lstsq_parts(ans, a, b)
    a_bar = np.zeros(np.shape(a))
    b_bar = np.zeros(np.shape(given))
    if ct[0] is not None:
        x_bar = np.reshape(ct[0], np.shape(x))
        back = np.matmul(inverse.T, x_bar)
        onto = np.eye(np.shape(a)[1]) - np.matmul(inverse, a)
        b_bar = b_bar + back
        a_bar = a_bar - np.matmul(back, x.T)
        a_bar = a_bar + np.matmul(rest, np.matmul(inverse, back).T)
        a_bar = a_bar + np.matmul(np.matmul(inverse.T, x), np.matmul(onto, x_bar).T)
    if ct[1] is not None and np.size(ans[1]):
        pull = 2 * rest * ct[1]
        b_bar = b_bar + pull
        a_bar = a_bar - np.matmul(pull, x.T)
    if ct[3] is not None:
        u, _, vh = np.linalg.svd(a, False)
        a_bar = a_bar + np.matmul(u * ct[3], vh)
    return a_bar, np.reshape(b_bar, np.shape(b))


def lstsq_dot(a_dot: Any, b_dot: Any, ans: Any, a: Any, b: Any) -> Any:
    """The tangents of the four results of ``np.linalg.lstsq(a, b)``, for real values."""
    x, given, rest, inverse = lstsq_parts(ans, a, b)
    change: Any = 0.0 if b_dot is None else np.reshape(b_dot, np.shape(given))
    moved: Any = 0.0
    values = np.zeros(np.shape(ans[3]))
    if a_dot is not None:
        change = change - np.matmul(a_dot, x)
        onto = np.eye(np.shape(a)[1]) - np.matmul(inverse, a)
        moved = np.matmul(np.matmul(inverse, inverse.T), np.matmul(a_dot.T, rest))
        moved = moved + np.matmul(onto, np.matmul(a_dot.T, np.matmul(inverse.T, x)))
        u, _, vh = np.linalg.svd(a, False)
        values = np.sum(u * np.matmul(a_dot, vh.T), axis=0)
    x_dot = np.reshape(moved + np.matmul(inverse, change), np.shape(ans[0]))
    squares = np.sum(2 * rest * change, axis=0) if np.size(ans[1]) else np.zeros(0)
    return x_dot, squares, 0, values


def multi_dot_cts(ct: Any, arrays: Any) -> list[Any]:
    """The cotangents of the factors of ``np.linalg.multi_dot(arrays)``."""
    factors = [np.asarray(array) for array in arrays]
    first, last = np.ndim(factors[0]), np.ndim(factors[-1])
    factors[0] = np.atleast_2d(factors[0])
    factors[-1] = np.expand_dims(factors[-1], 1) if last == 1 else factors[-1]
    back = np.reshape(ct, (np.shape(factors[0])[0], np.shape(factors[-1])[1]))
    after = [np.eye(np.shape(factors[-1])[1])]
    for factor in factors[:0:-1]:
        after = [np.matmul(factor, after[0]), *after]
    shares = []
    for factor, rest in zip(factors, after, strict=True):
        shares.append(np.matmul(back, rest.T))
        back = np.matmul(factor.T, back)
    shares[0] = shares[0][0] if first == 1 else shares[0]
    shares[-1] = shares[-1][:, 0] if last == 1 else shares[-1]
    return shares


def multi_dot_dot(dots: Any, arrays: Any) -> Any:
    """The tangent of ``np.linalg.multi_dot(arrays)``; None stands for a zero tangent."""
    total: Any = 0.0
    for index, dot in enumerate(dots):
        if dot is not None:
            factors = [dot if i == index else factor for i, factor in enumerate(arrays)]
            total = total + np.linalg.multi_dot(factors)
    return total
