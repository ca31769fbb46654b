"""From a typed function to its adjoint (two sweeps), or to its tangents (beside each statement)."""

from s2s.differentiate.adjoint import joint, pair
from s2s.differentiate.detach import detach
from s2s.differentiate.piece import Piece
from s2s.differentiate.several import several
from s2s.differentiate.tangent import tangent, tangent_entry

__all__ = ["Piece", "detach", "joint", "pair", "several", "tangent", "tangent_entry"]
