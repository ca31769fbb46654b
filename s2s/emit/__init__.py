"""From trees to the text of a module."""

from s2s.emit.module import Module, module, text

__all__ = ["Module", "module", "text"]
