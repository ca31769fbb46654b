"""A generated function and what the optimiser may assume of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed


class Sweep(Protocol):
    """What made a function: the reverse mode's sweeps, or the forward mode's.

    Attributes:
        typed: the function that is differentiated.
        env: the kind of each name, those of adjoints and tangents too.
        spelled: the adjoint or tangent variable of each primal name.
        pure: calls that may go where nobody reads their result.
        kept: nodes that stay alive, since their ``id`` is a key.
        foldable: names of temporaries.
        in_place: names of what the generated code writes into.
        placeholders: what names hold on paths that do not assign them.
        comments: ``id`` of a statement to the comment beside it.
        shared: names of what is written in place while other names may refer to it.
        suffix: how the generated variables end.
    """

    typed: Typed
    env: dict[str, k.Kind]
    pure: dict[int, gast.expr]
    kept: list[gast.AST]
    foldable: set[str]
    in_place: set[str]
    placeholders: list[gast.Assign]
    comments: dict[int, str]
    suffix: str

    @property
    def spelled(self) -> dict[str, str]: ...

    @property
    def shared(self) -> set[str]: ...


@dataclass(frozen=True)
class Piece:
    """One function of the generated module.

    Attributes:
        node: the function.
        sweep: what made it.
        markers: ``id`` of a statement to the comment above it.
        rows: names of tangents along several directions at once.
    """

    node: gast.FunctionDef
    sweep: Sweep
    markers: dict[int, str]
    rows: set[str] = field(default_factory=set)
