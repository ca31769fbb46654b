"""Number: names that are told apart by a number count up in the order of the text."""

from __future__ import annotations

import builtins
import re

import gast

from s2s.optimise.blocks import blocks, counts, rename
from s2s.optimise.facts import Facts
from s2s.syntax import walk
from s2s.syntax.names import Namer


def number(fn: gast.FunctionDef, facts: Facts) -> None:
    """Gives every local name that is not the user's the lowest number that is free.

    >>> fn = gast.parse("def f(x):\\n    t_4 = x + 1\\n    t_2 = t_4 * x\\n    return t_2").body[0]
    >>> number(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f(x):
        t = x + 1
        t_1 = t * x
        return t_1
    """
    bound, read, captured = counts(fn)
    params = set(walk.parameters(fn))
    users = set(facts.origin.values())
    fixed = params | captured | {node.name for node in _functions(fn.body)}
    order = [name for name in dict.fromkeys(_bound(fn.body)) if name not in fixed]
    namer = Namer(fixed | (set(read) - set(bound)) | set(dir(builtins)))
    # A name of the user's keeps its spelling, whoever else would like to have it.
    kept = [name for name in order if name in users]
    namer.reserve(kept)
    names = {}
    for name in order:
        if name not in users:
            names[name] = namer.fresh(re.sub(r"_\d+$", "", name))
    rename(fn.body, names)


def _bound(body: list[gast.stmt]) -> list[str]:
    found: list[str] = []
    for node in body:
        if isinstance(node, gast.For):
            found += _targets(node.target)
        elif isinstance(node, gast.With):
            for item in node.items:
                found += _targets(item.optional_vars)
        elif isinstance(node, gast.Assign):
            for goal in node.targets:
                found += _targets(goal)
        elif isinstance(node, gast.AugAssign):
            found += _targets(node.target)
        for inner in blocks(node):
            found += _bound(inner)
    # Bound in any other way (an import, a comprehension): left as they are.
    return found


def _targets(goal: gast.AST | None) -> list[str]:
    if isinstance(goal, gast.Name):
        return [goal.id]
    if isinstance(goal, gast.Tuple | gast.List):
        return [name for element in goal.elts for name in _targets(element)]
    if isinstance(goal, gast.Starred):
        return _targets(goal.value)
    return []


def _functions(body: list[gast.stmt]) -> list[gast.FunctionDef]:
    found = []
    for node in body:
        if isinstance(node, gast.FunctionDef):
            found.append(node)
        for inner in blocks(node):
            found += _functions(inner)
    return found
