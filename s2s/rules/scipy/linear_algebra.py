"""``scipy.linalg``. Functions that overwrite their arguments have no derivative: leave that off."""

from __future__ import annotations

from typing import Any

from s2s.rules.declare import general, linear, multilinear, zero
from s2s.rules.scipy import generalised

_FIRST = "overwrite_a=False, check_finite=True"
_RAISES: dict[str, Any] = {"may_raise": True}
_NO_A = ("overwrite_a",)

_ASSUMED = "rt.assumed(a, assume_a, lower)"
_PLAIN = "assume_a is None and np.ndim(a) == 2"
general(
    "scipy.linalg.inv",
    signature="a, overwrite_a=False, check_finite=True, *, assume_a=None, lower=False",
    vjp={
        "a": f"-(ans.T @ ct @ ans.T) if {_PLAIN}"
        " else rt.assumed_ct(-(rt.flipped(ans) @ ct @ rt.flipped(ans)), assume_a, lower)"
    },
    jvp={"a": "-(ans @ rt.assumed(dot, assume_a, lower) @ ans)"},
    unsupported=_NO_A, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.det", signature=f"a, {_FIRST}",
    vjp={
        "a": "ct * rt.cofactors(a) if np.ndim(a) == 2 else ct[..., None, None] * rt.cofactors(a)"
    },
    jvp={"a": "np.sum(rt.cofactors(a) * dot, axis=(-2, -1))"}, unsupported=_NO_A, **_RAISES,
)  # fmt: skip
_PLAIN += " and transposed is False"
_SYSTEM = f"({_ASSUMED} if transposed is False else rt.flipped({_ASSUMED}))"
_DOT = "rt.assumed(dot, assume_a, lower)"
general(
    "scipy.linalg.solve",
    signature="a, b, lower=False, overwrite_a=False, overwrite_b=False, check_finite=True,"
    " assume_a=None, transposed=False",
    vjp={
        "a": f"-np.outer(scipy.linalg.solve(a.T, ct), ans) if {_PLAIN} and np.ndim(b) == 1"
        f" else -(scipy.linalg.solve(a.T, ct) @ ans.T) if {_PLAIN} and np.ndim(b) == 2"
        f" else rt.assumed_ct(rt.system_ct(ct, ans, {_SYSTEM}, b, transposed), assume_a, lower)",
        "b": f"scipy.linalg.solve(a.T, ct) if {_PLAIN} else rt.solve_transposed(ct, {_SYSTEM}, b)",
    },
    jvp={
        "a": f"-rt.solve_dot({_DOT} if transposed is False else rt.flipped({_DOT}), ans,"
        f" {_SYSTEM}, b)",
        "b": "scipy.linalg.solve(a, dot, lower, assume_a=assume_a, transposed=transposed)",
    },
    unsupported=("overwrite_a", "overwrite_b"), broadcasts=True, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.solve_triangular",
    signature="a, b, trans=0, lower=False, unit_diagonal=False, overwrite_b=False,"
    " check_finite=True",
    vjp={
        "a": "rt.triangular_first(ct, ans, a, b, trans, lower, unit_diagonal)",
        "b": "scipy.linalg.solve_triangular(a, ct, rt.turned(trans), lower, unit_diagonal)"
        " if np.ndim(a) == 2 else rt.triangular_second(ct, a, b, rt.turned(trans), lower, unit_diagonal)",
    },
    jvp={
        "a": "rt.triangular_first_dot(dot, ans, a, b, trans, lower, unit_diagonal)",
        "b": "scipy.linalg.solve_triangular(a, dot, trans, lower, unit_diagonal)",
    },
    unsupported=("overwrite_b",), broadcasts=True, complex_ok=False, **_RAISES,
)  # fmt: skip
_BANDS = {"ab": {"ab": 2, "b": 2}, "b": {"ab": 2}}
general(
    "scipy.linalg.solve_banded",
    signature="l_and_u, ab, b, overwrite_ab=False, overwrite_b=False, check_finite=True",
    vjp={
        "ab": "rt.banded_outer(-rt.solve_banded_back(ct, l_and_u, ab), ans, l_and_u)",
        "b": "rt.solve_banded_back(ct, l_and_u, ab)",
    },
    jvp={
        "ab": "-scipy.linalg.solve_banded(l_and_u, ab, rt.banded_product(l_and_u, dot, ans))",
        "b": "scipy.linalg.solve_banded(l_and_u, ab, dot)",
    },
    unsupported=("overwrite_ab", "overwrite_b"), zeros=("l_and_u",), ranks=_BANDS, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.solveh_banded",
    signature="ab, b, overwrite_ab=False, overwrite_b=False, lower=False, check_finite=True",
    vjp={
        "ab": "rt.symmetric_banded_outer("
        "-scipy.linalg.solveh_banded(ab, ct, lower=lower), ans, ab, lower)",
        "b": "scipy.linalg.solveh_banded(ab, ct, lower=lower)",
    },
    jvp={
        "ab": "-scipy.linalg.solveh_banded("
        "ab, rt.symmetric_banded_product(dot, ans, lower), lower=lower)",
        "b": "scipy.linalg.solveh_banded(ab, dot, lower=lower)",
    },
    unsupported=("overwrite_ab", "overwrite_b"), complex_ok=False, ranks=_BANDS, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.solve_toeplitz", signature="c_or_cr, b, check_finite=True",
    vjp={
        "c_or_cr": "rt.toeplitz_system_ct(ct, ans, c_or_cr)",
        "b": "rt.solve_toeplitz_back(ct, c_or_cr)",
    },
    jvp={
        "c_or_cr": "-scipy.linalg.solve_toeplitz(c_or_cr, rt.toeplitz_product(dot, ans))",
        "b": "scipy.linalg.solve_toeplitz(c_or_cr, dot)",
    },
    structured=("c_or_cr",), complex_ok=False, ranks={"c_or_cr": {"c_or_cr": 1, "b": 2}}, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.lstsq",
    signature="a, b, cond=None, overwrite_a=False, overwrite_b=False, check_finite=True,"
    " lapack_driver=None",
    vjp={"a": "rt.lstsq_cts(ct, ans, a, b)[0]", "b": "rt.lstsq_cts(ct, ans, a, b)[1]"},
    jvp={
        "a": "rt.residuals_dot(rt.lstsq_dot(dot, None, ans, a, b), ans)",
        "b": "rt.residuals_dot(rt.lstsq_dot(None, dot, ans, a, b), ans)",
    },
    zeros=("cond",), unsupported=("overwrite_a", "overwrite_b", "lapack_driver"),
    complex_ok=False, ranks={"a": {"a": 2, "b": 2}, "b": {"a": 2, "b": 2}}, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.pinv",
    signature="a, *, atol=None, rtol=None, return_rank=False, check_finite=True",
    vjp={"a": "rt.pinv_ct(ct, ans, a)"}, jvp={"a": "rt.pinv_dot(dot, ans, a)"},
    zeros=("atol", "rtol"), unsupported=("return_rank",), **_RAISES,
)  # fmt: skip

