"""From trees to the text of a module."""

from s2s.emit.function_names import function_names
from s2s.emit.module import Module, module, text

__all__ = ["Module", "function_names", "module", "text"]
