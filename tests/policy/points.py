"""Where derivatives are a matter of convention: ties, zeros, poles, infinities and nan."""

from __future__ import annotations

import math
from dataclasses import dataclass

I, N = math.inf, math.nan  # noqa: E741  short, for the table


@dataclass(frozen=True)
class Case:
    """An expression of ``x`` and ``y``, and the points to take its sum's gradient at.

    ``jax`` and ``torch`` are its spelling there, where it is another; "-" where there is none.
    """

    text: str
    points: tuple[tuple[object, ...], ...]
    jax: str | None = None
    torch: str | None = None

    def spelling(self, library: str) -> str | None:
        """The expression for a library, None where that has no such function."""
        own = {"jax": self.jax, "torch": self.torch}.get(library)
        if own == "-":
            return None
        names = {"jax": ("jnp.", "jsp."), "torch": ("torch.", "torch.special.")}
        if own or library not in names:
            return own or self.text
        numpy, special = names[library]
        return self.text.replace("np.", numpy).replace("sp.", special)


def one(text: str, *points: object, jax: str | None = None, torch: str | None = None) -> Case:
    """A function of one argument."""
    return Case(text, tuple((point,) for point in points), jax, torch)


def two(
    text: str, *points: tuple[object, object], jax: str | None = None, torch: str | None = None
) -> Case:
    """A function of two."""
    return Case(text, points, jax, torch)


_TIES = ((1.0, 1.0), (I, I), (-I, -I), (N, 1.0), (1.0, N))
_POWERS = (
    (0.0, 0.0), (0.0, 1.0), (0.0, 2.0), (0.0, 0.5), (0.0, -1.0), (-1.0, 2.0), (-1.0, 0.5), (I, 2.0),
    (2.0, I), (2.0, -I), (-2.0, 0.0),
)  # fmt: skip
ELEMENTWISE = (
    one("np.abs(x)", 0.0, -I, N),
    one("np.sqrt(x)", 0.0, -1.0, I),
    one("np.cbrt(x)", 0.0, I, torch="-"),
    one("np.sign(x)", 0.0, N),
    one("np.exp(x)", I, -I, 710.0),
    one("np.expm1(x)", I, -I),
    one("np.log(x)", 0.0, -1.0, I),
    one("np.log2(x)", 0.0, I),
    one("np.log10(x)", 0.0, I),
    one("np.log1p(x)", -1.0, I),
    one("np.sin(x)", I),
    one("np.tan(x)", I),
    one("np.arcsin(x)", 1.0, -1.0, 2.0),
    one("np.arccos(x)", 1.0, -1.0),
    one("np.arctan(x)", I),
    one("np.tanh(x)", I, 400.0),
    one("np.arccosh(x)", 1.0, 0.5),
    one("np.arctanh(x)", 1.0, -1.0),
    one("np.reciprocal(x)", 0.0, I),
    one("np.square(x)", I),
    one("np.sinc(x)", 0.0, 1.0, I),
    one("np.i0(x)", 0.0, I, -3.0, torch="torch.special.i0(x)"),
    one("np.floor(x)", 1.0),
    one("np.rint(x)", 0.5, torch="torch.round(x)"),
    one("np.nan_to_num(x)", N, I, 1.0),
    one("np.angle(x)", 0.0, -1.0),
    one("np.clip(x, 0.0, 1.0)", [0.0, 0.5, 1.0, 2.0, N], torch="torch.clamp(x, 0.0, 1.0)"),
    one("np.where(x > 0, np.sqrt(x), 0.0)", [0.0, 4.0]),
    one("np.where(x > 0, x * np.log(x), 0.0)", [0.0, 4.0]),
    two("np.where(x > 0, y * np.exp(1 / x), 0.0)", ([0.0, 4.0], [2.0, 3.0])),
    one("np.select([x > 0], [np.log(x)], 0.0)", [0.0, 4.0], torch="-"),
    one("(x * np.log(x))[x > 0]", [0.0, 4.0]),
    one("np.maximum(x * np.log(x), 0.0)", [0.0, 4.0], torch="torch.clamp(x * torch.log(x), 0.0)"),
    two("np.maximum(x, y)", *_TIES),
    two("np.minimum(x, y)", *_TIES),
    two("np.fmax(x, y)", *_TIES, (N, N)),
    two("np.fmin(x, y)", *_TIES, (N, N)),
    two("np.hypot(x, y)", (0.0, 0.0), (I, 1.0), (1e200, 1e200), (1e-200, 1e-200)),
    two("np.arctan2(x, y)", (0.0, 0.0), (0.0, -1.0), (I, 1.0), (1.0, I), (1e200, 1e200)),
    two("np.logaddexp(x, y)", (0.0, 0.0), (1000.0, 0.0), (I, 0.0), (-I, 0.0), (I, I), (-I, -I)),
    two("np.logaddexp2(x, y)", (I, 0.0), (-I, 0.0), (I, I), (-I, -I)),
    two("np.power(x, y)", *_POWERS, torch="torch.pow(x, y)"),
    two("np.float_power(x, y)", *_POWERS),
    two("np.divide(x, y)", (1.0, 0.0), (0.0, 0.0), (I, 1.0), (1.0, I)),
    two("np.remainder(x, y)", (4.0, 2.0), (1.0, 0.1), (5.0, 0.0), (5.0, I), (-5.0, I)),
    two("np.fmod(x, y)", (4.0, 2.0), (1.0, 0.1), (5.0, 0.0), (5.0, I)),
    two("np.copysign(x, y)", (0.0, 1.0), (-2.0, 3.0), (2.0, -0.0)),
    two("np.heaviside(x, y)", (0.0, 0.5), (N, 1.0), torch="-"),
    two("np.multiply(x, y)", (0.0, I)),
)

