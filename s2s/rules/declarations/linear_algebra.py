"""Linear algebra: solving, decomposing, norms.

``np.linalg.cholesky`` and ``np.linalg.eigh`` read one triangle of their argument. The cotangent is
that of the function as it is: zero in the triangle that is not read.
"""

from __future__ import annotations

from typing import Any

from s2s.rules.declare import general, linear
from s2s.rules.prelude import algebra

_RAISES: dict[str, Any] = {"may_raise": True}

general(
    "numpy.linalg.inv", signature="a",
    vjp={
        "a": "-(ans.T @ ct @ ans.T) if np.ndim(a) == 2"
        " else -(rt.flipped(ans) @ ct @ rt.flipped(ans))"
    },
    jvp={"a": "-(ans @ dot @ ans)"}, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.solve", signature="a, b",
    vjp={
        "a": "-np.outer(np.linalg.solve(a.T, ct), ans) if np.ndim(a) == 2 and np.ndim(b) == 1"
        " else -(np.linalg.solve(a.T, ct) @ ans.T) if np.ndim(a) == 2 and np.ndim(b) == 2"
        " else rt.solve_ct(ct, ans, a, b)",
        "b": "np.linalg.solve(a.T, ct) if np.ndim(a) == 2 else rt.solve_transposed(ct, a, b)",
    },
    jvp={
        "a": "-np.linalg.solve(a, dot @ ans) if np.ndim(a) == 2 else -rt.solve_dot(dot, ans, a, b)",
        "b": "np.linalg.solve(a, dot)",
    },
    broadcasts=True, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.det", signature="a",
    vjp={
        "a": "ct * rt.cofactors(a) if np.ndim(a) == 2 else ct[..., None, None] * rt.cofactors(a)"
    },
    jvp={"a": "np.sum(rt.cofactors(a) * dot, axis=(-2, -1))"}, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.slogdet", signature="a",
    vjp={"a": "rt.slogdet_ct(ct, ans, a)"}, jvp={"a": "rt.slogdet_dot(dot, ans, a)"}, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.cholesky", signature="a, /, *, upper=False",
    vjp={"a": "rt.cholesky_ct(ct, ans, upper)"}, jvp={"a": "rt.cholesky_dot(dot, ans, upper)"},
    **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.eigh", signature="a, UPLO='L'",
    vjp={"a": "rt.eigh_ct(ct, ans, UPLO)"}, jvp={"a": "rt.eigh_dot(dot, ans, UPLO)"}, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.eigvalsh", signature="a, UPLO='L'",
    vjp={"a": "rt.eigh_ct((ct, None), np.linalg.eigh(a, UPLO), UPLO)"},
    jvp={"a": "rt.eigh_dot(dot, np.linalg.eigh(a, UPLO), UPLO)[0]"}, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.eig", signature="a",
    vjp={"a": "rt.eig_ct(ct, ans)"}, jvp={"a": "rt.eig_dot(dot, ans)"}, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.eigvals", signature="a",
    vjp={"a": "rt.eig_ct((ct, None), np.linalg.eig(a))"},
    jvp={"a": "rt.eigvals_dot(dot, np.linalg.eig(a))"}, **_RAISES,
)  # fmt: skip
general(
    "numpy.roots", signature="p",
    vjp={
        "p": "-(np.vander(ans, len(p)).T @ (ct / np.polyval(np.polyder(p), ans)))",
    },
    jvp={"p": "-(np.polyval(dot, ans) / np.polyval(np.polyder(p), ans))"},
)  # fmt: skip
general(
    "numpy.linalg.svd", signature="a, full_matrices=True, compute_uv=True, hermitian=False",
    vjp={
        "a": "rt.svd_ct(ct, ans, a) if compute_uv"
        " else rt.svd_ct((None, ct, None), np.linalg.svd(a, False), a)"
    },
    jvp={
        "a": "rt.svd_dot(dot, ans, a) if compute_uv"
        " else rt.svd_dot(dot, np.linalg.svd(a, False), a)[1]"
    },
    unsupported=("hermitian",), source_function=algebra.svd, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.svdvals", signature="x",
    vjp={"x": "rt.svd_ct((None, ct, None), np.linalg.svd(x, False), x)"},
    jvp={"x": "rt.svd_dot(dot, np.linalg.svd(x, False), x)[1]"}, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.qr", signature="a, mode='reduced'",
    vjp={
        "a": "rt.qr_ct((None, ct), np.linalg.qr(a), a, 'reduced') if mode == 'r'"
        " else rt.qr_ct(ct, ans, a, mode)"
    },
    jvp={
        "a": "rt.qr_dot(dot, np.linalg.qr(a), a, 'reduced')[1] if mode == 'r'"
        " else rt.qr_dot(dot, ans, a, mode)"
    },
    complex_ok=False, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.pinv", signature="a, rcond=None, hermitian=False, *, rtol=None",
    vjp={"a": "rt.pinv_ct(ct, ans, a)"}, jvp={"a": "rt.pinv_dot(dot, ans, a)"},
    unsupported=("hermitian",), zeros=("rcond", "rtol"), source_function=algebra.pinv, **_RAISES,
)  # fmt: skip
general(
    "numpy.linalg.lstsq", signature="a, b, rcond=None",
    vjp={
        "a": "rt.lstsq_cts(ct, ans, a, b)[0]", "b": "rt.lstsq_cts(ct, ans, a, b)[1]"
    },
    jvp={"a": "rt.lstsq_dot(dot, None, ans, a, b)", "b": "rt.lstsq_dot(None, dot, ans, a, b)"},
    zeros=("rcond",), complex_ok=False, **_RAISES,
)  # fmt: skip
linear(
    "numpy.linalg.multi_dot", signature="arrays, *, out=None",
    arrays="rt.multi_dot_cts(ct, arrays)",
    options={"structured": ("arrays",), "tangents": {"arrays": "rt.multi_dot_dot(dot, arrays)"}},
)  # fmt: skip

