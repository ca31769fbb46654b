"""Write a generated module into the store."""

from __future__ import annotations

import linecache
import logging
import os
import re
from pathlib import Path

from s2s.store.folder import folder, make_private
from s2s.store.generated import Generated
from s2s.store.key import content_key
from s2s.store.load import COMPANION
from s2s.store.stored import Stored, pack

_log = logging.getLogger(__name__)

TEMPORARY = ".s2s-tmp-"
_KEPT = 32


def save(key: str, name: str, generated: Generated, kinds: str) -> Stored:
    """Compile a module and publish it under ``key``.

    A module that cannot be written is not cached, which is all that this means: it is used from
    memory, and its source is given to ``linecache`` so that tracebacks and debuggers show it.
    """
    stem = f"{_plain(name)}_{_variant(generated, kinds)}"
    place = folder() / key
    target = place / f"{stem}.py"
    filename = str(target)
    try:
        code = compile(generated.text, filename, "exec", dont_inherit=True)
        stored = Stored(generated, kinds, code, filename, filename)
        make_private(place.parent)
        make_private(place)
        # The module first: the companion, which a reader looks for, completes the pair.
        write_atomically(target, generated.text.encode())
        write_atomically(place / f"{stem}{COMPANION}", pack(stored))
        _prune(place)
    except OSError as error:
        _log.debug("not cached: %s: %s", target, error)
        return _in_memory(f"<s2s {stem}>", generated, kinds)
    return stored


def write_atomically(target: Path, data: bytes) -> None:
    """Write a file that is either there completely or not at all.

    Raises:
        OSError: it cannot be written; what was there before is still there.
    """
    # As `tempfile` does it, whose import would take longer than all the writing.
    temporary = target.with_name(f"{TEMPORARY}{os.getpid()}-{os.urandom(8).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _in_memory(filename: str, generated: Generated, kinds: str) -> Stored:
    code = compile(generated.text, filename, "exec", dont_inherit=True)
    lines = generated.text.splitlines(keepends=True)
    linecache.cache[filename] = (len(generated.text), None, lines, filename)
    return Stored(generated, kinds, code, filename, None)


def _plain(name: str) -> str:
    return re.sub(r"\W", "", name, flags=re.ASCII)[:60] or "function"


def _variant(generated: Generated, kinds: str) -> str:
    found = [generated.text, kinds, generated.surroundings]
    found.extend(f"{d.path!r} {d.digest}" for d in generated.dependencies)
    return content_key(found)[:16]


def _prune(place: Path) -> None:
    """Drop the oldest variants of a key that has many: functions it calls were edited often."""
    companions = list(place.glob(f"*{COMPANION}"))
    if len(companions) <= _KEPT:
        return
    companions.sort(key=lambda path: path.stat().st_mtime)
    for old in companions[:-_KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".py").unlink(missing_ok=True)
