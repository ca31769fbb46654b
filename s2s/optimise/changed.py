"""Changed: the names through which a function writes into arrays, lists, dicts and objects."""

from __future__ import annotations

import gast

from s2s.optimise.effects import MUTATORS
from s2s.optimise.facts import Facts
from s2s.optimise.stacks import is_stack
from s2s.syntax import walk


def changed(fn: gast.FunctionDef, facts: Facts) -> set[str]:
    """Names whose contents may not stay what they are, those known from before included.

    The stacks of the forward sweep are left out: who asks looks at those himself.

    >>> fn = gast.parse("def f(x):\\n    d = {}\\n    e = d\\n    d['a'] = x\\n    return e").body[0]
    >>> sorted(changed(fn, Facts()))
    ['d', 'e']
    """
    found = set(facts.in_place | facts.shared)
    copies: list[tuple[str, str]] = []
    for node in walk.nodes(fn):
        match node:
            case gast.Assign(targets=[gast.Name(id=a)], value=gast.Name(id=b)):
                copies.append((a, b))
            case gast.Assign(targets=[goal]) | gast.AugAssign(target=goal):
                while isinstance(goal, gast.Subscript | gast.Attribute):
                    goal = goal.value
                    if isinstance(goal, gast.Name):
                        found.add(goal.id)
            case gast.Call(func=gast.Attribute(value=gast.Name(id=owner), attr=attr)):
                ours = is_stack(owner) and owner not in facts.origin and attr == "append"
                if attr in _WRITERS and not ours:
                    found.add(owner)
    size = -1
    while size != len(found):
        size = len(found)
        for a, b in copies:
            if a in found or b in found:
                found |= {a, b}
    return found


_WRITERS = MUTATORS | {"popitem", "setdefault", "discard", "sort", "reverse", "fill"}
