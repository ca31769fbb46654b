"""The folder that holds generated modules."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


def folder() -> Path:
    """``$S2S_CACHE_DIR``, else the ``s2s`` folder in the platform's user cache folder.

    The folder need not exist.
    """
    chosen = os.environ.get("S2S_CACHE_DIR")
    if chosen:
        return Path(os.path.abspath(os.path.expanduser(chosen)))
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "s2s"


def is_private(path: str | Path) -> bool:
    """Whether a folder is a real one, ours, and nobody else may write into it.

    Code is executed from here, so a folder that another user could have filled is not used.
    """
    try:
        found = os.lstat(path)
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    if not hasattr(os, "getuid"):  # Windows: access lists, which the profile folder inherits
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def make_private(path: Path) -> None:
    """Make a folder of mode 0700, with its parents.

    Raises:
        OSError: it cannot be made, or there is one that is not private.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        if is_private(path):
            return
        if hasattr(os, "getuid") and not path.is_symlink() and path.stat().st_uid == os.getuid():
            # Ours, but open to others, as `mkdir` makes it under a usual umask: what is in it may
            # not be ours. An empty one can be closed.
            if not any(path.iterdir()):
                path.chmod(0o700)
                return
        raise PermissionError(f"{path} can be written by other users; it is not used") from None
