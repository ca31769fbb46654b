"""Run generated text in this process, with its source where `inspect` and s2s find it."""

from __future__ import annotations

import itertools
import types
from collections.abc import Mapping

from s2s.errors import OURS, Place, note_origins
from s2s.written import written

_COUNT = itertools.count(1)


def load_text(
    text: str, entry: str, objects: Mapping[str, object], places: tuple[Place | None, ...] = ()
) -> types.FunctionType:
    """The function ``entry`` of a module that is given as text.

    Args:
        text: the module's source.
        entry: the name of the function.
        objects: what else its names stand for.
        places: where in the user's text each of its lines comes from.
    """
    filename = f"{OURS}{entry} {next(_COUNT)}>"
    note_origins(filename, places)
    scope: dict[str, object] = {"__name__": f"s2s_generated.{entry}", **objects}
    return written(text, entry, filename, scope)
