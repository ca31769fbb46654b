"""Write a generated module into the store."""

from __future__ import annotations

import linecache
import logging
import os
import re
import tempfile
from pathlib import Path

from s2s.store.folder import folder, make_private
from s2s.store.generated import Module
from s2s.store.key import content_key
from s2s.store.load import COMPANION
from s2s.store.stored import Stored, pack

_log = logging.getLogger(__name__)

TEMPORARY = ".s2s-tmp-"
_KEPT = 32


def save(key: str, name: str, module: Module, kinds: str) -> Stored:
    """Compile a module and publish it under ``key``.

    Args:
        key: the content key of all that is known before the module is made.
        name: a readable beginning for the file's name.
        module: the generated module.
        kinds: what the module holds for; a reader compares it.

    A module that cannot be written is not cached, which is all that this means: it is used from
    memory, and its source is given to ``linecache`` so that tracebacks and debuggers show it.
    """
    stem = f"{_plain(name)}_{_variant(module, kinds)}"
    place = folder() / key
    target = place / f"{stem}.py"
    filename = str(target)
    try:
        code = compile(module.text, filename, "exec", dont_inherit=True)
        stored = Stored(module, kinds, code, filename, filename)
        make_private(place.parent)
        make_private(place)
        # The module first: the companion, which a reader looks for, completes the pair.
        write_atomically(target, module.text.encode())
        write_atomically(place / f"{stem}{COMPANION}", pack(stored))
        _prune(place)
    except OSError as error:
        _log.debug("not cached: %s: %s", target, error)
        return in_memory(name, module, kinds)
    return stored


def write_atomically(target: Path, data: bytes) -> None:
    """Write a file that is either there completely or not at all.

    Raises:
        OSError: it cannot be written; what was there before is still there.
    """
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def in_memory(name: str, module: Module, kinds: str) -> Stored:
    """Compile a module that stays in this process."""
    filename = f"<s2s {_plain(name)}_{_variant(module, kinds)}>"
    code = compile(module.text, filename, "exec", dont_inherit=True)
    lines = module.text.splitlines(keepends=True)
    linecache.cache[filename] = (len(module.text), None, lines, filename)
    return Stored(module, kinds, code, filename, None)


def _plain(name: str) -> str:
    return re.sub(r"\W", "", name, flags=re.ASCII)[:60] or "function"


def _variant(module: Module, kinds: str) -> str:
    found = [module.text, kinds]
    found.extend(f"{d.path!r} {d.digest}" for d in module.origins)
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
