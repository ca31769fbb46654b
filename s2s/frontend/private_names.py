"""Attributes of a class's own, by the names that Python gives them: ``self.__x`` is ``self._C__x``."""

from __future__ import annotations

import ast
import re

# An attribute that begins with two underscores and does not end with them.
_MENTIONED = re.compile(r"\.\s*__(?!\w*__\b)\w")


def private_names(tree: ast.Module, text: str) -> ast.Module:
    """The tree of a file with the private attributes that its classes mention spelled out, in place.

    Names of methods stay, since code objects keep them as they were written.

    >>> text = "class C:\\n  def f(self):\\n    return self.__x + self.y.__len__()"
    >>> print(ast.unparse(private_names(ast.parse(text), text)))
    class C:
    <BLANKLINE>
        def f(self):
            return self._C__x + self.y.__len__()
    """
    if _MENTIONED.search(text) is not None:
        _spell(tree)
    return tree


def _spell(tree: ast.AST) -> None:
    pending: list[tuple[ast.AST, str]] = [(tree, "")]  # beside each the class around it
    while pending:
        node, cls = pending.pop()
        if isinstance(node, ast.Attribute) and cls and _is_private(node.attr):
            node.attr = f"_{cls}{node.attr}"
        inside = node.name.lstrip("_") if isinstance(node, ast.ClassDef) else cls
        around = {id(part) for part in _outside(node)}
        pending += [
            (child, cls if id(child) in around else inside) for child in ast.iter_child_nodes(node)
        ]


def _outside(node: ast.AST) -> list[ast.AST]:
    """What of a class is evaluated around it."""
    if not isinstance(node, ast.ClassDef):
        return []
    return [*node.bases, *node.keywords, *node.decorator_list]


def _is_private(name: str) -> bool:
    return name.startswith("__") and not name.endswith("__")
