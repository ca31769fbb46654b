"""What the reverse sweep reads of the forward one, and where it can be saved."""

from __future__ import annotations

import gast

from s2s.normalise.steps import is_attempt
from s2s.syntax import walk


def free_reads(body: list[gast.stmt]) -> set[str]:
    """Names that statements read, less those that an inner loop over a stack restores."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, gast.For):
            found |= walk.read(node.iter) | (free_reads(node.body) - walk.bound(node.target))
        elif isinstance(node, gast.If):
            found |= walk.read(node.test) | free_reads(node.body) | free_reads(node.orelse)
        elif isinstance(node, gast.With):
            found |= walk.read([item.context_expr for item in node.items]) | free_reads(node.body)
        else:
            found |= walk.read(node)
    return found


def definite(body: list[gast.stmt]) -> set[str]:
    """Names that a block assigns on every path."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, gast.If):
            found |= definite(node.body) & definite(node.orelse)
        elif isinstance(node, gast.With):
            found |= walk.bound([i.optional_vars for i in node.items if i.optional_vars])
            found |= definite(node.body) if not is_attempt(node) else set()
        elif isinstance(node, gast.FunctionDef):
            found.add(node.name)
        elif not isinstance(node, gast.For | gast.While):
            found |= walk.bound(node)
    return found


def bound_before(body: list[gast.stmt], known: set[str]) -> dict[int, set[str]]:
    """Of each loop, by identity: the names that have a value on every path to it."""
    found: dict[int, set[str]] = {}
    known = set(known)
    for node in body:
        if isinstance(node, gast.For | gast.While):
            found[id(node)] = set(known)
            inner = walk.bound(node.target) if isinstance(node, gast.For) else set()
            found.update(bound_before(node.body, known | inner))
        elif isinstance(node, gast.If | gast.With):
            found.update(bound_before(node.body, known))
            found.update(bound_before(getattr(node, "orelse", []), known))
        known |= definite([node])
    return found


def push_position(body: list[gast.stmt], saved: set[str], carried: set[str]) -> int:
    """The earliest place in a loop body where all saved names are assigned.

    Carried names are saved with the value that they have at the head, so the place is before their
    update, which stands at the end of the body.
    """
    position = 0
    for i, node in enumerate(body):
        filled = {name for name in saved if name.startswith("stack")} & walk.read(node)
        if walk.bound(node) & (saved - carried) or filled:
            position = i + 1
    return position
