"""The child nodes of each class of nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gast

_PLAIN = frozenset("ctx op ops attr id kind type_comment module level conversion simple".split())
"""Fields that hold no nodes that matter: they are the same objects in a copy."""


class _Fields(dict[type, tuple[str, ...]]):
    """The fields of each class of nodes that may hold nodes."""

    def __missing__(self, kind: type[gast.AST]) -> tuple[str, ...]:
        found = tuple(field for field in kind._fields if field not in _PLAIN)
        self[kind] = found
        return found


class _Children(dict[type, Callable[[Any], Sequence[gast.AST]]]):
    """What gives the child nodes of each class of nodes."""

    def __missing__(self, kind: type[gast.AST]) -> Callable[[Any], Sequence[gast.AST]]:
        fields = FIELDS[kind]

        def found(node: gast.AST) -> list[gast.AST]:
            values = node.__dict__
            nodes: list[gast.AST] = []
            for field in fields:
                value = values.get(field)
                if type(value) is list:
                    nodes.extend([item for item in value if isinstance(item, gast.AST)])
                elif value is not None and isinstance(value, gast.AST):
                    nodes.append(value)
            return nodes

        self[kind] = found
        return found


FIELDS = _Fields({gast.Name: (), gast.Constant: ()})
# Most nodes are of these classes: the passes spend their time here.
CHILDREN = _Children(
    {
        gast.Name: lambda node: (),
        gast.Constant: lambda node: (),
        gast.Attribute: lambda node: (node.value,),
        gast.Subscript: lambda node: (node.value, node.slice),
        gast.BinOp: lambda node: (node.left, node.right),
        gast.UnaryOp: lambda node: (node.operand,),
        gast.Compare: lambda node: (node.left, *node.comparators),
        gast.Tuple: lambda node: node.elts,
        gast.List: lambda node: node.elts,
        gast.Call: lambda node: (node.func, *node.args, *node.keywords),
        gast.keyword: lambda node: (node.value,),
        gast.Assign: lambda node: (*node.targets, node.value),
        gast.AugAssign: lambda node: (node.target, node.value),
        gast.Expr: lambda node: (node.value,),
        gast.If: lambda node: (node.test, *node.body, *node.orelse),
        gast.For: lambda node: (node.target, node.iter, *node.body, *node.orelse),
        gast.While: lambda node: (node.test, *node.body, *node.orelse),
    }
)
