"""A range is not known by its length, and stands for an array beside one.

``len(range(n)) > 2`` was taken as decided, so that value and gradient were those of the other branch;
``np.bincount(range(n), x)`` lost the gradient, and formulas computed with the range itself.
"""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


def length(x, n):
    return x * x if len(range(n)) > 2 else x


def end(x, n):
    return x * x if range(n).stop > 2 else x


def equal(x, n):
    return x * x if range(n) == range(3) else x


def last(x, n):
    return x ** len(range(n)) * sorted(range(n))[-1]


def matched(x, n):
    match range(n):
        case [_, _, _]:
            return x * x
    return x


def methods(x, n):
    r = range(n)
    return x * r.index(2) * r.count(1) * x ** r[1:][0]


def given(x, r):
    return x * len(r) + sum(x**i for i in r)


@pytest.mark.parametrize("fun", [length, end, equal, last, matched, methods])
def test_of_unknown_length(fun) -> None:
    check(fun, 0.7, 3)


def test_arguments() -> None:
    check(given, 0.7, range(3))
    check(given, 0.7, range(4))


OPERANDS = {
    "bincount": lambda x: np.bincount(range(3), x) @ x,
    "bincount of a tuple": lambda x: np.bincount((0, 1, 1), weights=x) @ x[:2],
    "dot": lambda x: np.dot(x, range(3)) * x[0],
    "inner": lambda x: np.inner(range(3), x) * x[0],
    "vdot": lambda x: np.vdot(x, range(3)) * x[0],
    "matmul": lambda x: np.matmul(x, range(3)) * x[0],
    "@": lambda x: (x @ range(3)) * x[0],
    "@ reflected": lambda x: (range(3) @ x) * x[0],
    "method dot": lambda x: x.dot(range(3)) * x[0],
    "outer": lambda x: np.sum(np.outer(x, range(3)) ** 2),
    "ufunc outer": lambda x: np.prod(np.subtract.outer(x, range(3))),
    "kron": lambda x: np.sum(np.kron(x, range(3)) ** 2),
    "power": lambda x: np.sum(np.power(x, range(3))),
    "**": lambda x: np.sum(x ** range(3)),
    "** reflected": lambda x: np.sum(range(3) ** x),
    "arctan2": lambda x: np.sum(np.arctan2(x, range(1, 4))),
    "hypot": lambda x: np.sum(np.hypot(range(3), x)),
    "concatenate": lambda x: np.sum(np.concatenate([x, range(3)]) ** 2),
    "hstack": lambda x: np.sum(np.hstack([range(2), x]) ** 2),
    "stack": lambda x: np.prod(np.stack([x, range(1, 4)])),
    "vstack": lambda x: np.prod(np.vstack([x, range(1, 4)])),
    "append": lambda x: np.sum(np.append(x, range(2)) ** 2),
    "array of": lambda x: np.sum(np.prod(np.array([range(3), x]), axis=0)),
    "take": lambda x: np.sum(np.take(x, range(2)) ** 2),
    "clip": lambda x: np.sum(np.clip(x, range(3), None) ** 2),
    "where": lambda x: np.sum(np.where(x > 1, x, range(3)) ** 2),
    "solve": lambda x: np.sum(np.linalg.solve(np.diag(x), range(3))),
    "index": lambda x: np.sum(x[range(2)] ** 2),
}  # fmt: skip


@pytest.mark.parametrize("name", OPERANDS)
def test_operands(name: str) -> None:
    check(OPERANDS[name], np.array([1.3, 0.7, 1.9]))
