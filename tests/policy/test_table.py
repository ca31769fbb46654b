"""The numerical policy, point by point: what s2s gives is in the table, differences have reasons."""

from __future__ import annotations

from typing import Any

import pytest

from tests.docs.blocks import ROOT
from tests.policy.page import differs, policy_page
from tests.policy.points import REASONS, Case
from tests.policy.table import own, points, rows, same, shown

CALLS = list(points())


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of nan only
@pytest.mark.parametrize(
    ("call", "row"),
    list(zip(CALLS, rows(), strict=True)),
    ids=[f"{case.text} at {point}" for case, point in CALLS],
)
def test_gradient_is_the_one_of_the_table(
    call: tuple[Case, tuple[Any, ...]], row: list[str]
) -> None:
    case, point = call
    text, where, pinned, jax, torch = row
    assert (case.text, repr(point)) == (text, where)
    assert same(shown(own(text, point)), pinned)
    assert text in REASONS or not (differs(pinned, jax) or differs(pinned, torch))


def test_every_reason_is_for_a_difference() -> None:
    different = {
        text for text, _, own, jax, torch in rows() if differs(own, jax) or differs(own, torch)
    }
    assert set(REASONS) == different


def test_page_is_generated() -> None:
    assert (ROOT / "docs" / "numerical-policy.md").read_text() == policy_page()
