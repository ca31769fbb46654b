"""Gamma, beta, zeta and what is made of them. Source: DLMF, chapters 5 and 8."""

from __future__ import annotations

from s2s.rules.declare import elementwise, general
from s2s.rules.scipy.words import special

POSITIVE = (0.4, 4.0)
_AB = {"a": POSITIVE, "b": POSITIVE}
_ABX = {**_AB, "x": (0.1, 0.9)}
_ABY = {**_AB, "y": (0.1, 0.9)}

special("gamma", x="ans * sc.psi(x)", domain=POSITIVE, analytic=True)
special("gammaln", x="sc.psi(x)", domain=POSITIVE)
special("loggamma", x="sc.psi(x)", domain=POSITIVE, analytic=True, guarded=True)
special("rgamma", x="rt.rgamma_slope(x, ans)", domain=POSITIVE)
special("psi", x="sc.polygamma(1, x)", domain=POSITIVE)
special("polygamma", "n, x", x="sc.polygamma(np.add(n, 1), x)", domain={"n": (0, 3), "x": POSITIVE})
special(
    "multigammaln", "a, d", a="rt.multigammaln_slope(a, d)", domain={"a": (3.0, 6.0), "d": (2, 2)}
)
special(
    "beta", domain=_AB,
    a="-ans * rt.psi_between(a, b)", b="-ans * rt.psi_between(b, a)",
)  # fmt: skip
special("betaln", a="rt.betaln_slope(a, b)", b="rt.betaln_slope(b, a)", domain=_AB)
special(
    "poch", domain={"z": POSITIVE, "m": POSITIVE},
    z="rt.poch_slope(z, m, ans)", m="ans * sc.psi(z + m)",
)  # fmt: skip
special(
    "binom", domain={"n": (3.0, 6.0), "k": (0.3, 2.5)},
    n="rt.binom_slope(n, k, ans)", k="rt.binom_second_slope(n, k, ans)",
)  # fmt: skip
special(
    "comb", "N, k, *, exact=False, repetition=False", domain={"N": (3.0, 6.0), "k": (0.3, 2.5)},
    N="rt.masked_product(ans, rt.psi_between(np.subtract(N, k) + 1, k))",
    k="rt.masked_product(ans, sc.psi(np.subtract(N, k) + 1) - sc.psi(np.add(k, 1)))",
    unsupported=("exact", "repetition"),
)  # fmt: skip
special(
    "perm", "N, k, exact=False", domain={"N": (3.0, 6.0), "k": (0.3, 2.5)},
    N="rt.masked_product(ans, rt.psi_between(np.subtract(N, k) + 1, k))",
    k="rt.masked_product(ans, sc.psi(np.subtract(N, k) + 1))", unsupported=("exact",),
)  # fmt: skip
special(
    "factorial", "n, exact=False, extend='zero'", domain={"n": POSITIVE},
    n="rt.masked_product(ans, sc.psi(np.add(n, 1)))", unsupported=("exact", "extend"),
)  # fmt: skip
special(
    "zeta", "x, q=None, out=None", domain={"x": (1.5, 4.0), "q": POSITIVE},
    q="np.negative(x) * sc.zeta(np.add(x, 1), q)",
)  # fmt: skip

# The incomplete functions. By the parameters: series, since there is no closed form.
special(
    "gammainc", domain={"a": POSITIVE, "x": POSITIVE},
    a="rt.gammainc_order(a, x)", x="rt.gamma_density(a, x)",
)  # fmt: skip
special(
    "gammaincc", domain={"a": POSITIVE, "x": POSITIVE},
    a="-rt.gammainc_order(a, x)", x="-rt.gamma_density(a, x)",
)  # fmt: skip
special(
    "gammaincinv", domain={"a": POSITIVE, "y": (0.1, 0.9)},
    a="-rt.gammainc_order(a, ans) / rt.gamma_density(a, ans)", y="1 / rt.gamma_density(a, ans)",
)  # fmt: skip
special(
    "gammainccinv", domain={"a": POSITIVE, "y": (0.1, 0.9)},
    a="-rt.gammainc_order(a, ans) / rt.gamma_density(a, ans)", y="-1 / rt.gamma_density(a, ans)",
)  # fmt: skip
special(
    "betainc", domain=_ABX,
    a="rt.betainc_first(a, b, x)", b="rt.betainc_second(a, b, x)", x="rt.beta_density(a, b, x)",
)  # fmt: skip
special(
    "betaincc", domain=_ABX,
    a="-rt.betainc_first(a, b, x)", b="-rt.betainc_second(a, b, x)", x="-rt.beta_density(a, b, x)",
)  # fmt: skip
for _name, _sign in (("betaincinv", ""), ("betainccinv", "-")):
    special(
        _name, domain=_ABY, a="-rt.betainc_first(a, b, ans) / rt.beta_density(a, b, ans)",
        b="-rt.betainc_second(a, b, ans) / rt.beta_density(a, b, ans)",
        y=f"{_sign}1 / rt.beta_density(a, b, ans)",
    )  # fmt: skip

