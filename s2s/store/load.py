"""Read generated modules from the store."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

from s2s.store.folder import folder, is_private
from s2s.store.recent import recent
from s2s.store.stored import Stored, unpack

_log = logging.getLogger(__name__)

COMPANION = ".s2s"


def load(key: str) -> Iterator[Stored]:
    """Every module that was saved under ``key``; they differ in what the user's code called.

    Whatever cannot be read, or is not what was written, is passed over.
    """
    seen = set()
    for stored in recent(key):
        if stored.path is None or os.path.exists(stored.path):
            seen.add(stored.filename)
            yield stored
    root = folder()
    if not is_private(root):
        return
    place = os.path.join(root, key)
    try:
        names = [name for name in os.listdir(place) if name.endswith(COMPANION)]
    except OSError:
        return
    for name in sorted(names):
        companion = os.path.join(place, name)
        module = companion.removesuffix(COMPANION) + ".py"
        if module in seen:
            continue
        found = _read(companion, module)
        if found is not None:
            yield found


def _read(companion: str, module: str) -> Stored | None:
    try:
        with open(companion, "rb", buffering=0) as file:
            data = file.read()
        with open(module, "rb", buffering=0) as file:
            text = file.read()
        return unpack(data, text, module)
    except Exception as error:  # damaged content can fail in any way; all of them are a miss
        _log.debug("not used: %s: %s", companion, error)
        return None
