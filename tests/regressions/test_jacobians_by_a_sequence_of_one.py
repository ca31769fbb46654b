"""``jacrev(f, argnums=(0,))`` gave an array; a sequence of positions gives a tuple, also one of one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s

X = np.arange(1.0, 4.0)


def squares(x, k):
    return k * x**2


@pytest.mark.parametrize("transform", [s2s.jacfwd, s2s.jacrev, s2s.jacobian])
@pytest.mark.parametrize("argnums", [(0,), [0], ("x",)])
def test_tuple(transform: Any, argnums: Any) -> None:
    found = transform(squares, argnums=argnums)(X, 3.0)
    assert type(found) is tuple
    np.testing.assert_allclose(found[0], np.diag(6.0 * X))
