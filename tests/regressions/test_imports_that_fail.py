"""An optional module that is not there, imported on a path that is not taken: a bare ImportError."""

from __future__ import annotations

import pytest

import s2s
from s2s.testing import check


def chosen(x, fast):
    if fast > 0.5:
        from no_such_module_of_anybody import norm

        scale = norm(2)
    else:
        scale = 2.0
    return x * x * scale


def called(x, fast):
    if fast > 0.5:
        import no_such_module_of_anybody.inner as inner

        x = inner.square(x)
    return x * x


def test_not_reached() -> None:
    check(lambda x: chosen(x, 0.0), 1.3)


def test_reached() -> None:
    with pytest.raises(ImportError, match="no_such_module_of_anybody"):
        s2s.grad(chosen)(1.3, 1.0)


def test_refused() -> None:
    with pytest.raises(s2s.S2SError, match="inner.square"):
        s2s.grad(called)(1.3, 0.0)