# Distribution functions of statistics: the same functions of other arguments.
_CHI = {"v": (1.0, 5.0), "x": (0.5, 5.0)}
for _name, _sign in (("chdtr", ""), ("chdtrc", "-")):
    special(
        _name, domain=_CHI, v=f"{_sign}0.5 * rt.gammainc_order(v / 2, x / 2)",
        x=f"{_sign}0.5 * rt.gamma_density(v / 2, x / 2)",
    )  # fmt: skip
special(
    "chndtr", "x, df, nc", domain={"x": (0.5, 5.0), "df": (2.5, 5.0), "nc": (0.5, 3.0)},
    nc="(sc.chndtr(x, df + 2, nc) - ans) / 2",
)  # fmt: skip
special(
    "chdtri", domain={"v": (1.0, 5.0), "p": (0.1, 0.9)},
    v="-rt.gammainc_order(v / 2, ans / 2) / rt.gamma_density(v / 2, ans / 2)",
    p="-2 / rt.gamma_density(v / 2, ans / 2)",
)  # fmt: skip
for _name, _sign in (("gdtr", ""), ("gdtrc", "-")):
    special(
        _name, domain={"a": POSITIVE, "b": POSITIVE, "x": POSITIVE},
        a=f"{_sign}x * rt.gamma_density(b, a * x)", b=f"{_sign}rt.gammainc_order(b, a * x)",
        x=f"{_sign}a * rt.gamma_density(b, a * x)",
    )  # fmt: skip
special(
    "gdtrix", domain={"a": POSITIVE, "b": POSITIVE, "p": (0.1, 0.9)},
    a="-ans / a", b="-rt.gammainc_order(b, a * ans) / (a * rt.gamma_density(b, a * ans))",
    p="1 / (a * rt.gamma_density(b, a * ans))",
)  # fmt: skip
for _name, _sign in (("pdtr", "-"), ("pdtrc", "")):
    special(
        _name, "k, m", domain={"k": (0, 4), "m": POSITIVE}, guarded=True,
        m=f"{_sign}rt.gamma_density(np.floor(k) + 1, m)",
    )  # fmt: skip
for _name, _sign in (("bdtr", "-"), ("bdtrc", "")):
    special(
        _name, "k, n, p", domain={"k": (0, 2), "n": (3, 6), "p": (0.1, 0.9)}, guarded=True,
        p=f"{_sign}rt.beta_density(np.floor(k) + 1, n - np.floor(k), p)",
    )  # fmt: skip
for _name, _sign in (("nbdtr", ""), ("nbdtrc", "-")):
    special(
        _name, "k, n, p", domain={"k": (0, 3), "n": (1, 4), "p": (0.1, 0.9)}, guarded=True,
        p=f"{_sign}rt.beta_density(n, np.add(k, 1), p)",
    )  # fmt: skip
_F = "n / 2, d / 2, n * x / (d + n * x)"
for _name, _sign in (("fdtr", ""), ("fdtrc", "-")):
    special(
        _name, domain={"n": (1.0, 5.0), "d": (1.0, 5.0), "x": (0.3, 3.0)},
        n=f"{_sign}rt.fdtr_first(n, d, x)", d=f"{_sign}rt.fdtr_second(n, d, x)",
        x=f"{_sign}rt.beta_density({_F}) * n * d / (d + n * x)**2",
    )  # fmt: skip
