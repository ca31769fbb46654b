"""What is known of an expression in code that carries several tangents."""

from __future__ import annotations

from dataclasses import dataclass

import gast

from s2s.analyse import kinds as k
from s2s.syntax import build


class OneAtATime(Exception):  # noqa: N818
    """The code cannot carry several tangents: it runs once for each."""


@dataclass(frozen=True)
class Part:
    """An expression.

    Attributes:
        node: the expression in the code for several tangents.
        kind: its kind in the code for one.
        on: whether it has a row for each direction; else it is the same for all.
    """

    node: gast.expr
    kind: k.Kind
    on: bool


def rank(kind: k.Kind) -> int:
    """How many axes a value has in the code for one tangent.

    Raises:
        OneAtATime: that is not known.
    """
    if isinstance(kind, k.Scalar):
        return 0
    if isinstance(kind, k.Array):
        return len(kind.shape)
    raise OneAtATime("the rank of a value is not known")


def padded(part: Part, wanted: int) -> gast.expr:
    """A tangent with axes of length 1 after the first, up to a rank."""
    missing = wanted - rank(part.kind)
    if not part.on or missing == 0:
        return part.node
    if missing < 0:
        raise OneAtATime("a value has more axes than what it is combined with")
    return prefixed(part.node, *[build.const(None)] * missing)


def prefixed(node: gast.expr, *keys: gast.expr) -> gast.expr:
    """``node[:, *keys]``."""
    every = gast.Slice(lower=None, upper=None, step=None)
    return build.index(node, build.tuple_([every, *keys]))


def moved(axis: int) -> int:
    """Where an axis is once there is a leading one."""
    return axis if axis < 0 else axis + 1
