"""Stacks of the forward sweep: how their statements are told from others."""

from __future__ import annotations

import gast


def is_stack(name: str) -> bool:
    """Whether a name is that of a stack made here."""
    return name.startswith("stack")


def is_start(node: gast.stmt, stack: str) -> bool:
    """``stack = []``."""
    match node:
        case gast.Assign(targets=[gast.Name(id=name)], value=gast.List(elts=[])):
            return bool(name == stack)
    return False


def popped(iterable: gast.expr) -> str | None:
    """The stack of ``reversed(stack)``."""
    match iterable:
        case gast.Call(func=gast.Name(id="reversed"), args=[gast.Name(id=name)]):
            return name if is_stack(name) else None
    return None


def is_push(node: gast.stmt) -> bool:
    """``stack.append(...)``."""
    return pushed(node) is not None


def pushed(node: gast.stmt) -> str | None:
    """The stack of ``stack.append(...)``."""
    match node:
        case gast.Expr(
            value=gast.Call(func=gast.Attribute(value=gast.Name(id=name), attr="append"))
        ):
            return name if is_stack(name) else None
    return None


def without_push(body: list[gast.stmt], stack: str) -> list[gast.stmt] | None:
    """A loop's statements but for the one that pushes; ``None`` where that is not one of them."""
    rest = [node for node in body if pushed(node) != stack]
    return rest if len(rest) == len(body) - 1 else None
