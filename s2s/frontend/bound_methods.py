"""Methods of containers and arrays that are kept in a name: ``add = out.append``."""

from __future__ import annotations

import ast
import copy

from s2s.frontend import scoping

_METHODS = frozenset(
    "append extend insert pop remove clear sort reverse get update setdefault items keys values "
    "sum mean dot copy max min prod std var ravel reshape flatten transpose item tolist".split()
)


def bound_methods(node: ast.FunctionDef | ast.Lambda) -> ast.FunctionDef | ast.Lambda:
    """A copy of a function that calls ``out.append`` where it called ``add``.

    Both names must be bound once in the whole function, outside of loops, and the method's name be
    called only.

    >>> text = "def f(x):\\n  out = []\\n  add = out.append\\n  for v in x:\\n    add(v)\\n  return out"
    >>> print(ast.unparse(bound_methods(ast.parse(text).body[0])))
    def f(x):
        out = []
        pass
        for v in x:
            out.append(v)
        return out
    """
    found = _kept(node)
    if not found:
        return node
    made: ast.FunctionDef | ast.Lambda = _Rewriter(found).visit(copy.deepcopy(node))
    return ast.fix_missing_locations(made)


def _kept(node: ast.FunctionDef | ast.Lambda) -> dict[str, ast.Attribute]:
    inside = scoping.nodes(node)
    named = [
        child
        for child in inside
        if isinstance(child, ast.Assign)
        and len(child.targets) == 1
        and isinstance(child.targets[0], ast.Name)
        and isinstance(child.value, ast.Attribute)
        and isinstance(child.value.value, ast.Name)
        and child.value.attr in _METHODS
    ]
    if not named:
        return {}
    loops = [loop for loop in inside if isinstance(loop, ast.For | ast.While)]
    repeated = {id(child) for loop in loops for child in scoping.nodes(loop)}
    alone = {id(child) for child in scoping.own(node)} - repeated
    kept = [child for child in named if id(child) in alone]
    bindings = _bindings(node)
    called = {id(c.func) for c in ast.walk(node) if isinstance(c, ast.Call)}
    found: dict[str, ast.Attribute] = {}
    for child in kept:
        goal, owner = child.targets[0], child.value.value  # type: ignore[attr-defined]
        reads = [
            c
            for c in ast.walk(node)
            if isinstance(c, ast.Name) and c.id == goal.id and isinstance(c.ctx, ast.Load)  # type: ignore[attr-defined]
        ]
        once = bindings.count(goal.id) == 1 and bindings.count(owner.id) == 1  # type: ignore[attr-defined]
        if once and all(id(read) in called for read in reads):
            found[goal.id] = child.value  # type: ignore[attr-defined, assignment]
    return found


def _bindings(node: ast.AST) -> list[str]:
    """The names that are bound anywhere in a tree, once for each time."""
    found: list[str] = []
    for child in ast.walk(node):
        if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load):
            found.append(child.id)
        elif isinstance(child, ast.arg):
            found.append(child.arg)
        elif isinstance(child, ast.FunctionDef | ast.ClassDef) and child is not node:
            found.append(child.name)
        elif isinstance(child, ast.alias):
            found.append(child.asname or child.name.split(".")[0])
        elif isinstance(child, ast.ExceptHandler) and child.name:
            found.append(child.name)
        elif isinstance(child, ast.Nonlocal | ast.Global):
            found.extend(child.names * 2)
    return found


class _Rewriter(ast.NodeTransformer):
    def __init__(self, found: dict[str, ast.Attribute]) -> None:
        self.found = found

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        goal = node.targets[0]
        if len(node.targets) == 1 and isinstance(goal, ast.Name) and goal.id in self.found:
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in self.found:
            method = copy.deepcopy(self.found[node.func.id])
            node.func = ast.copy_location(method, node.func)
        return node
