"""Run generated text in this process, with its source where `inspect` and s2s find it."""

from __future__ import annotations

import itertools
import types
from collections.abc import Mapping

from s2s.written import written

_COUNT = itertools.count(1)


def load_text(text: str, entry: str, objects: Mapping[str, object]) -> types.FunctionType:
    """The function ``entry`` of a module that is given as text.

    Args:
        text: the module's source.
        entry: the name of the function.
        objects: what else its names stand for.
    """
    filename = f"<s2s {entry} {next(_COUNT)}>"
    scope: dict[str, object] = {"__name__": f"s2s_generated.{entry}", **objects}
    return written(text, entry, filename, scope)
