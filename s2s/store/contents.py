"""List and clear the store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from s2s.store.folder import folder, is_private
from s2s.store.load import COMPANION
from s2s.store.recent import forget
from s2s.store.remembered import SUFFIX
from s2s.store.save import TEMPORARY

_KEY = re.compile(r"[0-9a-f]{32}")
_STEM = re.compile(r"\w+_[0-9a-f]{16}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """A module in the store: its name, its file, and the size in bytes of all that belongs to it."""

    name: str
    path: Path
    size: int


def contents() -> list[Entry]:
    """The modules in the store, by name."""
    found = []
    for place in _places():
        for module in place.glob("*.py"):
            if _STEM.fullmatch(module.stem):
                files = (module, module.with_suffix(COMPANION))
                size = sum(file.stat().st_size for file in files if file.is_file())
                found.append(Entry(module.stem.rpartition("_")[0], module, size))
    return sorted(found, key=lambda entry: (entry.name, str(entry.path)))


def clear() -> tuple[int, int]:
    """Delete what the store has written, and nothing else.

    Returns:
        How many modules there were, and the bytes that were freed.
    """
    count = freed = 0
    for place in _places():
        for file in list(place.iterdir()):
            ours = file.suffix in (".py", COMPANION) and _STEM.fullmatch(file.stem)
            if (ours or file.name.startswith(TEMPORARY)) and file.is_file():
                freed += file.stat().st_size
                count += file.suffix == ".py"
                file.unlink(missing_ok=True)
        if not any(place.iterdir()):
            place.rmdir()
    root = folder()
    if is_private(root):
        for file in root.glob(f"*{SUFFIX}"):
            if _KEY.fullmatch(file.stem) and file.is_file():
                freed += file.stat().st_size
                file.unlink(missing_ok=True)
    forget()
    return count, freed


def _places() -> list[Path]:
    root = folder()
    if not is_private(root):
        return []
    return sorted(p for p in root.iterdir() if _KEY.fullmatch(p.name) and is_private(p))
