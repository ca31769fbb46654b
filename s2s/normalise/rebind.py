"""Python looks a captured variable up when a function is called; the normal form binds it early.

Where the function is only called, by its own name, the two are the same if the function is defined
again right after each assignment to what it captures.
"""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.normalise.captures import Site, bound, captured_names, conflicts, reads, statements
from s2s.normalise.context import Context
from s2s.syntax import walk


def rebind(
    body: Sequence[gast.stmt], params: Sequence[str], context: Context
) -> tuple[list[gast.stmt], dict[int, gast.FunctionDef]]:
    """The block with definitions repeated where what they capture is assigned after them.

    Returns:
        The block, and of each definition that was repeated, and of its copies, the first one.

    >>> from s2s.normalise.scope import scope
    >>> node = gast.parse("def f(x):\\n def g():\\n  return x\\n x = 2\\n y = g()").body[0]
    >>> made, _ = rebind(node.body, ["x"], Context(scope(node), (), None))
    >>> print([type(part).__name__ for part in made])
    ['FunctionDef', 'Assign', 'FunctionDef', 'Assign']
    """
    wanted = {id(node) for node, _ in conflicts(body, params, context)}
    found = list(statements(body))
    sites = {id(node): site for node, site, *_ in found}
    again: dict[int, list[gast.FunctionDef]] = {}
    for node, site, *_ in found:
        if id(node) not in wanted or not isinstance(node, gast.FunctionDef):
            continue
        if not _only_called(node, body):
            continue
        names = captured_names(node) & context.variables
        for other, *_ in found:
            if names & set(bound(other)) and _follows(sites[id(other)], site):
                again.setdefault(id(other), []).append(node)
    first: dict[int, gast.FunctionDef] = {}
    # Each definition is a value of its own: the variable has one after the other.
    context.variables |= {node.name for made in again.values() for node in made}
    return (_block(body, again, first) if again else list(body)), first


def _follows(other: Site, site: Site) -> bool:
    return other.position > site.position and site.may_precede(other)


def _only_called(node: gast.FunctionDef, body: Sequence[gast.stmt]) -> bool:
    """Whether a function without defaults is called and nothing else, and is done then."""
    if node.args.defaults or any(node.args.kw_defaults):
        return False
    if node.type_comment == "generator":
        return False  # what was called goes on to read the variable
    makes = (gast.Lambda, gast.FunctionDef, gast.GeneratorExp)
    if any(isinstance(child, makes) for child in walk.nodes(node.body)):
        return False  # what it makes may do so too
    for other, *_ in statements(body):
        if other is node:
            continue
        if isinstance(other, gast.FunctionDef) and other.name == node.name:
            return False
        value = getattr(other, "value", None)
        func = value.func if isinstance(value, gast.Call) else None
        called = isinstance(func, gast.Name) and func.id == node.name
        if reads(other, {node.name}) > called:
            return False
    return True


def _block(
    body: Sequence[gast.stmt],
    again: dict[int, list[gast.FunctionDef]],
    first: dict[int, gast.FunctionDef],
) -> list[gast.stmt]:
    out: list[gast.stmt] = []
    for node in body:
        made: list[gast.stmt] = []
        for function in again.get(id(node), ()):
            made.append(walk.clone(function))
            first[id(made[-1])] = first[id(function)] = function
        if isinstance(node, gast.For | gast.While | gast.If | gast.With):
            node.body = _block(node.body, again, first)
            if getattr(node, "orelse", None):
                node.orelse = _block(node.orelse, again, first)
        if isinstance(node, gast.For | gast.With):
            node.body = [*made, *node.body]
            made = []
        out += [node, *made]
    return out
