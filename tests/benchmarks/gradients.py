"""What a gradient costs: over the primal, over the adjoint by hand, and in other systems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

import s2s
from tests.benchmarks.cases import Case, cases
from tests.benchmarks.peers import peers
from tests.benchmarks.report import Table, figure
from tests.benchmarks.timing import Call, interleaved, ratio, say

TOLERANCE = 1e-9
BY_HAND = 1.3
FASTER = 50.0


def gradients(names: Sequence[str]) -> Table:
    """The table, for the named cases or for all."""
    installed = list(peers())
    header = ["program", "by hand / primal", "s2s / primal", "s2s / by hand"]
    header += [f"{name} / s2s" for name, _ in installed]
    table = Table(
        "Gradients",
        header,
        "The gradient with respect to every argument of floats, gradient only. Targets: s2s at most "
        f"{BY_HAND} times the adjoint by hand, and {FASTER:.0f} times faster than autograd on loops "
        "over numbers.",
    )
    for case in cases():
        if not names or case.name in names:
            say(f"gradient: {case.name}")
            _row(case, installed, table)
    return table


def _row(case: Case, installed: Sequence[Any], table: Table) -> None:
    derivative = agreed(case)
    calls: list[Call] = [
        lambda: case.primal(*case.arguments),
        lambda: case.by_hand(*case.arguments),
        lambda: derivative(*case.arguments),
    ]
    made = []
    for name, make in installed:
        try:
            call = make(case)
            if call is not None:
                call()
                calls.append(call)
                made.append(name)
        except Exception as error:  # whatever a peer cannot do is a gap in the table
            say(f"  {name}: {type(error).__name__}: {str(error)[:80]}")
    primal, by_hand, ours, *others = interleaved(calls)
    cost = ratio(ours, by_hand)
    row = [case.title, *map(figure, (ratio(by_hand, primal), ratio(ours, primal), cost))]
    theirs = {name: ratio(times, ours) for name, times in zip(made, others, strict=True)}
    row += [figure(theirs[name]) if name in theirs else "-" for name, _ in installed]
    table.rows.append(row)
    say("  " + "  ".join(row[1:]))
    table.check(f"{case.title}, s2s / by hand", cost, BY_HAND)
    if case.scalar and theirs.get("autograd", FASTER) < FASTER:
        found = figure(theirs["autograd"])
        table.missed.append(f"{case.title}, autograd / s2s: {found}, target {FASTER:.0f}")


def agreed(case: Case) -> Any:
    """The derivative by s2s, after it was found to agree with the one by hand.

    Raises:
        AssertionError: it does not.
    """
    single = len(case.argnums) == 1
    derivative = s2s.grad(case.primal, argnums=case.argnums[0] if single else case.argnums)
    found = derivative(*case.arguments)
    wanted = case.by_hand(*case.arguments)
    pairs = [(found, wanted)] if single else zip(found, wanted, strict=True)
    for mine, theirs in pairs:
        np.testing.assert_allclose(
            np.asarray(mine), np.asarray(theirs), rtol=TOLERANCE, atol=TOLERANCE
        )
    return derivative
