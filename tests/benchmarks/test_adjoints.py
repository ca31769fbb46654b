"""The programs of the benchmarks: the adjoints by hand agree with s2s."""

from __future__ import annotations

import pytest

from tests.benchmarks.cases import Case, cases
from tests.benchmarks.gradients import agreed


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_by_hand_agrees(case: Case) -> None:
    """To 1e-9."""
    agreed(case)
