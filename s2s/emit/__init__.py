"""From trees to the text of a module."""

from s2s.emit.module import Module, module, text
from s2s.emit.spelling import spelling

__all__ = ["Module", "spelling", "module", "text"]
