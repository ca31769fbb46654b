"""Jacobians and their like as plain functions, which put the columns together."""

from __future__ import annotations

import functools
import types
from typing import Any

from s2s.analyse.columns import columns_of
from s2s.analyse.derivative_texts import Asked
from s2s.analyse.layouts import Layout, Leaf, Many
from s2s.written import free


@functools.lru_cache(maxsize=256)
def of_columns(
    asked: Asked, layouts: tuple[Layout, ...], value: Layout | None, name: str
) -> types.FunctionType:
    """The whole derivative, as a function of the same parameters.

    Args:
        asked: what derivative.
        layouts: of the parameters by which it is.
        value: the layout of what is pushed; None where no table is made of it.
        name: of the function.
    """
    mode, x = asked.how.mode, asked.names[asked.how.wrt[0]]
    scope: dict[str, Any] = {}
    if value is None and mode == "hvp":
        v = free("v", (*asked.names, *asked.own.values()))
        lines = [asked.head(name, (v,)), f"    return {asked.along(x, v, x)}"]
    elif value is None:
        np_ = asked.own["np"]
        ones = f"{np_}.ones({np_}.shape({x}))[()]"
        lines = [asked.head(name), f"    return {asked.along(x, ones, x)}"]
    else:
        lines = _Table(asked, layouts, scope).lines(value, name)
    return asked.made(name, lines, scope)


class _Table:
    """Writes how the columns are put together."""

    def __init__(self, asked: Asked, layouts: tuple[Layout, ...], scope: dict[str, Any]) -> None:
        self.asked, self.layouts, self.scope = asked, layouts, scope
        self.columns = [asked.numbered("columns", i) for i in range(len(layouts))]
        self.depth = 0

    def lines(self, value: Layout, name: str) -> list[str]:
        """The lines of the function."""
        asked, found = self.asked, [self.asked.head(name)]
        for own, x, layout in zip(self.columns, asked.chosen, self.layouts, strict=True):
            made = columns_of(asked, x, layout)
            self.scope[made.__name__] = made
            found.append(f"    {own} = {asked.passed(made.__name__)}")
        table = self._of_value(value, "")
        plain = asked.call(asked.own["fun"])
        if asked.how.mode == "value_grad_and_hessian":
            table = f"{plain}, {asked.pushed()}, {table}"
        elif asked.how.has_aux:
            table = f"{table}, {plain}[1]"
        return [*found, f"    return {table}"]

    def _of_value(self, value: Layout, place: str) -> str:
        """The text for a part of what is pushed, at its place in a column."""
        match value:
            case Leaf(varies=False):
                return "None"
            case Leaf():
                pairs = zip(self.layouts, self.columns, self.asked.chosen, strict=True)
                tables = [self._of_columns(layout, own, x, place) for layout, own, x in pairs]
                return (
                    tables[0] if self.asked.how.single else f"({''.join(f'{t}, ' for t in tables)})"
                )
            case Many(type=cls, part=part):
                found = map(_first, self.layouts, self.columns)
                first = next(filter(None, found))
                index = self._fresh("j")
                inner = self._of_value(part, f"{place}[{index}]")
                return _all(cls, inner, f"{index} in range(len({first}{place}))")
        parts = [
            self._of_value(part, value.part(place, key))
            for key, part in zip(value.keys, value.parts, strict=True)
        ]
        return value.display(parts, self.asked.maker(value.type, self.scope))

    def _of_columns(self, layout: Layout, columns: str, x: str, place: str) -> str:
        """The text for a part of the parameter: the derivative by each of its leaves."""
        match layout:
            case Leaf(varies=False):
                return "None"
            case Leaf():
                np_, column = self.asked.own["np"], self.asked.own["column"]
                items = f"[{column}{place} for {column} in {columns}]" if place else columns
                shape = f"{np_}.shape({columns}[0]{place}) + {np_}.shape({x})"
                return f"{np_}.stack({items}, axis=-1).reshape({shape})"
            case Many(type=cls, part=part):
                own, item = self._fresh("c"), self._fresh("p")
                inner = self._of_columns(part, own, item, place)
                return _all(cls, inner, f"{own}, {item} in zip({columns}, {x})")
        parts = [
            self._of_columns(part, f"{columns}[{i}]", layout.part(x, key), place)
            for i, (key, part) in enumerate(zip(layout.keys, layout.parts, strict=True))
        ]
        return layout.display(parts, self.asked.maker(layout.type, self.scope))

    def _fresh(self, letter: str) -> str:
        self.depth += 1
        return free(f"{letter}_{self.depth}", self.asked.names)


def _all(cls: type, inner: str, loop: str) -> str:
    return f"[{inner} for {loop}]" if cls is list else f"tuple([{inner} for {loop}])"


def _first(layout: Layout, columns: str) -> str | None:
    """The text of some column."""
    if isinstance(layout, Leaf):
        return f"{columns}[0]" if layout.varies else None
    if isinstance(layout, Many):
        return _first(layout.part, f"{columns}[0]")
    found = (_first(part, f"{columns}[{i}]") for i, part in enumerate(layout.parts))
    return next(filter(None, found), None)
