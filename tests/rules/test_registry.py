"""Rules that are declared late are found, whoever had them declared."""

from __future__ import annotations

import subprocess
import sys

import pytest

_AFTER = """
import math
from s2s import rules
assert rules.lookup(math.sin) is not None  # the table is there
import scipy.interpolate, scipy.special
{declare}
assert rules.lookup(scipy.special.erf) is not None
assert rules.twin_of(scipy.interpolate.CubicSpline) is not None
import s2s.runtime as rt
assert rules.lookup(rt.spline_coefficients) is not None
"""


@pytest.mark.parametrize(
    "declare", ["", "rules.twin_of(scipy.interpolate.CubicSpline)", "list(rules.names())"]
)
def test_late_declarations(declare: str) -> None:
    subprocess.run([sys.executable, "-c", _AFTER.format(declare=declare)], check=True)
