"""The identity of a function's source, taken from its code object."""

from __future__ import annotations

import sys
import types

from s2s.store.key import content_key


def digest(function: types.FunctionType) -> str:
    """A key for the source of a function, and for the module that it is in.

    It is that of the compiled code with its names, constants and positions relative to the first
    line: reading the file again would take longer, and could find a text that is not the one the
    function was made from. A function that only moved within its file has the same digest.

    >>> one, two = (lambda x: x + 1), (lambda x: x + 2)
    >>> digest(one) == digest(two)
    False
    """
    return content_key([_importable(function), *_code(function.__code__)])


def _importable(function: types.FunctionType) -> str:
    """The module's name if generated code can import it and then sees the function's globals."""
    name = function.__globals__.get("__name__")
    module = sys.modules.get(name) if isinstance(name, str) else None
    if module is not None and module.__dict__ is function.__globals__:
        return str(name)
    return ""


def _code(code: types.CodeType) -> list[str]:
    parts = [
        code.co_name,
        code.co_code.hex(),
        code.co_linetable.hex(),
        code.co_exceptiontable.hex(),
        repr((code.co_flags, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)),
        repr((code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)),
    ]
    for constant in code.co_consts:
        parts.extend(_constant(constant))
    return parts


def _constant(value: object) -> list[str]:
    if isinstance(value, types.CodeType):
        return ["code", *_code(value)]
    if isinstance(value, tuple):
        return ["tuple", str(len(value)), *[part for item in value for part in _constant(item)]]
    if isinstance(value, frozenset):  # in an order that does not depend on hash randomisation
        return ["set", *sorted("\0".join(_constant(item)) for item in value)]
    return [type(value).__name__, repr(value)]