# Factorisations
_UPLO = "'L' if lower else 'U'"
general(
    "scipy.linalg.cholesky", signature=f"a, lower=False, {_FIRST}",
    vjp={"a": "rt.cholesky_ct(ct, ans, not lower)"},
    jvp={"a": "rt.cholesky_dot(dot, ans, not lower)"}, unsupported=_NO_A, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.cho_factor", signature=f"a, lower=False, {_FIRST}",
    vjp={"a": "rt.cho_factor_ct(ct, ans)"}, jvp={"a": "rt.cho_factor_dot(dot, ans)"},
    unsupported=_NO_A, complex_ok=False, ranks={"a": {"a": 2}}, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.cho_solve", signature="c_and_lower, b, overwrite_b=False, check_finite=True",
    vjp={
        "c_and_lower": "rt.cho_solve_first(ct, ans, c_and_lower)",
        "b": "scipy.linalg.cho_solve(c_and_lower, ct)",
    },
    jvp={
        "c_and_lower": "rt.cho_solve_first_dot(dot, ans, c_and_lower)",
        "b": "scipy.linalg.cho_solve(c_and_lower, dot)",
    },
    structured=("c_and_lower",), unsupported=("overwrite_b",), complex_ok=False,
    ranks={"c_and_lower": {"c_and_lower": 2, "b": 2}}, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.lu_factor", signature=f"a, {_FIRST}",
    vjp={"a": "rt.lu_factor_ct(ct, ans)"}, jvp={"a": "rt.lu_factor_dot(dot, ans)"},
    unsupported=_NO_A, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.lu_solve", signature="lu_and_piv, b, trans=0, overwrite_b=False, check_finite=True",
    vjp={
        "lu_and_piv": "rt.lu_solve_first(ct, ans, lu_and_piv, b, trans)",
        "b": "scipy.linalg.lu_solve(lu_and_piv, ct, 1 if trans == 0 else 0)",
    },
    jvp={
        "lu_and_piv": "rt.lu_solve_first_dot(dot, ans, lu_and_piv, b, trans)",
        "b": "scipy.linalg.lu_solve(lu_and_piv, dot, trans)",
    },
    structured=("lu_and_piv",), unsupported=("overwrite_b",), complex_ok=False,
    ranks={"lu_and_piv": {"lu_and_piv": 2, "b": 2}}, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.lu", signature="a, permute_l=False, overwrite_a=False, check_finite=True, p_indices=False",
    vjp={"a": "rt.lu_ct(ct, ans, a)"}, jvp={"a": "rt.lu_dot(dot, ans, a)"},
    unsupported=("permute_l", "overwrite_a", "p_indices"), **_RAISES,
)  # fmt: skip
_MODE = "'reduced' if mode == 'economic' else 'complete' if mode == 'full' else mode"
general(
    "scipy.linalg.qr",
    signature="a, overwrite_a=False, lwork=None, mode='full', pivoting=False, check_finite=True",
    vjp={
        "a": "rt.qr_r_ct(ct, ans, a, pivoting) if mode == 'r'"
        f" else rt.qr_ct(ct, ans, a, {_MODE}) if pivoting is False"
        f" else rt.qr_pivoted_ct(ct, ans, a, {_MODE})"
    },
    jvp={
        "a": "rt.qr_r_dot(dot, ans, a, pivoting) if mode == 'r'"
        f" else rt.qr_dot(dot, ans, a, {_MODE}) if pivoting is False"
        f" else rt.qr_pivoted_dot(dot, ans, a, {_MODE})"
    },
    unsupported=("overwrite_a", "lwork"), complex_ok=False, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.eigh",
    signature="a, b=None, *, lower=True, eigvals_only=False, overwrite_a=False,"
    " overwrite_b=False, type=1, check_finite=True, subset_by_index=None, subset_by_value=None,"
    " driver=None",
    vjp={
        "a": f"rt.eigh_ct((ct, None), np.linalg.eigh(a, {_UPLO}), {_UPLO}) if eigvals_only"
        f" else rt.eigh_ct(ct, ans, {_UPLO})"
    },
    jvp={
        "a": f"rt.eigh_dot(dot, np.linalg.eigh(a, {_UPLO}), {_UPLO})[0] if eigvals_only"
        f" else rt.eigh_dot(dot, ans, {_UPLO})"
    },
    unsupported=("b", "overwrite_a", "overwrite_b", "type", "subset_by_index", "subset_by_value"),
    source_function=generalised.eigh, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.eigvalsh",
    signature="a, b=None, *, lower=True, overwrite_a=False, overwrite_b=False, type=1,"
    " check_finite=True, subset_by_index=None, subset_by_value=None, driver=None",
    vjp={"a": f"rt.eigh_ct((ct, None), np.linalg.eigh(a, {_UPLO}), {_UPLO})"},
    jvp={"a": f"rt.eigh_dot(dot, np.linalg.eigh(a, {_UPLO}), {_UPLO})[0]"},
    unsupported=("b", "overwrite_a", "overwrite_b", "type", "subset_by_index", "subset_by_value"),
    **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.svd",
    signature="a, full_matrices=True, compute_uv=True, overwrite_a=False, check_finite=True,"
    " lapack_driver='gesdd'",
    vjp={
        "a": "rt.svd_ct(ct, ans, a) if compute_uv"
        " else rt.svd_ct((None, ct, None), np.linalg.svd(a, False), a)"
    },
    jvp={
        "a": "rt.svd_dot(dot, ans, a) if compute_uv"
        " else rt.svd_dot(dot, np.linalg.svd(a, False), a)[1]"
    },
    unsupported=_NO_A, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.svdvals", signature=f"a, {_FIRST}",
    vjp={"a": "rt.svd_ct((None, ct, None), np.linalg.svd(a, False), a)"},
    jvp={"a": "rt.svd_dot(dot, np.linalg.svd(a, False), a)[1]"}, unsupported=_NO_A, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.eigvals", signature=f"a, b=None, {_FIRST}, homogeneous_eigvals=False",
    vjp={"a": "rt.eigvals_ct(ct, ans, a)"}, jvp={"a": "rt.eigvals_near_dot(dot, ans, a)"},
    unsupported=("b", "overwrite_a", "homogeneous_eigvals"), **_RAISES,
)  # fmt: skip

