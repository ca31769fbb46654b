"""Random draws by their parameters: the derivative of each draw, with the random numbers held.

Where a draw is a smooth function of its parameters and of numbers that do not depend on them
(normal draws are ``loc + scale * z``) the derivative is that of this function, from the draw itself.
The others (``beta``, ``poisson``, the shape of ``gamma``) have none: it is an error to ask for it.
"""

from __future__ import annotations

from s2s.rules.declare import general

_SCALED = {"loc": "1.0", "scale": "(ans - loc) / scale"}
# Below the mode a draw is left + sqrt(u (right - left) (mode - left)), above it is mirrored.
_LOW, _HIGH = "(ans - left)", "(right - ans)"
_TRIANGULAR = {
    "left": f"np.where(ans <= mode, 1 - {_LOW} / 2 * (1 / (right - left) + rt.over(1, mode - left)),"
    f" {_HIGH} / (2 * (right - left)))",
    "mode": f"np.where(ans <= mode, rt.over({_LOW}, 2 * (mode - left)),"
    f" rt.over({_HIGH}, 2 * (right - mode)))",
    "right": f"np.where(ans <= mode, {_LOW} / (2 * (right - left)),"
    f" 1 - {_HIGH} / 2 * (1 / (right - left) + rt.over(1, right - mode)))",
}
# By the parameters, in the order of the call: the derivative of a draw by each, None for none.
_DRAWS: dict[str, tuple[str, dict[str, str]]] = {
    "normal": ("loc=0.0, scale=1.0, size=None", _SCALED),
    "laplace": ("loc=0.0, scale=1.0, size=None", _SCALED),
    "gumbel": ("loc=0.0, scale=1.0, size=None", _SCALED),
    "logistic": ("loc=0.0, scale=1.0, size=None", _SCALED),
    "uniform": (
        "low=0.0, high=1.0, size=None",
        {"low": "(high - ans) / (high - low)", "high": "(ans - low) / (high - low)"},
    ),
    "lognormal": (
        "mean=0.0, sigma=1.0, size=None",
        {"mean": "ans", "sigma": "ans * (np.log(ans) - mean) / sigma"},
    ),
    "exponential": ("scale=1.0, size=None", {"scale": "ans / scale"}),
    "rayleigh": ("scale=1.0, size=None", {"scale": "ans / scale"}),
    "gamma": ("shape, scale=1.0, size=None", {"scale": "ans / scale"}),
    "weibull": ("a, size=None", {"a": "-ans * np.log(ans) / a"}),
    "power": ("a, size=None", {"a": "-ans * np.log(ans) / a"}),
    "triangular": ("left, mode, right, size=None", _TRIANGULAR),
    "pareto": ("a, size=None", {"a": "-(1 + ans) * np.log1p(ans) / a"}),
}  # fmt: skip
_PYTHON = {
    "gauss": ("mu=0.0, sigma=1.0", {"mu": "1.0", "sigma": "(ans - mu) / sigma"}),
    "normalvariate": ("mu=0.0, sigma=1.0", {"mu": "1.0", "sigma": "(ans - mu) / sigma"}),
    "uniform": ("a, b", {"a": "(b - ans) / (b - a)", "b": "(ans - a) / (b - a)"}),
    "expovariate": ("lambd=1.0", {"lambd": "-ans / lambd"}),
}


def _declare(name: str, signature: str, partials: dict[str, str]) -> None:
    general(
        name,
        signature=signature,
        vjp={param: "ct" if d == "1.0" else f"ct * ({d})" for param, d in partials.items()},
        jvp={
            param: f"rt.expand({'dot' if d == '1.0' else f'dot * ({d})'}, ans)"
            for param, d in partials.items()
        },
        broadcasts=True,
        pure=False,
        may_raise=True,
    )


for _name, (_signature, _partials) in _DRAWS.items():
    # A method of `RandomState` is found under the name of the generator's.
    for _module in ("numpy.random", "numpy.random.Generator"):
        _declare(f"{_module}.{_name}", _signature, _partials)
# Draws that are accepted or rejected, or counts: they do not move smoothly with their parameters.
_NONE = {
    "beta": "a, b, size=None", "chisquare": "df, size=None", "dirichlet": "alpha, size=None",
    "f": "dfnum, dfden, size=None", "standard_gamma": "shape, size=None, dtype=None, out=None",
    "standard_t": "df, size=None", "vonmises": "mu, kappa, size=None",
    "wald": "mean, scale, size=None", "poisson": "lam=1.0, size=None",
    "binomial": "n, p, size=None", "geometric": "p, size=None",
    "negative_binomial": "n, p, size=None", "multinomial": "n, pvals, size=None",
    "noncentral_chisquare": "df, nonc, size=None", "zipf": "a, size=None",
    "logseries": "p, size=None",
}  # fmt: skip
for _name, _signature in _NONE.items():
    for _module in ("numpy.random", "numpy.random.Generator"):
        general(
            f"{_module}.{_name}", signature=_signature, vjp={}, jvp={}, pure=False, may_raise=True
        )
for _module in ("numpy.random", "numpy.random.Generator"):
    general(
        f"{_module}.multivariate_normal",
        signature="mean, cov, size=None, check_valid='warn', tol=1e-8, *, method='svd'"
        if _module.endswith("Generator") else "mean, cov, size=None, check_valid='warn', tol=1e-8",
        vjp={"mean": "ct"}, jvp={"mean": "rt.expand(dot, ans)"}, broadcasts=True, pure=False,
        may_raise=True,
    )  # fmt: skip
for _name, (_signature, _partials) in _PYTHON.items():
    _declare(f"random.{_name}", _signature, _partials)
