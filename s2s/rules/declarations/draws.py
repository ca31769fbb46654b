"""Random draws by their parameters: the derivative of each draw, with the random numbers held.

Where a draw is a smooth function of its parameters and of numbers that do not depend on them
(normal draws are ``loc + scale * z``) the derivative is that of this function, from the draw itself.
The others (``beta``, ``poisson``, the shape of ``gamma``) have none: it is an error to ask for it.
"""

from __future__ import annotations

from s2s.rules.declare import general

_SCALED = {"loc": "1.0", "scale": "(ans - loc) / scale"}
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
for _name, (_signature, _partials) in _PYTHON.items():
    _declare(f"random.{_name}", _signature, _partials)
