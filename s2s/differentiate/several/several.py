"""Several: the functions of forward mode, changed so that they carry several tangents at once.

In: the pieces of forward mode. Out: the same, with ``count`` as a last parameter, and tangents whose
first axis counts the directions. What runs along that axis is NumPy's own broadcasting; a call for
which that will not do is made once for each direction.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from s2s.analyse import kinds as k
from s2s.differentiate.piece import Piece
from s2s.differentiate.several.parts import OneAtATime
from s2s.differentiate.several.statements import Statements
from s2s.differentiate.several.worth import worth
from s2s.syntax import build

_log = logging.getLogger(__name__)


def several(pieces: Sequence[Piece]) -> int:
    """Changes the pieces of forward mode in place; says from how many directions on they serve.

    It is 0 where there is no form for several tangents.

    Nothing is changed until all of it is known to have a form for several tangents.
    """
    names = {piece.node.name: _named(piece.node.name) for piece in pieces}
    rewritten = [Statements(piece, names) for piece in pieces]
    try:
        bodies = [statements.body() for statements in rewritten]
    except OneAtATime as reason:
        _log.debug("one tangent at a time: %s", reason)
        return 0
    least = worth(pieces, [statements.dots for statements in rewritten])
    for piece, statements, body in zip(pieces, rewritten, bodies, strict=True):
        node = piece.node
        node.body = body
        node.args.args.extend(build.function("", [statements.count], []).args.args)
        node.name = names[node.name]
        _widen(piece, statements.dots)
    return least


def _named(name: str) -> str:
    """``f_jvp`` becomes ``f_jvps``."""
    head, _, tail = name.rpartition("_jvp")
    return f"{head}_jvps{tail}"


def _widen(piece: Piece, dots: set[str]) -> None:
    """Tells the optimiser that numbers' tangents are arrays."""
    piece.rows.update(dots)
    env = piece.sweep.env
    for name in dots:
        kind = env.get(name)
        if isinstance(kind, k.Scalar):
            env[name] = k.Array("float64", ((2, 3),))
        elif isinstance(kind, k.Array):
            env[name] = k.Array(kind.dtype, ((2, 3), *kind.shape))