_ZERO, _EQUAL, _SINGULAR = [[0.0, 0.0], [0.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]], [[1.0, 2], [2, 4]]
REDUCTIONS = (
    one("np.max(x)", [1.0, 3.0, 3.0], [I, I], [N, 1.0], torch="torch.amax(x)"),
    one("np.min(x)", [1.0, 1.0, 3.0], [N, 1.0], torch="torch.amin(x)"),
    one("np.ptp(x)", [1.0, 1.0], [1.0, 3.0, 3.0], torch="-"),
    one("np.prod(x)", [2.0, 0.0, 5.0], [0.0, 0.0, 5.0], [I, 0.0], [I, 2.0], [N, 1.0]),
    one(
        "np.cumprod(x)", [2.0, 0.0, 5.0], [0.0, 0.0, 5.0], [2.0, 5.0, 0.0],
        torch="torch.cumprod(x, 0)",
    ),
    one("np.cumsum(x)", [I, -I], torch="torch.cumsum(x, 0)"),
    one("np.maximum.accumulate(x)", [1.0, 1.0, 0.0], torch="torch.cummax(x, 0)[0]"),
    one("np.mean(x)", [I, 1.0]),
    one("np.var(x)", [2.0, 2.0], [1.0], torch="torch.var(x, correction=0)"),
    one("np.std(x)", [2.0, 2.0], [1.0], torch="torch.std(x, correction=0)"),
    one("np.median(x)", [1.0, 2.0, 2.0, 3.0], [2.0, 2.0, 2.0], [N, 1.0, 2.0], torch="-"),
    one("np.percentile(x, 75)", [1.0, 2.0, 2.0], [N, 1.0, 2.0], torch="-"),
    one("np.sort(x)", [1.0, 1.0, 0.0], [N, 1.0], torch="torch.sort(x)[0]"),
    one("np.nanmax(x)", [N, 1.0, 1.0], [N, N], torch="-"),
    one("np.nansum(x)", [N, 1.0]),
    one("np.nanmean(x)", [N, 1.0], [N, N]),
    one("np.nanprod(x)", [N, 0.0, 2.0], torch="-"),
    one("np.nanstd(x)", [N, 1.0, 1.0], [N, 1.0], torch="-"),
    one("np.interp(x, np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0, 0.0]))",
        [0.0, 1.0, 0.5, 2.0], torch="-"),
    one("np.unwrap(x)", [0.0, math.pi], torch="-"),
    one(
        "np.log(np.sum(np.exp(x - np.max(x)))) + np.max(x)", [1000.0, 1000.0], [-I, 0.0], [1000.0, 0.0]
    ),
)  # fmt: skip
NORMS = (
    one("np.cumprod(x)", [0.0, 2.0], [I, 2.0], torch="torch.cumprod(x, 0)"),
    one("np.maximum.reduceat(x, [0, 2])", [N, 1.0, 2.0], [1.0, 1.0, 2.0], torch="-",
        jax="jnp.maximum.reduceat(x, jnp.array([0, 2]))"),
    one("np.unique(x)", [2.0, 1.0, 2.0], torch="-"),
    one("np.linalg.norm(x)", [0.0, 0.0], [I, 1.0], [1e200, 1e200], [1e-200, 1e-200]),
    one("np.linalg.norm(x, 1)", [0.0, 1.0]),
    one("np.linalg.norm(x, np.inf)", [1.0, 1.0], [-1.0, 1.0], [0.0, 0.0]),
    one("np.linalg.norm(x, -np.inf)", [1.0, 1.0]),
    one("np.linalg.norm(x, 3)", [0.0, 0.0], [0.0, 1.0]),
    one("np.linalg.norm(x, 0.5)", [0.0, 1.0]),
    one("np.linalg.norm(x, 2)", _EQUAL, _ZERO, _SINGULAR),
    one("np.linalg.norm(x, -2)", _EQUAL),
    one("np.linalg.norm(x, 'nuc')", _EQUAL, _ZERO, _SINGULAR),
    one("np.linalg.norm(x, 'fro')", _ZERO),
    one("np.linalg.svd(x, compute_uv=False)", _EQUAL, _SINGULAR, torch="torch.linalg.svdvals(x)"),
    one("np.linalg.eigvalsh(x)", _EQUAL, _ZERO),
    one("np.linalg.det(x)", _SINGULAR, _ZERO, [[1.0, 2, 3], [2, 4, 6], [3, 6, 9]]),
    one("np.linalg.pinv(x)", _EQUAL),
)
SPECIAL = (
    one("sp.gammaln(x)", 0.0, -1.5, I),
    one("sp.digamma(x)", 0.0, I),
    one("sp.erf(x)", I, -I),
    one("sp.expit(x)", I, -I, -800.0),
    one("sp.logit(x)", 0.0, 1.0, 2.0),
    one("sp.log_ndtr(x)", -40.0, I, -I),
    one("sp.ndtri(x)", 0.0, 1.0),
    one("sp.i0(x)", 0.0),
    one("sp.dawsn(x)", I, torch="-"),
    one("sp.erfcx(x)", I),
    one("sp.exp1(x)", I, torch="-"),
    one("sp.gamma(x)", 0.0, torch="-"),
    one("sp.spence(x)", 0.0, 1.0, torch="-"),
    two("sp.betaln(x, y)", (0.0, 0.0), (0.0, 1.0), torch="-"),
    two("sp.boxcox(x, y)", (1.7, 0.0), (0.0, 0.0), torch="-"),
    two("sp.poch(x, y)", (0.0, 0.0), torch="-"),
    one("sp.i0e(x)", 0.0, I, -2.0),
    one("sp.i1(x)", 0.0, -2.0),
    one("sp.i1e(x)", 0.0, I),
    one("sp.entr(x)", 0.0, -1.0, I),
    one("sp.erfinv(x)", 1.0, 0.0),
    one("sp.j1(x)", 0.0, jax="-", torch="torch.special.bessel_j1(x)"),
    one("sp.logsumexp(x)", [1000.0, 1000.0], [-I, 0.0], [-I, -I], [I, 0.0], [I, I],
        torch="torch.logsumexp(x, 0)"),
    one("sp.softmax(x)[0]", [1000.0, 0.0], jax="jax.nn.softmax(x)[0]",
        torch="torch.softmax(x, 0)[0]"),
    two("sp.xlogy(x, y)", (0.0, 0.0), (0.0, 1.0), (1.0, 0.0)),
    two("sp.xlog1py(x, y)", (0.0, -1.0), (0.0, 1.0)),
    two("sp.rel_entr(x, y)", (0.0, 1.0), (1.0, 1.0), torch="-"),
    two("sp.kl_div(x, y)", (0.0, 1.0), (1.0, 1.0), torch="-"),
)  # fmt: skip
_ONE, _TWO, _FLAT = [[1.0, 2.0, 0.5]], [[2.0, 3.0, 0.5]], [[1.0, 1.0, 1.0]]
_NONE, _HALF = [[0.0, 0.0, 0.0]], [[0.0, 2.0, 1.0]]
_TURNED = "jnp.sum(x * y) / jnp.sqrt(jnp.sum(x * x) * jnp.sum(y * y))"


