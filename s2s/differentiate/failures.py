"""Errors at a place of the user's source."""

from __future__ import annotations

import dataclasses

import gast

from s2s.errors import Source, UnsupportedError, place


@dataclasses.dataclass(frozen=True)
class Failures:
    """Makes the errors of one function."""

    source: Source | None

    def __call__(
        self, message: str, node: gast.AST, note: str, hint: str,
        error: type[Exception] = UnsupportedError,
    ) -> Exception:  # fmt: skip
        """The error, to be raised."""
        source = self.source
        where = place(source, node) if source is not None and hasattr(node, "lineno") else None
        return error(message, place=where, note=note, hint=hint)  # type: ignore[call-arg]
