"""A view written into its own array by an index array: its adjoint was taken, then set to zero."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

U = np.linspace(0.5, 1.7, 5)
PLACES = np.array([1, 0])


def by_global(u):
    u = u.copy()
    view = u[0:2]
    view *= u[2]
    u[PLACES] = view
    return u


def by_list(u):
    u = u.copy()
    view = u[0:2]
    view *= u[2]
    u[[1, 0]] = view
    return u


def repeated(u):
    u = u.copy()
    view = u[0:3]
    view *= u[2]
    u[[1, 1, 3]] = view
    return u


@pytest.mark.parametrize("fun", [by_global, by_list, repeated])
def test_derivatives(fun) -> None:
    check(fun, U)
