"""Run generated text in this process, with its source where `inspect` and s2s find it."""

from __future__ import annotations

import itertools
import linecache
import types
from collections.abc import Mapping

_COUNT = itertools.count(1)


def load_text(text: str, entry: str, objects: Mapping[str, object]) -> types.FunctionType:
    """The function ``entry`` of a module that is given as text.

    Args:
        text: the module's source.
        entry: the name of the function.
        objects: what else its names stand for.
    """
    filename = f"<s2s {entry} {next(_COUNT)}>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    scope: dict[str, object] = {"__name__": f"s2s_generated.{entry}", **objects}
    exec(compile(text, filename, "exec"), scope)
    made = scope[entry]
    assert isinstance(made, types.FunctionType)
    return made
