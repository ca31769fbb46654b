"""The page on SciPy: every public function, what it is differentiated in, and why not."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator

import scipy

from s2s import rules

MODULES = (
    "special", "linalg", "stats", "fft", "signal", "signal.windows", "ndimage", "interpolate",
    "integrate", "optimize", "sparse", "sparse.linalg", "spatial.distance",
)  # fmt: skip
_WHOLE = "its arguments are whole numbers, or it makes constants: nothing varies"
_ORDER = "no closed form, and none by SciPy's own functions"
# Module and pattern of names to the reason why there is no rule, the first that fits.
_REASONS = (
    ("special", r".*_zeros|.*roots.*|bernoulli|euler|stirling2|factorial[2k]|geterr|seterr", _WHOLE),
    ("special", r"(chndtr|ncf|nct|nr|nb|b|p)\w*|chdtriv|fdtridfd|gdtri[ab]|stdtridf|tklmbda", _ORDER),
    ("special", r"mathieu_[ab]|.*_cv|zetac|obl_.*|pro_.*|ellip_.*|log_wright.*", _ORDER),
    ("special", r"elliprd|elliprj", "closed forms have 0 / 0 where arguments are equal"),
    ("special", r".*_seq|lmbda|lqm?n|riccati_.*|.*_all", "sequences of functions: use the function of one order"),
    ("special", r"(sh_)?(legendre|cheby.|jacobi|laguerre|hermite)|genlaguerre|hermitenorm|gegenbauer", "makes a polynomial object: use `eval_...`"),
    ("linalg", r"schur|rsf2csf|qz|ordqz|hessenberg|ldl|cdf2rdf|cossin", "the factors are not unique, or their derivatives not known"),
    ("linalg", r"hadamard|invhilbert|invpascal|helmert|fiedler\w*|find_best\w*|get_\w+|\w*blas\w*|\w*lapack\w*|clarkson\w*|interpolative", _WHOLE),
    ("linalg", r"eig|null_space|orth|subspace_angles|polar|orthogonal_procrustes", "vectors are unique up to a turn or phase only"),
    ("signal", r".*(design|remez|firwin|butter|cheb|ellip|bessel|freq|iir|fir|tf2|zpk|ss2|sos2|ord|window|get_window|kaiser|find_peaks|peak|arg|unique|place|lti|dlti|bilinear|normalize|invres|residue|czt|zoom|cwt|gauss|ricker|wavelet).*", "designs filters or finds places: call it outside of what is differentiated"),
    ("ndimage", r".*(binary|label|find_objects|distance_transform|watershed|iterate|generate).*", "steps: it does not move where it is smooth"),
    ("interpolate", r"spl\w+|bisplrep|sproot|insert|pade|approximate_taylor.*|make_.*|krogh.*|pchip_.*|bary.*|interpn|interp2d|griddata|lagrange", "no rule yet: use `CubicSpline`, `make_interp_spline` or `RegularGridInterpolator`"),
    ("integrate", r"quad\w*|dblquad|tplquad|nquad|solve_\w+|odeint|ode|qmc_quad|cubature|nsum|lebedev_rule|newton_cotes|fixed_quad|tanhsinh", "calls the user's function at places of its own choice"),
)  # fmt: skip
VERSION = ".".join(scipy.__version__.split(".")[:2])
_METHODS = (
    "pdf logpdf cdf sf logcdf logsf ppf isf pmf logpmf entropy mean var std median interval".split()
)


def scipy_page() -> str:
    """The page, as it is generated now."""
    parts = [
        "# SciPy",
        "",
        f"<!-- generated, for SciPy {VERSION}: python -m tests.docs --write -->",
        "",
        "Rules are loaded when your program has imported SciPy. `s2s rules scipy.special.jv` shows one.",
        "A call with a varying argument that is not listed here is an error that names the place:",
        "never a zero. Arguments that overwrite (`overwrite_a=True`, `output=`) have no derivative.",
        "Objects: `CubicSpline`, `PPoly`, `BSpline`, `CubicHermiteSpline`, `PchipInterpolator`, `Akima1DInterpolator`, `interp1d`",
        "and `RegularGridInterpolator` (these two: linear) are differentiated in the",
        "places and in the knots' values (`CubicSpline`, `PPoly` and those of slopes in the knots too), `UnivariateSpline` and its kin in the places and, without smoothing, in the values, products, sums and multiples of `csr`, `csc`, `coo` and `dia` matrices in the vector and in",
        "the elements, `Rotation` (made of angles, vectors, quaternions and matrices, turned into these, applied,",
        "inverted, multiplied, raised to a power) in all that it is made of; interpolators inside standalone modules are",
        "refused. Zeros, minima, integrals and solutions of equations are differentiated in all that their",
        "functions capture and are given, integrals and solutions in their ends too, and solutions at an event; a minimum at a bound is refused.",
    ]
    for module in MODULES:
        parts += ["", f"## scipy.{module}", "", *_module(module)]
    parts += ["", "## scipy.spatial.transform", "", f"`Rotation`, made by {_listed(_makers())}."]
    return "\n".join(parts) + "\n"


def _makers() -> list[str]:
    """What makes rotations."""
    owner = "scipy.spatial.transform.Rotation."
    return [name.removeprefix(owner) for name in rules.names() if name.startswith(owner)]


def _module(module: str) -> Iterator[str]:
    names = list(_public(module))
    known = {name: rules.by_name(f"scipy.{module}.{name}") for name in names}
    if module == "stats":
        yield from _distributions()
        return
    yield "| function | differentiated in | not in |"
    yield "|---|---|---|"
    for name, rule in known.items():
        if rule is not None and rule.flavour != "zero":
            if rule.flavour == "composite":
                yield f"| `{name}` | see above | |"
                continue
            params = [p.lstrip("*") for p in (*rule.params, *rule.keywords)]
            active = [p for p in params if p in rule.active]
            others = [p for p in params if p not in active and p not in rule.defaults]
            yield f"| `{name}` | {_listed(active)} | {_listed(others)} |"
    zeros = [name for name, rule in known.items() if rule is not None and rule.flavour == "zero"]
    if zeros:
        yield ""
        yield f"Zero derivative: {_listed(zeros)}."
    reasons: dict[str, list[str]] = {}
    for name, rule in known.items():
        if rule is None:
            reasons.setdefault(_reason(module, name), []).append(name)
    yield ""
    for reason, missing in sorted(reasons.items()):
        yield f"- Not known, {reason}: {_listed(missing)}."


def _distributions() -> Iterator[str]:
    every = [n.split(".") for n in rules.names() if n.startswith("scipy.stats.")]
    names = sorted({parts[2] for parts in every if len(parts) == 4})
    yield "| distribution | parameters | methods |"
    yield "|---|---|---|"
    for name in names:
        found = [m for m in _METHODS if rules.by_name(f"scipy.stats.{name}.{m}")]
        rule = rules.by_name(f"scipy.stats.{name}.{found[0]}")
        assert rule is not None
        yield f"| `{name}` | {_listed(list(rule.active))} | {_listed(found)} |"
    yield ""
    yield "`entropy` of probabilities is differentiated in both. Not known: other methods (`fit`, `expect`, `moment`, `stats`), samples"
    yield "(`rvs`) in parameters, other distributions, tests and statistics."


def _public(module: str) -> Iterator[str]:
    found = importlib.import_module(f"scipy.{module}")
    names = getattr(found, "__all__", None) or [n for n in dir(found) if not n.startswith("_")]
    for name in sorted(set(names)):
        value = getattr(found, name, None)
        is_class = isinstance(value, type)
        if callable(value) and (not is_class or rules.by_name(f"scipy.{module}.{name}")):
            if rules.lookup(value) is None or rules.by_name(f"scipy.{module}.{name}"):
                yield name


def _reason(module: str, name: str) -> str:
    for where, pattern, reason in _REASONS:
        if where == module and re.fullmatch(pattern, name):
            return reason
    return "no rule yet"


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
