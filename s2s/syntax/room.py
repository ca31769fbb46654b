"""Room for large programs: what the interpreter limits or slows down while trees are built."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_DEPTH = 8000  # frames: passes call themselves some times for each level of an expression
_lock = threading.Lock()
_inside = 0
_before = (0, False)


@contextmanager
def room() -> Iterator[None]:
    """Lets functions call themselves deeper, and holds garbage collection off.

    Trees hold no cycles: the collector would walk millions of nodes again and again and find
    nothing. Both settings belong to the process, so the last of several threads to leave restores
    what the first one found.
    """
    global _inside, _before
    with _lock:
        if not _inside:
            _before = sys.getrecursionlimit(), gc.isenabled()
            sys.setrecursionlimit(max(_before[0], _DEPTH))
            gc.disable()
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                sys.setrecursionlimit(_before[0])
                if _before[1]:
                    gc.enable()