# Matrix functions: the derivative stands in the corner of the function of [[a, dot], [0, a]].
for _name in "expm logm sqrtm sinm cosm tanm sinhm coshm tanhm".split():
    _more = {"logm": ", disp=True", "sqrtm": ", disp=True, blocksize=64"}.get(_name, "")
    general(
        f"scipy.linalg.{_name}", signature=f"A{_more}",
        vjp={"A": f"rt.matrix_slope_along(scipy.linalg.{_name}, rt.flipped(A), ct)"},
        jvp={"A": f"rt.matrix_slope_along(scipy.linalg.{_name}, A, dot)"},
        unsupported=("disp", "blocksize")[: _more.count("=")], **_RAISES,
    )  # fmt: skip

# Matrix equations
general(
    "scipy.linalg.solve_sylvester", signature="a, b, q",
    vjp={
        "a": "-(scipy.linalg.solve_sylvester(a.T, b.T, ct) @ ans.T)",
        "b": "-(ans.T @ scipy.linalg.solve_sylvester(a.T, b.T, ct))",
        "q": "scipy.linalg.solve_sylvester(a.T, b.T, ct) if np.ndim(ct) == 2"
        " else rt.unbroadcast(scipy.linalg.solve_sylvester(rt.flipped(a), rt.flipped(b), ct), q)",
    },
    jvp={
        "a": "-scipy.linalg.solve_sylvester(a, b, dot @ ans)",
        "b": "-scipy.linalg.solve_sylvester(a, b, ans @ dot)",
        "q": "scipy.linalg.solve_sylvester(a, b, dot)",
    },
    ranks={"a": {"a": 2, "b": 2, "q": 2}, "b": {"a": 2, "b": 2, "q": 2}}, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.solve_continuous_lyapunov scipy.linalg.solve_lyapunov", signature="a, q",
    vjp={
        "a": "rt.lyapunov_first(scipy.linalg.solve_continuous_lyapunov(a.T, ct), ans)",
        "q": "scipy.linalg.solve_continuous_lyapunov(a.T, ct) if np.ndim(ct) == 2"
        " else rt.unbroadcast(scipy.linalg.solve_continuous_lyapunov(rt.flipped(a), ct), q)",
    },
    jvp={
        "a": "-scipy.linalg.solve_continuous_lyapunov(a, dot @ ans + ans @ dot.T)",
        "q": "scipy.linalg.solve_continuous_lyapunov(a, dot)",
    },
    complex_ok=False, ranks={"a": {"a": 2, "q": 2}}, **_RAISES,
)  # fmt: skip
general(
    "scipy.linalg.solve_discrete_lyapunov", signature="a, q, method=None",
    vjp={
        "a": "rt.discrete_lyapunov_first("
        "scipy.linalg.solve_discrete_lyapunov(a.T, ct, method), ans, a)",
        "q": "scipy.linalg.solve_discrete_lyapunov(a.T, ct, method) if np.ndim(ct) == 2"
        " else rt.unbroadcast(scipy.linalg.solve_discrete_lyapunov(rt.flipped(a), ct, method), q)",
    },
    jvp={
        "a": "scipy.linalg.solve_discrete_lyapunov("
        "a, dot @ ans @ a.T + a @ ans @ dot.T, method)",
        "q": "scipy.linalg.solve_discrete_lyapunov(a, dot, method)",
    },
    complex_ok=False, ranks={"a": {"a": 2, "q": 2}}, **_RAISES,
)  # fmt: skip

