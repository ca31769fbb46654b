"""The store: generated modules on disk, found by content, verified before they run."""

from s2s.store.contents import Entry, clear, contents
from s2s.store.fingerprint import fingerprint
from s2s.store.folder import folder
from s2s.store.generated import Binding, Dependency, Generated, Path
from s2s.store.instantiate import instantiate
from s2s.store.key import content_key
from s2s.store.load import load
from s2s.store.recent import note
from s2s.store.save import save, write_atomically
from s2s.store.stored import Stored

__all__ = [
    "Binding",
    "Dependency",
    "Entry",
    "Generated",
    "Path",
    "Stored",
    "clear",
    "content_key",
    "contents",
    "fingerprint",
    "folder",
    "instantiate",
    "load",
    "note",
    "save",
    "write_atomically",
]
