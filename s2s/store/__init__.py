"""The store: generated modules on disk, found by content, verified before they run."""

from s2s.store.contents import Entry, clear, contents
from s2s.store.fingerprint import fingerprint
from s2s.store.folder import folder
from s2s.store.digest import digest
from s2s.store.generated import Bound, Module, Origin, Path
from s2s.store.instantiate import instantiate
from s2s.store.key import content_key
from s2s.store.load import load
from s2s.store.reach import Unreachable, cells, reach
from s2s.store.recent import note
from s2s.store.save import in_memory, save, write_atomically
from s2s.store.stored import Stored

__all__ = [
    "Bound",
    "Entry",
    "Module",
    "Origin",
    "Path",
    "Stored",
    "Unreachable",
    "cells",
    "clear",
    "content_key",
    "contents",
    "digest",
    "fingerprint",
    "folder",
    "in_memory",
    "instantiate",
    "load",
    "note",
    "reach",
    "save",
    "write_atomically",
]
