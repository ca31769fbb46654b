"""Statements without a body: expressions, assertions, imports, declarations."""

from __future__ import annotations

import gast

from s2s.normalise import expressions, passive
from s2s.normalise.choices import distribute
from s2s.normalise.flattener import Flattener
from s2s.syntax import build, walk


def expression(flat: Flattener, node: gast.Expr) -> None:
    """An expression for its effect; only a call stays an expression statement."""
    value = node.value
    if isinstance(value, gast.IfExp) and not flat.keeps(value):
        flat.statement(distribute(value, node, "value"))
    elif isinstance(value, gast.BoolOp) and not flat.keeps(value) and len(value.values) == 2:
        test, effect = value.values
        if isinstance(value.op, gast.Or):
            test = passive.negate(test)
        then = walk.copy_position(build.statement(effect), node)
        flat.statement(walk.copy_position(build.if_(test, [then]), node))
    elif isinstance(value, gast.Call):
        made = flat.rhs(value)
        if isinstance(made, gast.Call):
            flat.emit(build.statement(made), node)
        elif not passive.is_atom(made):
            flat.bind(made, node)
    elif isinstance(value, gast.Name):
        flat.bind(value, node)  # it may have no value
    elif not passive.is_atom(value):
        flat.atom(value)


def assertion(flat: Flattener, node: gast.Assert) -> None:
    """``assert test, message``: the message is only evaluated on failure, and stays."""
    flat.emit(gast.Assert(test=flat.test(node.test), msg=node.msg), node)


def raising(flat: Flattener, node: gast.Raise) -> None:
    """``raise error from cause`` stays, unless it holds a ``:=``."""
    for field in ("exc", "cause"):
        value = getattr(node, field)
        if value is not None and flat.has_walrus(value):
            setattr(node, field, flat.keep(flat.atom(value)))
        elif isinstance(value, gast.Call):  # of the exception's class, as a rule
            for position, part in enumerate(value.args):
                if passive.may_write(part, flat.context.redefined):
                    value.args[position] = flat.keep(flat.atom(part))
    flat.emit(node, node)


def delete(flat: Flattener, node: gast.Delete) -> None:
    """``del name`` goes: it has no effect on values; ``del xs[i]`` is ``operator.delitem(xs, i)``."""
    for target in node.targets:
        if isinstance(target, gast.Subscript):
            base, key = expressions.place(flat, target)
            call = walk.place(build.call("operator.delitem", base, key), target)
            flat.emit(build.statement(call), node)
        elif not isinstance(target, gast.Name):
            flat.context.unsupported(target, "`del` of an attribute is not supported")


def nothing(_: Flattener, __: gast.stmt) -> None:
    """``pass`` goes; ``global`` is put first in the function at the end."""


def same(flat: Flattener, node: gast.stmt) -> None:
    """An import stays, and a jump for now."""
    flat.emit(node, node)


def class_(flat: Flattener, node: gast.ClassDef) -> None:
    """A class in a function is refused."""
    flat.context.unsupported(
        node,
        "a class defined inside a function is not supported",
        hint="define the class at module level",
    )
