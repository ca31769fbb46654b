"""One check for all rules: the formulas of both modes against finite differences."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import scipy

from s2s import rules, runtime
from s2s.rules import Rule


@dataclass(frozen=True)
class Call:
    """Arguments to try a function with; ``only`` restricts which parameters are perturbed."""

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    step: float = 1e-6
    tolerance: float = 2e-6


def call(*args: Any, **kwargs: Any) -> Call:
    """A call with these arguments."""
    return Call(args, kwargs)


def evaluate(text: str, values: Mapping[str, Any], static: bool) -> Any:
    """The value of a formula; ``static`` says what the questions of the transformer are answered with."""
    known = dict.fromkeys(("static", "uniform"), lambda x: static and np.ndim(x) == 0)
    known["root"] = lambda x, y: False
    space = {"np": np, "math": math, "rt": runtime, "scipy": scipy, **known, **values}
    # One namespace: names inside a comprehension are looked up among the globals.
    return eval(text, space)


def is_active(value: Any) -> bool:
    """Whether a value holds floating-point numbers."""
    if isinstance(value, list | tuple):
        return any(is_active(item) for item in value)
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fc"
    return isinstance(value, float | complex | np.inexact)


def noise(value: Any, rng: np.random.Generator) -> Any:
    """A random direction of the same structure; 0 where nothing flows."""
    if isinstance(value, list | tuple):
        return [noise(item, rng) for item in value]
    if not is_active(value):
        return np.zeros(np.shape(value))
    draw = rng.standard_normal(np.shape(value))
    if np.iscomplexobj(value):
        draw = draw + 1j * rng.standard_normal(np.shape(value))
    return draw[()]


def moved(value: Any, direction: Any, step: float) -> Any:
    """``value + step * direction``, in double precision and in the structure of the value."""
    if isinstance(value, list | tuple):
        return type(value)(moved(v, d, step) for v, d in zip(value, direction, strict=True))
    if not is_active(value):
        return value
    if isinstance(value, float | complex) and not isinstance(value, np.generic):
        return type(value)(value + step * direction)
    wide = np.asarray(value).astype(complex if np.iscomplexobj(value) else float)
    result = np.empty_like(wide)  # which keeps the layout in memory
    result[...] = wide + step * direction
    return result if isinstance(value, np.ndarray) else result[()]


def flat(value: Any) -> np.ndarray:
    """All numbers of a structure in one vector, None left out."""
    if value is None:
        return np.zeros(0)
    if isinstance(value, list | tuple):
        parts = [flat(item) for item in value]
        return np.concatenate(parts) if parts else np.zeros(0)
    return np.ravel(np.asarray(value)).astype(complex if np.iscomplexobj(value) else float)


def pairing(first: Any, second: Any) -> float:
    """The bilinear pairing of a cotangent and a tangent; a None is zero."""
    if first is None or second is None:
        return 0.0
    if isinstance(second, list | tuple):
        return sum(pairing(a, b) for a, b in zip(first, second, strict=True))
    assert np.shape(first) == np.shape(second), (np.shape(first), np.shape(second))
    return float(np.real(np.sum(np.asarray(first) * np.asarray(second))))


def settle(rule: Rule, bar: Any, value: Any) -> Any:
    """What the transformer does to a formula's result: stretch, sum down, take the real part."""
    if bar is None:
        return None
    if isinstance(value, list | tuple):
        assert len(bar) == len(value)
        return [settle(rule, part, item) for part, item in zip(bar, value, strict=True)]
    if not is_active(value):
        return np.zeros(np.shape(value))
    if not np.iscomplexobj(value):
        bar = np.real(bar)
    if rule.broadcasts or rule.partials or rule.thin:
        bar = runtime.unbroadcast(bar, value)
    assert np.shape(bar) == np.shape(value), (np.shape(bar), np.shape(value))
    return bar


class Trial:
    """One call of one function, ready to be checked."""

    def __init__(self, rule: Rule, sample: Call, seed: int = 0) -> None:
        """Makes the call, and draws a cotangent for its result."""
        self.rule = rule
        self.sample = sample
        self.rng = np.random.default_rng(seed)
        self.bound = rules.bind(rule, sample.args, sample.kwargs)
        self.values = {**rule.defaults, **self.bound}
        self.ans = self.run(self.bound)
        self.ct = noise(self.ans, self.rng)

    def run(self, bound: Mapping[str, Any]) -> Any:
        """The primal call with these arguments."""
        return invoke(self.rule, bound)

    def slope(self, param: str, direction: Any) -> Any:
        """The directional derivative of the result, by central differences."""
        step = self.sample.step
        wide = {name: moved(value, noise_free(value), 0.0) for name, value in self.bound.items()}
        ends = [
            flat(self.run({**wide, param: moved(self.bound[param], direction, s)}))
            for s in (step, -step)
        ]
        return (ends[0] - ends[1]) / (2 * step)

    def cotangent(self, param: str, static: bool) -> Any:
        """The parameter's cotangent by the formula."""
        space = {**self.values, "ans": self.ans, "ct": self.ct}
        with np.errstate(all="ignore"):
            if param in self.rule.partials:
                partial = evaluate(self.rule.partials[param], space, static)
                bar = self.ct * partial
            else:
                bar = evaluate(self.rule.cotangents[param], space, static)
        return settle(self.rule, bar, self.bound[param])

    def each(self, param: str, static: bool) -> Any:
        """The parameter's cotangent by the formula for single elements."""
        items = self.bound[param]
        space = {**self.values, "ans": self.ans, "ct": self.ct}
        bars = [
            evaluate(self.rule.each[param], {**space, "each": x, "index": i}, static)
            for i, x in enumerate(items)
        ]
        return settle(self.rule, bars, items)

    def tangent(self, param: str, direction: Any, static: bool) -> Any:
        """The result's tangent by the formula."""
        space = {**self.values, "ans": self.ans, "dot": direction}
        with np.errstate(all="ignore"):
            if param in self.rule.partials:
                result = evaluate(self.rule.partials[param], space, static) * direction
            elif param in self.rule.tangents:
                result = evaluate(self.rule.tangents[param], space, static)
            else:
                assert self.rule.flavour == "linear", f"no tangent of {param}"
                # Jointly linear: the other parameters stay still.
                rest = {
                    name: noise_free(value) if name in self.rule.active else value
                    for name, value in self.bound.items()
                    if name not in self.rule.constants
                }
                result = self.run({**rest, param: direction})
        return like_result(result, self.ans)