def far(metric: str, *points: tuple[object, object], jax: str, torch: str = "-") -> Case:
    """A distance of two points, as a table of one row and column."""
    return two(f"sd.cdist(x, y, {metric})", *points, jax=jax, torch=torch)


DISTANCES = (
    far("'euclidean'", (_ONE, _ONE), (_ONE, _TWO), jax="jnp.linalg.norm(x - y)", torch="torch.cdist(x, y)"),
    far("'sqeuclidean'", (_ONE, _ONE), jax="jnp.sum((x - y) ** 2)", torch="torch.sum((x - y) ** 2)"),
    far("'cityblock'", (_ONE, _ONE), (_ONE, _TWO), jax="jnp.sum(jnp.abs(x - y))",
        torch="torch.cdist(x, y, p=1.0)"),
    far("'minkowski', p=3", (_ONE, _ONE), (_ONE, _TWO), jax="jnp.sum(jnp.abs(x - y) ** 3) ** (1 / 3)",
        torch="torch.cdist(x, y, p=3.0)"),
    far("'minkowski', p=0.5", (_ONE, _ONE), (_ONE, _TWO), jax="jnp.sum(jnp.abs(x - y) ** 0.5) ** 2",
        torch="torch.cdist(x, y, p=0.5)"),
    far("'minkowski', p=np.inf", (_ONE, _TWO), jax="jnp.max(jnp.abs(x - y))",
        torch="torch.cdist(x, y, p=float('inf'))"),
    far("'chebyshev'", (_ONE, _ONE), (_ONE, _TWO), jax="jnp.max(jnp.abs(x - y))",
        torch="torch.amax(torch.abs(x - y))"),
    far("'canberra'", (_NONE, _NONE), (_HALF, _ONE), (_ONE, _TWO),
        jax="jnp.sum(jnp.where(jnp.abs(x) + jnp.abs(y) > 0, jnp.abs(x - y) / (jnp.abs(x) + jnp.abs(y)), 0.0))"),
    far("'braycurtis'", (_ONE, _ONE), (_NONE, _NONE),
        jax="jnp.sum(jnp.abs(x - y)) / jnp.sum(jnp.abs(x + y))"),
    far("'cosine'", (_ONE, _ONE), (_NONE, _ONE), jax=f"1 - {_TURNED}"),
    far("'correlation'", (_ONE, _FLAT), jax="1 - jnp.corrcoef(x[0], y[0])[0, 1]"),
    far("'seuclidean', V=np.ones(3)", (_ONE, _ONE), jax="jnp.linalg.norm(x - y)"),
    far("'mahalanobis', VI=np.eye(3)", (_ONE, _ONE), jax="jnp.sqrt(jnp.sum((x - y) * (x - y)))"),
    far("'jensenshannon'", (_ONE, _ONE), (_HALF, _ONE), (_HALF, _HALF),
        jax="(lambda p, q: jnp.sqrt(jnp.sum(jsp.rel_entr(p, (p + q) / 2) + jsp.rel_entr(q, (p + q) / 2))"
        " / 2))(x / jnp.sum(x), y / jnp.sum(y))"),
)  # fmt: skip


