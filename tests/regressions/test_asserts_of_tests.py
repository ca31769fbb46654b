"""In a module of tests, ``assert`` led to pytest, and from there to every test there is."""

from __future__ import annotations

import numpy as np

from s2s.analyse.rebinding import rebinding
from s2s.origin import mentioned
from s2s.testing import check


def guarded(x):
    assert np.sum(x) < 50.0
    return np.sum(x * x)


def test_names_that_nobody_wrote_lead_nowhere() -> None:
    assert any("@" in name for name in guarded.__code__.co_names)  # pytest has been there
    assert set(mentioned(guarded.__code__)) & set(globals()) == {"np"}
    assert rebinding([guarded]) == rebinding([])
    check(guarded, np.arange(3.0))
