"""The columns of Jacobians: plain functions that push one unit of a parameter after the other."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from typing import Any

from s2s.analyse.derivative_texts import Asked
from s2s.analyse.layouts import Items, Layout, Leaf, Many
from s2s.written import free


@functools.lru_cache(maxsize=256)
def columns_of(asked: Asked, name: str, layout: Layout) -> types.FunctionType:
    """The function of the columns by one parameter: a list for each leaf of it."""
    writer = _Columns(asked, name)
    result = writer.leaves(layout, name, lambda text: text, "    ", 0)
    lines = [asked.head("columns_of_" + name), *writer.lines, f"    return {result}"]
    return asked.made("columns_of_" + name, lines, writer.scope)


class _Columns:
    """Writes the loops over the entries of a parameter.

    Attributes:
        lines: of the text.
        scope: the classes of structures in it.
    """

    def __init__(self, asked: Asked, name: str) -> None:
        self.asked, self.name = asked, name
        self.lines: list[str] = []
        self.scope: dict[str, Any] = {}
        self._count = 0

    def _list(self, indent: str) -> str:
        name = self.asked.numbered("columns", self._count)
        self._count += 1
        self.lines.append(f"{indent}{name} = []")
        return name

    def leaves(
        self, layout: Layout, x: str, whole: Callable[[str], str], indent: str, depth: int
    ) -> str:
        """Writes the loops over the leaves of ``x``; the text of their lists.

        Args:
            layout: that of ``x``.
            x: the text of a part of the parameter.
            whole: makes of the text of another such part that of the parameter with it.
            indent: of the lines.
            depth: how many loops there are around.
        """
        match layout:
            case Leaf(varies=False):
                return "None"
            case Leaf():
                return self._leaf(x, whole, indent)
            case Many(type=cls, part=part):
                own, i = self._list(indent), free(f"i_{depth}", self.asked.names)
                self.lines.append(f"{indent}for {i} in range(len({x})):")
                display = "[{}]" if cls is list else "({})"

                def around(text: str) -> str:
                    return whole(display.format(f"*{x}[:{i}], {text}, *{x}[{i} + 1:]"))

                found = self.leaves(part, f"{x}[{i}]", around, indent + "    ", depth + 1)
                self.lines.append(f"{indent}    {own}.append({found})")
                return own
        found_ = [
            self.leaves(
                part, layout.part(x, key), self._around(layout, x, key, whole), indent, depth
            )
            for key, part in zip(layout.keys, layout.parts, strict=True)
        ]
        return f"({''.join(f'{item}, ' for item in found_)})"

    def _around(
        self, layout: Items, x: str, key: int | str, whole: Callable[[str], str]
    ) -> Callable[[str], str]:
        maker = self.asked.maker(layout.type, self.scope)
        return lambda text: whole(
            layout.display(
                [text if other == key else layout.part(x, other) for other in layout.keys], maker
            )
        )

    def _leaf(self, x: str, whole: Callable[[str], str], indent: str) -> str:
        own, asked = self._list(indent), self.asked
        np_, unit = asked.own["np"], asked.own["unit"]
        shape = f"{np_}.shape({x})"
        self.lines.append(
            f"{indent}for {unit} in {np_}.eye({np_}.size({x})).reshape((-1,) + {shape}):"
        )
        part = x if x == self.name else asked.own["part"]
        column = asked.along(x, unit, part, {self.name: whole(part)})
        self.lines.append(f"{indent}    {own}.append({column})")
        return own


def column_kind(layout: Layout, kind: Any) -> Any:
    """The kind of a column, from that of what `columns_of` returns; None where it is not known."""
    if isinstance(layout, Leaf):
        return getattr(kind, "item", None) if layout.varies else None
    if isinstance(layout, Many):
        return column_kind(layout.part, getattr(kind, "item", None))
    items = getattr(kind, "items", None) or [None] * len(layout.parts)
    found = (column_kind(part, item) for part, item in zip(layout.parts, items, strict=True))
    return next(filter(None, found), None)
