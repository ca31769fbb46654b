"""Every real program to the second order, some to the third: what is refused is refused where it stands.

``python -m tests.programs.orders`` takes every program to the third order.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from tests.programs.checker import directions
from tests.programs.collection import Entry
from tests.programs.orders import Line, assert_close, check, check_modes
from tests.programs.test_programs import ENTRIES

# Of one in twenty: it takes seconds. Reading three levels of recursion takes minutes.
THIRD = {entry.name for entry in ENTRIES[::20]} - {"flows.multigrid"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_orders(entry: Entry) -> None:
    try:
        check(Line(entry, directions(entry)[0]), 3 if entry.name in THIRD else 2)
    except s2s.S2SError as error:  # then it is the gradient that is refused
        assert ".py:" in str(error), error
        with pytest.raises(s2s.S2SError):
            s2s.grad(entry.fun, argnums=entry.wrt)(*entry.args)


@pytest.mark.parametrize("entry", ENTRIES[1::12], ids=lambda entry: entry.name)
def test_mixes_of_modes_agree(entry: Entry) -> None:
    try:
        check_modes(Line(entry, directions(entry)[0]))
    except s2s.S2SError:  # then it is the gradient that is refused
        with pytest.raises(s2s.S2SError):
            s2s.grad(entry.fun, argnums=entry.wrt)(*entry.args)


def test_a_wrong_order_is_seen() -> None:
    def fun(x: Any) -> Any:
        return np.sum(x**4)

    line = Line(Entry(fun, (np.arange(1.0, 4.0),), (0,)), (np.ones(3),))
    slope, error = line.slope(lambda x: (4.0 * x**3,))
    assert_close(12.0 * 14.0, slope, error)
    with pytest.raises(AssertionError):
        assert_close(12.0 * 14.0 + 1e-2, slope, error)
