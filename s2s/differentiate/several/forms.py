"""NumPy's functions of shapes, sums and products, with a leading axis for the directions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.known import known
from s2s.differentiate.several.parts import OneAtATime, Part, moved, padded, prefixed, rank
from s2s.syntax import build

if TYPE_CHECKING:
    from s2s.differentiate.several.expressions import Expressions

ALONG = {np.sum: None, np.mean: None, np.flip: None, np.diff: -1, np.cumsum: None, np.roll: None}


class Forms:
    """Writes the calls of functions that have a form of their own for several tangents.

    Each of them raises OneAtATime where this call has none.
    """

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.evaluator = expressions.evaluator
        self.table: dict[Any, Callable[[list[Part], dict[str, gast.expr], k.Kind], gast.expr]] = {
            np.where: self.where, np.broadcast_to: self.broadcast_to,
            np.reshape: self.reshape, np.ravel: self.ravel, np.transpose: self.transpose,
            np.diagonal: self.diagonal, np.dot: self.dot, np.outer: self.outer,
            np.einsum: self.einsum, np.full: self.filled, np.stack: self.joined,
            np.concatenate: self.joined, np.expand_dims: self.expand_dims, np.linalg.solve: self.solve,
            np.cross: self.cross,
        }  # fmt: skip

    def along(self, meant: Any, parts: list[Part], words: dict[str, gast.expr]) -> gast.expr | None:
        """A function along an axis: the axis moves by one."""
        first, *rest = parts
        axes = rank(first.kind)
        args = [part.node for part in rest]
        place = 1 if meant in (np.roll, np.diff) else 0
        given = words.pop("axis", None)
        if given is None and len(args) > place:
            given = args.pop(place)
        ok, axis = known(self.evaluator(given)) if given is not None else (True, ALONG[meant])
        if not ok or set(words) - {"keepdims"} or len(args) > place or any(p.on for p in rest):
            return None
        if axis is None:
            if meant in (np.roll, np.cumsum) and axes != 1:
                return None
            if axes == 0:
                return first.node if meant in (np.sum, np.mean) and not words else None
            axis = tuple(range(axes))
        moved_axes = tuple(map(moved, axis)) if isinstance(axis, tuple) else moved(axis)
        if isinstance(moved_axes, tuple) and len(moved_axes) == 1:
            moved_axes = moved_axes[0]
        node = (
            build.tuple_(map(build.const, moved_axes))
            if isinstance(moved_axes, tuple)
            else build.const(moved_axes)
        )
        name = f"np.{meant.__name__}"
        return build.call(name, first.node, *args, axis=node, **words)

    def where(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.where(condition, a, b)``."""
        if len(parts) != 3 or parts[0].on:
            raise OneAtATime("np.where")
        return build.call("np.where", *[padded(part, rank(kind)) for part in parts])

    def broadcast_to(
        self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind
    ) -> gast.expr:
        """``np.broadcast_to(a, shape)``."""
        shape = self.shape(parts[1], kind)
        return build.call("np.broadcast_to", padded(parts[0], rank(kind)), shape)

    def shape(self, part: Part, kind: k.Kind) -> gast.expr:
        """A shape with the number of directions in front."""
        count = build.name(self.expressions.count)
        node = part.node
        if isinstance(node, gast.Tuple):
            return build.tuple_([count, *node.elts])
        if isinstance(part.kind, k.Scalar):
            return build.tuple_([count, node])
        return build.tuple_([count, gast.Starred(value=node, ctx=gast.Load())])

    def reshape(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.reshape(a, shape)``."""
        if not _by_rows(words) or len(parts) != 2:
            raise OneAtATime("np.reshape")
        rank(parts[0].kind)
        return build.call("np.reshape", parts[0].node, self.shape(parts[1], kind))

    def ravel(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.ravel(a)``."""
        if words or len(parts) != 1:
            raise OneAtATime("np.ravel")
        rank(parts[0].kind)
        count = build.name(self.expressions.count)
        return build.call("np.reshape", parts[0].node, build.tuple_([count, build.const(-1)]))

    def expand_dims(
        self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind
    ) -> gast.expr:
        """``np.expand_dims(a, axis)``."""
        given = words.get("axis", parts[1].node if len(parts) > 1 else build.const(None))
        ok, axis = known(self.evaluator(given))
        if not ok or type(axis) is not int:
            raise OneAtATime("np.expand_dims")
        rank(parts[0].kind)
        return build.call("np.expand_dims", parts[0].node, axis=build.const(moved(axis)))

    def transpose(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.transpose(a)`` of a matrix."""
        if words or len(parts) != 1:
            raise OneAtATime("np.transpose")
        return self.expressions.attribute(parts[0], "T", kind).node

    def diagonal(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.diagonal(a)`` of a matrix."""
        if words or len(parts) != 1:
            raise OneAtATime("np.diagonal")
        return build.call("np.diagonal", parts[0].node, axis1=build.const(1), axis2=build.const(2))

    def dot(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.dot(a, b)`` of numbers, vectors and matrices."""
        ranks = [rank(part.kind) for part in parts]
        if words or max(ranks) > 2:
            raise OneAtATime("np.dot")
        if min(ranks) == 0:
            return self.expressions.binary(parts[0], gast.Mult(), parts[1], kind).node
        return self.expressions.product(*parts)

    def outer(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.outer(a, b)`` of vectors."""
        left, right = parts
        if words or rank(left.kind) != 1 or rank(right.kind) != 1 or left.on and right.on:
            raise OneAtATime("np.outer")
        every = gast.Slice(lower=None, upper=None, step=None)
        if left.on:
            column = prefixed(left.node, every, build.const(None))
            return gast.BinOp(left=column, op=gast.Mult(), right=right.node)
        column = build.index(left.node, build.tuple_([every, build.const(None)]))
        row = prefixed(right.node, build.const(None))
        return gast.BinOp(left=column, op=gast.Mult(), right=row)

    def einsum(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.einsum("ij,j->i", a, b)``: a letter for the directions."""
        ok, text = known(parts[0].kind)
        if not ok or not isinstance(text, str) or "->" not in text or "." in text:
            raise OneAtATime("np.einsum")
        letter = next(c for c in "zyxwvutsrqponmlkjihgfedcba" if c not in text)
        inputs, output = text.replace(" ", "").split("->")
        terms = [
            letter + term if part.on else term
            for term, part in zip(inputs.split(","), parts[1:], strict=True)
        ]
        spelled = build.const(f"{','.join(terms)}->{letter}{output}")
        return build.call("np.einsum", spelled, *[part.node for part in parts[1:]], **words)

    def filled(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.full(shape, a)``."""
        if words or len(parts) != 2 or parts[0].on or rank(parts[1].kind) != 0:
            raise OneAtATime("np.full")
        wide = padded(parts[1], rank(kind))
        stretched = build.call("np.broadcast_to", wide, self.shape(parts[0], kind))
        return build.call("np.array", stretched)

    def joined(
        self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind, name: str = ""
    ) -> gast.expr:
        """``np.stack(items)`` and ``np.concatenate(items)``."""
        first = parts[0]
        items = first.kind.items if isinstance(first.kind, k.Tuple) else [first.kind.item]  # type: ignore[attr-defined]
        axis = words.get("axis", parts[1].node if len(parts) > 1 else build.const(0))
        ok, place = known(self.evaluator(axis))
        if not ok or type(place) is not int or set(words) - {"axis"} or len(parts) > 2:
            raise OneAtATime("arrays that are joined")
        ranks = {rank(item) for item in items}
        if len(ranks) != 1 or not isinstance(first.kind, k.List | k.Tuple):
            raise OneAtATime("arrays of several ranks")
        name = name or ("concatenate" if ranks == {rank(kind)} else "stack")
        return build.call(f"np.{name}", first.node, axis=build.const(moved(place)))

    def solve(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.linalg.solve(a, b)`` where only the vector ``b`` is a tangent."""
        left, right = parts
        if left.on or rank(left.kind) != 2 or rank(right.kind) != 1:
            raise OneAtATime("np.linalg.solve")
        solved = build.call("np.linalg.solve", left.node, build.attribute(right.node, "T"))
        return build.attribute(solved, "T")

    def cross(self, parts: list[Part], words: dict[str, gast.expr], kind: k.Kind) -> gast.expr:
        """``np.cross(a, b)`` of vectors along the last axis."""
        left, right, *axes = parts
        found = [known(part.kind) for part in axes]
        wanted = rank(kind)
        last = all(ok and axis in (-1, None) for ok, axis in found)
        if words or not last or max(rank(left.kind), rank(right.kind)) != wanted:
            raise OneAtATime("np.cross")
        return build.call("np.cross", *[padded(part, wanted) for part in (left, right)])


def _by_rows(words: dict[str, gast.expr]) -> bool:
    """Whether an array is read in C order."""
    return not words or (len(words) == 1 and _is_c(words.get("order")))


def _is_c(order: gast.expr | None) -> bool:
    match order:
        case gast.Constant(value="C"):
            return True
        case gast.Call(func=gast.Attribute(attr="layout"), args=[_, gast.Constant(value="C")]):
            return True
    return False
