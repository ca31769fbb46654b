"""A function that overwrote its stand-in changed what later functions were tried on: some never
came back."""

from __future__ import annotations

import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.stand_in_calls import call_on_stand_ins
from s2s.analyse.standins import stand_in


def test_a_stand_in_that_is_overwritten() -> None:
    kind = k.Array("float64", ((3, 5),))
    call_on_stand_ins(np.ndarray.fill, [kind, k.Const(np.inf)], {})
    np.testing.assert_array_equal(stand_in(kind, 0), 0.5)
