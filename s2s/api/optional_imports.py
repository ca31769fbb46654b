"""Modules that a function tries to import: which are there decides what its derivative is made of."""

from __future__ import annotations

import dis
import functools
import importlib
import types

_IMPORT = dis.opmap["IMPORT_NAME"]


def optional_imports(code: types.CodeType) -> tuple[bool, ...]:
    """Of each import inside of a ``try`` statement, functions inside included: whether it succeeds.

    >>> def f():
    ...     try:
    ...         import a_module_that_is_nowhere
    ...     except ImportError:
    ...         return 1
    >>> optional_imports(f.__code__)
    (False,)
    """
    return tuple(_succeeds(module, name) for module, name in _tried(code))


@functools.lru_cache(maxsize=4096)
def _tried(code: types.CodeType) -> tuple[tuple[str, str], ...]:
    """Modules, each with a name to be taken from it, or an empty one."""
    tried: list[tuple[str, str]] = []
    if code.co_exceptiontable and _IMPORT in code.co_code[::2]:
        module = ""
        for step in dis.get_instructions(code):
            if step.opname == "IMPORT_NAME":
                module = step.argval
                tried.append((module, ""))
            elif step.opname == "IMPORT_FROM":
                tried.append((module, step.argval))
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            tried += _tried(const)
    return tuple(tried)


def _succeeds(module: str, name: str) -> bool:
    """Whether a module, or what is to be taken from it, is there; the program imports it as well."""
    try:
        owner = importlib.import_module(module) if module else None
        if name and not hasattr(owner, name):
            importlib.import_module(f"{module}.{name}")
    except ImportError:
        return False
    except Exception:  # it is there, and fails
        return True
    return True
