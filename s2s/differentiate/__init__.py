"""From a typed function to its adjoint: the forward sweep that keeps, the reverse sweep that uses."""

from s2s.differentiate.adjoint import Piece, joint, pair

__all__ = ["Piece", "joint", "pair"]
