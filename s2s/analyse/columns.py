"""The text of Jacobians and their like: plain functions that push one column after the other."""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from s2s.analyse.layouts import Items, Layout, Leaf, Many
from s2s.derived import How, public
from s2s.written import free, written

NAMED = inspect.Parameter.KEYWORD_ONLY
_WORDS = ("fun", "grad", "jvp", "np", "unit", "part", "column", "columns")


@dataclass(frozen=True)
class Asked:
    """A derivative of several runs.

    Attributes:
        how: its mode, and by which parameters it is.
        placed: the parameters of the function, in order.
        named: those that are given by keyword only.
        fun: the function; None where it is the first argument.
        of_gradient: whether it is the gradient of the function that is pushed.
    """

    how: How
    placed: tuple[str, ...]
    named: tuple[str, ...]
    fun: Callable[..., Any] | None
    of_gradient: bool

    @functools.cached_property
    def own(self) -> dict[str, str]:
        """Names of the text that are none of the parameters'."""
        return {word: free(word, self.names) for word in _WORDS}

    @property
    def names(self) -> tuple[str, ...]:
        """All parameters."""
        return (*self.placed, *self.named)

    @property
    def chosen(self) -> list[str]:
        """The parameters by which it is."""
        return [self.names[i] for i in self.how.wrt]

    def numbered(self, word: str, i: int) -> str:
        """The name of the text with a number."""
        return free(f"{word}_{i}", self.names) if i else self.own[word]

    def head(self, name: str, more: tuple[str, ...] = ()) -> str:
        """The line that begins a function of these parameters; ``more`` follow the first one."""
        first = (self.own["fun"],) if self.fun is None else ()
        star = ("*", *self.named) if self.named else ()
        return (
            f"def {name}({', '.join([*first, *self.placed[:1], *more, *self.placed[1:], *star])}):"
        )

    def call(self, fun: str, changed: dict[str, str] | None = None) -> str:
        """The call of a function with these parameters, some of them replaced."""
        new = {name: name for name in self.names} | (changed or {})
        words = [f"{name}={new[name]}" for name in self.named]
        return f"{fun}({', '.join([*(new[name] for name in self.placed), *words])})"

    def passed(self, fun: str) -> str:
        """The call of another function of this text."""
        first = f"{self.own['fun']}, " if self.fun is None else ""
        return self.call(fun).replace("(", f"({first}", 1)

    def pushed(self, changed: dict[str, str] | None = None) -> str:
        """The text of what is pushed forward."""
        fun = self.own["fun"]
        if self.of_gradient:
            wrt = self.how.wrt[0] if self.how.single else self.how.wrt
            aux = ", has_aux=True" if self.how.has_aux else ""
            fun = f"{self.own['grad']}({fun}, {wrt}{aux})"
        return self.call(fun, changed) + ("[0]" if self.how.has_aux else "")

    def along(self, x: str, unit: str, part: str, changed: dict[str, str] | None = None) -> str:
        """The derivative of what is pushed along one direction of ``x``, as which ``part`` stands."""
        return f"{self.own['jvp']}(lambda {part}: {self.pushed(changed)}, ({x},), ({unit},))[1]"

    def made(self, name: str, lines: list[str], key: str, scope: dict[str, Any]) -> Any:
        """The function that a text defines."""
        scope |= {self.own["np"]: np, "__name__": "s2s_expanded"}
        scope |= {self.own[kind]: public(kind) for kind in ("grad", "jvp")}
        if self.fun is not None:
            scope[self.own["fun"]] = self.fun
        filename = f"<s2s {name}({', '.join(self.names)}) {key}>"
        return written("\n".join(lines) + "\n", name, filename, scope)


@functools.lru_cache(maxsize=256)
def columns_of(asked: Asked, name: str, layout: Layout) -> types.FunctionType:
    """The function of the columns by one parameter: a list for each leaf of it."""
    writer = _Columns(asked, name)
    result = writer.leaves(layout, name, lambda text: text, "    ", 0)
    lines = [asked.head("columns_of_" + name), *writer.lines, f"    return {result}"]
    made = asked.made("columns_of_" + name, lines, f"of {asked.how} for {layout}", writer.scope)
    return made  # type: ignore[no-any-return]


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
        maker = maker_of(layout.type, self.scope)
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


def maker_of(cls: type, scope: dict[str, Any]) -> str:
    """The name of a class in a text."""
    if cls in (tuple, list, dict):
        return cls.__name__
    name = next((name for name, value in scope.items() if value is cls), f"make_{len(scope)}")
    scope[name] = cls
    return name


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
    return asked.made(name, lines, f"{asked.how} for {layouts}, {value}", scope)  # type: ignore[no-any-return]


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
        return value.display(parts, maker_of(value.type, self.scope))

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
        return layout.display(parts, maker_of(layout.type, self.scope))

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


def column_kind(layout: Layout, kind: Any) -> Any:
    """The kind of a column, from that of what `columns_of` returns; None where it is not known."""
    if isinstance(layout, Leaf):
        return getattr(kind, "item", None) if layout.varies else None
    if isinstance(layout, Many):
        return column_kind(layout.part, getattr(kind, "item", None))
    items = getattr(kind, "items", None) or [None] * len(layout.parts)
    found = (column_kind(part, item) for part, item in zip(layout.parts, items, strict=True))
    return next(filter(None, found), None)
