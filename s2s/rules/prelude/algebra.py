"""Linear algebra."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.linalg._linalg import SVDResult  # the type has no public name

from s2s import runtime as rt


def matrix_power(a: Any, n: int) -> Any:
    """``numpy.linalg.matrix_power``."""
    a = np.asarray(a)
    if n == 0:
        return np.broadcast_to(np.eye(a.shape[-1], dtype=a.dtype), a.shape).copy()
    if n < 0:
        a = np.linalg.inv(a)
        n = -n
    if n == 3:
        return np.matmul(np.matmul(a, a), a)
    square = a
    result = None
    while n > 0:
        if n % 2 == 1:
            result = square if result is None else np.matmul(result, square)
        n = n // 2
        if n > 0:
            square = np.matmul(square, square)
    return result


def tensorinv(a: Any, ind: int = 2) -> Any:
    """``numpy.linalg.tensorinv``."""
    a = np.asarray(a)
    rows = 1
    for size in a.shape[ind:]:
        rows = rows * size
    inverse = np.linalg.inv(a.reshape(rows, -1))
    return inverse.reshape(a.shape[ind:] + a.shape[:ind])


def cond(x: Any, p: Any = None) -> Any:
    """``numpy.linalg.cond``."""
    x = np.asarray(x)
    if 0 in x.shape[-2:]:
        raise np.linalg.LinAlgError("cond is not defined on empty arrays")
    if p is None or p == 2 or p == -2:
        s = np.linalg.svd(x, compute_uv=False)
        return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    inverse = np.linalg.inv(x)
    return np.linalg.norm(x, p, axis=(-2, -1)) * np.linalg.norm(inverse, p, axis=(-2, -1))


def tensorsolve(a: Any, b: Any, axes: Any = None) -> Any:
    """``numpy.linalg.tensorsolve``."""
    a = np.asarray(a)
    b = np.asarray(b)
    if axes is not None:
        order = [axis for axis in range(a.ndim) if axis not in axes]
        a = np.transpose(a, [*order, *axes])
    shape = a.shape[b.ndim :]
    size = 1
    for length in shape:
        size = size * length
    return np.linalg.solve(a.reshape(b.size, size), b.ravel()).reshape(shape)


def svd(
    a: Any, full_matrices: bool = True, compute_uv: bool = True, hermitian: bool = False
) -> Any:
    """``numpy.linalg.svd`` of a Hermitian matrix, by its eigenvalues."""
    if not compute_uv:
        values = np.abs(np.linalg.eigvalsh(a))
        return np.take_along_axis(values, np.argsort(values, axis=-1)[..., ::-1], axis=-1)
    values, vectors = np.linalg.eigh(a)
    signs = np.sign(values)
    sizes = np.abs(values)
    order = np.argsort(sizes, axis=-1)[..., ::-1]
    signs = np.take_along_axis(signs, order, axis=-1)
    sizes = np.take_along_axis(sizes, order, axis=-1)
    vectors = np.take_along_axis(vectors, order[..., None, :], axis=-1)
    return SVDResult(vectors, sizes, np.conj(np.swapaxes(vectors * signs[..., None, :], -1, -2)))


def pinv(a: Any, rcond: Any = None, hermitian: bool = False, *, rtol: Any = None) -> Any:
    """``numpy.linalg.pinv`` of a Hermitian matrix."""
    if rcond is None:
        rcond = 1e-15 if rtol is None else rtol
    u, s, vh = svd(np.conj(a), hermitian=True)
    large = s > rcond * np.max(s, axis=-1, keepdims=True, initial=0.0)
    inverse = np.where(large, 1.0 / np.where(large, s, 1.0), 0.0)
    return np.matmul(np.swapaxes(vh, -1, -2), inverse[..., None] * np.swapaxes(u, -1, -2))


def einsum(*operands: Any, optimize: Any = False) -> Any:
    """``numpy.einsum`` with the subscripts as lists of numbers behind each operand."""
    subscripts = rt.einsum_spelled(operands)
    count = len(operands) // 2
    if count == 1:
        return np.einsum(subscripts, operands[0], optimize=optimize)
    if count == 2:
        return np.einsum(subscripts, operands[0], operands[2], optimize=optimize)
    if count == 3:
        first, second, third = operands[0], operands[2], operands[4]
        return np.einsum(subscripts, first, second, third, optimize=optimize)
    raise NotImplementedError(
        "s2s knows lists of subscripts for up to three operands; use a string"
    )
