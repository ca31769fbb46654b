"""Calls of functions of ``scipy.special``."""

from __future__ import annotations

import numpy as np

from s2s.rules import Rule
from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32

_NOT_SINGLE = {f"scipy.stats.t.{name}" for name in ("mean", "var", "std")}  # SciPy raises
_SINGLE = 3e-5  # how well a formula evaluated in single precision must agree


def scipy_elementwise_calls(rule: Rule) -> list[Call]:
    """Calls of an elementwise function of SciPy; a domain of two integers is of integers."""
    if rule.name == "scipy.special.multigammaln":  # takes one whole number
        return []
    names = [p for p in rule.params if p in rule.elements or p not in rule.defaults]
    domains = [rule.elements.get(name, (-1.5, 1.5)) for name in names]
    shapes = [[()] * len(names), [(3,)] * len(names)]
    shapes += [[(2, 3)] + [(3,)] * (len(names) - 1), [()] * (len(names) - 1) + [(2,)]]
    calls = []
    for number, row in enumerate(shapes):
        drawn = [
            _draw(shape, domain, seed) for seed, (shape, domain) in enumerate(zip(row, domains))
        ]
        calls.append(_made(rule, names, drawn if number else [x.item() for x in drawn]))
    if rule.name in _NOT_SINGLE:
        return calls
    single = [_draw((3,), domain, 7 + i, np.float32) for i, domain in enumerate(domains)]
    calls.append(Call(_made(rule, names, single).args, tolerance=_SINGLE))
    if rule.complex_ok:
        calls.append(_made(rule, names, [_turned(rule, n, d) for n, d in zip(names, domains)]))
    return calls


def _made(rule: Rule, names: list[str], values: list) -> Call:
    keywords = {n: v for n, v in zip(names, values) if n in rule.keywords}
    return call(*(v for n, v in zip(names, values) if n not in rule.keywords), **keywords)


def _draw(shape: tuple[int, ...], domain: tuple[float, float], seed: int, dtype: type = float):
    low, high = domain
    if isinstance(low, int) and isinstance(high, int):
        return np.random.default_rng(seed).integers(low, high + 1, shape)
    return arr(*shape, seed=seed, low=low, high=high).astype(dtype)


def _turned(rule: Rule, name: str, domain: tuple[float, float]):
    real = _draw((2, 2), domain, 3)
    return real + 0.2 * arr(2, 2, seed=8) * 1j if name in rule.partials else real


_LSE = [
    call(arr(4)), call(arr(2, 3)), call(arr(2, 3), 0), call(arr(2, 3), axis=-1, keepdims=True),
    call(arr(2, 3, 2), axis=(0, 2)), call(arr(3), b=arr(3, seed=4, low=0.2)), call(1.5),
    call(arr(2, 3), 1, arr(2, 3, seed=4, low=0.2)), call(arr(2, 3), 1, arr(3, seed=4, low=0.2)),
    call(arr(3), b=arr(2, 3, seed=4, low=0.2), axis=0), call(arr(3), keepdims=True),
    call(arr(2, 3), 1, arr(2, 3, seed=4), return_sign=True),
    call(arr(2, 3), 1, return_sign=True, keepdims=True), call(1e3 + arr(4)), call(-1e3 + arr(4)),
    Call((f32(2, 3), 1), tolerance=_SINGLE),
]  # fmt: skip
_SOFT = [
    call(arr(4)), call(arr(2, 3)), call(arr(2, 3), 0), call(arr(2, 3), axis=-1), call(1e3 + arr(4)),
    call(arr(2, 3, 2), axis=(0, 2)), Call((f32(2, 3), 1), tolerance=_SINGLE),
]  # fmt: skip
_X = [call(1.3), call(arr(3, low=0.5)), call(arr(2, 2, low=0.5)), call(np.array(0.7))]
_Z = [*_X, call(cplx(2, 2) + 3.0)]