# Matrices made of few numbers
linear(
    "scipy.linalg.block_diag", signature="*arrs", arrs="rt.block_diag_cts(ct, arrs)",
    options={"structured": ("arrs",), "each": {"arrs": "rt.block_diag_cts(ct, arrs)[index]"},
             "tangents": {"arrs": "rt.block_diag_dot(dot, arrs)"}},
)  # fmt: skip
_REAL = {"complex_ok": False}
_COUNT = "np.arange(1, np.shape({0})[-1] + 1)"
_C, _R = _COUNT.format("c"), _COUNT.format("r")
for _name in ("toeplitz", "hankel"):
    _alone = f"scipy.linalg.toeplitz({_C})" if _name == "toeplitz" else f"scipy.linalg.hankel({_C})"
    linear(
        f"scipy.linalg.{_name}", signature="c, r=None",
        c=f"rt.placed_ct(ct, {_alone} if r is None"
        f" else scipy.linalg.{_name}({_C}, np.zeros(np.shape(r)[-1], int)), c)",
        r=f"rt.placed_ct(ct, scipy.linalg.{_name}(np.zeros(np.shape(c)[-1], int), {_R}), r)",
        options=_REAL,
    )  # fmt: skip
linear(
    "scipy.linalg.circulant", signature="c", options=_REAL,
    c=f"rt.placed_ct(ct, scipy.linalg.circulant({_C}), c)",
)  # fmt: skip
linear(
    "scipy.linalg.convolution_matrix", signature="a, n, mode='full'", options=_REAL,
    a="rt.placed_ct(ct, scipy.linalg.convolution_matrix("
    f"{_COUNT.format('a')}, n, mode), a)",
)  # fmt: skip
linear(
    "scipy.linalg.leslie", signature="f, s", f="ct[0]", s="np.diagonal(ct, -1).copy()",
    options={"ranks": {"f": {"f": 1, "s": 1}, "s": {"f": 1, "s": 1}}},
)  # fmt: skip
general(
    "scipy.linalg.companion", signature="a",
    vjp={"a": "rt.companion_ct(ct[0], a)"}, jvp={"a": "rt.companion_dot(dot, a)"},
    ranks={"a": {"a": 1}},
)  # fmt: skip
multilinear(
    "scipy.linalg.khatri_rao", signature="a, b", call="scipy.linalg.khatri_rao(a, b)",
    a="np.sum(np.reshape(ct, (len(a), len(b), -1)) * b, axis=1) if np.ndim(ct) == 2"
    " else rt.unbroadcast(np.sum(rt.rows_by_rows(ct, a, b) * np.expand_dims(b, -3), axis=-2), a)",
    b="np.sum(np.reshape(ct, (len(a), len(b), -1)) * a[:, None], axis=0) if np.ndim(ct) == 2"
    " else rt.unbroadcast(np.sum(rt.rows_by_rows(ct, a, b) * np.expand_dims(a, -2), axis=-3), b)",
)  # fmt: skip
general(
    "scipy.linalg.norm",
    signature="a, ord=None, axis=None, keepdims=False, check_finite=True",
    vjp={
        "a": "rt.kept_axes(ct, a, axis, keepdims)"
        " * rt.norm_slope(a, rt.kept_axes(ans, a, axis, keepdims), ord, axis)"
    },
    jvp={
        "a": "np.sum(rt.norm_slope(a, rt.kept_axes(ans, a, axis, keepdims), ord, axis) * dot,"
        " axis, keepdims=keepdims)"
    },
    **_RAISES,
)  # fmt: skip
zero(
    "scipy.linalg.hilbert scipy.linalg.dft scipy.linalg.pascal"
    " scipy.linalg.bandwidth scipy.linalg.issymmetric scipy.linalg.ishermitian",
    may_raise=True,
)  # fmt: skip
