"""The text of expressions and simple statements, as Python's own ``ast.unparse`` writes it.

It is written straight from the tree: to make Python's tree first would cost more than all the rest
of printing. What is rare (comprehensions, f-strings, lambdas) is still left to Python.
"""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import gast

# How tightly what stands in an expression must bind to need no brackets.
_TUPLE, _YIELD, _TEST, _OR, _AND, _NOT, _CMP, _EXPR = range(2, 10)
_SHIFT, _ARITH, _TERM, _FACTOR, _POWER, _, _ATOM = range(12, 19)

_BINARY: dict[type, tuple[str, int]] = {
    gast.BitOr: ("|", _EXPR), gast.BitXor: ("^", 10), gast.BitAnd: ("&", 11),
    gast.LShift: ("<<", _SHIFT), gast.RShift: (">>", _SHIFT), gast.Add: ("+", _ARITH),
    gast.Sub: ("-", _ARITH), gast.Mult: ("*", _TERM), gast.MatMult: ("@", _TERM),
    gast.Div: ("/", _TERM), gast.Mod: ("%", _TERM), gast.FloorDiv: ("//", _TERM),
    gast.Pow: ("**", _POWER),
}  # fmt: skip
_UNARY: dict[type, tuple[str, int]] = {
    gast.Not: ("not ", _NOT), gast.Invert: ("~", _FACTOR), gast.UAdd: ("+", _FACTOR),
    gast.USub: ("-", _FACTOR),
}  # fmt: skip
_LOGICAL: dict[type, tuple[str, int]] = {gast.And: (" and ", _AND), gast.Or: (" or ", _OR)}
_COMPARE: dict[type, str] = {
    gast.Eq: "==", gast.NotEq: "!=", gast.Lt: "<", gast.LtE: "<=", gast.Gt: ">", gast.GtE: ">=",
    gast.Is: "is", gast.IsNot: "is not", gast.In: "in", gast.NotIn: "not in",
}  # fmt: skip


def text(node: gast.AST, around: int = _TEST) -> str:
    """The text of an expression or of a simple statement.

    >>> text(gast.parse("x [1:, i] += - (a+b) * c ** -1").body[0])
    'x[1:, i] += -(a + b) * c ** (-1)'
    """
    handler = _HANDLERS.get(type(node))
    return handler(node, around) if handler is not None else _python(node, around)


def target(node: gast.expr) -> str:
    """The text of what is assigned: a tuple has no brackets."""
    return text(node, _TUPLE)


