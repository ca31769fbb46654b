"""``a.shape = s`` of an array that has one name only: ``a = a.reshape(s)``.

All names of an array would see its new shape, so it is rewritten only where the function has made the
array itself, and hands it to nobody.
"""

from __future__ import annotations

from collections.abc import Collection

import gast

from s2s.normalise.passive import Location, location
from s2s.syntax import build, walk

_FRESH = frozenset(
    "zeros ones empty full arange linspace array copy zeros_like ones_like empty_like full_like "
    "concatenate stack hstack vstack repeat tile outer where".split()
)
"""Functions that make an array which nothing else refers to."""
_SAME = frozenset(
    "asarray asanyarray ascontiguousarray asfortranarray asarray_chkfinite require atleast_1d "
    "atleast_2d atleast_3d broadcast_to squeeze".split()
)
"""Functions that may hand out what they are given."""
_LIBRARIES = frozenset({"np", "numpy"})
_LOOKS = gast.BinOp | gast.UnaryOp | gast.Compare | gast.AugAssign | gast.Return | gast.BoolOp


def shapes(node: gast.FunctionDef, apart: Collection[Location]) -> None:
    """Rewrites the assignments at the given places, in the tree."""
    found = [child for child in walk.nodes(node) if _is_place(child, apart)]
    own = {child.targets[0].value.id for child in found} - set(walk.parameters(node))
    alone = {name for name in own if _is_alone(name, node)}
    for child in found:
        array = child.targets[0].value
        if array.id in alone:
            made = build.call(build.attribute(walk.clone(array), "reshape"), child.value)
            child.targets = [walk.copy_position(build.target(array.id), array)]
            child.value = walk.place(made, child)


def _is_place(node: gast.AST, apart: Collection[Location]) -> bool:
    if not isinstance(node, gast.Assign) or len(node.targets) != 1:
        return False
    goal = node.targets[0]
    named = isinstance(goal, gast.Attribute) and isinstance(goal.value, gast.Name)
    return named and goal.attr == "shape" and location(goal) in apart


def _is_alone(name: str, node: gast.FunctionDef) -> bool:
    """Whether a variable only holds arrays that no other name refers to."""
    for parent in walk.nodes(node):
        inner = parent is not node and isinstance(parent, gast.FunctionDef | gast.Lambda)
        if inner and name in walk.read(parent):
            return False
        for child in walk.children(parent):
            if (
                isinstance(child, gast.Name)
                and child.id == name
                and not _is_harmless(child, parent)
            ):
                return False
    return True


def _is_harmless(child: gast.Name, parent: gast.AST) -> bool:
    """Whether a name stands where the array gets no further name."""
    if isinstance(child.ctx, gast.Store) and isinstance(parent, gast.Assign):
        return len(parent.targets) == 1 and _is_fresh(parent.value)
    if isinstance(parent, gast.Call):
        func = parent.func
        root = func.value if isinstance(func, gast.Attribute) else None
        library = isinstance(root, gast.Name) and root.id in _LIBRARIES
        return library and func.attr not in _SAME
    if isinstance(parent, gast.Subscript | gast.Attribute):
        return parent.value is child
    return isinstance(parent, _LOOKS)


def _is_fresh(value: gast.expr) -> bool:
    if isinstance(value, gast.Call):
        func = value.func
        return (func.attr if isinstance(func, gast.Attribute) else "") in _FRESH
    return isinstance(value, gast.BinOp | gast.UnaryOp)
