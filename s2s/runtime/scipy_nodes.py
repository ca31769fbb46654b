"""Where to look at an integrand: plain numbers, from SciPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.integrate


def quad_nodes(func: Callable[..., Any], a: Any, b: Any, args: Any, options: Any) -> Any:
    """The value and error of ``scipy.integrate.quad``, and a rule that gives the same value.

    The rule has nodes ``lower + width * share`` and weights ``width * weight``: with ``lower = a`` and
    ``width = b - a``, or, where one end is infinite, the other end and 1.

    Raises:
        ArithmeticError: no such rule is found.
    """
    found = scipy.integrate.quad(func, a, b, args, 1, *options)
    value, error, info = found[:3]
    if a == b:  # nothing lies between, but the ends may move apart
        shares, weights = legendre_rule(2)
        return value, error, (1 + shares) / 2, weights / 2
    if len(found) > 3:
        scipy.integrate.quad(func, a, b, args, 0, *options)  # which warns
    lefts, rights = info["alist"][: info["last"]], info["blist"][: info["last"]]
    ends = np.isfinite(a), np.isfinite(b)
    if all(ends):
        lefts, rights = (lefts - a) / (b - a), (rights - a) / (b - a)
        if b < a:  # SciPy has turned the ends round
            lefts, rights = rights, lefts
    lower, width = (a, b - a) if all(ends) else (a if ends[0] else b if ends[1] else 0.0, 1.0)
    shares, weights, total, size = [], [], 0.0, 0.0
    known = legendre_rule(15), legendre_rule(21), double_exponential()
    for left, right in zip(lefts, rights, strict=True):
        rules = [moved_rule(*rule, left, right) for rule in known]
        rules = [between_rule(*rule, lower, width) for rule in rules] if all(ends) else rules
        rules = rules if all(ends) else [mapped_rule(*rule, a, b) for rule in rules]
        sums = [rule_sum(func, args, lower, width, rule) for rule in rules[:2]]
        chosen, part = rules[1], sums[1]
        if not abs(sums[1][0] - sums[0][0]) <= 1e-10 * sums[1][1]:
            chosen, part = rules[2], rule_sum(func, args, lower, width, rules[2])
        shares.append(chosen[0])
        weights.append(chosen[1])
        total, size = total + part[0], size + part[1]
    if not abs(total - value) <= 1e-6 * max(abs(value), size) + 10 * error:
        raise ArithmeticError("s2s found no nodes for the derivative of scipy.integrate.quad")
    return value, error, np.concatenate(shares), np.concatenate(weights)


def vector_nodes(func: Callable[..., Any], a: Any, b: Any, args: Any, options: Any) -> Any:
    """The same for ``scipy.integrate.quad_vec`` between finite ends.

    Raises:
        NotImplementedError: an end is infinite.
    """
    if not (np.isfinite(a) and np.isfinite(b)):
        raise NotImplementedError("quad_vec has a rule between finite ends")
    epsabs, epsrel, norm, limit = options
    value, error, info = scipy.integrate.quad_vec(
        lambda t: func(t, *args), a, b, epsabs, epsrel, norm, limit=limit, full_output=True
    )
    if a == b:
        shares, weights = legendre_rule(2)
        return value, error, (1 + shares) / 2, weights / 2
    ends = (np.reshape(info.intervals, (-1, 2)) - a) / (b - a)
    rules = [moved_rule(*legendre_rule(21), *pair) for pair in np.sort(ends)]
    return value, error, *(np.concatenate(parts) for parts in zip(*rules, strict=True))


def legendre_rule(count: int) -> tuple[Any, Any]:
    """Nodes and weights of Gauss and Legendre between -1 and 1."""
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return nodes, weights


def double_exponential() -> tuple[Any, Any]:
    """Nodes and weights between -1 and 1 that a singularity at the ends does not harm."""
    t = np.linspace(-3.1, 3.1, 63)
    step = t[1] - t[0]
    inner = np.pi / 2 * np.sinh(t)
    return np.tanh(inner), step * np.pi / 2 * np.cosh(t) / np.cosh(inner) ** 2


def moved_rule(nodes: Any, weights: Any, left: float, right: float) -> tuple[Any, Any]:
    """A rule between -1 and 1, between ``left`` and ``right``."""
    half = (right - left) / 2
    # The distance from the nearer end keeps its digits.
    near = np.where(nodes < 0, left + half * (1 + nodes), right - half * (1 - nodes))
    return near, half * weights


def between_rule(shares: Any, weights: Any, lower: float, width: float) -> tuple[Any, Any]:
    """A rule without the nodes that rounding moves to an end, where the slope may be infinite."""
    places = lower + width * shares
    inside = (places != lower) & (places != lower + width)
    return shares[inside], weights[inside]


def mapped_rule(t: Any, weights: Any, a: float, b: float) -> tuple[Any, Any]:
    """A rule for an infinite range, from one between 0 and 1: ``x = end + (1 - t) / t``."""
    away, slope = (1 - t) / t, weights / t**2
    if b < a:
        away, slope = mapped_rule(t, weights, b, a)
        return away, -slope
    if np.isfinite(a):
        return away, slope
    if np.isfinite(b):
        return -away, slope
    return np.concatenate([away, -away]), np.concatenate([slope, slope])


def rule_sum(func: Any, args: Any, lower: float, width: float, rule: Any) -> tuple[float, float]:
    """What a rule gives, and the sum of the sizes of its terms."""
    terms = [width * w * func(lower + width * s, *args) for s, w in zip(*rule, strict=True)]
    return float(np.sum(terms)), float(np.sum(np.abs(terms)))
