"""Cotangents of functions that take a Python sequence of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from s2s.runtime.broadcasting import expand, unbroadcast


def sum_ct(ct: Any, iterable: Any) -> Any:
    """The cotangents of the items of ``sum(iterable)``.

    >>> sum_ct(2.0, [1.0, 3.0])
    [2.0, 2.0]
    """
    if isinstance(iterable, np.ndarray):
        return np.array(np.broadcast_to(ct, np.shape(iterable)))
    return [unbroadcast(ct, item) for item in iterable]


def sorted_order(iterable: Any, reverse: bool) -> list[int]:
    """The places that the items of ``sorted(iterable, reverse=reverse)`` come from.

    >>> sorted_order([3.0, 1.0, 2.0], False)
    [1, 2, 0]
    """
    return sorted(range(len(iterable)), key=lambda place: iterable[place], reverse=reverse)


def sorted_cts(cts: Any, iterable: Any, reverse: bool) -> Any:
    """The cotangents of the items that ``sorted`` was given."""
    back = np.argsort(sorted_order(iterable, reverse))
    shares = [cts[place] for place in back]
    return np.array(shares) if isinstance(iterable, np.ndarray) else shares


def sorted_dots(dots: Any, iterable: Any, reverse: bool) -> list[Any]:
    """The tangents of the items of a sorted list."""
    return [dots[place] for place in sorted_order(iterable, reverse)]


def divmod_first(ct: Any, ans: Any) -> Any:
    """The cotangent of the dividend of ``divmod``, as large as the result."""
    return None if ct[1] is None else expand(ct[1], ans[1])


def divmod_ct(ct: Any, ans: Any) -> Any:
    """The cotangent of the divisor of ``divmod``."""
    return None if ct[1] is None else -ans[0] * ct[1]


def dist_ct(ct: Any, ans: Any, p: Any, q: Any) -> Any:
    """The cotangents of the coordinates of ``p`` in ``math.dist(p, q)``; 0 where they meet."""
    shares = [ct * (x - y) / ans if ans else 0.0 for x, y in zip(p, q, strict=True)]
    return np.array(shares) if isinstance(p, np.ndarray) else shares


def dist_dot(dot: Any, ans: Any, p: Any, q: Any) -> Any:
    """The tangent of ``math.dist(p, q)`` from that of ``p``."""
    if not ans:
        return 0.0
    return sum([(x - y) * d for x, y, d in zip(p, q, dot, strict=True)]) / ans


def product_ct(ct: Any, values: Sequence[Any], start: Any) -> Any:
    """The cotangents of the items of ``math.prod(values, start=start)``, zeros allowed.

    >>> product_ct(1.0, [2.0, 0.0, 5.0], 1)
    [0.0, 10.0, 0.0]
    """
    product = ct * start
    before = []
    for value in values:
        before.append(product)
        product = product * value
    after = 1.0
    shares = []
    for index in range(len(values) - 1, -1, -1):
        shares.append(before[index] * after)
        after = after * values[index]
    shares = shares[::-1]
    return np.array(shares) if isinstance(values, np.ndarray) else shares


def product_dot(dot: Any, values: Sequence[Any], start: Any) -> Any:
    """The tangent of ``math.prod(values, start=start)`` from that of the values."""
    return sum([d * c for d, c in zip(dot, product_ct(1.0, values, start), strict=True)])


def drawn(item: Any) -> Any:
    """What a generator gives: the same, which the analysis looks at.

    >>> drawn(2.0)
    2.0
    """
    return item
