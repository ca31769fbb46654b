"""Calls: the callee stays a name, a dotted name or a method; arguments become atoms."""

from __future__ import annotations

import gast

from s2s.normalise import expressions, generators
from s2s.normalise.flattener import Flattener
from s2s.syntax import build, walk


def call(flat: Flattener, node: gast.Call) -> gast.expr:
    """``callee(atoms)``: the callee first, then the arguments from left to right."""
    found = generators.search(flat, node)
    if found is not None:
        return found
    node = generators.handed(flat, node)
    func = _callee(flat, node.func)
    later = [*node.args, *(keyword.value for keyword in node.keywords)]
    func = _steady(flat, func, later)
    atoms = expressions.elements(flat, later)
    count = len(node.args)
    keywords: list[gast.keyword] = []
    for keyword, atom in zip(node.keywords, atoms[count:], strict=True):
        if keyword.arg is None and not isinstance(atom, gast.Name):
            atom = flat.bind(atom, keyword.value)
        made = gast.keyword(arg=keyword.arg, value=atom)
        keywords.append(walk.copy_position(made, keyword.value))
    return gast.Call(func=func, args=atoms[:count], keywords=keywords)


def _callee(flat: Flattener, node: gast.expr) -> gast.expr:
    if flat.changes(node):
        return node
    if not isinstance(node, gast.Attribute):
        return flat.name(node)
    if expressions.dotted(flat, node):
        return node
    method = build.attribute(flat.name(node.value), node.attr)
    return walk.copy_position(method, node)


def _steady(flat: Flattener, func: gast.expr, later: list[gast.expr]) -> gast.expr:
    if isinstance(func, gast.Name):
        return flat.steady(func, later)
    if isinstance(func.value, gast.Name):
        func.value = flat.steady(func.value, later)
    return func