_FI = _F.replace("x", "ans")
special(
    "fdtri", domain={"n": (1.0, 5.0), "d": (1.0, 5.0), "p": (0.1, 0.9)},
    n=f"-rt.fdtr_first(n, d, ans) * (d + n * ans)**2 / (rt.beta_density({_FI}) * n * d)",
    d=f"-rt.fdtr_second(n, d, ans) * (d + n * ans)**2 / (rt.beta_density({_FI}) * n * d)",
    p=f"(d + n * ans)**2 / (rt.beta_density({_FI}) * n * d)",
)  # fmt: skip
special(
    "stdtr", domain={"v": (1.0, 6.0), "t": (-2.0, 2.0)},
    v="rt.student_order(v, t)", t="rt.student_density(v, t)",
)  # fmt: skip
special(
    "stdtrit", domain={"v": (1.0, 6.0), "p": (0.1, 0.9)},
    v="-rt.student_order(v, ans) / rt.student_density(v, ans)",
    p="1 / rt.student_density(v, ans)",
)  # fmt: skip

general(
    "scipy.special.logsumexp", signature="a, axis=None, b=None, keepdims=False, return_sign=False",
    vjp={
        "a": "rt.logsumexp_first(ct, ans, a, axis, b, keepdims, return_sign)",
        "b": "rt.logsumexp_second(ct, ans, a, axis, b, keepdims, return_sign)",
    },
    jvp={
        "a": "rt.logsumexp_first_dot(dot, ans, a, axis, b, keepdims, return_sign)",
        "b": "rt.logsumexp_second_dot(dot, ans, a, axis, b, keepdims, return_sign)",
    },
    broadcasts=True, complex_ok=False,
)  # fmt: skip
general(
    "scipy.special.softmax", signature="x, axis=None",
    vjp={"x": "ans * (ct - np.sum(ct * ans, axis, keepdims=True))"},
    jvp={"x": "ans * (dot - np.sum(dot * ans, axis, keepdims=True))"}, complex_ok=False,
)  # fmt: skip
general(
    "scipy.special.log_softmax", signature="x, axis=None",
    vjp={"x": "ct - np.exp(ans) * np.sum(ct, axis, keepdims=True)"},
    jvp={"x": "dot - np.sum(dot * np.exp(ans), axis, keepdims=True)"}, complex_ok=False,
)  # fmt: skip
# The series themselves, twice; by what they were differentiated by twice, there is nothing known.
_PSI_A = "np.log(x) - scipy.special.psi(a)"
_NEAR = {"a": (0.6, 3.0), "b": (0.6, 3.0), "x": (0.1, 0.9)}
elementwise(
    "s2s.runtime.gammainc_order", signature="a, x", domain={"a": (0.6, 3.0), "x": (0.2, 5.0)},
    options={"complex_ok": False, "broadcasts": True},
    a="rt.gammainc_bend(a, x)", x=f"rt.gamma_density(a, x) * ({_PSI_A})",
)  # fmt: skip
elementwise(
    "s2s.runtime.gammainc_bend", signature="a, x", domain={"a": (0.6, 3.0), "x": (0.2, 5.0)},
    options={"complex_ok": False, "broadcasts": True},
    x=f"rt.gamma_density(a, x) * (({_PSI_A})**2 - scipy.special.polygamma(1, a))",
)  # fmt: skip
_FIRST = f"({_PSI_A} + scipy.special.psi(a + b))"
_SECOND = "(np.log1p(-x) - scipy.special.psi(b) + scipy.special.psi(a + b))"
_BOTH = "scipy.special.polygamma(1, a + b)"
for _name, _slope, _more in (
    ("first", _FIRST, {"a": "bend_first", "b": "bend_both"}),
    ("second", _SECOND, {"a": "bend_both", "b": "bend_second"}),
    ("bend_first", f"({_FIRST}**2 + {_BOTH} - scipy.special.polygamma(1, a))", {}),
    ("bend_second", f"({_SECOND}**2 + {_BOTH} - scipy.special.polygamma(1, b))", {}),
    ("bend_both", f"({_FIRST} * {_SECOND} + {_BOTH})", {}),
):
    elementwise(
        f"s2s.runtime.betainc_{_name}", signature="a, b, x", domain=_NEAR,
        options={"complex_ok": False, "broadcasts": True},
        **{param: f"rt.betainc_{other}(a, b, x)" for param, other in _more.items()},  # type: ignore[arg-type]
        x=f"rt.beta_density(a, b, x) * {_slope}",
    )  # fmt: skip
