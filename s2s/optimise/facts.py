"""What the optimiser is told about a function, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

import gast

PASSES = frozenset(
    {
        "propagate", "dce", "fold", "fuse", "reuse", "gather", "join", "coalesce", "simplify", "exits",
        "number", "drain", "ranges", "through", "units",
        "owned", "swap", "results", "unseen", "subexpressions", "recompute", "faint",
        "same", "last", "regroup",
    }
)  # fmt: skip
"""The names of all passes."""


@dataclass(frozen=True)
class Facts:
    """What is known about a function besides its text.

    Everything may be left out: the passes then know less and change less.

    Attributes:
        origin: SSA name to the user's variable (``x_1`` to ``x``, ``x_1_bar`` to ``x_bar``);
            the compiler's temporaries are absent.
        foldable: names of temporaries, which may disappear into their single use.
        impure: ``id`` of expressions and statements that have effects or may raise: they are
            never dropped, repeated or reordered. A call made as a statement always counts as
            such, except ``x.append(...)`` and its like on a local list, which is a write to it.
        in_place: names of arrays and lists whose contents change, aliases included.
        shared: names of arrays, lists and objects whose contents change while other names refer to
            them: a write through one is seen through others, and is never dropped.
        scalars: names that always hold immutable numbers, so that ``x += y`` only rebinds.
        flat: names of numbers, vectors and matrices.
        arrays: names of arrays of rank 1 or more.
        floats: names of floating-point numbers and of arrays of them.
        rows: names of tangents along several directions at once.
        comments: ``id`` of a statement to the comment that stands beside it.
        markers: ``id`` of a statement to the comment that stands above it.
        enabled: the passes to run.
    """

    origin: Mapping[str, str] = field(default_factory=dict)
    foldable: Set[str] = frozenset()
    impure: Set[int] = frozenset()
    in_place: Set[str] = frozenset()
    shared: Set[str] = frozenset()
    scalars: Set[str] = frozenset()
    flat: Set[str] = frozenset()
    floats: Set[str] = frozenset()
    arrays: Set[str] = frozenset()
    rows: Set[str] = frozenset()
    comments: Mapping[int, str] = field(default_factory=dict)
    markers: Mapping[int, str] = field(default_factory=dict)
    enabled: Set[str] = PASSES


def renamed(facts: Facts, names: Mapping[str, str], everything: Set[str]) -> Facts:
    """The facts after names have been replaced, several perhaps by one.

    Args:
        facts: what was known.
        names: old names to new ones; those left out stay.
        everything: all names that there were.
    """

    def some(old: Set[str]) -> frozenset[str]:
        return frozenset(names.get(name, name) for name in old & everything)

    def every(old: Set[str]) -> frozenset[str]:
        return some(old) - some(everything - old)

    return replace(
        facts,
        foldable=every(facts.foldable),
        in_place=some(facts.in_place),
        shared=some(facts.shared),
        scalars=every(facts.scalars),
        flat=every(facts.flat),
        floats=every(facts.floats),
        arrays=every(facts.arrays),
        rows=some(facts.rows),
    )


def alias(facts: Facts, names: Mapping[str, str]) -> Facts:
    """The facts where each of some names is another name of the same value from now on."""

    def both(old: Set[str]) -> frozenset[str]:
        return frozenset(old | {names[name] for name in old & names.keys()})

    return replace(
        facts,
        in_place=both(facts.in_place),
        shared=both(facts.shared),
        scalars=both(facts.scalars),
        flat=both(facts.flat),
        floats=both(facts.floats),
        arrays=both(facts.arrays),
        rows=both(facts.rows),
    )


@dataclass(frozen=True)
class Optimised:
    """The optimised function, with the comments that its statements still carry.

    Attributes:
        function: the same object that came in, rewritten.
        comments: as in `Facts`, for the statements of ``function`` only.
        markers: as in `Facts`; where a marked statement is gone, its successor is marked.
        impure: as in `Facts`.
    """

    function: gast.FunctionDef
    comments: dict[int, str]
    markers: dict[int, str]
    impure: set[int]
