"""What an expression reads only where an operand before it decides so: ``b`` in ``a and b``."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from s2s.normalise.passive import negate
from s2s.normalise.scope import COMPREHENSIONS, free_loads
from s2s.syntax import walk


def tests_of(node: gast.AST) -> dict[str, list[gast.expr]]:
    """Of the names that an expression may not read, the tests under each of which it does."""
    found: dict[str, list[gast.expr | None]] = {}
    for name, test in reads_under(node):
        found.setdefault(name, []).append(test)
    return {name: list(filter(None, tests)) for name, tests in found.items() if None not in tests}


def reads_under(node: gast.AST) -> Iterator[tuple[str, gast.expr | None]]:
    """Each name that an expression reads, with the test under which it is; None where it always is.

    >>> from s2s.syntax import build
    >>> found = reads_under(build.expression("a and (b or c > a)"))
    >>> [(name, test is None) for name, test in found]
    [('a', True), ('b', False), ('c', False), ('a', False)]
    """
    yield from _reads(node, ())


def _reads(node: gast.AST, tests: tuple[gast.expr, ...]) -> Iterator[tuple[str, gast.expr | None]]:
    if isinstance(node, gast.Name):
        yield node.id, _all(tests)
    elif isinstance(node, gast.BoolOp):
        for value in node.values:
            yield from _reads(value, tests)
            tests = (*tests, value if isinstance(node.op, gast.And) else negate(walk.clone(value)))
    elif isinstance(node, gast.IfExp):
        yield from _reads(node.test, tests)
        yield from _reads(node.body, (*tests, node.test))
        yield from _reads(node.orelse, (*tests, negate(walk.clone(node.test))))
    elif isinstance(node, (*COMPREHENSIONS, gast.Lambda)):
        for name in free_loads(node):
            yield name.id, _all(tests)
    else:
        for child in walk.children(node):
            yield from _reads(child, tests)


def _all(tests: tuple[gast.expr, ...]) -> gast.expr | None:
    if len(tests) < 2:
        return walk.clone(tests[0]) if tests else None
    return gast.BoolOp(op=gast.And(), values=[walk.clone(test) for test in tests])
