"""Items of objects that are no containers: ``np.r_[x, 0]`` joins, others are not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.standins import NoStandIn, stand_in
from s2s.errors import UnsupportedError
from s2s.rules.prelude.arrays import as_column, as_row, joined_columns, joined_rows
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

# Whether what is joined stands in columns.
_JOINING = {id(np.r_): False, id(np.c_): True}


class Indexers:
    """Resolves ``value[key]`` where a derivative flows through the key."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def joined(
        self, node: gast.Subscript, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool] | None:
        """``np.r_[a, b]`` and ``np.c_[a, b]``; None where the key chooses items as usual.

        Raises:
            UnsupportedError: something else makes a value from a key that varies.
        """
        walker, base = self.walker, self.walker.kind(node.value)
        key = node.slice
        parts = list(key.elts) if isinstance(key, gast.Tuple) else [key]
        if isinstance(
            base, k.Array | k.List | k.Tuple | k.Range | k.Dict | k.Scalar | k.Unknown | k.Never
        ):
            return None
        if isinstance(base, k.Const) and isinstance(base.value, str | bytes | type):
            return None
        if not any(self._flows(part) for part in parts):
            return None
        meant = _JOINING.get(id(base.value)) if isinstance(base, k.Const) else None
        if meant is None or any(self._directs(part) for part in parts):
            raise walker.fail(
                UnsupportedError,
                "s2s cannot differentiate what this index makes",
                node,
                "the object before the brackets makes a value from what stands in them",
                "call a function instead, such as `np.concatenate`",
            )
        return self._call(meant, node, parts, out)

    def _call(
        self, meant: bool, node: gast.Subscript, parts: list[gast.expr], out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        walker = self.walker
        dtype = self._dtype(parts)
        parts = [self._part(part, meant, node, out) for part in parts]
        given = build.tuple_([walk.clone(part) for part in parts])
        kinds = k.Tuple(tuple(map(walker.kind, parts)))
        varied = any(map(walker.varies, parts))
        display = walker.resolver.temp(given, kinds, varied, "parts", out)
        joined = joined_columns if meant else joined_rows
        new = self._text(joined, node, [display, build.const(dtype)], out)
        return new, walker.resolver.kind, walker.resolver.varied

    def _text(
        self, text: Callable[..., object], node: gast.Subscript, args: list[gast.expr],
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a function in Python text."""
        call = walk.copy_position(build.call(node.value, *args), node)
        self.walker.unit.keep(call)
        return self.walker.resolver.users.text(text, call, args, out)

    def _part(
        self, part: gast.expr, column: bool, node: gast.Subscript, out: list[gast.stmt]
    ) -> gast.expr:
        """One part of the key as an array; a range of numbers is what it stands for."""
        walker, resolver = self.walker, self.walker.resolver
        if not self._flows(part):
            key = walk.copy_position(build.index(node.value, part), node)
            made = walker.link(key)
            return resolver.temp(made, self._made(part, column), False, "part", out, linked=True)
        kind = walker.kind(part)
        if isinstance(kind, k.Array) and len(kind.shape) > column:
            return part
        target = walker.target  # what is asked of the whole is not asked of its parts
        walker.target = walker.temp_name(part, "part")
        made = self._text(as_column if column else as_row, node, [part], out)
        walker.target = target
        return resolver.temp(made, resolver.kind, resolver.varied, "part", out, linked=True)

    def _made(self, part: gast.expr, column: bool) -> k.Kind:
        """The kind of an array made of something passive."""
        if isinstance(part, gast.Slice):
            return k.Unknown()
        kind = self.walker.kind(part)
        try:
            dtype = str(np.asarray(stand_in(kind, 0)).dtype)
        except NoStandIn:
            return k.Unknown()
        ones = ((1, 1),) * (2 if column else 1)
        return k.Array(dtype, ones) if isinstance(kind, k.Scalar) else k.Unknown(dtype)

    def _dtype(self, parts: list[gast.expr]) -> str | None:
        """The dtype of the whole, where NumPy's numbers and arrays decide over Python's."""
        if any(isinstance(part, gast.Slice) for part in parts):
            return None  # it makes 64-bit numbers, which decide
        try:
            values = [stand_in(self.walker.kind(part), 0) for part in parts]
        except NoStandIn:
            return None
        return str(np.result_type(*[v if np.isscalar(v) else np.asarray(v) for v in values]))

    def _flows(self, part: gast.expr) -> bool:
        bounds = [part]
        if isinstance(part, gast.Slice):
            bounds = [b for b in (part.lower, part.upper, part.step) if b is not None]
        return any(
            self.walker.varies(b) and k.is_differentiable(self.walker.kind(b)) for b in bounds
        )

    def _directs(self, part: gast.expr) -> bool:
        """Whether a part says how to join, or is a range whose bounds vary."""
        if isinstance(part, gast.Slice):
            return self._flows(part)
        kind = self.walker.kind(part)
        return isinstance(kind, k.Const) and isinstance(kind.value, str)
