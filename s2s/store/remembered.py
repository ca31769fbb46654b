"""What the content of a folder was when its files looked as they do now.

Python itself takes a file for unchanged whose time and size are; here, the time of its last change
of any kind and its place on the disk count too.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

from s2s.store.folder import folder, is_private, make_private
from s2s.store.key import content_key
from s2s.store.save import write_atomically

_log = logging.getLogger(__name__)

SUFFIX = ".seen"
_TEXT = re.compile(r"([0-9a-f]{32}) ([0-9a-f]{32})")


def remembered(of: str, seen: str) -> str | None:
    """The content key of the files of a folder, if they looked the same when it was computed."""
    if not is_private(folder()):
        return None
    try:
        with open(_place(of), encoding="ascii") as file:
            found = _TEXT.fullmatch(file.read())
    except (OSError, ValueError):
        return None
    return found[2] if found is not None and found[1] == seen else None


def remember(of: str, seen: str, content: str) -> None:
    """Keeps the content key of the files of a folder that look as ``seen`` says."""
    place = _place(of)
    try:
        make_private(place.parent)
        write_atomically(place, f"{seen} {content}".encode())
    except OSError as error:
        _log.debug("not kept: %s: %s", place, error)


def _place(of: str) -> Path:
    return folder() / f"{content_key([of])}{SUFFIX}"
