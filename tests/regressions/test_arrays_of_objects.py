"""Arrays of Python objects are refused where a derivative would flow into them: it was lost."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check


def zeros(x):
    out = np.zeros(2, dtype=object)
    out[0] = x
    out[1] = x * x
    return out.sum() + x


def ragged(x):
    a = np.empty(2, dtype=object)
    a[:] = [np.ones(2) * x, np.ones(3)]
    return sum(q.sum() for q in a) + x


def of_nones(x):
    a = np.array([None, None])
    a[0] = x * x
    return a[0] + x


def filled(x):
    a = np.full(2, None)
    a[0] = x * x
    return a[0] + x


def converted(x):
    a = np.zeros(2).astype(object)
    a[0] = x * x
    return a[0] + x


def overwritten(x):
    a = np.zeros(2, object)
    a += x
    return a[0] + x


def sometimes(x, dtype):
    a = np.zeros(2, dtype)
    a[0] = x * x
    return a[0] + x


def passive(x):
    a = np.empty(2, dtype=object)
    a[0], a[1] = "ab", [1, 2]
    return x * len(a[0]) * a[1][1] * x


@pytest.mark.parametrize("fun", [zeros, ragged, of_nones, filled, converted, overwritten])
def test_refused(fun) -> None:
    for derive in (s2s.grad(fun), lambda x, fun=fun: s2s.jvp(fun, (x,), (1.0,))):
        with pytest.raises(s2s.S2SError, match="dtype object") as caught:
            derive(0.6)
        assert __file__ in str(caught.value)


def test_refused_when_it_runs() -> None:
    with pytest.raises(s2s.S2SError, match="dtype object"):
        s2s.grad(sometimes)(0.6, object)


def test_passive() -> None:
    check(passive, 0.6)
