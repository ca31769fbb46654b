"""Derivatives of functions along fixed random directions, as functions that s2s differentiates."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.derived import public
from s2s.testing.leaves import float_leaves
from s2s.testing.probe import direction, seed
from s2s.written import written


def paired(
    fun: Callable[..., Any], args: tuple[Any, ...], rng: np.random.Generator
) -> Callable[..., Any]:
    """The sum of products of the numbers in the value of ``fun`` and a random cotangent's.

    A function with a real number as its value is returned as it is. The text takes the value apart
    leaf by leaf, so that s2s differentiates it with ``fun``.

    Raises:
        ValueError: the value holds no float, or a key that cannot be written down.

    >>> made = paired(lambda x: (x, [2.0 * x]), (np.ones(2),), np.random.default_rng(0))
    >>> np.ndim(made(np.ones(2)))
    0
    """
    value = fun(*args)
    if isinstance(value, float | np.floating) or (
        isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind == "f"
    ):
        return fun
    found = float_leaves(value)
    if not found:
        raise ValueError("check_grads: the value of the function holds no float")
    cotangents = [leaf for _, leaf in float_leaves(seed(value, rng))]
    params = ", ".join(f"a{i}" for i in range(len(args)))
    lines = [f"def paired({params}):", f"    y = fun({params})", "    total = 0.0"]
    for i, (path, leaf) in enumerate(found):
        part = ".real" if np.iscomplexobj(leaf) else ""
        lines.append(f"    total = total + np.sum(y{path} * c{i}){part}")
    text = "\n".join([*lines, "    return total", ""])
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise ValueError("check_grads: a key in the value has no literal form") from error
    scope: dict[str, Any] = {"fun": fun, "np": np, "__name__": "s2s_paired"}
    scope |= {f"c{i}": cotangent for i, cotangent in enumerate(cotangents)}
    name = getattr(fun, "__name__", type(fun).__name__)
    places = ", ".join(f"y{path}" for path, _ in found)
    return written(text, "paired", f"<s2s sum over {places} of {name}({params})>", scope)


def pushed(
    fun: Callable[..., Any], args: tuple[Any, ...], rng: np.random.Generator
) -> Callable[..., Any]:
    """The derivative of ``fun`` along one direction, as a function of the arguments."""
    tangents = [direction(arg, rng) if float_leaves(arg) else None for arg in args]
    params = ", ".join(f"a{i}" for i in range(len(args)))
    dots = ", ".join("None" if t is None else f"d{i}" for i, t in enumerate(tangents))
    text = f"def pushed({params}):\n    return jvp(fun, ({params},), ({dots},))[1]\n"
    scope: dict[str, Any] = {"fun": fun, "jvp": public("jvp"), "__name__": "s2s_paired"}
    scope |= {f"d{i}": tangent for i, tangent in enumerate(tangents)}
    name = getattr(fun, "__name__", type(fun).__name__)
    return written(text, "pushed", f"<s2s {name}({params}) along {dots}>", scope)
