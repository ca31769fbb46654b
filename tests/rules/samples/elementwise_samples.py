"""Calls of functions that map element by element."""

from __future__ import annotations

import numpy as np

from s2s.rules import Rule
from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32

_SHAPES: dict[int, list[tuple[tuple[int, ...], ...]]] = {
    1: [((),), ((3,),), ((2, 3),)],
    2: [((), ()), ((3,), (3,)), ((2, 3), (3,)), ((2, 1), (4,)), ((), (3,)), ((2, 2), ())],
    3: [((), (), ()), ((3,), (3,), (3,)), ((2, 3), (3,), ())],
}
_REAL_ONLY = ("numpy.i0",)


def elementwise_calls(rule: Rule) -> list[Call]:
    """Calls of an elementwise function: numbers, arrays that broadcast, single precision."""
    names = [p for p in rule.params if p in rule.partials]
    if len(names) < len(rule.params) and rule.defaults.keys() != set(rule.params) - set(names):
        return []
    ranges = [rule.elements.get(name, (-2.0, 2.0)) for name in names]
    numbers = [call(*(arr(seed=5 + i, low=lo, high=hi)[()].item()
                      for i, (lo, hi) in enumerate(ranges)))]  # fmt: skip
    if not rule.name.startswith("numpy."):
        return numbers + (_array_calls(ranges) if rule.name.startswith("operator.") else [])
    calls = numbers + _array_calls(ranges)
    if rule.complex_ok:
        calls += _complex_calls(rule, ranges)
    return calls


def _array_calls(ranges: list[tuple[float, float]]) -> list[Call]:
    calls = []
    for shapes in _SHAPES[len(ranges)]:
        for make in (arr, f32):
            calls.append(
                call(*(
                    make(*shape, seed=i, low=lo, high=hi)
                    for i, (shape, (lo, hi)) in enumerate(zip(shapes, ranges, strict=True))
                ))
            )  # fmt: skip
    return calls


def _complex_calls(rule: Rule, ranges: list[tuple[float, float]]) -> list[Call]:
    shape = (2, 2)
    parts = [arr(*shape, seed=i, low=lo, high=hi) for i, (lo, hi) in enumerate(ranges)]
    sides = [0.3 * cplx(*shape, seed=i).imag for i in range(len(parts))]
    mixed = [part + 1j * side for part, side in zip(parts, sides, strict=True)]
    calls = [call(*mixed), call(*(m[0, 0] for m in mixed))]
    if len(mixed) == 2:
        calls += [call(mixed[0], parts[1]), call(parts[0], mixed[1])]
    return calls


_COMPLEX = (
    "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase polar"
)

SAMPLES: dict[str, list[Call]] = {
    **{f"cmath.{name}": [call(0.4 + 0.7j), call(-1.3 + 0.2j), call(1.4)] for name in _COMPLEX.split()},
    "cmath.atanh": [call(0.4 + 0.7j), call(-1.3 + 0.2j), call(0.4)],
    "cmath.log": [call(0.4 + 0.7j), call(1.4), call(0.4 + 0.7j, 3.0), call(1.4, 0.3 + 1j)],
    "cmath.rect": [call(1.4, 0.3), call(0.0, -2.0)],
    "numpy.nextafter": [call(1.5, 2.0), call(arr(3), 0.0)],
    "math.ldexp": [call(1.3, 2), call(-0.4, -1)],
    "numpy.ldexp": [call(1.3, 2), call(arr(3), 2), call(arr(2, 3), np.array([1, 2, 3]))],
    "math.copysign": [call(1.3, -2.0), call(-0.4, 1.0), call(-0.4, -1.0)],
    "numpy.copysign": [call(arr(2, 3), arr(3, seed=3)), call(1.5, -2.0)],
    "numpy.heaviside": [call(0.0, 0.4), call(np.array([0.0, 1.0, -1.0]), arr(2, 3))],
    "builtins.pow": [call(1.5, 2.5), call(0.7, 3), call(arr(3, low=0.5), 2)],
    "operator.pow": [
        call(1.5, 2), call(-1.5, 3), call(0.0, 2), call(1.5, -1), call(0.0, 0), call(0.0, 1),
        call(1.5, 0.5), call(2, 1.5), call(arr(3), 2), call(arr(3), -1), call(arr(3), 0),
        call(arr(3, low=0.1), 0.5), call(arr(3), np.array([0, 1, 2])), call(2.0, arr(3)),
        call(arr(2, 3, low=0.2), arr(3)), call(np.float64(1.5), 2), call(f32(3), 2),
        call(cplx(3), 2), call(cplx(3), 1.5), call(1.5 + 0.5j, 3),
    ],
    "numpy.power": [
        call(arr(3), 2), call(arr(3, low=0.1), arr(2, 3)), call(2.0, arr(3)),
        call(arr(3), np.array([0, 1, 2])), call(cplx(2), 2), call(cplx(2), cplx(2, seed=4)),
        call(f32(3), 3),
    ],
    "numpy.absolute": [call(arr(3)), call(-1.5), call(cplx(2, 2)), call(cplx(2)[0])],
    "operator.abs": [
        call(-1.5), call(2.5), call(arr(3)), call(np.float64(-2.0)), call(cplx(3)),
        call(1.5 - 2.0j), call(np.array(1.5)), call(f32(2)),
    ],
    "builtins.abs": [call(-1.5), call(arr(3)), call(1.5 + 2j)],
    "numpy.clip": [
        call(arr(6), -1.0, 1.0), call(arr(2, 3), arr(3, low=-1, high=0), 1.0),
        call(arr(6), None, 1.0), call(arr(6), -0.5, None), call(0.3, -1.0, 1.0),
        call(arr(6), a_min=-1.0, a_max=0.5), call(f32(4), -0.5, 0.5),
        call(arr(4), 1.0, -1.0), call(arr(2, 1), 0.1, arr(3, low=0.5, high=1.5)),
    ],
}  # fmt: skip
