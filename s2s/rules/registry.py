"""Finding the rule of a function object."""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

from s2s.rules import declarations as _declarations
from s2s.rules.declare import DECLARED, Declaration
from s2s.rules.rule import Rule

# Modules that are looked into only if the program has imported them.
_OPTIONAL = ("scipy",)

assert _declarations  # imported for its effect: every declaration is made


def resolve(name: str) -> Any:
    """The object that a dotted name means; None where the installed version lacks it.

    >>> resolve("math.sin")
    <built-in function sin>
    """
    parts = name.split(".")
    if parts[0] in _OPTIONAL and parts[0] not in sys.modules:
        return None
    for split in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:split]))
        except ImportError:
            continue
        for part in parts[split:]:
            found = getattr(found, part, None)
            if found is None:
                return None
        return found
    return None


@functools.cache
def _objects() -> dict[Any, Declaration]:
    table: dict[Any, Declaration] = {}
    for name, declaration in DECLARED.items():
        found = resolve(name)
        if found is not None:
            table.setdefault(found, declaration)
    return table


@functools.cache
def _rule(declaration: Declaration) -> Rule:
    return declaration.rule(resolve(declaration.name))


def lookup(function: Any) -> Rule | None:
    """The rule of a function object, or None.

    >>> import numpy as np
    >>> lookup(np.tanh).partials["x"]
    '1 - ans**2'
    """
    try:
        declaration = _objects().get(function)
    except TypeError:  # not hashable, so no function that we know
        return None
    return None if declaration is None else _rule(declaration)


def by_name(name: str) -> Rule | None:
    """The rule of a function by its dotted name; None where there is none, or no function."""
    declaration = DECLARED.get(name)
    return None if declaration is None or resolve(name) is None else _rule(declaration)


def names() -> Iterator[str]:
    """The dotted names of all functions with a rule that are installed here, sorted."""
    return iter(sorted(name for name in DECLARED if resolve(name) is not None))


def function_of(rule: Rule) -> Callable[..., Any]:
    """The function that a rule is about."""
    found: Callable[..., Any] = resolve(rule.name)
    return found
