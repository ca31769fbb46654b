"""A module that stands alone holds the classes that those which it uses derive from."""

from __future__ import annotations

import collections
import inspect

import s2s
from s2s.cli import main


def tallied(x: float) -> float:
    totals = collections.defaultdict(float)
    for i in range(3):
        totals[i % 2] += x * i
    return totals[0] * totals[1]


def test_stands_alone(capsys) -> None:
    path = inspect.getsourcefile(tallied)
    assert main(["dump", f"{path}:tallied", "--types", "x: float", "--standalone"]) == 0
    scope: dict[str, object] = {}
    exec(capsys.readouterr().out, scope)
    assert scope["tallied_grad"](1.5) == s2s.grad(tallied)(1.5) == 6.0
