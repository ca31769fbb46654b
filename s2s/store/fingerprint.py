"""What the generated text depends on besides the user's code: s2s itself and what it is made with."""

from __future__ import annotations

import functools
import importlib.util
import os
import sys

import numpy as np

import s2s
from s2s.store.key import content_key, digest_of

# What neither makes text nor is run by it.
_OUTSIDE = frozenset({"api", "cli", "testing", "__pycache__"})
_PRINTERS = ("gast", "astor")
_EXTRAS = ("scipy",)  # what generated code may call besides NumPy


@functools.cache
def fingerprint() -> str:
    """A key for the versions of s2s, its rules and runtime, Python, NumPy, SciPy, gast and astor.

    s2s's own part is the content of its source files, so that a checkout under development never
    serves what an earlier state of it has made. Computed once in a process, in about 2 ms; SciPy,
    gast and astor are not imported for it.
    """
    parts = [sys.version, str(sys.flags.optimize), np.__version__]
    parts.append(_content(os.path.dirname(os.path.abspath(s2s.__file__)), _OUTSIDE))
    parts.extend(_version(name) for name in (*_PRINTERS, *_EXTRAS))
    return content_key(parts)


def _content(folder: str, without: frozenset[str] = frozenset()) -> str:
    """The digest of all Python files under a folder; '' if it cannot be listed."""
    parts: list[str] = []
    pending = [folder]
    try:
        while pending:
            with os.scandir(pending.pop()) as found:
                entries = sorted(found, key=lambda entry: entry.name)
            for entry in entries:
                if entry.name in without:
                    continue
                if entry.name.endswith(".py"):
                    with open(entry.path, "rb", buffering=0) as file:
                        parts += (entry.path[len(folder) :], digest_of(file.read()).hex())
                elif entry.is_dir():
                    pending.append(entry.path)
    except OSError:  # imported from an archive: the version has to do
        return str(getattr(s2s, "__version__", ""))
    return content_key(parts)


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
        for entry in os.listdir(os.path.dirname(folder)):
            if entry.startswith(start) and entry.endswith((".dist-info", ".egg-info")):
                return entry
    except OSError:
        return "unknown"
    return _content(folder)
