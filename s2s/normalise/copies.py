"""Rows of copies that happen at once, in an order in which they can happen one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def ordered(
    copies: Sequence[tuple[str, str]], fresh: Callable[[str], str]
) -> list[tuple[str, str]]:
    """The copies ``(target, source)`` in an order in which no source is overwritten before.

    A cycle is cut by a fresh name.

    >>> ordered([("a", "b"), ("b", "c")], str.upper)
    [('a', 'b'), ('b', 'c')]
    >>> ordered([("b", "c"), ("a", "b")], str.upper)
    [('a', 'b'), ('b', 'c')]
    >>> ordered([("a", "b"), ("b", "a")], str.upper)
    [('B', 'b'), ('b', 'a'), ('a', 'B')]
    """
    goals = {target for target, _ in copies}
    if not any(source in goals for _, source in copies):
        return list(copies)
    pending = list(copies)
    result: list[tuple[str, str]] = []
    while pending:
        sources = [source for _, source in pending]
        for position, (target, source) in enumerate(pending):
            if all(other != target for i, other in enumerate(sources) if i != position):
                result.append((target, source))
                del pending[position]
                break
        else:
            target, source = pending[0]
            held = fresh(source)
            result.append((held, source))
            pending = [(goal, held if old == source else old) for goal, old in pending]
    return result
