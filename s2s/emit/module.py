"""The text of a whole generated module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import gast

from s2s.emit.printer import Printer
from s2s.errors import Place, Source, whole_line


@dataclass(frozen=True)
class Module:
    """What a generated module holds.

    Attributes:
        title: the first line of its docstring.
        imports: module to the name under which it is imported.
        header: statements after the imports, as text.
        functions: the functions, in order.
        comments: ``id`` of a statement to the comment beside it.
        markers: ``id`` of a statement to the comment above it.
        sources: ``id`` of a function to the text that it was made from.
    """

    title: str
    imports: Mapping[str, str]
    functions: Sequence[gast.FunctionDef]
    header: Sequence[str] = ()
    comments: Mapping[int, str] = field(default_factory=dict)
    markers: Mapping[int, str] = field(default_factory=dict)
    sources: Mapping[int, Source | None] = field(default_factory=dict)


def module(spec: Module) -> tuple[str, tuple[Place | None, ...]]:
    """The text, and for each of its lines the user's line that it comes from."""
    printer = Printer(spec.comments, spec.markers)
    printer.line(f'"""{spec.title}"""')
    imports = sorted(spec.imports.items(), key=lambda item: (item[0] not in _STANDARD, item[0]))
    if imports:
        printer.line("")
    for name, alias in imports:
        printer.line(f"import {name}" if name == alias else f"import {name} as {alias}")
    for part in spec.header:
        for text in part.splitlines() or [""]:
            printer.line(text)
    places: list[Place | None] = [None] * len(printer.lines)
    for node in spec.functions:
        printer.line("")
        printer.line("")
        printer.function(node)
        source = spec.sources.get(id(node))
        places += [whole_line(source, line) for line in printer.origins[len(places) :]]
    return "\n".join(printer.lines) + "\n", tuple(places)


def text(functions: Sequence[gast.FunctionDef]) -> str:
    """The text of some functions, without comments."""
    printer = Printer({}, {})
    for node in functions:
        printer.function(node)
        printer.line("")
    return "\n".join(printer.lines)


_STANDARD = ("math", "cmath", "operator", "functools", "sys", "types", "dataclasses")
