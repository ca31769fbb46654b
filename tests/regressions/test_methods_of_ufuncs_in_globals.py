"""Stored text was keyed by `reduce`, whichever ufunc the method belongs to: the value was another's."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing.check import check

METHOD = np.add.reduce
X = np.array([0.3, 0.7, 1.2])


def total(x):
    return np.sum(METHOD(x, keepdims=True) ** 2)


def handed_over(x, method):
    return np.sum(method(x, keepdims=True) ** 2)


def test_another_method_is_seen(monkeypatch) -> None:
    for method in (np.add.reduce, np.multiply.reduce, np.maximum.reduce):
        monkeypatch.setitem(globals(), "METHOD", method)
        assert s2s.value_and_grad(total)(X)[0] == pytest.approx(total(X))
        check(total, X)
        value, gradient = s2s.value_and_grad(handed_over)(X, method)
        assert value == pytest.approx(total(X))
        np.testing.assert_allclose(gradient, s2s.grad(total)(X))
