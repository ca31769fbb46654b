"""Eigenvalues of pairs of symmetric matrices: ``a v = w b v``."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s import runtime as rt


def eigh(
    a: Any, b: Any = None, *, lower: bool = True, eigvals_only: bool = False,
    overwrite_a: bool = False, overwrite_b: bool = False, type: int = 1,
    check_finite: bool = True, subset_by_index: Any = None, subset_by_value: Any = None,
    driver: Any = None,
) -> Any:  # fmt: skip
    """``scipy.linalg.eigh`` of real matrices: with ``b = l l.T``, the eigenvalues of ``l^-1 a l^-T``.

    Raises:
        NotImplementedError: the matrices are complex, or arguments are given that this text lacks.
    """
    if overwrite_a or overwrite_b or type != 1 or subset_by_value is not None:
        raise NotImplementedError(
            "s2s differentiates scipy.linalg.eigh without overwrite_a, overwrite_b, type and subset_by_value"
        )
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("s2s differentiates scipy.linalg.eigh(b=) of real matrices")
    found = rt.passively(rt.eigh_of, a, b, lower, subset_by_index, driver, eigvals_only)
    inner = read_half(np.asarray(a) * 1.0, lower)
    if b is None:
        w, v = np.linalg.eigh(inner)
    else:
        factor = np.linalg.cholesky(read_half(np.asarray(b) * 1.0, lower))
        half = np.linalg.solve(factor, inner)
        w, q = np.linalg.eigh(np.linalg.solve(factor, rt.flipped(half)))
        v = np.linalg.solve(rt.flipped(factor), q)
    if subset_by_index is not None:
        w = w[..., subset_by_index[0] : subset_by_index[1] + 1]
        v = v[..., subset_by_index[0] : subset_by_index[1] + 1]
    if eigvals_only:
        return rt.as_value(w, found)
    signs = rt.passively(rt.same_signs, v, found[1])
    return rt.as_value(w, found[0]), rt.as_value(v * signs, found[1])


def read_half(a: Any, lower: bool) -> Any:
    """The symmetric matrix of which one half is read."""
    half = np.tril(a) if lower else rt.flipped(np.triu(a))
    return half + rt.flipped(np.tril(half, -1))
