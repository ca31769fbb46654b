"""Errors in the user's words: what, where, why, and what to do.

Every error that s2s raises about a program is an ``S2SError``. Its text is the sentence, the place
with the source line and carets, a note that says why and a hint that says what to do.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

MARK = "\u00b7"
"""What names that the user did not choose, or that are kept apart, end in until code is written."""


def plain(name: str) -> str:
    """What the user calls a variable; also of a text with names in it.

    >>> plain(f"np{MARK}"), plain("x")
    ('np', 'x')
    """
    return name.replace(MARK, "")


@dataclass(frozen=True)
class Source:
    """Where a function stands: its file and the lines of its text.

    Attributes:
        filename: the file, or what Python says in its place (``<stdin>``).
        first_line: the number of the first of ``lines`` in the file, counted from 1.
        lines: the text.
    """

    filename: str
    first_line: int
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """Line ``number`` of the file, empty if it is not part of this text."""
        index = number - self.first_line
        return self.lines[index] if 0 <= index < len(self.lines) else ""


@dataclass(frozen=True)
class Place:
    """A stretch of one source line; columns are counted from 0, as in syntax trees."""

    source: Source
    line: int
    column: int
    end_column: int


OURS = "<s2s "
"""How the file names of text begin that s2s has written, and reads again."""

_PACKAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "")
_STANDARD_LIBRARY = os.path.join(os.path.dirname(os.path.abspath(os.__file__)), "")
_INSTALLED = tuple(
    os.path.join(_STANDARD_LIBRARY, f"{name}-packages", "") for name in ("site", "dist")
)

_ORIGINS: dict[str, tuple[Place | None, ...]] = {}


def note_origins(filename: str, places: tuple[Place | None, ...]) -> None:
    """Notes where in the user's text each line comes from of a text that s2s has written."""
    _ORIGINS[filename] = places


def users_place(found: Place | None) -> Place | None:
    """The place in the user's text that a place in a text of ours comes from, if it is known."""
    while found is not None and found.source.filename.startswith(OURS):
        places = _ORIGINS.get(found.source.filename, ())[: found.line]
        found = next((place for place in reversed(places) if place is not None), None)
    return found


def is_ours(source: Source | None) -> bool:
    """Whether a text is this package's or Python's own, which users have not written and do not read.

    >>> is_ours(Source(__file__, 1, ())), is_ours(Source(os.__file__, 1, ()))
    (True, True)
    >>> is_ours(Source("model.py", 1, ()))
    False
    """
    if source is None or source.filename.startswith(_PACKAGE):
        return source is not None
    return source.filename.startswith(_STANDARD_LIBRARY) and not source.filename.startswith(
        _INSTALLED
    )


def whole_line(source: Source | None, line: int) -> Place | None:
    """The place of a whole line in the user's text; None for line 0, which is nowhere."""
    if source is None or not line:
        return None
    text = source.line(line).rstrip()
    start = len(text) - len(text.lstrip())
    return users_place(Place(source, line, start, max(len(text), start + 1)))


def place(source: Source | None, node: object) -> Place | None:
    """The place of a syntax tree's node in the user's text, if it is known."""
    line = getattr(node, "lineno", None)
    if source is None or line is None:
        return None
    column = getattr(node, "col_offset", 0) or 0
    end = getattr(node, "end_col_offset", None)
    if end is None or getattr(node, "end_lineno", line) != line:
        end = len(source.line(line).rstrip())
    return users_place(Place(source, line, column, max(end, column + 1)))


class S2SError(Exception):
    """A program that cannot be differentiated.

    Attributes:
        message: one sentence.
        place: where in the user's source, if known.
        note: why.
        hint: what to do.
    """

    def __init__(
        self, message: str, place: Place | None = None, note: str = "", hint: str = ""
    ) -> None:
        self.message = plain(message)
        self.place = place
        self.note = plain(note)
        self.hint = plain(hint)
        super().__init__(render(self.message, place, self.note, self.hint))

    def locate(self, place: Place | None) -> None:
        """Gives the error a place."""
        S2SError.__init__(self, self.message, place, self.note, self.hint)

    def locate_call(self, source: Source | None, node: object) -> None:
        """Gives the error the place of a call, if it stands in a text of ours that was called there."""
        inner, outer = self.place, place(source, node)
        if inner is None or outer is None or not is_ours(inner.source) or is_ours(source):
            return
        if not inner.source.filename.startswith(_PACKAGE):
            name = os.path.relpath(inner.source.filename, _STANDARD_LIBRARY)
            self.note += f"; this is line {inner.line} of Python's {name}, which is called here"
        self.locate(outer)

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.message, self.place, self.note, self.hint))


class UnsupportedError(S2SError):
    """A construct of Python that s2s does not differentiate."""


class MutationError(UnsupportedError):
    """An array, list or object that a derivative flows through is written in place."""


class NoRuleError(S2SError):
    """A function with neither a rule nor Python source."""


class SourceNotFoundError(S2SError):
    """A function whose source cannot be found, or has changed since it was loaded."""


class KindError(S2SError, TypeError):
    """A value of the wrong kind: an integer to differentiate, a result that is no scalar."""


def render(message: str, place: Place | None, note: str, hint: str) -> str:
    """The text of an error.

    >>> source = Source("model.py", 3, ("    yield x",))
    >>> print(render("no `yield`", Place(source, 3, 4, 11), "it pauses", "return a list"))
    no `yield`
      model.py:3:5
        yield x
        ^^^^^^^
    note: it pauses
    hint: return a list
    """
    parts = [message]
    if place is not None:
        text = place.source.line(place.line).rstrip()
        indent = len(text) - len(text.lstrip())
        parts.append(f"  {place.source.filename}:{place.line}:{place.column + 1}")
        if text.strip():
            parts.append(f"    {text.lstrip()}")
            start = max(place.column - indent, 0)
            parts.append("    " + " " * start + "^" * (place.end_column - place.column))
    if note:
        parts.append(f"note: {note}")
    if hint:
        parts.append(f"hint: {hint}")
    return "\n".join(parts)
