"""What can be said of a callable from outside: its module, whether it is a library's."""

from __future__ import annotations

# Modules of s2s that the user calls; the others hold Python texts that stand for functions.
OWN = ("s2s.api", "s2s.testing", "s2s.pipeline", "s2s.cli", "s2s.store", "s2s.frontend")


def module_name(value: object) -> str:
    return str(getattr(value, "__module__", None) or "")


def top_module(value: object) -> str:
    owner = getattr(value, "__module__", None) or type(getattr(value, "__self__", None)).__module__
    return str(owner).split(".")[0]


def unhashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:  # also from types that have a __hash__, such as ctypes' functions
        return True
    return False
