"""Generators that only compute: functions that return the list of what they would yield.

The list is made as a whole where the generator is called. That is the same as long as neither the
generator nor the code that consumes it changes what the other reads: what can be seen in the text is
looked at here, the rest where the kinds of values are known.
"""

from __future__ import annotations

import ast
import copy

from s2s.frontend import scoping

GENERATOR = "generator"
"""The ``type_comment`` of a definition that was one."""
_SEEN = (
    ast.Try, ast.With, ast.Nonlocal, ast.Global, ast.Delete, ast.Raise, ast.Assert,
    ast.NamedExpr, ast.Import, ast.ImportFrom,
)  # fmt: skip
"""What can be told apart when it happens earlier, or when nobody asks for the next value."""


def yields(node: ast.FunctionDef | ast.Lambda) -> ast.FunctionDef | ast.Lambda:
    """A copy of a function with lists in place of generators, itself included, where that is right.

    >>> node = ast.parse("def f(x):\\n for v in x:\\n  yield v * v").body[0]
    >>> print(ast.unparse(yields(node)))
    def f(x): # type: generator
        yielded = []
        for v in x:
            yielded.append(v * v)
        return yielded
    """
    if not any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in scoping.nodes(node)):
        return node
    made = copy.deepcopy(node)
    taken = scoping.names(made)
    for inner in ast.walk(made):
        if isinstance(inner, ast.FunctionDef) and _only_computes(inner):
            _convert(inner, scoping.fresh("yielded", taken))
    return ast.fix_missing_locations(made)


def _only_computes(node: ast.FunctionDef) -> bool:
    """Whether a function is a generator whose steps nobody can see but by what they yield."""
    inside = list(scoping.own(node))
    statements = {id(child.value) for child in inside if isinstance(child, ast.Expr)}
    found = False
    for child in inside:
        if isinstance(child, ast.Yield | ast.YieldFrom):
            found = True
            if id(child) not in statements or child.value is None:
                return False
        elif isinstance(child, ast.Expr):
            if not isinstance(child.value, ast.Yield | ast.YieldFrom | ast.Constant):
                return False
        elif isinstance(child, ast.Subscript | ast.Attribute):
            if not isinstance(child.ctx, ast.Load):
                return False
        elif isinstance(child, ast.AugAssign):
            if not isinstance(child.value, ast.Constant):
                return False  # an array would be overwritten after it was handed out
        elif isinstance(child, _SEEN):
            return False
        elif isinstance(child, ast.While | ast.For) and _is_endless(child):
            return False
    return found


def _is_endless(node: ast.While | ast.For) -> bool:
    """Whether a loop ends only when nobody asks for more."""
    if isinstance(node, ast.While):
        always = isinstance(node.test, ast.Constant) and bool(node.test.value)
    else:
        func = node.iter.func if isinstance(node.iter, ast.Call) else None
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        always = name in ("count", "cycle", "repeat", "iter")
    return always and not any(isinstance(c, ast.Break | ast.Return) for c in ast.walk(node))


def _convert(node: ast.FunctionDef, name: str) -> None:
    def at(statement: ast.stmt, place: ast.AST) -> ast.stmt:
        return ast.fix_missing_locations(ast.copy_location(statement, place))

    rewriter = _Rewriter(name)
    body = [rewriter.visit(statement) for statement in node.body]
    goal = ast.Name(id=name, ctx=ast.Store())
    start = at(ast.Assign(targets=[goal], value=ast.List(elts=[], ctx=ast.Load())), body[0])
    end = at(ast.Return(value=ast.Name(id=name, ctx=ast.Load())), body[-1])
    node.body = [start, *body, end]
    node.type_comment = GENERATOR
    node.returns = None


class _Rewriter(ast.NodeTransformer):
    def __init__(self, name: str) -> None:
        self.name = name

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        value = node.value
        if not isinstance(value, ast.Yield | ast.YieldFrom):
            return node
        owner = ast.copy_location(ast.Name(id=self.name, ctx=ast.Load()), node)
        given = value.value
        assert given is not None
        if isinstance(value, ast.Yield):
            func = ast.Attribute(value=owner, attr="append", ctx=ast.Load())
            call = ast.Call(func=func, args=[given], keywords=[])
            return ast.copy_location(ast.Expr(value=call), node)
        item = ast.Name(id=f"{self.name}_item", ctx=ast.Store())
        func = ast.Attribute(value=owner, attr="append", ctx=ast.Load())
        call = ast.Call(func=func, args=[ast.Name(id=item.id, ctx=ast.Load())], keywords=[])
        loop = ast.For(target=item, iter=given, body=[ast.Expr(value=call)], orelse=[])
        return ast.copy_location(loop, node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        node.value = ast.copy_location(ast.Name(id=self.name, ctx=ast.Load()), node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef  # type: ignore[assignment]
