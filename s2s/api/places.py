"""Places as generated modules keep them, in the user's own text."""

from __future__ import annotations

import importlib
import linecache
import types

from s2s.errors import Place, Source, is_ours, whole_line


def users_line(lines: list[str], root: types.FunctionType) -> Place | None:
    """The innermost of some lines that is the user's own; else the first of the function."""
    about = importlib.import_module("s2s.refusals").users_function(root) or root
    for line in [*reversed(lines), f"{about.__code__.co_filename}:{about.__code__.co_firstlineno}"]:
        filename, _, number = line.rpartition(":")
        source = Source(filename, 1, tuple(linecache.getlines(filename)))
        if source.lines and not is_ours(source):
            return whole_line(source, int(number))
    return None
