"""From a function object to its syntax tree, with every construct checked."""

from s2s.frontend.check import check
from s2s.frontend.parse import Parsed, parse

__all__ = ["Parsed", "check", "parse"]
