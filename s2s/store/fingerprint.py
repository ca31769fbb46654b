"""What the generated text depends on besides the user's code: s2s itself and what it is made with."""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
import time

import numpy as np

import s2s
from s2s.store.key import content_key, digest_of
from s2s.store.remembered import remember, remembered

# What neither makes text nor is run by it.
_OUTSIDE = frozenset({"api", "cli", "testing", "__pycache__"})
_PRINTERS = ("gast", "astor")
_EXTRAS = ("scipy",)  # what generated code may call besides NumPy
_SETTLED = 2_000_000_000  # ns; a file written since may be written again at the same time


@functools.cache
def fingerprint() -> str:
    """A key for the versions of s2s, its rules and runtime, Python, NumPy, SciPy, gast and astor.

    s2s's own part is the content of its source files, so that a checkout under development never
    serves what an earlier state of it has made. Computed once in a process, in about 1 ms; SciPy,
    gast and astor are not imported for it.
    """
    parts = [sys.version, str(sys.flags.optimize), np.__version__]
    parts.append(_own(os.path.dirname(os.path.abspath(s2s.__file__))))
    parts.extend(_version(name) for name in (*_PRINTERS, *_EXTRAS))
    return content_key(parts)


def _own(folder: str) -> str:
    """The content of s2s's files, read again only where one of them may have changed."""
    try:
        files = _files(folder, _OUTSIDE)
        states = [file.stat() for file in files]
    except OSError:  # imported from an archive: the version has to do
        return str(getattr(s2s, "__version__", ""))
    marks = zip(files, states, strict=True)
    seen = content_key(
        f"{file.path} {s.st_ino} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns}" for file, s in marks
    )
    known = remembered(folder, seen)
    if known is None:
        known = _content(folder, files)
        latest = max((max(s.st_mtime_ns, s.st_ctime_ns) for s in states), default=0)
        if time.time_ns() - latest > _SETTLED:
            remember(folder, seen, known)
    return known


def _files(folder: str, without: frozenset[str] = frozenset()) -> list[os.DirEntry[str]]:
    """All Python files under a folder, in a fixed order."""
    found: list[os.DirEntry[str]] = []
    pending = [folder]
    while pending:
        with os.scandir(pending.pop()) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
        for entry in inside:
            if entry.name in without:
                continue
            if entry.name.endswith(".py"):
                found.append(entry)
            elif entry.is_dir():
                pending.append(entry.path)
    return found


def _content(folder: str, files: list[os.DirEntry[str]]) -> str:
    """The digest of files under a folder."""
    parts: list[str] = []
    for entry in files:
        with open(entry.path, "rb", buffering=0) as file:
            parts += (entry.path[len(folder) :], digest_of(file.read()).hex())
    return content_key(parts)


@functools.cache
def _listed(folder: str) -> list[str]:
    return os.listdir(folder)


def _version(name: str) -> str:
    """The version of an installed package from the name of its metadata folder.

    `importlib.metadata` would take longer than all the rest of a warm start.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return "none"
    folder = spec.submodule_search_locations[0]
    start = f"{name}-"
    try:
        for entry in _listed(os.path.dirname(folder)):
            if entry.startswith(start) and entry.endswith((".dist-info", ".egg-info")):
                return entry
        return _content(folder, _files(folder))
    except OSError:
        return "unknown"
