"""Orthogonal polynomials and spherical harmonics. Source: DLMF, chapters 14 and 18.

By the degree there is no closed form. A derivative is a polynomial of one degree less.
"""

from __future__ import annotations

from s2s.rules.declare import general, zero
from s2s.rules.scipy.words import special

_N = {"n": (0, 4), "x": (-0.9, 0.9)}
_NA = {**_N, "alpha": (0.3, 2.0)}
_NAB = {**_NA, "beta": (0.3, 2.0)}
_PQ = {**_N, "p": (1.6, 2.5), "q": (0.6, 1.5)}
_LESS = "rt.less_one(n)"  # 0 stays 0: the factor n is 0 then

for _name, _slope in (
    ("legendre", f"(n != 0) * sc.eval_gegenbauer({_LESS}, 1.5, x)"),
    ("chebyt", f"n * sc.eval_chebyu({_LESS}, x)"),
    ("chebyu", f"(n != 0) * 2 * sc.eval_gegenbauer({_LESS}, 2.0, x)"),
    ("chebyc", f"n * sc.eval_chebyu({_LESS}, x / 2)"),
    ("chebys", f"(n != 0) * sc.eval_gegenbauer({_LESS}, 2.0, x / 2)"),
    ("sh_legendre", f"(n != 0) * 2 * sc.eval_gegenbauer({_LESS}, 1.5, 2 * x - 1)"),
    ("sh_chebyt", f"2 * n * sc.eval_chebyu({_LESS}, 2 * x - 1)"),
    ("sh_chebyu", f"(n != 0) * 4 * sc.eval_gegenbauer({_LESS}, 2.0, 2 * x - 1)"),
    ("hermite", f"2 * n * sc.eval_hermite({_LESS}, x)"),
    ("hermitenorm", f"n * sc.eval_hermitenorm({_LESS}, x)"),
    ("laguerre", f"-((n != 0) * sc.eval_genlaguerre({_LESS}, 1.0, x))"),
):
    special(f"eval_{_name}", "n, x", x=_slope, domain=_N)
special(
    "eval_gegenbauer", "n, alpha, x", domain=_NA,
    x=f"(n != 0) * 2 * alpha * sc.eval_gegenbauer({_LESS}, alpha + 1, x)",
)  # fmt: skip
special(
    "eval_genlaguerre", "n, alpha, x", domain=_NA,
    x=f"-((n != 0) * sc.eval_genlaguerre({_LESS}, alpha + 1, x))",
)  # fmt: skip
special(
    "assoc_laguerre", "x, n, k=0.0", domain=_N,
    x=f"-((n != 0) * sc.eval_genlaguerre({_LESS}, k + 1.0, x))",
)  # fmt: skip
special(
    "eval_jacobi", "n, alpha, beta, x", domain=_NAB,
    x="(n != 0) * (n + alpha + beta + 1) / 2"
    f" * sc.eval_jacobi({_LESS}, alpha + 1, beta + 1, x)",
)  # fmt: skip
special(
    "eval_sh_jacobi", "n, p, q, x", domain=_PQ,
    x=f"(n != 0) * (n + p) * sc.eval_jacobi({_LESS}, p - q + 1, q, 2 * x - 1)"
    " / sc.binom(2 * n + p - 1, n)",
)  # fmt: skip
special(
    "lpmv", "m, v, x", domain={"m": (0, 2), "v": (2, 4), "x": (-0.9, 0.9)},
    x="(v * x * ans - (v + m) * sc.lpmv(m, v - 1, x)) / (x**2 - 1)",
)  # fmt: skip
# Their results have an axis for the order of the derivative, of length 1.
for _name, _params, _angle, _call in (
    ("legendre_p", "n, z", "z", "n, z"),
    ("assoc_legendre_p", "n, m, z, *, branch_cut=2, norm=False", "z",
     "n, m, z, branch_cut=branch_cut, norm=norm"),
    ("sph_legendre_p", "n, m, theta", "theta", "n, m, theta"),
):  # fmt: skip
    _star = "" if "*" in _params else ", *"
    _slope = f"scipy.special.{_name}({_call}, diff_n=1)[1]"
    general(
        f"scipy.special.{_name}", signature=f"{_params}{_star}, diff_n=0",
        vjp={_angle: f"ct[0] * {_slope}"}, jvp={_angle: f"np.expand_dims(dot * {_slope}, 0)"},
        broadcasts=True, unsupported=("diff_n",), complex_ok=False,
    )  # fmt: skip
special(
    "sph_harm_y", "n, m, theta, phi, *, diff_n=0", unsupported=("diff_n",),
    domain={"n": (2, 4), "m": (0, 2), "theta": (0.3, 2.8), "phi": (0.3, 6.0)},
    theta="sc.sph_harm_y(n, m, theta, phi, diff_n=1)[1][..., 0]", phi="1j * m * ans",
)  # fmt: skip
zero("scipy.special.round scipy.special.gammasgn")