SAMPLES: dict[str, list[Call]] = {
    "scipy.special.logsumexp": _LSE,
    "scipy.special.softmax": _SOFT,
    "scipy.special.log_softmax": _SOFT,
    **{f"scipy.special.{name}": _Z for name in ("sici", "shichi", "fresnel", "airy")},
    **{
        f"scipy.special.{name}": _X
        for name in "airye itairy itj0y0 iti0k0 it2j0y0 it2i0k0 kelvin modfresnelp modfresnelm".split()
    },
    "scipy.special.ellipj": [
        call(0.4, 0.3), call(arr(3), arr(3, seed=1, low=0.1, high=0.9)), call(arr(2, 1), 0.4),
        call(0.7, arr(3, low=0.0, high=0.9)), call(1.2, 1e-3),
    ],
    **{
        f"scipy.special.{name}": [call(0.7, 1.2), call(0.7, arr(3, low=0.2)), call(arr(2, 1, low=0.3), arr(3, low=0.2))]
        for name in ("pbdv", "pbvv", "pbwa")
    },
    **{
        f"scipy.special.mathieu_{name}": [call(1, 0.7, 0.9), call(2, 0.7, arr(3, low=0.3)), call(np.array([1, 2]), 1.1, 0.8)]
        for name in ("cem", "sem", "modcem1", "modcem2", "modsem1", "modsem2")
    },
    "scipy.special.legendre_p": [call(2, 0.3), call(np.array([0, 3]), arr(2, high=0.5)), call(3, arr(2, 2) / 3)],
    **{
        f"scipy.special.{name}": [call(3, 1, 0.3), call(np.array([2, 3]), 1, arr(2, low=0.1, high=0.9)), call(3, 2, arr(2, 2, low=0.1) / 3)]
        for name in ("assoc_legendre_p", "sph_legendre_p")
    },
    **{
        f"s2s.runtime.gammainc_{name}": [call(1.3, arr(3, low=0.2, high=5.0)), call(arr(3, low=0.5), 1.2), call(30.0, arr(3, low=25.0, high=40.0))]
        for name in ("order", "bend")
    },
    **{
        f"s2s.runtime.betainc_{name}": [call(1.3, 0.7, arr(3, low=0.1, high=0.9)), call(arr(3, low=0.5), arr(3, low=0.5, seed=2), 0.3)]
        for name in ("first", "second", "bend_first", "bend_second", "bend_both")
    },
    "scipy.special.multigammaln": [call(4.5, 3), call(arr(3, low=2.2, high=5.0), 2), call(arr(2, 2, low=0.5), 1)],
    # At places that a formula must treat with care.
    "scipy.special.ellipk": [call(0.0), call(1e-9)],
    "scipy.special.ellipe": [call(0.0)],
    "scipy.special.ellipkinc": [call(0.7, 0.0), call(4.0, 1e-9)],
    "scipy.special.rgamma": [call(-2.0), call(0.0), call(-1.5)],
    "scipy.special.exprel": [call(0.0)],
    "scipy.special.boxcox": [call(1.7, 0.0)],
    "scipy.special.inv_boxcox": [call(0.7, 0.0)],
    "scipy.special.spence": [call(1.0)],
    "scipy.special.diric": [call(0.0, 3)],
    "scipy.special.log_ndtr": [call(-40.0), call(30.0)],
    "scipy.special.gammainc": [
        call(arr(5, low=0.5, high=60.0), arr(5, seed=3, low=0.5, high=60.0)), call(200.0, 190.0),
    ],
    "scipy.special.betainc": [
        call(arr(5, low=0.5, high=40.0), arr(5, seed=3, low=0.5, high=40.0), arr(5, low=0.1, high=0.9)),
    ],
    "scipy.special.stdtr": [call(3.0, 0.0), call(0.8, -7.0)],
    "scipy.special.spherical_jn": [call(2, arr(3, low=0.5), True), call(0, 1.5, derivative=True)],
    "scipy.special.spherical_kn": [call(2, arr(3, low=0.5), True)],
    "scipy.special.jvp": [call(1.5, arr(3, low=0.5), 2), call(1, 1.2, 0)],
    "scipy.special.zeta": [call(2.5, arr(3, low=0.5))],
    "scipy.special.lambertw": [call(arr(3, low=0.3)), call(-0.2, -1)],
    "scipy.special.assoc_laguerre": [call(arr(3), 3, 1.5)],
}  # fmt: skip
