"""Functions of ``scipy.linalg`` that are made of others, and matrices that solve an equation."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.linalg

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import float_matrix


def solve_circulant(
    c: Any, b: Any, singular: str = "raise", tol: Any = None, caxis: int = -1, baxis: int = 0,
    outaxis: int = 0,
) -> Any:  # fmt: skip
    """``scipy.linalg.solve_circulant`` of one matrix."""
    found = passively(scipy.linalg.solve_circulant, c, b)
    passively(one_column, c)
    c, b = np.asarray(c) * 1.0, np.asarray(b) * 1.0
    return as_value(np.linalg.solve(scipy.linalg.circulant(c), b), found)


def one_column(c: Any) -> None:
    """Refuses several matrices at once.

    Raises:
        NotImplementedError: there are several.
    """
    if np.ndim(c) != 1:
        raise NotImplementedError(
            "solve_circulant and matmul_toeplitz have a rule for one matrix only"
        )


def matmul_toeplitz(c_or_cr: Any, x: Any, check_finite: bool = False, workers: Any = None) -> Any:
    """``scipy.linalg.matmul_toeplitz``."""
    found = passively(scipy.linalg.matmul_toeplitz, c_or_cr, x)
    x = np.asarray(x) * 1.0
    if isinstance(c_or_cr, tuple):
        matrix = scipy.linalg.toeplitz(c_or_cr[0], c_or_cr[1])
    else:
        matrix = scipy.linalg.toeplitz(c_or_cr)
    return as_value(np.matmul(matrix, x), found)


def pinvh(
    a: Any, atol: Any = None, rtol: Any = None, lower: bool = True, return_rank: bool = False,
    check_finite: bool = True,
) -> Any:  # fmt: skip
    """``scipy.linalg.pinvh`` of a matrix whose rank does not change: by one half of it."""
    found = passively(scipy.linalg.pinvh, a)
    half = np.tril(np.asarray(a) * 1.0)
    strict = np.tril(half, -1)
    whole = strict + np.conj(np.swapaxes(strict, -1, -2)) + np.real(np.triu(half))
    return as_value(np.linalg.pinv(whole), found)


def solve_continuous_are(
    a: Any, b: Any, q: Any, r: Any, e: Any = None, s: Any = None, balanced: bool = True
) -> Any:
    """``scipy.linalg.solve_continuous_are``, followed by steps of Newton's (Kleinman, 1968)."""
    found = float_matrix(passively(scipy.linalg.solve_continuous_are, a, b, q, r))
    a, b, q = np.asarray(a) * 1.0, np.asarray(b) * 1.0, np.asarray(q) * 1.0
    r = np.asarray(r) * 1.0
    x = kleinman(kleinman(found, a, b, q, r), a, b, q, r)
    return as_value(x, found)


def kleinman(x: Any, a: Any, b: Any, q: Any, r: Any) -> Any:
    """One step towards the solution of the continuous Riccati equation."""
    gain = np.linalg.solve(r, b.T @ x)
    closed = a - b @ gain
    return scipy.linalg.solve_continuous_lyapunov(closed.T, -(q + gain.T @ r @ gain))


def solve_discrete_are(
    a: Any, b: Any, q: Any, r: Any, e: Any = None, s: Any = None, balanced: bool = True
) -> Any:
    """``scipy.linalg.solve_discrete_are``, followed by steps of Newton's (Hewer, 1971)."""
    found = float_matrix(passively(scipy.linalg.solve_discrete_are, a, b, q, r))
    a, b, q = np.asarray(a) * 1.0, np.asarray(b) * 1.0, np.asarray(q) * 1.0
    r = np.asarray(r) * 1.0
    return as_value(hewer(hewer(found, a, b, q, r), a, b, q, r), found)


def hewer(x: Any, a: Any, b: Any, q: Any, r: Any) -> Any:
    """One step towards the solution of the discrete Riccati equation."""
    gain = np.linalg.solve(r + b.T @ x @ b, b.T @ x @ a)
    closed = a - b @ gain
    return scipy.linalg.solve_discrete_lyapunov(closed.T, q + gain.T @ r @ gain)


for _text, _lacks in (
    (solve_circulant, ("singular", "tol", "caxis", "baxis", "outaxis")), (matmul_toeplitz, ()),
    (pinvh, ("atol", "rtol", "lower", "return_rank")),
    (solve_continuous_are, ("e", "s")), (solve_discrete_are, ("e", "s")),
):  # fmt: skip
    composite(f"scipy.linalg.{_text.__name__}", _text, may_raise=True, unsupported=_lacks)
