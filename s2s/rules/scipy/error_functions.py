"""Error functions, logistic functions, information measures, Box-Cox. Source: DLMF, chapter 7."""

from __future__ import annotations

from s2s.rules.scipy.words import special

UNIT = (0.1, 0.9)
_POSITIVE = (0.3, 3.0)
_PI = "math.sqrt(math.pi)"

special("erf", x=f"2 / {_PI} * np.exp(-x * x)", analytic=True)
special("erfc", x=f"-2 / {_PI} * np.exp(-x * x)", analytic=True)
special("erfcx", x="rt.erfcx_slope(x, ans)", analytic=True)
special("erfi", x=f"2 / {_PI} * np.exp(x * x)", analytic=True)
special("erfinv", x=f"{_PI} / 2 * np.exp(ans**2)", domain=(-0.9, 0.9))
special("erfcinv", x=f"-{_PI} / 2 * np.exp(ans**2)", domain=(0.1, 1.9))
special("dawsn", x="rt.dawsn_slope(x, ans)", analytic=True)
special("wofz", x="rt.wofz_slope(x, ans)", analytic=True)
special("ndtr", x="np.exp(-x * x / 2) / math.sqrt(2 * math.pi)", analytic=True)
special(
    "log_ndtr", x="math.sqrt(2 / math.pi) / sc.erfcx(-x / math.sqrt(2))", analytic=True
)  # fmt: skip
special("ndtri", x="math.sqrt(2 * math.pi) * np.exp(ans**2 / 2)", domain=UNIT)
special(
    "ndtri_exp", x="math.sqrt(math.pi / 2) * sc.erfcx(-ans / math.sqrt(2))", domain=(-3.0, -0.1)
)  # fmt: skip
special(
    "owens_t", domain=(-1.5, 1.5),
    h="-np.exp(-h**2 / 2) * sc.erf(a * h / math.sqrt(2)) / math.sqrt(8 * math.pi)",
    a="np.exp(-h**2 * (1 + a**2) / 2) / (2 * math.pi * (1 + a**2))",
)  # fmt: skip
special(
    "voigt_profile", domain={"x": (-2.0, 2.0), "sigma": _POSITIVE, "gamma": _POSITIVE},
    x="np.real(rt.voigt_slope(x, sigma, gamma))",
    sigma="sigma * rt.voigt_curvature(x, sigma, gamma)",
    gamma="-np.imag(rt.voigt_slope(x, sigma, gamma))",
)  # fmt: skip

special("expit", x="ans * sc.expit(-x)")
special("logit", x="1 / (x * (1 - x))", domain=UNIT)
special("log_expit", x="sc.expit(-x)")
special("softplus", "x", x="sc.expit(x)")

special("exp10", x="math.log(10) * ans")
special("exp2", x="math.log(2) * ans")
special("expm1", x="ans + 1", analytic=True)
special("log1p", x="1 / (1 + x)", domain=(-0.5, 3.0), analytic=True)
special("cbrt", x="1 / (3 * ans**2)", domain=_POSITIVE)
special("cosm1", x="-np.sin(x)")
special("exprel", x="rt.exprel_slope(x)")
special(
    "powm1", x="y * np.power(x, y - 1)", y="(ans + 1) * np.log(x)",
    domain={"x": _POSITIVE, "y": (-2.0, 2.0)},
)  # fmt: skip
special(
    "xlogy", x="np.log(y)", y="x / np.where(np.equal(x, 0) & np.equal(y, 0), 1.0, y)",
    domain=_POSITIVE, analytic=True,
)  # fmt: skip
special(
    "xlog1py", x="np.log1p(y)", y="x / np.where(np.equal(x, 0) & np.equal(y, -1), 1.0, 1 + y)",
    domain=_POSITIVE, analytic=True,
)  # fmt: skip
special("sindg", x="math.pi / 180 * sc.cosdg(x)", domain=(10.0, 80.0))
special("cosdg", x="-math.pi / 180 * sc.sindg(x)", domain=(10.0, 80.0))
special("tandg", x="math.pi / 180 * (1 + ans**2)", domain=(10.0, 80.0))
special("cotdg", x="-math.pi / 180 * (1 + ans**2)", domain=(10.0, 80.0))
special("radian", d="math.pi / 180", m="math.pi / 10800", s="math.pi / 648000", domain=(1.0, 50.0))
special(
    "diric", "x, n", x="rt.diric_slope(x, n)", domain={"x": (-2.5, 2.5), "n": (2, 5)}
)  # fmt: skip

special("entr", x="-np.log(x) - 1", domain=_POSITIVE)
special("rel_entr", x="rt.log_over(x, y) + 1", y="-rt.zero_over(x, y)", domain=_POSITIVE)
special("kl_div", x="rt.log_over(x, y)", y="1 - rt.zero_over(x, y)", domain=_POSITIVE)
special(
    "huber", domain={"delta": _POSITIVE, "r": (-5.0, 5.0)},
    delta="np.where(np.abs(r) <= delta, 0.0, np.abs(r) - delta)",
    r="np.where(np.abs(r) <= delta, r, delta * np.sign(r))",
)  # fmt: skip
special(
    "pseudo_huber", domain={"delta": _POSITIVE, "r": (-3.0, 3.0)},
    delta="delta * np.expm1(0.5 * np.log1p((r / delta)**2))**2 / np.sqrt(1 + (r / delta)**2)",
    r="delta * r / np.hypot(delta, r)",
)  # fmt: skip

special(
    "boxcox", guarded=True, domain={"x": _POSITIVE, "lmbda": (-2.0, 2.0)}, x="np.power(x, lmbda - 1)",
    lmbda="rt.boxcox_order(np.log(x), lmbda)",
)  # fmt: skip
special(
    "boxcox1p", guarded=True, domain={"x": _POSITIVE, "lmbda": (-2.0, 2.0)}, x="np.power(1 + x, lmbda - 1)",
    lmbda="rt.boxcox_order(np.log1p(x), lmbda)",
)  # fmt: skip
special(
    "inv_boxcox", domain={"y": (-0.3, 0.4), "lmbda": (-2.0, 2.0)}, y="np.power(ans, 1 - lmbda)",
    lmbda="-rt.boxcox_order(np.log(ans), lmbda) * np.power(ans, 1 - lmbda)",
)  # fmt: skip
special(
    "inv_boxcox1p", domain={"y": (-0.3, 0.4), "lmbda": (-2.0, 2.0)},
    y="np.power(1 + ans, 1 - lmbda)",
    lmbda="-rt.boxcox_order(np.log1p(ans), lmbda) * np.power(1 + ans, 1 - lmbda)",
)  # fmt: skip
