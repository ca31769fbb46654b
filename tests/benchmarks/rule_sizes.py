"""Calls of a rule's function that grow: the samples of its tests, with larger arrays."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from s2s import rules
from s2s.rules import Rule
from tests.rules.checker import Call, arrays_in, call, invoke
from tests.rules.samples import UNCOVERED
from tests.rules.samples.arrays import arr
from tests.rules.test_rules import _calls

Grow = Callable[[int], Call]  # from a factor

# Functions whose other arguments must grow along with the arrays.
_OWN: dict[str, Grow] = {
    "numpy.reshape": lambda n: call(arr(2, 3 * n), (3 * n, 2)),
    "numpy.broadcast_to": lambda n: call(arr(3 * n), (2, 3 * n)),
    "numpy.resize": lambda n: call(arr(3 * n), (2, 3 * n)),
    "numpy.cross": lambda n: call(arr(2 * n, 3), arr(2 * n, 3, seed=1)),
    "numpy.linalg.cross": lambda n: call(arr(2 * n, 3), arr(2 * n, 3, seed=1)),
    "numpy.split": lambda n: call(arr(4 * n), 4),
    "numpy.repeat": lambda n: call(arr(2, 3 * n), 2, 1),
    "numpy.bincount": lambda n: call(np.arange(3 * n) % 7, arr(3 * n)),
}  # fmt: skip


def growing(rule: Rule) -> Iterator[Grow]:
    """Ways to make calls of one rule, the simplest first; not each can be made at every factor."""
    if rule.name in _OWN:
        yield _OWN[rule.name]
        return
    samples = [c for c in [*_calls(rule), *UNCOVERED.get(rule.name, [])] if _axes(c)]
    samples.sort(key=lambda sample: -max(map(np.ndim, _arrays(sample))))
    for sample in samples:
        sizes = sorted(_axes(sample))
        yield from (_grower(sample, chosen) for chosen in (sizes, sizes[-1:], sizes[:1]))


def elements(rule: Rule, sample: Call) -> int:
    """How many numbers a call reads and gives."""
    given = invoke(rule, rules.bind(rule, sample.args, sample.kwargs))
    return sum(np.size(x) for x in (*_arrays(sample), *arrays_in(given)))


def _arrays(sample: Call) -> list[np.ndarray]:
    return arrays_in([*sample.args, *sample.kwargs.values()])


def _axes(sample: Call) -> set[int]:
    """The lengths of axes that can grow."""
    return {size for array in _arrays(sample) for size in array.shape if size > 1}


def _grower(sample: Call, sizes: list[int]) -> Grow:
    """Axes of some lengths grow, in all arrays alike, so that what had to fit still fits."""

    def grow(factor: int) -> Call:
        args = tuple(_grown(value, sizes, factor, i) for i, value in enumerate(sample.args))
        words = {
            name: _grown(value, sizes, factor, 50 + i)
            for i, (name, value) in enumerate(sample.kwargs.items())
        }
        return Call(args, words)

    return grow


def _grown(value: Any, sizes: list[int], factor: int, seed: int) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_grown(v, sizes, factor, seed + 7 * i) for i, v in enumerate(value))
    if not isinstance(value, np.ndarray) or value.ndim == 0 or value.size == 0:
        return value
    shape = tuple(size * factor if size in sizes else size for size in value.shape)
    return _like(value, shape, np.random.default_rng(seed)).astype(value.dtype)


def _like(value: np.ndarray, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Random values from the range of those of a sample; sorted, symmetric, regular as it is."""
    if value.dtype.kind == "b":
        return rng.random(shape) < 0.5
    if value.dtype.kind not in "fciu":
        return np.resize(value, shape)
    low, high = np.min(value.real), np.max(value.real)
    if value.dtype.kind in "iu":
        made = rng.integers(int(low), int(high) + 1, shape)
        return np.sort(made) if _is_sorted(value) else made
    made = rng.uniform(low, high, shape)
    if _is_sorted(value):
        return np.linspace(value[0], value[-1], math.prod(shape))
    if value.ndim >= 2 and shape[-1] == shape[-2]:
        made = made + 2 * shape[-1] * np.eye(shape[-1])  # regular, and stays so
        if np.array_equal(value, np.swapaxes(value, -1, -2)):
            made = made + np.swapaxes(made, -1, -2)
    return made + 1j * rng.uniform(low, high, shape) if value.dtype.kind == "c" else made


def _is_sorted(value: np.ndarray) -> bool:
    return value.ndim == 1 and value.size > 2 and bool(np.all(np.diff(value) > 0))
