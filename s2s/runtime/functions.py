"""Which of several functions a value is."""

from __future__ import annotations

import hashlib
import types
from typing import Any


def fingerprint(fun: Any) -> str:
    """What tells functions of one name apart: a digest of the code; the name where there is none.

    >>> first, second = (lambda x: x + 1.0), (lambda x: x * 2.0)
    >>> fingerprint(first) == fingerprint(second), fingerprint(first) == fingerprint(first)
    (False, True)
    """
    code = fun if isinstance(fun, types.CodeType) else getattr(fun, "__code__", None)
    if code is None:
        return str(getattr(fun, "__name__", ""))
    constants = []
    for value in code.co_consts:
        if isinstance(value, types.CodeType):
            constants.append(fingerprint(value))
        else:  # the order of a set is another in every process
            items = sorted(map(repr, value)) if isinstance(value, frozenset) else value
            constants.append(repr(items))
    parts = (code.co_code, code.co_names, code.co_varnames, code.co_freevars, constants)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def distribution(value: Any) -> str:
    """The name of one of SciPy's distributions, or of a frozen one.

    >>> class Named:
    ...     name = "norm"
    >>> distribution(Named())
    'norm'
    """
    name = getattr(getattr(value, "dist", value), "name", None)
    return str(name or type(value).__name__.removesuffix("_frozen").removesuffix("_gen"))
