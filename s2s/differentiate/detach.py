"""Detach: every place in the generated functions gets nodes of its own, so that passes can change it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import gast

from s2s.differentiate.piece import Piece
from s2s.syntax import walk


def detach(pieces: list[Piece], texts: Iterable[gast.AST] = ()) -> None:
    """Copies what stands in several places; what is known of a node is known of its copy.

    A function that calls itself is written twice, from the same statements.

    Args:
        pieces: the generated functions.
        texts: trees that are read again after this, which keep their nodes.
    """
    seen = {id(node) for text in texts for node in walk.nodes(text)}
    for piece in pieces:
        _Detach(piece, seen).inside(piece.node)


_PARTS = (gast.expr, gast.stmt, gast.withitem, gast.keyword)


class _Detach:
    def __init__(self, piece: Piece, seen: set[int]) -> None:
        self.piece = piece
        self.seen = seen

    def inside(self, node: gast.AST) -> None:
        """Makes the parts of a node its own."""
        values = node.__dict__
        for field in walk.fields(node):
            value = values.get(field)
            if type(value) is list:
                value[:] = [self.own(v) if isinstance(v, gast.AST) else v for v in value]
            elif isinstance(value, _PARTS):
                values[field] = self.own(value)

    def own(self, node: gast.AST) -> gast.AST:
        """The node, or its copy if it stands somewhere else already."""
        if id(node) in self.seen:
            node = self.copy(node)
        else:
            self.seen.add(id(node))
        self.inside(node)
        return node

    def copy(self, node: gast.AST) -> gast.AST:
        """A copy of one node with the same children, and the facts about it."""
        fresh: Any = type(node)()
        for field in node._fields:
            value = getattr(node, field, None)
            setattr(fresh, field, list(value) if isinstance(value, list) else value)
        walk.copy_position(fresh, node)
        self.seen.add(id(fresh))
        self.know(node, fresh)
        return cast("gast.AST", fresh)

    def know(self, old: gast.AST, new: Any) -> None:
        """Carries over what is known of a node."""
        sweep = self.piece.sweep
        typed = sweep.typed
        sweep.kept.append(new)
        if id(old) in typed.pure_calls or id(old) in sweep.pure:
            sweep.pure[id(new)] = new
        if id(old) in typed.passive_calls:
            typed.passive_calls[id(new)] = new
        if id(old) in sweep.comments:
            sweep.comments[id(new)] = sweep.comments[id(old)]
        if id(old) in self.piece.markers:
            self.piece.markers[id(new)] = self.piece.markers[id(old)]
