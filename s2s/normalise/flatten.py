"""Flattens a function: every expression into statements of the normal form.

Jumps, loops' ``else`` and repeated assignments are still there afterwards.
"""

from __future__ import annotations

import gast

from s2s.normalise import (
    assignments,
    attempts,
    augmented,
    calls,
    choices,
    compound,
    comprehensions,
    expressions,
    functions,
    generators,
    simple,
)
from s2s.normalise.context import Context
from s2s.normalise.flattener import Flattener, Handlers

_EXPRESSIONS: Handlers = {
    gast.Name: expressions.same,
    gast.Constant: expressions.same,
    gast.BinOp: expressions.binary,
    gast.UnaryOp: expressions.unary,
    gast.Compare: expressions.compare,
    gast.Attribute: expressions.attribute,
    gast.Subscript: expressions.subscript,
    gast.Tuple: expressions.sequence,
    gast.List: expressions.sequence,
    gast.Set: expressions.sequence,
    gast.Dict: expressions.dictionary,
    gast.JoinedStr: expressions.text,
    gast.NamedExpr: expressions.walrus,
    gast.Call: calls.call,
    gast.IfExp: choices.conditional,
    gast.BoolOp: choices.logical,
    gast.Lambda: functions.lambda_,
    gast.ListComp: comprehensions.list_,
    gast.SetComp: comprehensions.set_,
    gast.DictComp: comprehensions.dict_,
    gast.GeneratorExp: generators.kept,
}

_STATEMENTS: Handlers = {
    gast.Assign: assignments.assign,
    gast.AnnAssign: assignments.annotated,
    gast.AugAssign: augmented.augmented,
    gast.If: compound.branch,
    gast.For: compound.for_each,
    gast.While: compound.while_,
    gast.With: compound.with_,
    gast.Try: attempts.try_,
    gast.Return: compound.return_,
    gast.FunctionDef: functions.define,
    gast.ClassDef: simple.class_,
    gast.Expr: simple.expression,
    gast.Assert: simple.assertion,
    gast.Raise: simple.raising,
    gast.Delete: simple.delete,
    gast.Pass: simple.nothing,
    gast.Global: simple.nothing,
    gast.Import: simple.same,
    gast.ImportFrom: simple.same,
    gast.Break: simple.same,
    gast.Continue: simple.same,
}


def flatten(body: list[gast.stmt], context: Context) -> list[gast.stmt]:
    """The statements of a function with every expression taken apart; takes over the tree.

    Raises ``UnsupportedError`` for what the normal form cannot say.

    >>> from s2s.normalise.scope import scope
    >>> import astor
    >>> node = gast.parse("def f(x, y): return f(x * y + 1, *y) if x > 0 else -1.0").body[0]
    >>> flat = flatten(node.body, Context(scope(node), (), None))
    >>> print("".join(map(astor.to_source, map(gast.gast_to_ast, flat))), end="")
    if x > 0:
        t = x * y
        t_1 = t + 1
        f_1 = f(t_1, *y)
        return f_1
    else:
        return -1.0
    """
    return Flattener(context, _EXPRESSIONS, _STATEMENTS).block(body)
