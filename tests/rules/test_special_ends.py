"""Slopes of special functions where a plain formula cancels, overflows or is 0 / 0.

The numbers are by mpmath with 50 digits, or limits; nan is where the function is nan, too.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import s2s
from s2s import rules
from tests.rules.checker import evaluate, invoke

INF, NAN = math.inf, math.nan
ROWS: list[tuple[str, str, tuple[Any, ...], float]] = [
    ("dawsn", "x", (60.0,), -0.00013894679948613681),
    ("dawsn", "x", (1e10,), -5e-21),
    ("erfcx", "x", (60.0,), -0.00015665407434594324),
    ("erfcx", "x", (1e10,), -1e-20 / math.sqrt(math.pi)),
    ("voigt_profile", "x", (1.0, 1e-2, 0.3), -0.16082294740987752),
    ("voigt_profile", "sigma", (1.0, 1e-2, 0.3), 0.0042946183443341282),
    ("voigt_profile", "sigma", (1.0, 0.0, 0.3), 0.0),
    ("voigt_profile", "x", (1.0, 0.0, 0.3), -0.6 / math.pi / 1.09**2),
    ("betaln", "a", (1e10, 1.5), -1.4999999999625e-10),
    ("agm", "a", (1e-12, 1.5), 2721721662.1659733),
    ("ellipkm1", "p", (1e-12,), -499999999996.57455),
    ("pseudo_huber", "delta", (1000.0, 0.75), 7.9101518005394558e-11),
    ("gammainc", "a", (1e5, 100300.0), -0.00080392821236356437),
    ("gammainc", "x", (1e5, 100300.0), 0.00080272398878442456),
    ("gammainc", "a", (-1.5, 2.0), NAN),
    ("betainc", "a", (-1.5, 2.0, 0.3), NAN),
    ("poch", "z", (-1.0, 1.5), -1.772453850905516),
    ("poch", "z", (-3.0, 2.0), -5.0),
    ("binom", "k", (4.0, -1.0), 0.2),
    ("binom", "n", (2.0, 3.0), 1 / 3),
    ("binom", "k", (2.0, 3.0), -1 / 3),
    ("struve", "x", (0.0, 0.0), 2 / math.pi),
    ("it2struve0", "x", (0.0,), -2 / math.pi),
    ("berp", "x", (0.0,), 0.0),
    ("beip", "x", (0.0,), 0.5),
    ("elliprg", "x", (0.0, 1.0, 2.0), 0.32775719428651498),
    ("elliprc", "y", (2.0, -1.0), 0.34599693052217994),
    ("elliprc", "x", (2.0, -1.0), 0.0075564600710938242),
    ("stdtr", "v", (INF, 0.7), 0.0),
    ("fdtr", "n", (1.0, 3.0, 0.0), 0.0),
    ("exprel", "x", (INF,), INF),
    ("expn", "x", (0, INF), 0.0),
    ("exp1", "x", (-1.0,), NAN),
    ("expn", "x", (2, -1.0), NAN),
    ("pdtr", "m", (2, -1.0), NAN),
    ("bdtr", "p", (1, 3, -0.5), NAN),
    ("boxcox", "x", (-1.0, 0.5), NAN),
]


@pytest.mark.parametrize(("name", "param", "args", "expected"), ROWS)
def test_slope(name: str, param: str, args: tuple[Any, ...], expected: float) -> None:
    rule = rules.by_name(f"scipy.special.{name}")
    assert rule is not None
    bound = {
        p: x if isinstance(x, int) else np.float64(x)
        for p, x in zip(rule.params, args, strict=True)
    }
    with np.errstate(all="ignore"):
        space = {**rule.defaults, **bound, "ans": invoke(rule, bound)}
        slope = evaluate(rule.partials[param], space, static=False)
    np.testing.assert_allclose(slope, expected, rtol=2e-11, atol=0)


def test_second_derivatives_beside_the_ends() -> None:
    from scipy import special

    def both(x):
        far = special.dawsn(30 * x) + special.erfcx(30 * x) + special.voigt_profile(x, 0.01, 0.3)
        return far + special.betaln(1e4 * x, 1.5) + special.gammainc(2e4, 1.01e4 * x)

    s2s.check_grads(both, 2.0, order=2, modes=("rev", "fwd"))
