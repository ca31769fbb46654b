"""``nonlocal``: a variable that a nested function assigns becomes the item of a list that both share."""

from __future__ import annotations

import ast
import copy

from s2s.frontend import scoping


def cells(node: ast.FunctionDef | ast.Lambda) -> ast.FunctionDef | ast.Lambda:
    """A copy of a function in which no nested function declares a variable of its own ``nonlocal``.

    What it cannot be done for (``:=``, ``del``, an import or a ``def`` that binds the name, a
    variable of what stands around the whole function) stays as it is, and is refused later.

    >>> node = ast.parse('''
    ... def f(x):
    ...     n = 0
    ...     def g(v):
    ...         nonlocal n
    ...         n += v
    ...     g(x)
    ...     return n
    ... ''').body[0]
    >>> print(ast.unparse(cells(node)))
    def f(x):
        n_cell = [0]
    <BLANKLINE>
        def g(v):
            pass
            n_cell[0] += v
        g(x)
        return n_cell[0]
    """
    if not any(isinstance(inner, ast.Nonlocal) for inner in scoping.nodes(node)):
        return node
    made = copy.deepcopy(node)
    taken = scoping.names(made)
    for owner, name in _shared(made):
        if _is_plain(owner, name):
            _Cells(name, scoping.fresh(f"{name}_cell", taken)).convert(owner)
    return ast.fix_missing_locations(made)


def _shared(root: ast.AST) -> list[tuple[ast.FunctionDef, str]]:
    """The functions with the variables that functions inside of them assign."""
    found: list[tuple[ast.FunctionDef, str]] = []

    def visit(node: ast.AST, around: list[ast.AST]) -> None:
        around = [*around, node]
        for child in scoping.own(node):
            if isinstance(child, ast.Nonlocal):
                for name in child.names:
                    owners = [one for one in around[:-1] if name in scoping.bound(one)]
                    if owners and isinstance(owners[-1], ast.FunctionDef):
                        if (owners[-1], name) not in found:
                            found.append((owners[-1], name))
            elif isinstance(child, scoping.FUNCTIONS):
                visit(child, around)

    visit(root, [])
    return found


def _is_plain(owner: ast.FunctionDef, name: str) -> bool:
    """Whether every place that binds the variable can be an item of a list."""
    for child in ast.walk(owner):
        if isinstance(child, ast.NamedExpr) and child.target.id == name:
            return False
        if isinstance(child, ast.Name) and child.id == name and isinstance(child.ctx, ast.Del):
            return False
        defines = isinstance(child, ast.FunctionDef | ast.ClassDef) and child is not owner
        if defines and child.name == name:  # type: ignore[attr-defined]
            return False
        if isinstance(child, ast.alias) and name in (child.asname, child.name):
            return False
        if isinstance(child, ast.ExceptHandler) and child.name == name:
            return False
    return True


class _Cells(ast.NodeTransformer):
    """Rewrites one variable of one function."""

    def __init__(self, name: str, cell: str) -> None:
        self.name = name
        self.cell = cell

    def convert(self, owner: ast.FunctionDef) -> None:
        """Rewrites the body of the function that the variable belongs to."""
        start: ast.stmt | None = None
        first: ast.stmt | None = None
        if self.name in scoping.parameters(owner):
            start = self._made(ast.Name(id=self.name, ctx=ast.Load()), owner.body[0])
        else:
            first = next((one for one in owner.body if self._occurs(one)), None)
            if first is not None and not self._only_assigns(first):
                first, start = None, self._made(ast.Constant(value=None), owner.body[0])
        body: list[ast.stmt] = []
        for statement in owner.body:
            if statement is not first:
                body.append(self.visit(statement))
                continue
            value = getattr(first, "value", None)
            if value is not None and not self._occurs(value) and self._is_alone(first):
                body.append(self._made(value, first))
            else:  # what it assigns is put into the list after it
                body += [first, self._made(ast.Name(id=self.name, ctx=ast.Load()), first)]
        owner.body = body if start is None else [start, *body]

    def _is_alone(self, node: ast.stmt) -> bool:
        """Whether a statement assigns the variable and nothing else."""
        goals = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        assigns = isinstance(node, ast.Assign | ast.AnnAssign)
        return assigns and len(goals) == 1 and isinstance(goals[0], ast.Name)

    def _only_assigns(self, node: ast.stmt) -> bool:
        """Whether a statement binds the variable and no function inside of it knows it."""
        inner = [c for c in ast.walk(node) if isinstance(c, (*scoping.FUNCTIONS, ast.ClassDef))]
        leaves = any(isinstance(c, ast.Return) for c in ast.walk(node))
        stored = any(
            isinstance(c, ast.Name) and c.id == self.name and isinstance(c.ctx, ast.Store)
            for c in ast.walk(node)
        )
        return stored and not leaves and not any(map(self._occurs, inner))

    def _occurs(self, node: ast.AST | None) -> bool:
        return node is not None and any(
            (isinstance(child, ast.Name) and child.id == self.name)
            or (isinstance(child, ast.Nonlocal) and self.name in child.names)
            for child in ast.walk(node)
        )

    def _made(self, value: ast.expr, place: ast.stmt) -> ast.stmt:
        goal = ast.Name(id=self.cell, ctx=ast.Store())
        made = ast.Assign(targets=[goal], value=ast.List(elts=[value], ctx=ast.Load()))
        return ast.fix_missing_locations(ast.copy_location(made, place))

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id != self.name:
            return node
        value = ast.copy_location(ast.Name(id=self.cell, ctx=ast.Load()), node)
        zero = ast.copy_location(ast.Constant(value=0), node)
        return ast.copy_location(ast.Subscript(value=value, slice=zero, ctx=node.ctx), node)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.AST:
        node.names = [name for name in node.names if name != self.name]
        return node if node.names else ast.copy_location(ast.Pass(), node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if not isinstance(node.target, ast.Name) or node.target.id != self.name:
            return self.generic_visit(node)
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        goal, value = self.visit(node.target), self.visit(node.value)
        return ast.copy_location(ast.Assign(targets=[goal], value=value), node)

    def _scope(self, node: ast.AST) -> ast.AST:
        """A nested function: it sees the variable, unless it binds the name itself."""
        if self.name not in scoping.bound(node):
            return self.generic_visit(node)
        args: ast.arguments = node.args  # type: ignore[attr-defined]
        args.defaults = [self.visit(default) for default in args.defaults]
        args.kw_defaults = [d if d is None else self.visit(d) for d in args.kw_defaults]
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _scope

    def _comprehension(self, node: ast.AST) -> ast.AST:
        goals = [g.target for g in node.generators]  # type: ignore[attr-defined]
        if any(self._occurs(goal) for goal in goals):
            return node
        return self.generic_visit(node)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension
