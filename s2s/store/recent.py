"""Modules that this process has used, so that equal functions made again do not go to disk."""

from __future__ import annotations

from s2s.store.stored import Stored

_LIMIT = 1024
_modules: dict[str, tuple[Stored, ...]] = {}


def recent(key: str) -> tuple[Stored, ...]:
    """What was noted under ``key``, the newest first."""
    return _modules.get(key, ())


def note(key: str, stored: Stored) -> None:
    """Keep a module for the next function with this key."""
    if len(_modules) >= _LIMIT:
        _modules.clear()
    others = tuple(s for s in _modules.get(key, ()) if s.filename != stored.filename)
    _modules[key] = (stored, *others[:7])


def forget() -> None:
    """Drop everything that was noted."""
    _modules.clear()
