"""Which of several functions a value is."""

from __future__ import annotations

import hashlib
import types
from typing import Any

from s2s.runtime.refused import Refused


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


def is_instance(value: Any, classes: Any) -> bool:
    """``isinstance``, where objects of ours may stand for those of several of a library's classes.

    Raises:
        Refused: it is such an object, and it is not known which class that would be.

    >>> is_instance(1.5, float)
    True
    """
    if type(value).__module__.startswith("s2s.runtime."):
        raise Refused(
            f"s2s cannot tell of which of the library's classes this `{type(value).__name__}` would be",
            "ask before it is made, or for what all of these classes have in common",
        )
    return isinstance(value, classes)
