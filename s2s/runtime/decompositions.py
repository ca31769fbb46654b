"""Derivatives of matrix decompositions, for matrices and stacks of them.

The vectors that belong to equal eigenvalues or singular values are one choice of many. Where the
result does not depend on the choice, nor on the equal values, nothing couples these vectors; where
that cannot be told, the derivative is nan, never a number that may be wrong.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.guarded import over
from s2s.runtime.matrices import flipped


def adjoint_of(a: Any) -> Any:
    """The conjugate transposes of a stack of matrices."""
    return np.conj(np.swapaxes(a, -1, -2))


def half_lower(a: Any) -> Any:
    """The lower triangle with the diagonal halved."""
    return np.tril(a) - 0.5 * np.tril(np.triu(a))


def read_triangle(a: Any, uplo: str) -> Any:
    """The cotangent of a Hermitian matrix, gathered in the triangle that is read."""
    both = a + adjoint_of(a)
    diagonal = 0.5 * np.tril(np.triu(both))
    return (np.tril(both, -1) if uplo in ("L", "l") else np.triu(both, 1)) + np.real(diagonal)


def from_triangle(a: Any, uplo: str) -> Any:
    """The Hermitian matrix that is meant by one triangle."""
    strict = np.tril(a, -1) if uplo in ("L", "l") else np.triu(a, 1)
    return strict + adjoint_of(strict) + np.real(np.tril(np.triu(a)))


def cholesky_ct(ct: Any, ans: Any, upper: bool) -> Any:
    """The cotangent of the argument of ``np.linalg.cholesky``: in the triangle that it reads."""
    low = adjoint_of(ans) if upper else ans
    given = np.conj(ct) if not upper else np.swapaxes(ct, -1, -2)
    # In the Hermitian convention, and back at the end.
    inner = half_lower(np.matmul(adjoint_of(low), np.tril(given)))
    side = np.linalg.solve(adjoint_of(low), inner)
    whole = adjoint_of(np.linalg.solve(adjoint_of(low), adjoint_of(side)))
    return read_triangle(np.conj(whole), "U" if upper else "L")


def cholesky_dot(dot: Any, ans: Any, upper: bool) -> Any:
    """The tangent of ``np.linalg.cholesky``."""
    low = adjoint_of(ans) if upper else ans
    whole = from_triangle(dot, "U" if upper else "L")
    side = np.linalg.solve(low, whole)
    inner = np.linalg.solve(low, adjoint_of(side))
    change = np.matmul(low, half_lower(inner))
    return adjoint_of(change) if upper else change


def coupled(numerator: Any, values: Any, choice: Any) -> Any:
    """``numerator[i, j] / (values[j] - values[i])``, 0 on the diagonal.

    Args:
        numerator: the stack of matrices, ``(..., n, n)``.
        values: eigenvalues or singular values, ``(..., n)``.
        choice: zero at ``[i, j]`` where nothing depends on how the vectors ``i`` and ``j`` were
            chosen if their values are equal.

    Returns:
        The quotients; where the values are equal up to rounding, 0 or, by ``choice``, nan.
    """
    gap = np.expand_dims(values, -2) - np.expand_dims(values, -1)
    size = np.max(np.abs(values), axis=-1, initial=0.0)[..., None, None]
    count = np.shape(values)[-1]
    equal = np.abs(gap) <= 8 * count * np.finfo(np.asarray(size).dtype).eps * size
    quotient = over(numerator, np.where(equal, 0.0, gap))
    return np.where(equal & (choice != 0) & ~np.eye(count, dtype=bool), np.nan, quotient)


def beyond_rounding(skew: Any, *parts: Any) -> Any:
    """1 where ``skew`` is more than the rounding error of ``parts``, from which it was made."""
    size = sum(np.max(np.abs(part), axis=(-2, -1), keepdims=True, initial=0.0) for part in parts)
    return np.where(np.abs(skew) > 1e3 * np.finfo(np.asarray(size).dtype).eps * size, 1.0, 0.0)


def read_too(values: Any) -> Any:
    """Zeros: what is made of vectors and of the cotangent of their values depends on these as well.

    Where values are equal it cannot be told from the vectors alone how the result goes on.
    """
    return np.zeros_like(values)


def flows(ct: Any) -> bool:
    """Whether any derivative flows through a part of the result."""
    return ct is not None and bool(np.any(ct))


def together(numerator: Any, s: Any, size: Any) -> Any:
    """``numerator[i, j] / (s[j] + s[i])``, and 0 on the diagonal; nan for what is infinite.

    Args:
        numerator: the stack of matrices, ``(..., n, n)``.
        s: singular values, ``(..., n)``.
        size: what the numerator was made from.
    """
    total = np.expand_dims(s, -2) + np.expand_dims(s, -1)
    quotient = over(numerator, total) * (1.0 - np.eye(np.shape(s)[-1]))
    infinite = nothing(total, s) & (beyond_rounding(numerator, size) != 0)
    return np.where(infinite & ~np.eye(np.shape(s)[-1], dtype=bool), np.nan, quotient)


def nothing(values: Any, s: Any) -> Any:
    """Where ``values`` are 0 up to the rounding errors of singular values ``s``."""
    size = np.max(s, axis=-1, initial=0.0)[..., None, None]
    return values <= 8 * np.shape(s)[-1] * np.finfo(np.asarray(size).dtype).eps * size


def away_from(vectors: Any, moved: Any, along: Any, s: Any, asked: Any) -> Any:
    """``(moved - vectors @ along) / s``: what lies outside of the space that the vectors span.

    Args:
        vectors: the singular vectors, ``(..., m, n)``; if they are square, nothing lies outside.
        moved: the matrices of which a part does.
        along: the other part, in terms of the vectors.
        s: the singular values.
        asked: nonzero for the vectors of which the answer matters also where ``moved`` is 0.

    Returns:
        The quotients; nan where they are infinite, or 0 / 0 and asked for.
    """
    if np.shape(vectors)[-2] == np.shape(vectors)[-1]:
        return np.zeros_like(moved)
    rest = moved - np.matmul(vectors, along)
    row = np.expand_dims(s, -2)
    unknown = nothing(row, s) & (beyond_rounding(rest, moved) != 0)
    unknown = unknown | ((row == 0) & (np.expand_dims(asked, -2) != 0))
    return np.where(unknown, np.nan, over(rest, row))


def uneven(ct: Any) -> Any:
    """1 at ``[i, j]`` where the cotangents of two values differ: their function is not symmetric.

    If the values are equal, and something is computed from their vectors too, its derivative cannot be
    told: it may be, as ``v @ np.diag(np.log(w)) @ v.T`` at the identity, that of a function that is smooth.
    """
    gap = np.expand_dims(ct, -2) - np.expand_dims(ct, -1)
    return beyond_rounding(gap, gap + 2 * np.expand_dims(ct, -1))


def with_diagonal(values: Any) -> Any:
    """The diagonal matrices with the given diagonals."""
    return np.expand_dims(values, -1) * np.eye(np.shape(values)[-1])


def eigh_ct(ct: Any, ans: Any, uplo: str) -> Any:
    """The cotangent of the argument of ``np.linalg.eigh``: in the triangle that it reads."""
    values, vectors = ans[0], ans[1]
    inner: Any = 0.0
    if ct[0] is not None:
        inner = with_diagonal(ct[0] + read_too(values))
    if ct[1] is not None:
        along = np.matmul(flipped(vectors), ct[1])
        skew = along - adjoint_of(along)
        both = np.abs(along) + np.abs(flipped(along))
        # Of values that something reads, a zero says nothing: their derivative may be asked for next.
        read = ct[0] is not None
        choice = both + uneven(ct[0]) if read else beyond_rounding(skew, along)
        inner = inner + 0.5 * coupled(skew, values, choice)
    if ct[0] is None and ct[1] is None:
        return np.zeros(np.shape(vectors))
    return read_triangle(np.matmul(np.matmul(np.conj(vectors), inner), flipped(vectors)), uplo)


def eigh_dot(dot: Any, ans: Any, uplo: str) -> Any:
    """The tangents of eigenvalues and eigenvectors in ``np.linalg.eigh``."""
    values, vectors = ans[0], ans[1]
    whole = from_triangle(dot, uplo)
    inner = np.matmul(np.matmul(adjoint_of(vectors), whole), vectors)
    change = np.real(np.diagonal(inner, axis1=-2, axis2=-1)).copy()  # into which can be written
    turn = coupled(inner, values, beyond_rounding(inner, inner))
    return change, np.matmul(vectors, turn)


def eig_ct(ct: Any, ans: Any) -> Any:
    """The cotangent of the argument of ``np.linalg.eig``."""
    values, vectors = ans[0], ans[1]
    inner: Any = 0.0
    if ct[0] is not None:
        inner = with_diagonal(ct[0] + read_too(values))
    if ct[1] is not None:
        along = np.matmul(flipped(vectors), normed_ct(ct[1], vectors))
        read = ct[0] is not None
        choice = np.abs(along) + uneven(ct[0]) if read else beyond_rounding(along, along)
        inner = inner + coupled(along, values, choice)
    if ct[0] is None and ct[1] is None:
        return np.zeros(np.shape(vectors))
    return np.linalg.solve(flipped(vectors), np.matmul(inner, flipped(vectors)))


def normed_ct(ct: Any, vectors: Any) -> Any:
    """The cotangent of eigenvectors before they got length 1, and a real largest component.

    LAPACK norms them so; it is what makes eigenvectors a function of the matrix.
    """
    share = np.sum(ct * vectors, axis=-2, keepdims=True)
    free = ct - np.real(share) * np.conj(vectors)
    if not np.iscomplexobj(vectors):
        return free
    return free - 1j * np.imag(share) * largest(vectors) / vectors


def normed_dot(dot: Any, vectors: Any) -> Any:
    """The tangent of eigenvectors of length 1 with a real largest component."""
    growth = np.sum(np.real(np.conj(vectors) * dot), axis=-2, keepdims=True)
    if not np.iscomplexobj(vectors):
        return dot - vectors * growth
    turn = np.sum(np.imag(largest(vectors) * dot / vectors), axis=-2, keepdims=True)
    return dot - vectors * (growth + 1j * turn)


def largest(vectors: Any) -> Any:
    """1 at the largest component of each column, 0 elsewhere."""
    if np.size(vectors) == 0:
        return np.zeros(np.shape(vectors))
    places = np.argmax(np.abs(vectors), axis=-2)
    return np.swapaxes(np.eye(np.shape(vectors)[-2])[places], -1, -2)


def eigvals_dot(dot: Any, ans: Any) -> Any:
    """The tangent of the eigenvalues in ``np.linalg.eig``."""
    inner = np.linalg.solve(ans[1], np.matmul(dot, ans[1]))
    return np.diagonal(inner, axis1=-2, axis2=-1).copy()


def eig_dot(dot: Any, ans: Any) -> Any:
    """The tangents of eigenvalues and eigenvectors in ``np.linalg.eig``."""
    values, vectors = ans[0], ans[1]
    inner = np.linalg.solve(vectors, np.matmul(dot, vectors))
    turn = coupled(inner, values, beyond_rounding(inner, inner))
    change = np.diagonal(inner, axis1=-2, axis2=-1).copy()
    return change, normed_dot(np.matmul(vectors, turn), vectors)


def svd_ct(ct: Any, ans: Any, a: Any) -> Any:
    """The cotangent of the argument of ``np.linalg.svd``."""
    u, s, vh = ans[0], ans[1], ans[2]
    count = np.shape(s)[-1]
    if np.shape(u)[-1] == count and np.shape(vh)[-2] == count:
        return svd_thin_ct(ct, ans)
    u_bar, vh_bar = ct[0], ct[2]
    if u_bar is not None:
        u_bar = thin_share(u_bar, u, count)
    if vh_bar is not None:
        vh_bar = adjoint_of(thin_share(adjoint_of(vh_bar), adjoint_of(vh), count))
    return svd_thin_ct((u_bar, ct[1], vh_bar), (u[..., :count], s, vh[..., :count, :]))


def thin_share(ct: Any, vectors: Any, count: int) -> Any:
    """The cotangent of the first vectors, with what the others give: they stay orthogonal to these.

    Raises:
        NotImplementedError: the result depends on which basis of the space that is left they are.
    """
    own, more = ct[..., :count], ct[..., count:]
    if not flows(more):
        return own
    first, rest = vectors[..., :count], vectors[..., count:]
    along = np.matmul(adjoint_of(rest), np.conj(more))
    if np.any(beyond_rounding(along - adjoint_of(along), along, more)):
        raise NotImplementedError(
            "the vectors of np.linalg.svd of a matrix that is not square, beyond those with singular"
            " values, are one choice of many, on which this result depends: it has no derivative."
            " Use full_matrices=False, or the projection onto these vectors"
        )
    return own - np.conj(np.matmul(rest, np.matmul(flipped(more), first)))


def svd_thin_ct(ct: Any, ans: Any) -> Any:
    """The cotangent of the matrix that has this thin decomposition."""
    u, s, vh = ans[0], ans[1], ans[2]
    count = np.shape(s)[-1]
    inner: Any = 0.0 if ct[1] is None else with_diagonal(ct[1] + read_too(s))
    v = adjoint_of(vh)
    asked: Any = np.zeros(np.shape(s)) if ct[1] is None else ct[1]
    # In the Hermitian convention, and back at the end.
    outer: Any = 0.0
    skew_u: Any = np.zeros((count, count))
    skew_v: Any = np.zeros((count, count))
    size: Any = np.zeros((count, count))
    if ct[0] is not None:
        given = np.conj(ct[0])
        along = np.matmul(adjoint_of(u), given)
        skew_u = along - adjoint_of(along)
        size = size + np.abs(along) + np.abs(flipped(along))
        phase = with_diagonal(np.diagonal(skew_u, axis1=-2, axis2=-1))
        inner = inner + 0.5 * over(phase, np.expand_dims(s, -2))
        away = away_from(u, given, along, s, asked)
        outer = outer + np.matmul(away, vh)
    if ct[2] is not None:
        given = flipped(ct[2])  # the conjugate of the cotangent of v, conjugated once more
        along = np.matmul(adjoint_of(v), given)
        skew_v = along - adjoint_of(along)
        size = size + np.abs(along) + np.abs(flipped(along))
        away = away_from(v, given, along, s, asked)
        outer = outer + np.matmul(u, adjoint_of(away))
    if ct[0] is not None or ct[2] is not None:
        read = ct[1] is not None
        choice = size + uneven(asked) if read else beyond_rounding(skew_u + skew_v, size)
        apart = coupled(skew_u + skew_v, s, choice)
        inner = inner + 0.5 * (apart + together(skew_u - skew_v, s, size))
    return np.conj(np.matmul(np.matmul(u, inner), vh) + outer) if np.ndim(inner) else np.conj(outer)


def svd_dot(dot: Any, ans: Any, a: Any) -> Any:
    """The tangents in ``np.linalg.svd``; nan for vectors beyond the thin decomposition.

    Which those are is not a function of the matrix: any basis of the space that is left will do. A
    real one that is left alone is orthogonal to the others, and moves with them.
    """
    s = ans[1]
    count = np.shape(s)[-1]
    u, vh = ans[0][..., :count], ans[2][..., :count, :]
    v = adjoint_of(vh)
    inner = np.matmul(np.matmul(adjoint_of(u), dot), v)
    both, other = inner + adjoint_of(inner), inner - adjoint_of(inner)
    apart = 0.5 * coupled(both, s, beyond_rounding(both, inner))
    alike = 0.5 * together(other, s, inner)
    phase = 0.5 * with_diagonal(over(
        np.diagonal(other, axis1=-2, axis2=-1), s
    ))  # fmt: skip
    turn_u = apart + alike + phase
    turn_v = apart - alike
    none = np.zeros(np.shape(s))
    away_u = away_from(u, np.matmul(dot, v), inner, s, none)
    away_v = away_from(v, np.matmul(adjoint_of(dot), u), adjoint_of(inner), s, none)
    u_dot = np.matmul(u, turn_u) + away_u
    v_dot = np.matmul(v, turn_v) + away_v
    more_u = others_dot(away_u, u, ans[0][..., count:])
    more_v = adjoint_of(others_dot(away_v, v, adjoint_of(ans[2][..., count:, :])))
    return (
        np.concatenate((u_dot, more_u), -1),
        np.real(np.diagonal(inner, axis1=-2, axis2=-1)).copy(),
        np.concatenate((adjoint_of(v_dot), more_v), -2),
    )


def others_dot(away: Any, first: Any, rest: Any) -> Any:
    """The tangent of the vectors that are left, of what moves the first ones out of their space."""
    if np.shape(rest)[-1] > 1 or np.iscomplexobj(rest):
        return np.full(np.shape(rest), np.nan)
    return -np.matmul(first, np.matmul(adjoint_of(away), rest))


def qr_square_ct(q_bar: Any, r_bar: Any, q: Any, r: Any) -> Any:
    """The cotangent of ``a`` where ``r`` is square."""
    inner = np.matmul(r, flipped(r_bar)) - np.matmul(flipped(q_bar), q)
    mirrored = np.tril(inner) + flipped(np.tril(inner, -1))
    return flipped(np.linalg.solve(r, flipped(q_bar + np.matmul(q, mirrored))))


def qr_ct(ct: Any, ans: Any, a: Any, mode: str) -> Any:
    """The cotangent of the argument of ``np.linalg.qr``, for real values.

    Raises:
        NotImplementedError: the mode is "raw", or "complete" for a tall matrix.
    """
    q, r = ans[0], ans[1]
    rows, columns = np.shape(a)[-2], np.shape(a)[-1]
    if mode == "raw" or (mode == "complete" and rows > columns):
        raise NotImplementedError(f"np.linalg.qr has no known derivative in the mode {mode!r}")
    q_bar = np.zeros(np.shape(q)) if ct[0] is None else ct[0]
    r_bar = np.zeros(np.shape(r)) if ct[1] is None else ct[1]
    if rows >= columns:
        return qr_square_ct(q_bar, r_bar, q, r)
    # A wide matrix: its left square part has q and the left of r; q then gives the rest of r.
    rest, rest_bar = a[..., rows:], r_bar[..., rows:]
    q_bar = q_bar + np.matmul(rest, flipped(rest_bar))
    left = qr_square_ct(q_bar, r_bar[..., :rows], q, r[..., :rows])
    return np.concatenate([left, np.matmul(q, rest_bar)], -1)


def qr_dot(dot: Any, ans: Any, a: Any, mode: str) -> Any:
    """The tangents in ``np.linalg.qr``, for real values.

    Raises:
        NotImplementedError: the mode is "raw", or "complete" for a tall matrix.
    """
    q, r = ans[0], ans[1]
    rows, columns = np.shape(a)[-2], np.shape(a)[-1]
    if mode == "raw" or (mode == "complete" and rows > columns):
        raise NotImplementedError(f"np.linalg.qr has no known derivative in the mode {mode!r}")
    count = min(rows, columns)
    square = r[..., :count]
    change = flipped(np.linalg.solve(flipped(square), flipped(dot[..., :count])))
    inner = np.matmul(flipped(q), change)
    low = np.tril(inner, -1)
    turn = low - flipped(low)
    q_dot = np.matmul(q, turn) + change - np.matmul(q, inner)
    r_dot = np.matmul(inner - turn, square)
    if rows >= columns:
        return q_dot, r_dot
    rest = np.matmul(flipped(q_dot), a[..., rows:]) + np.matmul(flipped(q), dot[..., rows:])
    return q_dot, np.concatenate([r_dot, rest], -1)
