"""The names in trees, found in one walk: most of what the passes ask is which names are where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import gast

from s2s.syntax.children import CHILDREN

_Note = Callable[[Any], None]


def occurrences(trees: gast.AST | Iterable[gast.AST]) -> list[Any]:
    """The names in trees, and the nodes by which names mean something else or are bound unsaid.

    Those are functions, lambdas and classes, into which the walk does not go; comprehensions,
    augmented assignments, handlers and imports, which stand before the names in them.

    >>> [type(node).__name__ for node in occurrences(gast.parse("x += y[z]\\ndef f(w): return v"))]
    ['AugAssign', 'Name', 'Name', 'Name', 'FunctionDef']
    """
    found: list[Any] = []
    note = found.append
    if isinstance(trees, gast.AST):
        _WALK[type(trees)](trees, note)
    else:
        for tree in trees:
            _WALK[type(tree)](tree, note)
    return found


def _itself(node: Any, note: _Note) -> None:
    note(node)


def _nothing(node: Any, note: _Note) -> None:
    pass


def _first(node: Any, note: _Note) -> None:
    note(node)
    for child in CHILDREN[type(node)](node):
        _WALK[type(child)](child, note)


def _inside(node: Any, note: _Note) -> None:
    for child in CHILDREN[type(node)](node):
        _WALK[type(child)](child, note)


# The classes that most nodes are of, one by one: this is where the passes spend their time.


def _value(node: Any, note: _Note) -> None:
    value = node.value
    _WALK[type(value)](value, note)


def _subscript(node: Any, note: _Note) -> None:
    value = node.value
    _WALK[type(value)](value, note)
    value = node.slice
    _WALK[type(value)](value, note)


def _binary(node: Any, note: _Note) -> None:
    value = node.left
    _WALK[type(value)](value, note)
    value = node.right
    _WALK[type(value)](value, note)


def _items(node: Any, note: _Note) -> None:
    for item in node.elts:
        _WALK[type(item)](item, note)


def _call(node: Any, note: _Note) -> None:
    value = node.func
    _WALK[type(value)](value, note)
    for value in node.args:
        _WALK[type(value)](value, note)
    for word in node.keywords:
        value = word.value
        _WALK[type(value)](value, note)


def _assign(node: Any, note: _Note) -> None:
    for value in node.targets:
        _WALK[type(value)](value, note)
    value = node.value
    _WALK[type(value)](value, note)


class _Walk(dict[type, Callable[[Any, _Note], None]]):
    """What walks through each class of nodes."""

    def __missing__(self, kind: type[gast.AST]) -> Callable[[Any, _Note], None]:
        self[kind] = _inside
        return _inside


_WALK = _Walk(
    {
        gast.Name: _itself,
        gast.Constant: _nothing,
        gast.Attribute: _value,
        gast.Expr: _value,
        gast.Subscript: _subscript,
        gast.BinOp: _binary,
        gast.Tuple: _items,
        gast.List: _items,
        gast.Call: _call,
        gast.Assign: _assign,
        **dict.fromkeys((gast.FunctionDef, gast.Lambda, gast.ClassDef), _itself),
        **dict.fromkeys((gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp), _first),
        **dict.fromkeys((gast.AugAssign, gast.ExceptHandler, gast.Import, gast.ImportFrom), _first),
    }
)