# Norms: the slope by each element, times the cotangent with its axes put back.
_BACK = "({0} if axis is None or keepdims or axis == 0 else np.expand_dims({0}, axis))"
_PLAIN = "ord is None or ord == 2 and (np.ndim(x) == 1 or isinstance(axis, int))"
_WEIGHT = (
    f"(rt.over(x, {_BACK.format('ans')}) if ({_PLAIN}) and not np.iscomplexobj(x)"
    f" else rt.norm_slope(x, {_BACK.format('ans')}, ord, axis))"
)
general(
    "numpy.linalg.norm", signature="x, ord=None, axis=None, keepdims=False",
    vjp={"x": f"{_BACK.format('ct')} * {_WEIGHT}"},
    jvp={"x": f"np.sum({_WEIGHT} * dot, axis, keepdims=keepdims)"}, **_RAISES,
)  # fmt: skip
_VECTOR = f"rt.vector_slope(x, {_BACK.format('ans')}, ord, axis)"
general(
    "numpy.linalg.vector_norm", signature="x, /, *, axis=None, keepdims=False, ord=2",
    vjp={"x": f"{_BACK.format('ct')} * {_VECTOR}"},
    jvp={"x": f"np.sum({_VECTOR} * dot, axis, keepdims=keepdims)"}, **_RAISES,
)  # fmt: skip
_MATRIX = "({0} if np.ndim(x) == 2 or keepdims else {0}[..., None, None])"
_MATRIX_SLOPE = f"rt.matrix_slope(x, {_MATRIX.format('ans')}, ord, (-2, -1))"
general(
    "numpy.linalg.matrix_norm", signature="x, /, *, keepdims=False, ord='fro'",
    vjp={"x": f"{_MATRIX.format('ct')} * {_MATRIX_SLOPE}"},
    jvp={"x": f"np.sum({_MATRIX_SLOPE} * dot, (-2, -1), keepdims=keepdims)"}, **_RAISES,
)  # fmt: skip