def drawn(text: str, *points: tuple[object, object]) -> Case:
    """A distribution of ``scipy.stats`` by two of its arguments."""
    return two(f"st.{text}", *points, jax=f"jax.scipy.stats.{text.replace('np.', 'jnp.')}", torch="-")


DISTRIBUTIONS = (
    drawn("norm.cdf(np.inf, x, y)", (0.0, 1.0)),
    drawn("norm.sf(-np.inf, x, y)", (0.0, 1.0)),
    drawn("norm.pdf(np.inf, x, y)", (0.0, 1.0)),
    drawn("norm.logcdf(np.inf, x, y)", (0.0, 1.0)),
    drawn("norm.logpdf(x, 0.0, y)", (I, 1.0), (0.0, 0.0), (0.0, -1.0)),
    drawn("gamma.cdf(np.inf, x, 0.0, y)", (2.0, 1.0)),
    drawn("gamma.logpdf(x, y)", (0.0, 1.0), (0.0, 2.0), (-1.0, 2.0)),
    drawn("expon.pdf(x, y)", (0.0, 0.0), (-1.0, 0.0)),
    drawn("beta.logpdf(x, y, 3.0)", (0.0, 1.0), (1.0, 2.0), (2.0, 2.0)),
    drawn("uniform.logpdf(x, 0.0, y)", (1.0, 1.0), (2.0, 1.0)),
    drawn("laplace.logpdf(x, y)", (1.0, 1.0), (I, 0.0)),
)  # fmt: skip
CASES = ELEMENTWISE + REDUCTIONS + NORMS + SPECIAL + DISTANCES + DISTRIBUTIONS

