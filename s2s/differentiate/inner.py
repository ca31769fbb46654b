"""Derivatives that take the function's own arguments only, for calls inside of other functions."""

from __future__ import annotations

import gast

from s2s.derived import How
from s2s.differentiate.piece import Piece
from s2s.syntax import build


def without_seed(piece: Piece, how: How) -> None:
    """Changes a gradient ``f_grad(x, y_bar=1.0)`` so that its seed is 1, and it returns as `how` says."""
    node = piece.node
    node.args.defaults = []
    _set_to_one(piece)
    if how.single or len(how.wrt) > 1:
        return
    last = node.body[-1]
    gradient = last.value
    if how.mode == "value_and_grad":
        gradient.elts[1] = build.tuple_([gradient.elts[1]])
    elif how.has_aux:
        gradient.elts[0] = build.tuple_([gradient.elts[0]])
    else:
        last.value = build.tuple_([gradient])


def with_unit_tangent(piece: Piece, how: How) -> None:
    """Changes ``f_jvp(x, x_dot) -> y, y_dot`` into the derivative by one number."""
    _set_to_one(piece)
    last = piece.node.body[-1]
    y, y_dot = last.value.elts
    gradient = y_dot if how.single else build.tuple_([y_dot])
    last.value = build.tuple_([y, gradient]) if how.mode == "value_and_grad" else gradient


def without_value(piece: Piece) -> None:
    """Changes ``f_jvp(x, x_dot) -> y, y_dot`` so that it returns the tangent only."""
    last = piece.node.body[-1]
    last.value = last.value.elts[1]


def _set_to_one(piece: Piece) -> None:
    """The last parameter becomes a variable that is 1."""
    seed = piece.node.args.args.pop().id
    first: gast.stmt = build.assign(seed, build.const(1.0))
    piece.node.body.insert(0, first)
    piece.sweep.foldable.add(seed)
