"""Which argument of a call goes to which parameter of a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from s2s.rules.rule import Rule

Item = TypeVar("Item")


def bind(
    rule: Rule, args: Sequence[Item], kwargs: Mapping[str, Item]
) -> dict[str, Item | tuple[Item, ...]]:
    """Arguments (values or trees) by parameter name; a variadic parameter gets a tuple.

    Parameters that the call omits are absent: their values are in ``rule.defaults``.

    Raises:
        TypeError: the call does not fit.

    >>> from s2s.rules.rule import Rule
    >>> bind(Rule("f", ("a", "*rest"), "zero"), [1, 2, 3], {})
    {'a': 1, 'rest': (2, 3)}
    """
    bound: dict[str, Item | tuple[Item, ...]] = {}
    position = 0
    for param in rule.params:
        if param.startswith("*"):
            bound[param[1:]] = tuple(args[position:])
            position = len(args)
        elif position < len(args):
            bound[param] = args[position]
            position += 1
    if position < len(args):
        raise TypeError(f"{rule.name}() takes {position} positional arguments, not {len(args)}")
    for name, value in kwargs.items():
        if name in bound or (name not in rule.params and name not in rule.keywords):
            raise TypeError(f"{rule.name}() got an unexpected or repeated argument {name!r}")
        bound[name] = value
    for param in rule.params:
        if not param.startswith("*") and param not in bound and param not in rule.defaults:
            raise TypeError(f"{rule.name}() misses the argument {param!r}")
    return bound
