"""Solutions of sparse systems by iteration: what moves them is solved for by the same iteration."""

from __future__ import annotations

from typing import Any

import scipy.sparse
import scipy.sparse.linalg

from s2s.runtime.guarded import passively
from s2s.runtime.scipy_sparse import Matrix, form_of, sparse_made, stored_of
from s2s.runtime.scipy_sparse_diagonals import Dia


def cg(
    A: Any, b: Any, x0: Any = None, *, rtol: Any = 1e-5, atol: Any = 0.0, maxiter: Any = None,
    M: Any = None, callback: Any = None,
) -> Any:  # fmt: skip
    """``scipy.sparse.linalg.cg``."""
    passively(only_sparse, A, callback)
    return iterated("cg", A, b, x0, M, rtol, atol, maxiter)


def bicg(
    A: Any, b: Any, x0: Any = None, *, rtol: Any = 1e-5, atol: Any = 0.0, maxiter: Any = None,
    M: Any = None, callback: Any = None,
) -> Any:  # fmt: skip
    """``scipy.sparse.linalg.bicg``."""
    passively(only_sparse, A, callback)
    return iterated("bicg", A, b, x0, M, rtol, atol, maxiter)


def bicgstab(
    A: Any, b: Any, x0: Any = None, *, rtol: Any = 1e-5, atol: Any = 0.0, maxiter: Any = None,
    M: Any = None, callback: Any = None,
) -> Any:  # fmt: skip
    """``scipy.sparse.linalg.bicgstab``."""
    passively(only_sparse, A, callback)
    return iterated("bicgstab", A, b, x0, M, rtol, atol, maxiter)


def gmres(
    A: Any, b: Any, x0: Any = None, *, rtol: Any = 1e-5, atol: Any = 0.0, restart: Any = None,
    maxiter: Any = None, M: Any = None, callback: Any = None, callback_type: Any = None,
) -> Any:  # fmt: skip
    """``scipy.sparse.linalg.gmres``."""
    passively(only_sparse, A, callback or restart)
    return iterated("gmres", A, b, x0, M, rtol, atol, maxiter)


def iterated(
    method: str, A: Any, b: Any, x0: Any, M: Any, rtol: Any, atol: Any, maxiter: Any
) -> tuple[Any, Any]:
    """The solution, and what the solver says of it."""
    near = passively(of_scipy, M)
    found, info = passively(solved_by, method, A, b, x0, near, rtol, atol, maxiter)
    data, first, second, shape = stored_of(A)
    form = form_of(A)
    x = sparse_found(form, data, first, second, shape, b, found, method, near, rtol, atol)
    return x, info


def only_sparse(A: Any, options: Any) -> None:
    """Refuses what has no elements to differentiate by, and options that are not known.

    Raises:
        NotImplementedError: it is no sparse matrix, or there are such options.
    """
    if options is not None:
        raise NotImplementedError(
            "s2s differentiates iterative solutions without `callback` and `restart`"
        )
    if not isinstance(A, Matrix) and not scipy.sparse.issparse(A):
        raise NotImplementedError(
            "s2s differentiates iterative solutions of sparse matrices: make it one with "
            "`scipy.sparse.csr_array`, or use `np.linalg.solve`"
        )


def solved_by(
    method: str, A: Any, b: Any, x0: Any, near: Any, rtol: Any, atol: Any, maxiter: Any
) -> tuple[Any, Any]:
    """What SciPy gives for the matrix, its own or one of ours."""
    run = getattr(scipy.sparse.linalg, method)
    found: tuple[Any, Any] = run(of_scipy(A), b, x0, rtol=rtol, atol=atol, maxiter=maxiter, M=near)
    return found


def of_scipy(a: Any) -> Any:
    """A matrix of ours as one of SciPy's; anything else as it is."""
    if isinstance(a, Dia):
        return scipy.sparse.dia_array((a.data, a.offsets), shape=a.shape)
    return sparse_made(form_of(a), *stored_of(a)) if isinstance(a, Matrix) else a


def sparse_found(
    form: str, data: Any, first: Any, second: Any, shape: Any, x: Any, found: Any, method: str,
    near: Any, rtol: Any, atol: Any,
) -> Any:  # fmt: skip
    """``found``, which the matrix multiplied by is ``x``."""
    return found.copy()


def sparse_iterated(
    form: str, data: Any, first: Any, second: Any, shape: Any, x: Any, method: str, near: Any,
    rtol: Any, atol: Any,
) -> Any:  # fmt: skip
    """What a sparse matrix multiplied by is ``x``, by iteration."""
    made = sparse_made(form, data, first, second, shape)
    return getattr(scipy.sparse.linalg, method)(made, x, rtol=rtol, atol=atol, M=near)[0]


def sparse_iterated_back(
    form: str, data: Any, first: Any, second: Any, shape: Any, x: Any, method: str, near: Any,
    rtol: Any, atol: Any,
) -> Any:  # fmt: skip
    """What the transposed matrix multiplied by is ``x``, by iteration."""
    made = sparse_made(form, data, first, second, shape)
    turned = near if near is None else near.T
    return getattr(scipy.sparse.linalg, method)(made.T, x, rtol=rtol, atol=atol, M=turned)[0]
