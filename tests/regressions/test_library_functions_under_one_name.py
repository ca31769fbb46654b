"""The derivative of another ufunc or getter was used, where it had been held under the same name before.

What a ufunc of SciPy's has as attributes is nothing, and an `itemgetter` was stored by its class.
"""

from __future__ import annotations

import operator
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import special

import s2s

MAIN = """
import operator
import numpy as np
import s2s
from scipy import special

held = {held}


def pair(x):
    return [x, 3.0 * x]


def f(x):
    return held({arguments})


print(s2s.grad(f)(2.0))
"""
ROWS = {
    "ufuncs": ("2.5, x", {"special.iv": special.ivp(2.5, 2.0), "special.jv": special.jvp(2.5, 2.0)}),
    "getters": ("pair(x)", {"operator.itemgetter(0)": 1.0, "operator.itemgetter(1)": 3.0}),
    "dispatchers": ("[x, x]", {"np.sum": 2.0, "np.prod": 4.0}),
}


@pytest.mark.parametrize("name", ROWS)
def test_the_next_process_notices(name: str, tmp_path: Path) -> None:
    arguments, versions = ROWS[name]
    main = tmp_path / "main.py"
    paths = {"PYTHONPATH": os.getcwd(), "S2S_CACHE_DIR": str(tmp_path / "cache")}
    for held, expected in versions.items():
        main.write_text(MAIN.format(held=held, arguments=arguments))
        done = subprocess.run(
            [sys.executable, str(main)],
            capture_output=True, text=True, check=True, env={**os.environ, **paths},
        )  # fmt: skip
        assert float(done.stdout) == pytest.approx(expected)


HELD: Any = special.iv


def through_a_global(x: float) -> Any:
    return HELD(2.5, x)


def test_the_same_process_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    gradient = s2s.grad(through_a_global)
    assert gradient(2.0) == pytest.approx(special.ivp(2.5, 2.0))
    monkeypatch.setitem(globals(), "HELD", special.jv)
    assert gradient(2.0) == pytest.approx(special.jvp(2.5, 2.0))


def applied(fun: Callable[..., Any], x: float) -> Any:
    return fun(2.5, x)


def test_arguments() -> None:
    gradient = s2s.grad(applied, argnums=1)
    for fun, slope in ((special.iv, special.ivp), (special.jv, special.jvp)):
        assert gradient(fun, 2.0) == pytest.approx(slope(2.5, 2.0))


def test_getters_as_arguments() -> None:
    def picked(get: Callable[..., Any], x: Any) -> Any:
        return get([x, 3.0 * x])

    for i, expected in ((0, 1.0), (1, 3.0)):
        assert s2s.grad(picked, argnums=1)(operator.itemgetter(i), np.float64(2.0)) == expected