def invoke(rule: Rule, bound: Mapping[str, Any]) -> Any:
    """The function of a rule, called with arguments by parameter."""
    args: list[Any] = []
    names: dict[str, Any] = dict(bound)
    for param in rule.params:
        if param.startswith("*"):
            args.extend(names.pop(param[1:], ()))
        elif param in names and len(args) == rule.params.index(param):
            args.append(names.pop(param))
    with np.errstate(all="ignore"):
        return primal(rule)(*args, **names)


def primal(rule: Rule) -> Callable[..., Any]:
    """The function of a rule, also where it is an attribute of arrays."""
    function = rules.function_of(rule)
    if callable(function):
        return function
    return lambda self: getattr(self, rule.name.rpartition(".")[2])


def like_result(dot: Any, ans: Any) -> Any:
    """A tangent stretched to the shape of the result, and real where that is."""
    if isinstance(ans, list | tuple):
        return [like_result(a, b) for a, b in zip(dot, ans, strict=True)]
    dot = dot if np.iscomplexobj(ans) else np.real(dot)
    return np.broadcast_to(dot, np.shape(ans))


def noise_free(value: Any) -> Any:
    """Zeros of the same structure."""
    if isinstance(value, list | tuple):
        return [noise_free(item) for item in value]
    if not is_active(value):
        return 0.0
    return np.zeros(np.shape(value), complex if np.iscomplexobj(value) else float)[()]


def close(first: Any, second: Any, tolerance: float, scale: float) -> bool:
    """Whether numbers agree, relative to the size of what they are made of."""
    return bool(np.all(np.abs(np.asarray(first) - second) <= tolerance * max(1.0, scale)))


def check_call(rule: Rule, sample: Call) -> int:
    """Checks one call; gives the number of parameters that a derivative was checked for."""
    trial = Trial(rule, sample)
    before = [np.copy(x) for x in flat_arrays(sample)]
    checked = 0
    for param in rule.active:
        if param not in trial.bound or not is_active(trial.bound[param]):
            continue
        checked += 1
        direction = noise(trial.bound[param], trial.rng)
        change = trial.slope(param, direction)
        expected = float(np.real(np.sum(flat(trial.ct) * change)))
        scale = float(np.max(np.abs(change), initial=0)) * max(1, np.size(change)) ** 0.5
        for static in (True, False):
            bar = trial.cotangent(param, static)
            got = pairing(bar, direction)
            assert close(got, expected, sample.tolerance, scale), (param, "vjp", got, expected)
            if param in rule.each and isinstance(trial.bound[param], list | tuple):
                got = pairing(trial.each(param, static), direction)
                assert close(got, expected, sample.tolerance, scale), (param, "each", got, expected)
            dot = flat(trial.tangent(param, direction, static))
            assert dot.shape == change.shape, (param, "jvp", dot.shape, change.shape)
            assert close(dot, change, sample.tolerance, scale), (param, "jvp", dot, change)
            identity = float(np.real(np.sum(flat(trial.ct) * dot)))
            tight = 1e-4 if single(sample) else max(1e-9, sample.tolerance - 2e-6)
            assert close(pairing(bar, direction), identity, tight, scale), (param, "identity")
    for old, new in zip(before, flat_arrays(sample), strict=True):
        np.testing.assert_array_equal(old, new)
    check_views(rule, trial)
    return checked


def single(sample: Call) -> bool:
    """Whether a call has arguments in single precision."""
    return any(x.dtype in (np.float32, np.complex64) for x in flat_arrays(sample))


def arrays_in(value: Any) -> list[np.ndarray]:
    """All arrays in a structure."""
    if isinstance(value, list | tuple):
        return [array for item in value for array in arrays_in(item)]
    return [value] if isinstance(value, np.ndarray) else []


def flat_arrays(sample: Call) -> list[np.ndarray]:
    """All arrays among the arguments of a call."""
    return arrays_in([*sample.args, *sample.kwargs.values()])


def check_views(rule: Rule, trial: Trial) -> None:
    """A result may share memory only with arguments that the rule says it may."""
    results = arrays_in(trial.ans)
    for param, value in trial.bound.items():
        for array in arrays_in(value):
            if param not in rule.view:
                assert not any(np.shares_memory(array, result) for result in results), (
                    f"the result is a view of {param}, which the rule does not say"
                )