def _python(node: Any, around: int = _TEST) -> str:
    """What Python prints, with a lambda in brackets where it needs them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        found = ast.unparse(ast.fix_missing_locations(gast.gast_to_ast(node)))
    return f"({found})" if isinstance(node, gast.Lambda) and around > _TEST else found


def _bracketed(found: str, binds: int, around: int) -> str:
    return f"({found})" if around > binds else found


def _listed(nodes: Sequence[gast.AST]) -> str:
    return ", ".join([text(node) for node in nodes])


def _items(nodes: Sequence[gast.AST]) -> str:
    """Items of a tuple without its brackets."""
    return f"{text(nodes[0])}," if len(nodes) == 1 else _listed(nodes)


def _name(node: Any, around: int) -> str:
    return str(node.id)


def _constant(node: Any, around: int) -> str:
    value = node.value
    if value is ...:
        return "..."
    if isinstance(value, tuple | complex) or node.kind is not None:
        return _python(node)
    if isinstance(value, float) and not math.isfinite(value):
        return _python(node)
    return repr(value)


def _attribute(node: Any, around: int) -> str:
    space = isinstance(node.value, gast.Constant) and isinstance(node.value.value, int)
    return f"{text(node.value, _ATOM)}{' ' if space else ''}.{node.attr}"


def _subscript(node: Any, around: int) -> str:
    key = node.slice
    inside = _items(key.elts) if isinstance(key, gast.Tuple) and key.elts else text(key)
    return f"{text(node.value, _ATOM)}[{inside}]"


def _slice(node: Any, around: int) -> str:
    lower, upper = (text(part) if part is not None else "" for part in (node.lower, node.upper))
    return f"{lower}:{upper}" + (f":{text(node.step)}" if node.step is not None else "")


def _call(node: Any, around: int) -> str:
    return f"{text(node.func, _ATOM)}({_listed([*node.args, *node.keywords])})"


def _keyword(node: Any, around: int) -> str:
    return ("**" if node.arg is None else f"{node.arg}=") + text(node.value)


def _starred(node: Any, around: int) -> str:
    return "*" + text(node.value, _EXPR)


def _tuple(node: Any, around: int) -> str:
    found = _items(node.elts) if node.elts else ""
    return found if node.elts and around <= _TUPLE else f"({found})"


def _list(node: Any, around: int) -> str:
    return f"[{_listed(node.elts)}]"


def _dict(node: Any, around: int) -> str:
    pairs = zip(node.keys, node.values, strict=True)
    items = [
        f"**{text(value, _EXPR)}" if key is None else f"{text(key)}: {text(value)}"
        for key, value in pairs
    ]
    return "{" + ", ".join(items) + "}"


def _binary(node: Any, around: int) -> str:
    sign, binds = _BINARY[type(node.op)]
    power = binds == _POWER  # it groups from the right
    left, right = text(node.left, binds + power), text(node.right, binds + (not power))
    return _bracketed(f"{left} {sign} {right}", binds, around)


def _unary(node: Any, around: int) -> str:
    sign, binds = _UNARY[type(node.op)]
    return _bracketed(sign + text(node.operand, binds), binds, around)


def _logical(node: Any, around: int) -> str:
    sign, binds = _LOGICAL[type(node.op)]
    parts = [text(part, min(binds + i, _ATOM)) for i, part in enumerate(node.values, 1)]
    return _bracketed(sign.join(parts), binds, around)


def _compare(node: Any, around: int) -> str:
    found = text(node.left, _CMP + 1)
    for op, right in zip(node.ops, node.comparators, strict=True):
        found += f" {_COMPARE[type(op)]} {text(right, _CMP + 1)}"
    return _bracketed(found, _CMP, around)


def _choice(node: Any, around: int) -> str:
    body, test = text(node.body, _TEST + 1), text(node.test, _TEST + 1)
    return _bracketed(f"{body} if {test} else {text(node.orelse)}", _TEST, around)


def _assign(node: Any, around: int) -> str:
    return "".join([f"{target(goal)} = " for goal in node.targets]) + text(node.value)


def _augmented(node: Any, around: int) -> str:
    return f"{text(node.target)} {_BINARY[type(node.op)][0]}= {text(node.value)}"


def _effect(node: Any, around: int) -> str:
    return text(node.value, _YIELD)


def _return(node: Any, around: int) -> str:
    return f"return {text(node.value)}" if node.value is not None else "return"


_HANDLERS: dict[type, Callable[[Any, int], str]] = {
    gast.Name: _name,
    gast.Constant: _constant,
    gast.Attribute: _attribute,
    gast.Subscript: _subscript,
    gast.Slice: _slice,
    gast.Call: _call,
    gast.keyword: _keyword,
    gast.Starred: _starred,
    gast.Tuple: _tuple,
    gast.List: _list,
    gast.Dict: _dict,
    gast.BinOp: _binary,
    gast.UnaryOp: _unary,
    gast.BoolOp: _logical,
    gast.Compare: _compare,
    gast.IfExp: _choice,
    gast.Assign: _assign,
    gast.AugAssign: _augmented,
    gast.Expr: _effect,
    gast.Return: _return,
    gast.Pass: lambda node, around: "pass",
    gast.Break: lambda node, around: "break",
}