_FINITE = "0 where the function has a kink: what a sum of such terms needs to stay finite"
_NAN = "where the value is nan, so is the slope"
REASONS = {
    "np.abs(x)": "0 at 0 (JAX: 1); nan at nan",
    "np.i0(x)": "the true limit",
    "np.angle(x)": _FINITE,
    "np.clip(x, 0.0, 1.0)": "ties split evenly, as JAX does and as max and min do",
    **dict.fromkeys(
        ("np.where(x > 0, np.sqrt(x), 0.0)", "np.where(x > 0, x * np.log(x), 0.0)",
         "np.where(x > 0, y * np.exp(1 / x), 0.0)", "np.select([x > 0], [np.log(x)], 0.0)"),
        "a branch that is not taken contributes nothing",
    ),
    "(x * np.log(x))[x > 0]": "what a mask leaves out contributes nothing",
    "np.maximum(x * np.log(x), 0.0)": "what is not chosen contributes nothing",
    "np.maximum(x, y)": "no operand is equal to nan: 0 for both, as JAX gives",
    "np.minimum(x, y)": "no operand is equal to nan: 0 for both, as JAX gives",
    "np.fmax(x, y)": "ties split evenly, as for maximum; nothing is taken where both are nan",
    "np.fmin(x, y)": "ties split evenly, as for minimum; nothing is taken where both are nan",
    "np.hypot(x, y)": "0 at 0 as for norm; JAX squares, which overflows and underflows",
    "np.arctan2(x, y)": "at 0 there is no limit: nan, as JAX gives",
    "np.logaddexp(x, y)": "the share of each term, 1 for every term that is as infinite as the sum:"
    " a state of probability 0 has a finite slope, which the outer slope, 0, then removes",
    "np.logaddexp2(x, y)": "as for logaddexp",
    "np.power(x, y)": "x ** 0 is constant; a slope by the exponent needs log(x): nan as in JAX",
    "np.float_power(x, y)": "x ** 0 is constant; a slope by the exponent needs log(x): nan as in JAX",
    "np.remainder(x, y)": "the quotient is that of the remainder: 1 % 0.1 is 0.1 less a little",
    "np.fmod(x, y)": "the quotient is that of the remainder; nan where there is no remainder",
    "np.copysign(x, y)": _FINITE,
    "np.heaviside(x, y)": "of the value at 0, only at 0",
    "np.prod(x)": "all others by division: exact with zeros, nan with infinities",
    "np.std(x)": _FINITE,
    "np.median(x)": "of tied elements the ones in the middle count, as in JAX; nan reaches those read",
    "np.percentile(x, 75)": "as for the median",
    "np.nanmax(x)": _NAN,
    "np.nanmean(x)": _NAN,
    "np.nanstd(x)": _FINITE,
    "np.maximum.accumulate(x)": "of ties the first is kept, as in JAX",
    "np.unwrap(x)": "the correction by a multiple of the period is constant, at a tie as well",
    "np.linalg.norm(x)": "0 where the norm is 0; NumPy's norm underflows to 0 below 1e-154",
    "np.linalg.norm(x, 1)": _FINITE,
    "np.linalg.norm(x, np.inf)": _FINITE,
    "np.linalg.norm(x, 3)": _FINITE,
    "np.linalg.norm(x, 0.5)": _FINITE,
    "np.linalg.norm(x, 2)": "equal singular values share evenly, as in PyTorch",
    "np.linalg.norm(x, 'nuc')": "a singular value of 0 adds nothing: the subgradient of least norm,"
    " which does not depend on how vectors of a null space are chosen",
    "np.linalg.norm(x, 'fro')": _FINITE,
    "np.linalg.det(x)": "exact: by cofactors where the matrix is singular (PyTorch: 0)",
    "np.cumprod(x)": "all others by division, as for prod",
    "np.maximum.reduceat(x, [0, 2])": _NAN,
    "np.unique(x)": "of elements that are equal the first is kept (JAX: no derivative)",
    "sp.i0(x)": "0, as it is even",
    "sp.dawsn(x)": "the limit",
    "sp.erfcx(x)": "the limit",
    "sp.exp1(x)": "the limit",
    "sp.gamma(x)": "the limit from the right",
    "sp.spence(x)": "-log(x) / (x - 1), and its limits",
    "sp.betaln(x, y)": "nan where both are 0: there is no limit",
    "sp.boxcox(x, y)": "the limits: log(x)**2 / 2 by an order of 0",
    "sp.poch(x, y)": "as it is 1 for every x",
    "sp.gammaln(x)": "the limit from the right",
    "sp.digamma(x)": "the limit",
    "sp.log_ndtr(x)": "the limit",
    "sp.logit(x)": "nan and 1 / (x (1 - x)), as in JAX",
    "sp.ndtri(x)": "the limit",
    "sp.logsumexp(x)": "as for logaddexp",
    "sp.xlogy(x, y)": "0 for every y where x is 0; the limit by x",
    "sp.xlog1py(x, y)": "0 for every y where x is 0; the limit by x",
    "sp.rel_entr(x, y)": "the limit",
    "sp.kl_div(x, y)": "the limit",
    **{
        f"sd.cdist(x, y, {metric})": _FINITE
        for metric in (
            "'euclidean'", "'cityblock'", "'minkowski', p=3", "'minkowski', p=0.5", "'chebyshev'",
            "'canberra'", "'braycurtis'", "'seuclidean', V=np.ones(3)", "'mahalanobis', VI=np.eye(3)",
        )
    },
    "sd.cdist(x, y, 'minkowski', p=np.inf)": "ties split evenly, as for max",
    "sd.cdist(x, y, 'jensenshannon')": "0 where both are alike; where one probability is 0, the limit",
    **{
        f"st.{text}": "a share of all or nothing does not move at infinity"
        for text in (
            "norm.cdf(np.inf, x, y)", "norm.sf(-np.inf, x, y)", "norm.pdf(np.inf, x, y)",
            "norm.logcdf(np.inf, x, y)", "gamma.cdf(np.inf, x, 0.0, y)",
        )
    },
    "st.gamma.logpdf(x, y)": "the limit from inside of the support",
    "st.beta.logpdf(x, y, 3.0)": "the limit from inside of the support",
    "st.laplace.logpdf(x, y)": _FINITE,
}  # fmt: skip
