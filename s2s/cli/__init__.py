"""The command line: ``s2s dump``, ``stages``, ``rules`` and ``cache``."""

from s2s.cli.main import main

__all__ = ["main"]
