"""Unseen: adjoints and tangents that are filled, and that nobody looks at, go with what fills them."""

from __future__ import annotations

import itertools

import gast

from s2s.optimise.blocks import blocks, counts, impure
from s2s.optimise.facts import Facts
from s2s.syntax import build, names, walk


def unseen(fn: gast.FunctionDef, facts: Facts) -> None:
    """Removes writes into new arrays of zeros that nothing reads.

    >>> text = "def f(x, d):\\n    x_bar = np.zeros_like(x)\\n    x_bar_dot = np.zeros_like(x_bar)\\n"
    >>> text += "    x_bar[1:] += d\\n    x_bar_dot[1:] += d\\n    return x_bar_dot"
    >>> fn = gast.parse(text).body[0]
    >>> unseen(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f(x, d):
        x_bar = np.zeros_like(x)
        x_bar_dot = np.zeros_like(x)
        x_bar_dot[1:] += d
        return x_bar_dot
    """
    _of_zeros(fn.body)
    binds, _, captured = counts(fn)
    steady = set(walk.parameters(fn)) - binds.keys()
    steady |= {name for name, count in binds.items() if count == 1} - set(walk.parameters(fn))
    # What has an attribute set, `a.shape = 3, 2`, is not what it was.
    steady -= {
        node.value.id
        for node in walk.within(fn.body)
        if isinstance(node, gast.Attribute) and isinstance(node.ctx, gast.Store)
        if isinstance(node.value, gast.Name)
    }
    made: dict[str, str] = {}
    for node in walk.within(fn.body):
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value) if name in steady:
                like = _like(value)
                if like in steady and name not in captured:
                    made[name] = like
    if not made:
        return
    for node in walk.within(fn.body):
        if isinstance(node, gast.Call) and (like := _like(node)) in made:
            while like in made:
                like = made[like]
            node.args[0] = build.name(like)
    candidates = {name for name in made if names.is_derivative(name)}
    kept = [node for node in walk.within(fn.body) if isinstance(node, gast.Name)]
    writes = [
        goal for node in walk.statements(fn.body) if (goal := _filled(node, facts)) is not None
    ]
    for name in candidates:
        mentions = sum(node.id == name for node in kept)
        if writes and mentions == 1 + writes.count(name):
            _drop(fn.body, name, facts)


def _of_zeros(body: list[gast.stmt]) -> None:
    """The zero tangent of a structure of zeros is made of what those were made of.

    >>> fn = gast.parse("a_bar = rt.zeros_like(a); a_bar_dot = rt.zero_tangent(a_bar)")
    >>> _of_zeros(fn.body)
    >>> print(gast.unparse(fn))
    a_bar = rt.zeros_like(a)
    a_bar_dot = rt.zeros_like(a)
    """
    for node in body:
        for inner in blocks(node):
            _of_zeros(inner)
    for node, after in itertools.pairwise(body):
        match node, after:
            case (
                gast.Assign(targets=[gast.Name(id=made)], value=gast.Call() as zeros),
                gast.Assign(value=gast.Call(args=[gast.Name(id=like)]) as tangent),
            ) if made == like and _spelled(zeros) == "rt.zeros_like":
                if _spelled(tangent) == "rt.zero_tangent" and made not in walk.read(zeros):
                    after.value = walk.copy_position(walk.clone(zeros), tangent)


def _spelled(call: gast.Call) -> str | None:
    return build.path(call.func)


def _like(value: gast.AST) -> str:
    """The array ``a`` of ``np.zeros_like(a)``."""
    match value:
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np"), attr="zeros_like"),
            args=[gast.Name(id=name)],
            keywords=[],
        ):
            return str(name)
    return ""


def _filled(node: gast.stmt, facts: Facts) -> str | None:
    """The array that a statement does nothing but write into."""
    match node:
        case gast.AugAssign(target=goal) | gast.Assign(targets=[goal]):
            name = goal.value if isinstance(goal, gast.Subscript) else goal
            if isinstance(node, gast.Assign) and name is goal:
                return None
            if isinstance(name, gast.Name) and not impure(node, facts.impure):
                return str(name.id)
    return None


def _drop(body: list[gast.stmt], name: str, facts: Facts) -> None:
    for node in body:
        for inner in blocks(node):
            _drop(inner, name, facts)
    body[:] = [node for node in body if _filled(node, facts) != name] or [gast.Pass()]
