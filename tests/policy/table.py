"""The gradients of one point by one library, and the lines of the table."""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import scipy.spatial.distance
import scipy.special
import scipy.stats

import s2s
from tests.policy.points import CASES, Case

TABLE = Path(__file__).with_name("table.txt")
Gradient = Callable[[str, tuple[Any, ...]], Any]


def function(text: str, count: int, names: dict[str, Any], total: str) -> Callable[..., Any]:
    """The sum of an expression as a function with source."""
    params = ", ".join("xy"[:count])
    source = f"def f({params}):\n    return {total}({text})\n"
    path = f"<policy {text} {count}>"
    linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
    exec(compile(source, path, "exec"), names)
    return names["f"]


def own(text: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The gradient by reverse mode, which forward mode must agree with."""
    arrays = tuple(np.asarray(arg, float) for arg in args)
    names = {"np": np, "sp": scipy.special, "sd": scipy.spatial.distance, "st": scipy.stats}
    fun = function(text, len(args), names, "np.sum")
    with np.errstate(all="ignore"):
        found = s2s.grad(fun, argnums=tuple(range(len(args))))(*arrays)
        check_forward(fun, arrays, found)
    return tuple(found)


def check_forward(fun: Any, arrays: tuple[Any, ...], found: tuple[Any, ...]) -> None:
    """Forward mode gives the sum of each gradient; a 0 times infinity in it is nan."""
    finite = all(np.isfinite(gradient).all() for gradient in found)
    for i, gradient in enumerate(found):
        along = tuple(np.full_like(array, float(i == j)) for j, array in enumerate(arrays))
        _, change = s2s.jvp(fun, arrays, along)
        close = np.allclose(change, np.sum(gradient), rtol=1e-9, atol=1e-12, equal_nan=True)
        assert close or (np.isnan(change) and not finite), (change, gradient)


def shown(value: Any) -> str:
    """A gradient as text, twelve digits of it."""
    if value is None:
        return "-"
    return " ".join(_number(v) for part in value for v in np.ravel(part))


def _number(value: float) -> str:
    return f"{value + 0.0:.12g}" if value else "0"


def points() -> Iterator[tuple[Case, tuple[Any, ...]]]:
    """Every case with each of its points."""
    for case in CASES:
        for point in case.points:
            yield case, point


def lines(jax: Gradient, torch: Gradient) -> list[str]:
    """The table: expression, point, and the gradients of the three."""
    made = []
    for case, point in points():
        cells = [case.text, repr(point), shown(own(case.text, point))]
        for library, gradient in (("jax", jax), ("torch", torch)):
            text = case.spelling(library)
            cells.append("-" if text is None else shown(gradient(text, point)))
        made.append(" | ".join(cells))
    return made


def rows() -> list[list[str]]:
    """The cells of the table as it was written."""
    return [line.split(" | ") for line in TABLE.read_text().splitlines()]


def same(first: str, second: str) -> bool:
    """Whether two gradients as text agree."""
    a, b = (np.array(text.split(), float) for text in (first, second))
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True))
